"""Numbers, names and negations: the words of a sentence that change what it claims."""

from __future__ import annotations

from typing import Literal, NamedTuple

from claims.anchoring.tokens import FUNCTION_WORDS, Tokens

Kind = Literal["number", "name", "negation"]

NUMBERS = frozenset(
    """two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred
    thousand million billion trillion dozen half third quarter twice double first second""".split()  # noqa: SIM905
)
NEGATIONS = frozenset(
    """not no never none nobody nothing neither nor without cannot hardly не нет ни никогда без nicht kein
    keine keinen nie ohne pas jamais sans ne sin nunca لا لم لن ليس ليست غير 不 没 沒 未 無 无
    非 नहीं न मत ना""".split()  # noqa: SIM905
)


class Change(NamedTuple):
    """Facts of one kind that are gone from a claim, and those that came."""

    kind: Kind
    gone: tuple[str, ...]
    come: tuple[str, ...]


def kind_of(tokens: Tokens, index: int, *, opens: bool = True) -> Kind | None:
    """The kind of fact a word is. `opens` says whether the tokens begin a sentence."""
    word = tokens.words[index]
    if word[0].isdigit() or word in NUMBERS:
        return "number"
    if word in NEGATIONS or word.endswith("n't"):
        return "negation"
    return "name" if _is_name(tokens, index, opens=opens) else None


def _is_name(tokens: Tokens, index: int, *, opens: bool = True) -> bool:
    """Whether a word is capitalised, and not just because it opens the sentence."""
    if not _is_capitalised(tokens, index):
        return False
    is_first = opens and index <= tokens.opening
    return not is_first or (index + 1 < len(tokens.words) and _is_capitalised(tokens, index + 1))


def _is_capitalised(tokens: Tokens, index: int) -> bool:
    return tokens.spelled[index][0].isupper() and tokens.words[index] not in FUNCTION_WORDS


def facts(tokens: Tokens) -> frozenset[str]:
    """The numbers and names of a sentence."""
    words = tokens.words
    marked = [
        words[at]
        for at, spelled in enumerate(tokens.spelled)
        if spelled[0].isdigit() or (spelled[0].isupper() and _is_name(tokens, at))
    ]
    return NUMBERS.intersection(words).union(marked)


def contradict(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether each of two sentences has facts that the other has not."""
    return bool(one - other and other - one)


def changes(old: Tokens, new: Tokens, *, opens: bool = True) -> tuple[Change, ...]:
    """Which facts of one stretch of text another does not share, numbers first. `opens` as in `kind_of`."""
    gone, come = _missing(old, new, opens=opens), _missing(new, old, opens=opens)
    kinds: tuple[Kind, ...] = ("number", "name", "negation")
    found = [Change(kind, _of(kind, gone), _of(kind, come)) for kind in kinds]
    return tuple(change for change in found if change.gone or change.come)


def _missing(tokens: Tokens, other: Tokens, *, opens: bool) -> list[tuple[Kind, str]]:
    """Facts another stretch does not have, each spelling once.

    A name that now opens the sentence, or no longer does, has not changed.
    """
    there = set(other.words)
    places = [at for at, word in enumerate(tokens.words) if word not in there]
    found = [(kind_of(tokens, at, opens=opens), tokens.spelled[at]) for at in places]
    return list(dict.fromkeys((kind, spelled) for kind, spelled in found if kind))


def _of(kind: Kind, facts: list[tuple[Kind, str]]) -> tuple[str, ...]:
    return tuple(spelled for of_kind, spelled in facts if of_kind == kind)
