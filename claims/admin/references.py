"""Adding sources from references: what was pasted is read, shown, put right, and only then added.

Nothing is fetched. A form of evidence that sent somebody here is kept in their session, as a draft.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from articles.bibliography.reading import Reference, read_references
from articles.desk import DeskAdmin, show_refusal, who
from claims import sourcing
from claims.admin.source_forms import (
    ORIGINS,
    PasteForm,
    ReferenceForm,
    as_read,
    described,
    origin_groups,
)
from claims.models import Source

MOST = 50  # references on one page: more fields than a thousand are refused with all that was typed


@dataclass(frozen=True, slots=True)
class Entry:
    """One reference on the page: as it was read, its form, and the source or the reference that it repeats.

    No form: nothing could be read there, and the problems say what stands there.
    """

    reference: Reference
    form: ReferenceForm | None
    known: Source | None
    same_as: int | None

    @property
    def known_as(self) -> str:
        return described(self.known) if self.known else ""

    @property
    def is_chosen(self) -> bool:
        return self.form is not None and bool(self.form["chosen"].value())


class ReferencePages(DeskAdmin):
    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view(self.from_reference)
        return [path("from-reference/", wrap, name="claims_source_from_reference"), *super().get_urls()]

    def from_reference(self, request: HttpRequest) -> HttpResponse:
        """Paste; then a preview, whose forms come back until all that is chosen can be added."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        paste = PasteForm(request.POST or None)
        entries: list[Entry] = []
        if paste.is_valid():
            is_read = "_add" in request.POST
            try:
                entries = _entries(paste.cleaned_data["text"], request.POST if is_read else None)
            except ValueError as error:
                paste.add_error("text", str(error))
            if is_read and (added := _added(request, entries, paste)):
                return self._done(request, added)
        return self._page(request, paste, entries)

    def _page(self, request: HttpRequest, paste: PasteForm, entries: Sequence[Entry]) -> HttpResponse:
        context = self.admin_site.each_context(request) | {
            "title": "Add sources from references",
            "opts": self.opts,
            "paste": paste,
            "entries": entries,
            "origins": ORIGINS,
            "origin_groups": origin_groups(),
            "draft": request.GET.get("draft", ""),
            "sought": (sought := request.GET.get("q", "").strip()),
            "found": self._found(request, sought) if sought else [],
        }
        return TemplateResponse(request, "admin/claims/source/from_reference.html", context)

    def _found(self, request: HttpRequest, sought: str) -> list[tuple[Source, str]]:
        """Sources of the library for those whose browser does not search as they type."""
        sources, _ = self.get_search_results(request, self.get_queryset(request), sought)
        return [(source, described(source)) for source in sources[:MOST]]

    def _done(self, request: HttpRequest, added: Sequence[tuple[Source, bool]]) -> HttpResponse:
        """Say what was added; go back to the evidence somebody came from, with the first of it chosen."""
        for source, is_new in added:
            said = "Added to the library" if is_new else "The library has this source already"
            page = reverse("admin:claims_source_change", args=[source.pk])
            messages.success(request, format_html('{}: <a href="{}">{}</a>', said, page, described(source)))
        if draft := request.GET.get("draft"):
            query = f"?draft={draft}&source={added[0][0].pk}"
            return HttpResponseRedirect(reverse("admin:claims_evidence_add") + query)
        return HttpResponseRedirect(reverse("admin:claims_source_changelist"))


def _entries(text: str, typed: Any) -> list[Entry]:
    """The references of a text, with forms that hold what was typed or, when that is None, what was read."""
    references = read_references(text)
    if not references:
        raise ValueError("There is no reference in it that says what it is: no title, address or DOI.")
    if len(references) > MOST:
        raise ValueError(f"These are {len(references)} references. Paste up to {MOST} at a time.")
    known = _known(references)
    first = {reference.key: number for number, reference in reversed([*enumerate(references, start=1)])}
    return [
        _entry(number, reference, known, first, typed) for number, reference in enumerate(references, start=1)
    ]


def _entry(
    number: int, reference: Reference, known: dict[str, Source], first: dict[str | None, int], typed: Any
) -> Entry:
    source = next((known[key] for key in _keys(reference) if key in known), None)
    earlier = first[reference.key] if reference.key and first[reference.key] < number else None
    if not reference.item:
        return Entry(reference, None, None, None)
    initial = as_read(reference) | {"chosen": source is None and earlier is None}
    return Entry(reference, ReferenceForm(typed, prefix=f"r{number}", initial=initial), source, earlier)


def _known(references: Sequence[Reference]) -> dict[str, Source]:
    """The library's sources among these references, by each key they are known by: two queries."""
    wanted = {key for reference in references for key in _keys(reference)}
    found: dict[str, Source] = {}
    for name in ("url_key", "doi_key"):
        rows = Source.objects.filter(**{f"{name}__in": wanted})
        found |= {getattr(row, name): row for row in rows}
    return found


def _keys(reference: Reference) -> Iterator[str]:
    keys = Source(url=reference.url, doi=reference.doi).keys()
    yield from filter(None, (keys["doi_key"], keys["url_key"]))


def _added(request: HttpRequest, entries: Sequence[Entry], paste: PasteForm) -> list[tuple[Source, bool]]:
    """Add what was chosen, all of it or nothing. Nothing: the forms say why."""
    chosen = [entry.form for entry in entries if entry.form is not None and entry.is_chosen]
    if not chosen:
        paste.add_error(None, "Choose at least one source to add.")
        return []
    if not all([form.is_valid() for form in chosen]):
        paste.add_error(None, "Nothing was added yet: put right what is marked below, or leave it out.")
        return []
    added: list[tuple[Source, bool]] = []
    with transaction.atomic():
        for form in chosen:
            try:
                details = form.details()
                added.append(sourcing.add_source(by=who(request), why="From a reference", **details))
            except ValidationError as refusal:
                show_refusal(form, refusal)
                transaction.set_rollback(True)
                return []
    return added
