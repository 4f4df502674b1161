"""Why a claim is where it is: one sentence each, for the desk."""

from __future__ import annotations

from collections.abc import Sequence

from claims.anchoring.facts import Change

UNTOUCHED = "The words stand as they were, in text that did not change."
FOUND_AGAIN = "The sentence was taken apart, but the words stand once in new text."
GONE = "The words are gone, and nothing in the text has taken their place."
WORDLESS = "There are no words here to follow."
DISAGREEMENT = "The last text and the text the claim was made in point to different places."


def verbatim(*, moved: bool, same_context: bool) -> str:
    where = "now stand elsewhere" if moved else "stand as they were"
    return f"The words {where}." if same_context else f"The words {where}, but their sentence has changed."


def ambiguous(places: int) -> str:
    if places == 1:
        return "One sentence may be what became of these words, but too little is left to be sure."
    return f"These words may be in any of {places} places, and nothing tells which."


def changed(changes: Sequence[Change]) -> str:
    if not changes:
        return "The words have changed; no number, name or negation has."
    return f"The words have changed: {'; '.join(map(_phrase, changes))}."


def _phrase(change: Change) -> str:
    gone, come = ", ".join(change.gone), ", ".join(change.come)
    if gone and come:
        return f"{change.kind} {gone} became {come}"
    return f"{change.kind} {gone} is gone" if gone else f"{change.kind} {come} is new"
