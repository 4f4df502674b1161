"""What a reader is told of a claim, in words. Pure: values in, a phrase out.

How the text puts it and what the desk found are worded apart and from different values; neither is derived
from the other.
"""

from datetime import date

from django.utils.formats import date_format

from claims.vocabulary import AnchorState, AttributionKind, Checkable, Finding, Modality


def how_put(modality: str, attribution_kind: str, attribution_name: str) -> str:
    """How the text puts it, and on whose word: "Reported, on the word of the Wall Street Journal"."""
    return f"{Modality(modality).label.capitalize()}, {_on_whose_word(attribution_kind, attribution_name)}"


def _on_whose_word(kind: str, name: str) -> str:
    if name:
        return f"on the word of {name}"
    if kind == AttributionKind.AUTHOR:
        return "in the author’s own voice"
    if kind == AttributionKind.UNSPECIFIED:
        return "without saying by whom"
    return f"on the word of {AttributionKind(kind).label}"


def what_found(finding: str, modality: str, as_of: date | None, checkable: str) -> str:
    """What the desk found: "Not yet assessed", or a finding in the words of the scale."""
    if not finding:
        return "Left unrated: opinion or inference" if checkable == Checkable.NO else "Not yet assessed"
    if describes_the_record(finding, modality) and as_of:
        return f"Fair description of the public record as of {date_format(as_of, 'j F Y')}"
    return Finding(finding).label


def describes_the_record(finding: str, modality: str) -> bool:
    """Whether what is supported is that something is not known: no tick for the thing itself."""
    return finding == Finding.SUPPORTED and modality in {Modality.UNKNOWN, Modality.NOT_PROVEN}


def where_it_stands(state: str | None, *, is_removed: bool) -> str:
    """A claim's place in the working copy, for the desk: "In place", "Words lost"."""
    if is_removed:
        return AnchorState.REMOVED.label.capitalize()
    return AnchorState(state).label.capitalize() if state else "No place in this text"
