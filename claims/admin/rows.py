"""The claims of a piece as the annotating desk lists them: in reading order, each with what is to be done."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db.models import F
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
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


@dataclass(frozen=True, slots=True)
class Row:
    claim: Any  # a Claim with its place, as `rows_of` reads it
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
    def worn(self) -> list[tuple[str, str]]:
        return [(flag, FLAGS[flag]) for flag in self.flags if flag in WORN]

    # A template would take as long for these of one row as for all the rest of it.

    @property
    def badges(self) -> SafeString:
        return format_html_join(" ", '<span class="annotate-flag is-{}">{}</span>', self.worn)

    @property
    def attributes(self) -> SafeString:
        """What the script has to know of the row."""
        place = format_html(' data-start="{}" data-end="{}"', *self.span) if self.span else ""
        return format_html(
            'id="note-{0}" class="annotate-row{1}" data-number="{0}"{2} data-flags="{3}" data-words="{4}"',
            self.number,
            "".join(f" is-{flag}" for flag, _ in self.worn),
            place,
            " ".join(self.flags),
            self.words,
        )

    @property
    def closes(self) -> SafeString | str:
        return (
            "" if self.covers is None else format_html(' data-covers="{}"', " ".join(map(str, self.covers)))
        )

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
    rows = [Row(claim, flags_of(claim, judged[claim.pk], by, today)) for claim in claims]
    return sorted(rows, key=lambda row: (*(row.span or (-1, -1)), row.number))


def flags_of(claim: Any, assessments: Sequence[Assessment], by: User, today: date) -> tuple[str, ...]:
    """Which of FLAGS hold for a claim that carries its place."""
    judged: Any = _Judged(claim.reopened_at, assessments)
    is_attached = claim.state in ATTACHED
    standing = standing_assessment(judged, claim.words) if is_attached else None
    holds = {
        "lost": not is_attached,
        "changed": is_attached and not is_painted(claim.state, claim.settled_at),
        "unconfirmed": not claim.is_confirmed,
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
