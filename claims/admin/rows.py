"""The claims of a piece as the annotating desk lists them: in reading order, each with what is to be done."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import chain
from typing import Any

from django.contrib.auth.models import User
from django.db.models import F, Q
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
# What a row needs of a claim. A model for each would take longer than its query; ids and moments, as long.
READ = (
    *("number", "proposition", "modality", "attribution_kind", "attribution_name", "first_exact"),
    *("has_confirmed", "reopened_at", "recheck_on", "assigned_to_id"),
    *("state", "words", "has_settled", "begins", "ends"),
)
# And of each finding on it.
FOUND = ("number", "pk", "words", "signed_at", "is_signed", "proposal_id")


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    span: tuple[int, int] | None
    claim: Any  # a named tuple of READ
    flags: tuple[str, ...]
    covers: tuple[int, ...] | None = None
    """Where the sentences begin that it covers, where somebody asked."""

    @property
    def words(self) -> str:
        return str(self.claim.words or self.claim.first_exact)

    @property
    def put(self) -> str:
        return _put(self.claim.modality, self.claim.attribution_kind, self.claim.attribution_name)

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
    assessments: Sequence[Any]  # named tuples of FOUND, newest first

    @property
    def signed_assessments(self) -> list[Any]:
        return [one for one in self.assessments if one.is_signed]

    @property
    def has_open_proposals(self) -> bool:
        answered = {one.proposal_id for one in self.assessments}
        return any(not one.is_signed and one.pk not in answered for one in self.assessments)


def rows_of(article: Article, by: User, only: Collection[Any] | None = None) -> list[Row]:
    """The standing claims of a piece, or `only` those with these ids: two queries, however many there are."""
    claims: Any = article.claims.standing().with_place().order_by()
    claims = claims.annotate(
        begins=F("here__start"),
        ends=F("here__end"),
        has_settled=Q(here__settled_at__isnull=False),
        has_confirmed=Q(confirmed_at__isnull=False),
    )
    assessments: Any = Assessment.objects.filter(claim__article=article)
    assessments = assessments.annotate(number=F("claim__number"), is_signed=Q(signed_by__isnull=False))
    if only is not None:
        claims, assessments = claims.filter(pk__in=only), assessments.filter(claim__in=only)
    found = defaultdict(list)
    for assessment in assessments.values_list(*FOUND, named=True):
        found[assessment.number].append(assessment)
    me, today = by.pk, localdate()
    rows = []
    for claim in claims.values_list(*READ, named=True):
        span = None if claim.begins is None else (claim.begins, claim.ends)
        flags = flags_of(claim, found.get(claim.number, ()), me, today)
        rows.append(Row(claim.number, span, claim, flags))
    return sorted(rows, key=lambda row: (*(row.span or (-1, -1)), row.number))


@lru_cache(maxsize=1000)
def _put(modality: str, attribution_kind: str, attribution_name: str) -> str:
    """How the text puts it; most claims of a piece are put in one of few ways."""
    return how_put(modality, attribution_kind, attribution_name)


@cache
def worn_of(flags: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The flags that are shown, each with its words; the same few sets of them come again and again."""
    return tuple((flag, FLAGS[flag]) for flag in flags if flag in WORN)


def flags_of(claim: Any, assessments: Sequence[Any], me: int, today: date) -> tuple[str, ...]:
    """Which of FLAGS hold for a claim as `rows_of` reads it."""
    is_attached = claim.state in ATTACHED
    judged: Any = _Judged(claim.reopened_at, assessments) if assessments else None
    standing = standing_assessment(judged, claim.words) if judged and is_attached else None
    return _holding(
        lost=not is_attached,
        changed=is_attached and not is_painted(claim.state, claim.has_settled),
        unconfirmed=not claim.has_confirmed,
        stale=judged is not None and standing is None and bool(judged.signed_assessments),
        unsigned=judged is not None and judged.has_open_proposals,
        assessed=standing is not None,
        unassessed=standing is None,
        due=claim.recheck_on is not None and claim.recheck_on <= today,
        mine=claim.assigned_to_id == me,
    )


@cache
def _holding(**holds: bool) -> tuple[str, ...]:
    """The flags that hold, in the order of FLAGS."""
    return tuple(flag for flag in FLAGS if holds[flag])


def counts(rows: Iterable[Row]) -> list[tuple[str, str, int]]:
    """Each flag with its words and how many rows have it."""
    found = Counter(chain.from_iterable(row.flags for row in rows))
    return [(flag, label, found[flag]) for flag, label in FLAGS.items()]
