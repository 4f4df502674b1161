"""What is different between two editions of a piece, as a page shows it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.cache import cache

from articles.models import Edition
from articles.models.article import Role
from articles.texts.comparing import BlockChange, Gap, Run, compare, compare_texts, with_context

# Editions never change, nor does what is between two: only another way of comparing wants another name here.
KEPT_AS = "compared-1"
KEPT_FOR = 7 * 24 * 60 * 60  # seconds
# Of a claim a reader sees, in this order, and what it is called when it changed.
CLAIM_WORDS = {"proposition": "The claim", "put": "How the text puts it", "found": "What was found"}
UNSEEN = {"id", "anchor"}


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A claim in both editions: what a reader was told of it, and is. `words` are (name, was, now)."""

    number: int
    proposition: str
    words: list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class ClaimChanges:
    came: list[dict[str, Any]] = field(default_factory=list)
    went: list[dict[str, Any]] = field(default_factory=list)
    changed: list[ClaimChange] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.came or self.went or self.changed)


@dataclass(frozen=True, slots=True)
class Comparison:
    """`around` is what stands around the text, as (name, runs of words)."""

    around: list[tuple[str, list[Run]]]
    blocks: list[BlockChange | Gap]
    claims: ClaimChanges

    @property
    def is_same_text(self) -> bool:
        return all(isinstance(block, Gap) or block.status == "same" for block in self.blocks)


def comparison(was: Edition, now: Edition) -> Comparison:
    """From the earlier edition to the later one; worked out once for each two."""
    name = f"{KEPT_AS}:{was.digest}:{now.digest}"
    found: Comparison | None = cache.get(name)
    if found is None:
        found = _compared(was, now)
        cache.set(name, found, KEPT_FOR)
    return found


def _compared(was: Edition, now: Edition) -> Comparison:
    return Comparison(
        around=list(_around(was, now)),
        blocks=with_context(compare(was.html, now.html)),
        claims=_claims(was.claims, now.claims),
    )


def _around(was: Edition, now: Edition) -> Iterator[tuple[str, list[Run]]]:
    before, after = _spelled(was), _spelled(now)
    for name in before | after:
        old, new = before.get(name, ""), after.get(name, "")
        if old != new:
            yield name, compare_texts(old, new)
    bios, bios_now = _bios(was), _bios(now)
    for name in bios_now:
        # Who is new, or gone, is told by the byline.
        if bios_now[name] != bios.get(name, bios_now[name]):
            yield f"About {name}", compare_texts(bios[name], bios_now[name])


def _spelled(edition: Edition) -> dict[str, str]:
    """What a reader sees around the text, each as plain text."""
    series = edition.furniture["series"]
    words = {
        "Headline": edition.headline,
        "Standfirst": edition.standfirst,
        "Kind of piece": edition.get_article_kind_display(),
        "Series": series["title"] if series else "",
    }
    for role in Role:
        people = [byline["name"] for byline in edition.furniture["bylines"] if byline["role"] == role]
        words["Byline" if role == Role.AUTHOR else role.label] = ", ".join(people)
    for disclaimer in edition.furniture["disclaimers"]:
        words[f"Disclaimer “{disclaimer['name']}”"] = disclaimer["text"]
    words["Subjects"] = ", ".join(tag["name"] for tag in edition.furniture["tags"])
    return words


def _bios(edition: Edition) -> dict[str, str]:
    return {byline["name"]: byline["bio"] for byline in edition.furniture["bylines"]}


def _claims(was: list[dict[str, Any]], now: list[dict[str, Any]]) -> ClaimChanges:
    """By number; a removed claim is still listed in the later edition, with the reason."""
    before, after = ({claim["number"]: claim for claim in claims} for claims in (was, now))
    stood, stand = _standing(was), _standing(now)
    return ClaimChanges(
        came=[after[number] for number in sorted(stand - stood)],
        went=[after.get(number, before[number]) for number in sorted(stood - stand)],
        changed=[
            _claim(before[number], after[number])
            for number in sorted(stood & stand)
            if _seen(before[number]) != _seen(after[number])
        ],
    )


def _standing(claims: list[dict[str, Any]]) -> set[int]:
    return {claim["number"] for claim in claims if not claim["removed"]}


def _claim(was: dict[str, Any], now: dict[str, Any]) -> ClaimChange:
    words = [(label, was[name], now[name]) for name, label in CLAIM_WORDS.items() if was[name] != now[name]]
    return ClaimChange(number=now["number"], proposition=now["proposition"], words=words)


def _seen(claim: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in claim.items() if name not in UNSEEN}
