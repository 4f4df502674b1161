"""The sheet of evidence."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from articles.refusals import Refused
from claims import assessing
from claims.exchange.columns import Choice, Column, ForReading, Moment, Number, YesNo
from claims.exchange.on_claims import OnClaims
from claims.exchange.outcomes import Outcome
from claims.exchange.rows import version_field
from claims.exchange.sheets import Row
from claims.models import Claim, Evidence, Source
from claims.vocabulary import Access, Credibility, Relation, Reliability


class EvidenceRows(OnClaims):
    """New evidence is taken from a source of the library, named by its id, DOI, address or title."""

    sheet = "evidence"
    id_column = "Evidence id"
    guarded = OnClaims.guarded | {
        "Source id": "File it anew, and withdraw this one.",
        "Withdrawn": "Evidence is withdrawn at the desk.",
    }

    evidence_id = ForReading("pk", "Evidence id")
    source_id = ForReading("source_id", "Source id")
    source = ForReading("source__title", "Source")
    url = ForReading("source__url", "Address")
    doi = ForReading("source__doi", "DOI")
    reliability = ForReading("source__reliability", "Reliability of the source", Choice(Reliability.choices))
    access = ForReading("source__access", "Access", Choice(Access.choices))
    relation = Column("relation", "Relation", Choice(Relation.choices))
    locator = Column("locator", "Locator")
    excerpt = Column("excerpt", "Excerpt")
    credibility = Column(
        "credibility", "Credibility", Number(Credibility.choices), default=Credibility.UNJUDGED.value
    )
    note = Column("note", "Public note")
    is_public = Column("is_public", "Shown to readers", YesNo(), default=True)
    withdrawn_at = ForReading("withdrawn_at", "Withdrawn", Moment())
    version = version_field()

    def rows(self) -> QuerySet[Evidence]:
        rows = Evidence.objects.filter(claim__article__in=self.pieces)
        return rows.select_related("claim__article", "source").defer("claim__article__body")

    def take(self, rows: Sequence[Row], *, by: User, why: str) -> list[Outcome]:
        # Claims before their evidence, as the verbs lock them: else two at once could wait for each other.
        claims = Claim.objects.select_for_update(of=("self",)).filter(article__in=self.pieces)
        list(claims.order_by("pk").values_list("pk", flat=True))
        return super().take(rows, by=by, why=why)

    def get_instance(self, instance_loader: Any, row: dict[str, str]) -> Any:
        stored = super().get_instance(instance_loader, row)
        if stored:
            self._leave_aside(stored.source, row)
        return stored

    def init_instance(self, row: Any = None) -> Evidence:
        return Evidence()

    def label(self, row: dict[str, str]) -> str:
        return f"On claim {row.get('Claim no.') or '?'}: {row.get('Source') or row.get('Address', '')}"

    def change(self, obj: Evidence, names: Sequence[str]) -> None:
        details = {name: getattr(obj, name) for name in names}
        assessing.amend_evidence(obj, by=self.by, why=self.why, **details)

    def create(self, obj: Evidence, row: dict[str, str]) -> None:
        claim, source = self.claim_of(row), _source(row)
        fields = [field for field in self.fields.values() if not field.readonly]
        details = {field.attribute: getattr(obj, field.attribute) for field in fields}
        if Evidence.objects.live().filter(claim=claim, source=source, **details).exists():
            raise Refused(f"The same is filed already for claim {claim.number}.")
        assessing.file_evidence(claim, source, by=self.by, why=self.why, **details)
        self._leave_aside(source, row)

    def _leave_aside(self, source: Source, row: dict[str, str]) -> None:
        """Put down which cells say something else of a source than the library, which keeps what it has.

        An empty cell empties, but in a new row it says nothing.
        """
        said = {column: cell for column, cell in row.items() if cell or self.was}
        columns = [field for field in self.fields.values() if field.column_name in said]
        given = [field for field in columns if (field.attribute or "").startswith("source__")]
        self.left_aside = tuple(
            f.column_name for f in given if self._is_other(f, said[f.column_name], source)
        )

    def _is_other(self, field: Column, cell: str, source: Source) -> bool:
        name = field.attribute.removeprefix("source__")
        if not self.was and name in ("url", "doi"):
            # Here it names the source, which is known by it however it is spelled.
            key = f"{name}_key"
            return Source(**{name: cell}).keys()[key] != source.keys()[key]
        try:
            meant = field.widget.render(field.widget.clean(cell))
        except ValueError:
            meant = cell
        return meant != self.export_field(field, Evidence(source=source))


def _source(row: dict[str, str]) -> Source:
    """The one source of the library that a row names."""
    found = list(_sources(row)[:2])
    if len(found) == 1:
        return found[0]
    if found:
        raise Refused("Source: several have this title. Give the id, the DOI or the address of one.")
    raise Refused("Source: the library has none like this. Add it there first.")


def _sources(row: dict[str, str]) -> QuerySet[Source]:
    if given := row.get("Source id"):
        try:
            return Source.objects.filter(pk=given)
        except ValidationError as error:
            raise Refused(f"Source id: “{given}” is no id.") from error
    keys = Source(url=row.get("Address", ""), doi=row.get("DOI", "")).keys()
    if any(keys.values()):
        return Source.objects.known_as(**keys)
    return Source.objects.filter(title=row["Source"]) if row.get("Source") else Source.objects.none()
