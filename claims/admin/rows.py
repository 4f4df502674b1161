"""The claims of a piece as the annotating desk lists them: in reading order, each with what is to be done."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.contrib.auth.models import User
from django.db.models import F
from django.utils.timezone import localdate

from articles.models import Article
from claims.models import Assessment
from claims.publication import standing_assessment
from claims.vocabulary import ATTACHED, is_painted
from claims.wording import how_put

# What a row may be flagged with, and how the desk reads it; a filter shows the claims with one flag.
FLAGS = {
    "lost": "Words lost",
    "changed": "Words changed",
    "unconfirmed": "To confirm",
    "stale": "Stale",
    "unsigned": "To sign",
    "assessed": "Assessed",
    "unassessed": "Not assessed",
    "due": "To recheck",
    "mine": "Mine",
}
# Those a row wears; the others say what most claims are, and are for the filter alone.
WORN = ("lost", "changed", "unconfirmed", "stale", "unsigned", "assessed", "due")
# What a row needs of a claim. A model for each would take longer than its query.
READ = (
    *("pk", "number", "proposition", "modality", "attribution_kind", "attribution_name", "first_exact"),
    *(
        "confirmed_at",
        "reopened_at",
        "recheck_on",
        "assigned_to_id",
        "state",
        "words",
        "settled_at",
        "begins",
    ),
    "ends",
)


@dataclass(frozen=True, slots=True)
class Row:
    claim: Any  # a named tuple of READ
    flags: tuple[str, ...]
    covers: tuple[int, ...] | None = None
    """Where the sentences begin that it covers, where somebody asked."""

    @property
    def number(self) -> int:
        return int(self.claim.number)

    @property
    def span(self) -> tuple[int, int] | None:
        return None if self.claim.begins is None else (self.claim.begins, self.claim.ends)

    @property
    def words(self) -> str:
        return str(self.claim.words or self.claim.first_exact)

    @property
    def put(self) -> str:
        return how_put(self.claim.modality, self.claim.attribution_kind, self.claim.attribution_name)

    @property
    def worn(self) -> tuple[tuple[str, str], ...]:
        return worn_of(self.flags)

    @property
    def is_lost(self) -> bool:
        return "lost" in self.flags

    def has(self, wanted: str) -> bool:
        """Whether the words looked for stand in what it claims, in the text's words, or are its number."""
        wanted = wanted.strip().casefold()
        return wanted == str(self.number) or wanted in f"{self.claim.proposition} {self.words}".casefold()


@dataclass(frozen=True, slots=True)
class _Judged:
    """What was found on a claim, as `standing_assessment` asks for it."""

    reopened_at: Any
    assessments: Sequence[Assessment]  # newest first

    @property
    def signed_assessments(self) -> list[Assessment]:
        return [one for one in self.assessments if one.is_signed]

    @property
    def has_open_proposals(self) -> bool:
        answered = {one.proposal_id for one in self.assessments}
        return any(not one.is_signed and one.pk not in answered for one in self.assessments)


def rows_of(article: Article, by: User, only: Collection[Any] | None = None) -> list[Row]:
    """The standing claims of a piece, or `only` those with these ids: two queries, however many there are."""
    claims: Any = article.claims.standing().with_place()
    claims = claims.annotate(begins=F("here__start"), ends=F("here__end"))
    assessments = Assessment.objects.filter(claim__article=article)
    if only is not None:
        claims, assessments = claims.filter(pk__in=only), assessments.filter(claim__in=only)
    judged = defaultdict(list)
    for assessment in assessments:
        judged[assessment.claim_id].append(assessment)
    today = localdate()
    read = claims.values_list(*READ, named=True)
    rows = [Row(claim, flags_of(claim, judged[claim.pk], by, today)) for claim in read]
    return sorted(rows, key=lambda row: (*(row.span or (-1, -1)), row.number))


@cache
def worn_of(flags: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The flags that are shown, each with its words; the same few sets of them come again and again."""
    return tuple((flag, FLAGS[flag]) for flag in flags if flag in WORN)


def flags_of(claim: Any, assessments: Sequence[Assessment], by: User, today: date) -> tuple[str, ...]:
    """Which of FLAGS hold for a claim as `rows_of` reads it."""
    judged: Any = _Judged(claim.reopened_at, assessments)
    is_attached = claim.state in ATTACHED
    standing = standing_assessment(judged, claim.words) if is_attached else None
    holds = {
        "lost": not is_attached,
        "changed": is_attached and not is_painted(claim.state, claim.settled_at),
        "unconfirmed": claim.confirmed_at is None,
        "stale": bool(judged.signed_assessments) and standing is None,
        "unsigned": judged.has_open_proposals,
        "assessed": standing is not None,
        "unassessed": standing is None,
        "due": claim.recheck_on is not None and claim.recheck_on <= today,
        "mine": claim.assigned_to_id == by.pk,
    }
    return tuple(flag for flag in FLAGS if holds[flag])


def counts(rows: Iterable[Row]) -> list[tuple[str, str, int]]:
    """Each flag with its words and how many rows have it."""
    rows = list(rows)
    return [(flag, label, sum(flag in row.flags for row in rows)) for flag, label in FLAGS.items()]
