"""Claims, evidence and findings of a piece or of a series: out to a spreadsheet, and in again.

A file is rehearsed first, and the page shows what every row would do. The rows travel in that page, signed,
and come back when somebody confirms them: between the two nothing is kept on the server.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_GET, require_POST

from articles.desk import show_refusal, who
from articles.models import Article, Series
from articles.permissions import may
from articles.refusals import Refused
from claims.exchange import exporting, importing
from claims.exchange.outcomes import Plan
from claims.exchange.uploads import MOST_BYTES

SALT = "claims.exchange"
KEPT_FOR = 24 * 60 * 60
"""Seconds for which what was shown can be confirmed."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV, ZIP = "text/csv; charset=utf-8", "application/zip"


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose claims they are: `kind` is piece or series, `pieces` those of it that this person may check."""

    kind: str
    pk: UUID
    title: str
    slug: str
    pieces: tuple[Article, ...]

    def at(self, page: str = "", *args: str) -> str:
        name = f"admin:claims_claim_exchange_{page}" if page else "admin:claims_claim_exchange"
        return reverse(name, args=[self.kind, self.pk, *args])

    @property
    def home(self) -> str:
        kind = "article" if self.kind == "piece" else "series"
        return reverse(f"admin:articles_{kind}_change", args=[self.pk])


class UploadForm(forms.Form):
    file = forms.FileField(
        label="Workbook or CSV",
        help_text="As it was exported: .xlsx, .csv, or the .zip of CSV files.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.zip"}),
    )


class Exchange:
    """The pages at exchange/<kind>/<pk>/, beside those of the claims' admin."""

    files: ClassVar[Mapping[str, tuple[str, Callable[[tuple[Article, ...]], bytes]]]] = {
        "xlsx": (XLSX, exporting.workbook_of),
        "zip": (ZIP, exporting.csvs_of),
        "claims.csv": (CSV, lambda pieces: exporting.csv_of(pieces, "claims")),
        "evidence.csv": (CSV, lambda pieces: exporting.csv_of(pieces, "evidence")),
        "findings.csv": (CSV, lambda pieces: exporting.csv_of(pieces, "findings")),
    }

    def __init__(self, model_admin: admin.ModelAdmin) -> None:
        self.admin = model_admin

    def urls(self) -> list[URLPattern]:
        pages: list[tuple[str, Callable[..., HttpResponse], str]] = [
            ("", self.exchange, "exchange"),
            ("export/<str:what>/", require_GET(self.export), "exchange_export"),
            ("confirm/", require_POST(self.confirm), "exchange_confirm"),
            ("refused/", require_POST(self.refused), "exchange_refused"),
        ]
        wrap = self.admin.admin_site.admin_view
        return [
            path(f"exchange/<str:kind>/<uuid:pk>/{at}", wrap(view), name=f"claims_claim_{name}")
            for at, view, name in pages
        ]

    def exchange(self, request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
        """What can be exported, and a form for what is to be imported; on POST the rehearsal of a file."""
        scope, form = scope_of(request, kind, pk), UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            file = form.cleaned_data["file"]
            try:
                rows = importing.read_rows(file.name, file.read(MOST_BYTES + 1))
                return self._show(request, scope, rows)
            except ValidationError as refusal:
                show_refusal(form, refusal)
        return self._page(request, scope, "exchange", form=form, words=exporting.words_to_choose_from())

    def export(self, request: HttpRequest, kind: str, pk: UUID, what: str) -> HttpResponse:
        scope = scope_of(request, kind, pk)
        if what not in self.files:
            raise Http404
        content_type, write = self.files[what]
        try:
            content = write(scope.pieces)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return HttpResponseRedirect(scope.at())
        name = f"{scope.slug}-{what}" if "." in what else f"{scope.slug}.{what}"
        return _download(content, name, content_type)

    def confirm(self, request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
        """Write what was shown; when it is no longer the same, write nothing and show it as it is by now."""
        scope = scope_of(request, kind, pk)
        kept = self._kept(request, scope)
        rows = importing.from_json(kept)
        try:
            plan = importing.carry_out(rows, scope.pieces, by=who(request), shown=kept["shown"])
        except importing.Overtaken as overtaken:
            messages.warning(request, " ".join(overtaken.messages))
            return self._show(request, scope, rows, overtaken.plan)
        new, changed = (len(plan.by_state[state]) for state in ("new", "changed"))
        messages.success(request, f"Imported from {rows.name}: {new} new, {changed} changed.")
        if plan.on_sources:
            messages.warning(request, plan.on_sources)
        return HttpResponseRedirect(scope.at())

    def refused(self, request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
        """The rows that were refused, with the reasons, to be put right and imported again."""
        scope = scope_of(request, kind, pk)
        rows = importing.from_json(self._kept(request, scope))
        plan = importing.rehearse(rows, scope.pieces, by=who(request))
        content, ending = exporting.refused_file(plan.by_state["refused"])
        return _download(content, f"{scope.slug}-refused.{ending}", XLSX if ending == "xlsx" else ZIP)

    def _show(
        self, request: HttpRequest, scope: Scope, rows: importing.Rows, plan: Plan | None = None
    ) -> HttpResponse:
        plan = plan or importing.rehearse(rows, scope.pieces, by=who(request))
        whose = {"by": who(request).pk, "of": str(scope.pk), "shown": plan.digest}
        kept = signing.dumps(importing.with_versions(rows, plan) | whose, salt=SALT, compress=True)
        if len(kept) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE * 0.9:
            raise Refused("The file is too large to be shown and confirmed. Import it in parts.")
        where = {"confirm": scope.at("confirm"), "refused": scope.at("refused")}
        return self._page(request, scope, "rehearsal", rows=rows, plan=plan, kept=kept, **where)

    def _kept(self, request: HttpRequest, scope: Scope) -> dict[str, Any]:
        """The rows this person was shown, as they were."""
        try:
            kept = signing.loads(request.POST.get("kept", ""), salt=SALT, max_age=KEPT_FOR)
        except signing.BadSignature as error:
            raise PermissionDenied("This was shown too long ago. Upload the file again.") from error
        if (kept["by"], kept["of"]) != (who(request).pk, str(scope.pk)):
            raise PermissionDenied("This was shown to somebody else, or of something else.")
        return kept

    def _page(self, request: HttpRequest, scope: Scope, template: str, **context: Any) -> HttpResponse:
        context |= self.admin.admin_site.each_context(request)
        context |= {"scope": scope, "opts": self.admin.opts, "title": f"Export and import: {scope.title}"}
        return TemplateResponse(request, f"admin/claims/exchange/{template}.html", context)


def scope_of(request: HttpRequest, kind: str, pk: UUID) -> Scope:
    """The piece or series; 404 when this person may not see it, NotAllowed when they may not check it."""
    user = who(request)
    visible = Article.objects.visible_to(user)
    if kind == "piece":
        piece = visible.filter(pk=pk).first()
        found = Scope(kind, pk, piece.headline, piece.slug, (piece,)) if piece else None
    elif kind == "series":
        series = Series.objects.filter(pk=pk).first()
        pieces = tuple(visible.filter(series=series).order_by("place", "headline"))
        found = Scope(kind, pk, series.title, series.slug, pieces) if series else None
    else:
        found = None
    if found is None:
        raise Http404
    if not may(user, "check") or not all(may(user, "check", piece) for piece in found.pieces):
        raise PermissionDenied("Who checks a piece takes its claims out and in.")
    return found


def _download(content: bytes, name: str, content_type: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": disposition})
