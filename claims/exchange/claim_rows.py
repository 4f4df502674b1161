"""The sheet of claims."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from articles.models import Article
from articles.refusals import Refused
from claims import annotating
from claims.exchange.columns import Choice, Column, Day, ForReading, Person
from claims.exchange.rows import DeskResource, version_field
from claims.models import Claim
from claims.vocabulary import (
    AnchorState,
    AttributionKind,
    Checkable,
    FactKind,
    LegalSensitivity,
    Modality,
    Stakes,
)


class ClaimRows(DeskResource):
    """A new claim is put on its words; a change is one of the record, and never of the words."""

    sheet = "claims"
    id_column = "Claim id"
    guarded = {
        "No.": "A claim keeps its number.",
        "Words": "A claim is put on other words at the desk: Place again.",
        "Removed because": "A claim is removed at the desk.",
    }

    piece = ForReading("article__headline", "Piece")
    piece_id = ForReading("article_id", "Piece id")
    number = ForReading("number", "No.")
    claim_id = ForReading("pk", "Claim id")
    words = ForReading("words", "Words")
    prefix = ForReading("prefix", "Words before")
    suffix = ForReading("suffix", "Words after")
    proposition = Column("proposition", "Proposition")
    modality = Column("modality", "How the text puts it", Choice(Modality.choices))
    attribution_kind = Column(
        "attribution_kind",
        "On whose word",
        Choice(AttributionKind.choices),
        default=AttributionKind.AUTHOR.value,
    )
    attribution_name = Column("attribution_name", "Name")
    attribution_cue = Column("attribution_cue", "Cue")
    fact_kind = Column("fact_kind", "Kind of fact", Choice(FactKind.choices), default=FactKind.EVENT.value)
    checkable = Column("checkable", "Checkable", Choice(Checkable.choices), default=Checkable.YES.value)
    stakes = Column("stakes", "Stakes", Choice(Stakes.choices), default=Stakes.ROUTINE.value)
    legal_sensitivity = Column(
        "legal_sensitivity",
        "Legal sensitivity",
        Choice(LegalSensitivity.choices),
        default=LegalSensitivity.NONE.value,
    )
    internal_note = Column("internal_note", "Internal note")
    assigned_to = Column("assigned_to", "Looked after by", Person())
    recheck_on = Column("recheck_on", "Look again on", Day())
    place = ForReading("state", "Place in the text", Choice(AnchorState.choices))
    removal_reason = ForReading("removal_reason", "Removed because")
    version = version_field()

    def rows(self) -> QuerySet[Claim]:
        claims: Any = Claim.objects.filter(article__in=self.pieces)
        return claims.with_place().select_related("article", "assigned_to").defer("article__body")

    def init_instance(self, row: Any = None) -> Claim:
        return Claim()

    def label(self, row: dict[str, str]) -> str:
        what = row.get("Proposition") or row.get("Words", "")
        return f"{row['No.']}. {what}" if row.get("No.") else what

    def change(self, obj: Claim, names: Sequence[str]) -> None:
        annotating.refuse_removed(obj)
        details = {name: getattr(obj, name) for name in names}
        annotating.amend(obj, by=self.by, why=self.why, **details)

    def create(self, obj: Claim, row: dict[str, str]) -> None:
        piece, quote = self.piece_of(row), row.get("Words", "")
        _refuse_twice(piece, quote, obj.proposition)
        details = {
            field.attribute: getattr(obj, field.attribute)
            for field in self.fields.values()
            if not field.readonly
        }
        around = {"prefix": row.get("Words before", ""), "suffix": row.get("Words after", "")}
        claim = annotating.add_claim(piece, by=self.by, quote=quote, **around, **details)
        if row.get("No.", "") not in ("", str(claim.number)):
            raise Refused(f"No.: it would be claim {claim.number}. Say so here, or leave it empty.")


def _refuse_twice(piece: Article, quote: str, proposition: str) -> None:
    """A file that is imported twice marks nothing twice."""
    there = piece.claims.filter(removed_at=None, first_exact=quote, proposition=proposition).first()
    if there:
        raise Refused(f"Claim {there.number} says so already, on the same words.")
