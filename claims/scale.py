"""The scale spelled out: every value a reader may meet in a note, its words, and what they mean. Pure.

The words are those of the notes; what they mean is explained here and nowhere else.
"""

from dataclasses import dataclass
from datetime import date

from claims.vocabulary import (
    NEEDED_EVIDENCE,
    UNRATED,
    AttributionCheck,
    AttributionKind,
    Checkable,
    Confidence,
    Credibility,
    Finding,
    Modality,
    Relation,
    Reliability,
)
from claims.wording import how_put, what_found

PUT = {
    Modality.ASSERTED: "The text says it as a fact.",
    Modality.REPORTED: "The text passes on what somebody else said or published.",
    Modality.ALLEGED: "The text passes on a charge that whoever makes it has not shown to be true.",
    Modality.CONFIRMED: "The text says that somebody confirmed it: its word, and no finding of ours.",
    Modality.DENIED: "The text says that somebody denies it.",
    Modality.NOT_PROVEN: "The text says that it has not been proven.",
    Modality.UNKNOWN: "The text says that it is not known.",
    Modality.POSSIBLE: "The text says that it may be so.",
    Modality.PREDICTED: "The text says what will come, or may.",
    Modality.EVALUATIVE: "The text judges or interprets. One can argue with that, but not check it.",
}
FOUND = {
    Finding.SUPPORTED: "What we found bears the claim out.",
    Finding.MOSTLY_SUPPORTED: "What we found bears out the substance; the note says which detail is wrong.",
    Finding.NEEDS_CONTEXT: "True as far as it goes; the note says what a reader has to know beside it.",
    Finding.DISPUTED: "Credible evidence points both ways, and we could not decide between the two.",
    Finding.INSUFFICIENT_EVIDENCE: "We looked, and found too little to say. It is no verdict on the claim.",
    Finding.MOSTLY_REFUTED: "What we found contradicts the substance, though something in the claim holds.",
    Finding.REFUTED: "What we found contradicts the claim.",
    Finding.NOT_CHECKABLE: "An opinion, a prediction or a motive: shown, and left unrated.",
}
SURE = {
    Confidence.LOW: "The evidence is thin, indirect, or of doubtful quality.",
    Confidence.MODERATE: "The evidence is credible and plausible, but not enough to be sure.",
    Confidence.HIGH: "Two origins that do not depend on each other, or one primary source rated A or B. "
    "Otherwise the desk has put on record why it is sure all the same.",
}
NEEDS = {
    Relation.SUPPORTS: "evidence for it",
    Relation.DISPUTES: "evidence against it",
    Relation.CONTEXT: "evidence of what surrounds it",
}
BEARS = {
    Relation.SUPPORTS: "It speaks for the claim.",
    Relation.DISPUTES: "It speaks against the claim.",
    Relation.CONTEXT: "It says what surrounds the claim, and neither bears it out nor contradicts it.",
    Relation.ATTRIBUTION: "It shows that somebody said so, and not that it is so.",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One value of a scale: what it is called in the data, its words, and what they mean."""

    value: str
    words: str
    meaning: str = ""


def modalities() -> list[Step]:
    return [Step(value, value.label.capitalize(), PUT[value]) for value in Modality]


def findings() -> list[Step]:
    return [Step(value, value.label, f"{FOUND[value]} {_needed(value)}") for value in Finding]


def confidences() -> list[Step]:
    return [Step(value, value.label, SURE[value]) for value in Confidence]


def relations() -> list[Step]:
    return [Step(value, value.label, BEARS[value]) for value in Relation]


def attribution_checks() -> list[Step]:
    """What a note may say of whether they did say so; where there is nobody to ask it says nothing."""
    return [
        Step(value, value.label) for value in AttributionCheck if value != AttributionCheck.NOT_APPLICABLE
    ]


def ratings(half: type[Reliability] | type[Credibility]) -> list[Step]:
    """One half of the Admiralty code: its letters, or its figures."""
    marks = (str(value.label).partition(": ") for value in half)
    return [Step(mark, mark, meaning.capitalize()) for mark, _, meaning in marks]


def phrases(day: date) -> dict[str, str]:
    """What else a note may say, as it would on `day`."""
    return {
        "on_whose_word": how_put(Modality.REPORTED, AttributionKind.UNNAMED_SOURCE, ""),
        "not_assessed": what_found("", Modality.ASSERTED, None, Checkable.YES),
        "left_unrated": what_found("", Modality.EVALUATIVE, None, Checkable.NO),
        "fair_description": what_found(Finding.SUPPORTED, Modality.UNKNOWN, day, Checkable.YES),
    }


def _needed(finding: Finding) -> str:
    """What a finding cannot be signed without, or that it says nothing on how sure we are."""
    if finding in UNRATED:
        return "It carries no confidence."
    return f"It takes {' and '.join(NEEDS[relation] for relation in NEEDED_EVIDENCE[finding])}."
