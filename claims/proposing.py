"""What a new claim may be put down as, read off its words and those around them.

A proposal is for a person to confirm. It knows how English news prose is usually put, and no grammar, and
says by which words it goes. Its values are those of `claims.vocabulary`. Offsets are code points of the text.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from claims.reading.cues import OTHERS_WORD
from claims.reading.fact_kind import fact_kind
from claims.reading.patterns import NO_CASE, either, plain
from claims.reading.scene import LEADING, Scene, scene_of
from claims.reading.speakers import Speaker
from claims.reading.speaking import who_speaks
from claims.reading.telling import hangs_on, how_told

_FINITE = either(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|will|may|might|could|would|can|must|should)\b",
    r"\b\w{3,}(?:ed|es)\b|\b(?:said|says|told|knows?|knew|sold|made|held|took|gave|sent|ran|led|paid|won)\b",
    flags=NO_CASE,
)
_NO_CLAUSE = re.compile(
    r"(?:is|are|was|were|has|have|had|who|which|that|whose|despite|and|but|its|(?:\w+ly )?\w+ing|alleged)\b"
)
_TO_RESOLVE = re.compile(
    r"\b(?i:he|him|his|she|hers?|they|them|theirs?|its?|this|that|these|those|we|ours?|there)\b|\b[Uu]s\b"
)
_RESOLVED = either(
    r"it (?:is|was|has|remains) (?:(?:not|been|still|yet|being|\w+ly) )*"
    r"(?:\w+ed|proven|known|unclear|clear|said|possible|likely)\b",
    r"there (?:is|are|was|were|has|have)\b|that (?!is|was|has|had|can|will)\w",
    flags=NO_CASE,
)


class Reason(NamedTuple):
    """For one field of a claim, by which words it is proposed as it is."""

    field: str
    words: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim's fields as they may be filled in, and why; `unresolved` are its proposition’s pronouns."""

    modality: str
    attribution_kind: str
    attribution_name: str
    attribution_cue: str
    fact_kind: str
    proposition: str
    unresolved: tuple[str, ...]
    reasons: tuple[Reason, ...]


def propose(text: str, start: int, end: int) -> Proposal:
    """What the claim on `text[start:end]` may be put down as. Raises ValueError for a span without words."""
    scene = scene_of(text, start, end)
    telling = how_told(scene)
    is_told = telling and (telling.modality in OTHERS_WORD or telling.foretells(scene.read))
    spoken = telling if is_told else hangs_on(scene)
    speaker = who_speaks(scene, spoken) if spoken else Speaker("author", "", "Nobody else is named for it.")
    shown = telling or spoken
    cue = text[shown.start : shown.end] if shown else ""
    modality = telling.modality if telling else "asserted"
    kind, sign = fact_kind(scene, modality)
    proposition = _proposition(scene)
    why = (
        Reason("modality", f"“{cue}” puts it so." if telling else "It is stated outright."),
        Reason("attribution_kind", speaker.why),
        Reason("fact_kind", f"“{sign}” is in it." if sign else "Nothing in it is of another kind."),
    )
    pronouns = unresolved(proposition)
    return Proposal(modality, speaker.kind, speaker.name, cue, kind, proposition, pronouns, why)


def _proposition(scene: Scene) -> str:
    """The quote if it may be a clause of its own, else its sentence; with a capital and a full stop."""
    start, end = scene.quote
    if _NO_CLAUSE.match(scene.read, start, end) or not _FINITE.search(scene.read, start, end):
        start, end = scene.start, scene.end
    if leading := LEADING.match(scene.read, start, end):
        start = leading.end()
    words = " ".join(scene.text[start:end].split()).rstrip(" ,;:—–")
    words = words[:1].upper() + words[1:]
    return words if words.rstrip('”"’)')[-1:] in (".", "!", "?", "…") else f"{words}."


def unresolved(proposition: str) -> tuple[str, ...]:
    """The pronouns of a proposition, each once; the “it” of “it is alleged” stands for nothing."""
    read = plain(proposition)
    found = [match for match in _TO_RESOLVE.finditer(read) if not _RESOLVED.match(read, match.start())]
    return tuple(dict.fromkeys(match[0].lower() for match in found))
