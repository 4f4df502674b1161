"""Which edition may follow which, and how a piece stands after them. No Django: kinds are words."""

from collections.abc import Iterable
from enum import StrEnum

FIRST = "first"
# What the working copy becomes: readers get its text.
REVISED = ("update", "correction", "clarification", "minor", "annotation")
# What is said about the text readers have. The working copy, whatever it holds by then, stays on the desk.
NOTICES = ("editors_note", "expression_of_concern", "retraction", "removal")

# Kinds that may go without a public note; every other one says to readers what happened.
WITHOUT_NOTE = ("first", "minor", "annotation")
# Notices a reader has to know before reading; the others stand at the foot.
ON_TOP = ("correction", "clarification", "editors_note", "expression_of_concern", "retraction", "removal")
# What the journal owns up to on its page of corrections.
CORRECTIONS = ("correction", "clarification", "expression_of_concern", "retraction", "removal")

AFTER_RETRACTION = ("editors_note", "removal")
# What settles an expression of concern: the text was put right, or the journal says why it need not be.
SETTLES_CONCERN = ("correction", "editors_note")


class Standing(StrEnum):
    """What happened to a publication, told by its editions."""

    CURRENT = "current"
    CORRECTED = "corrected"
    UNDER_CONCERN = "under_concern"
    RETRACTED = "retracted"
    REMOVED = "removed"


def standing(kinds: Iterable[str]) -> Standing:
    """How a piece stands after editions of these kinds, oldest first."""
    kinds = list(kinds)
    if "removal" in kinds:
        return Standing.REMOVED
    if "retraction" in kinds:
        return Standing.RETRACTED
    if _is_under_concern(kinds):
        return Standing.UNDER_CONCERN
    return Standing.CORRECTED if "correction" in kinds else Standing.CURRENT


def followers(kinds: Iterable[str]) -> tuple[str, ...]:
    """The kinds of edition that may come next, editions of these kinds being there, oldest first."""
    kinds = list(kinds)
    if not kinds:
        return (FIRST,)
    match standing(kinds):
        case Standing.REMOVED:
            return ()
        case Standing.RETRACTED:
            return AFTER_RETRACTION
        case Standing.UNDER_CONCERN:
            return tuple(kind for kind in REVISED + NOTICES if kind != "expression_of_concern")
    return REVISED + NOTICES


def _is_under_concern(kinds: list[str]) -> bool:
    if "expression_of_concern" not in kinds:
        return False
    since = kinds[::-1].index("expression_of_concern")
    return not any(kind in SETTLES_CONCERN for kind in kinds[len(kinds) - since :])
