"""English words without their endings: plurals, past tenses, participles. Pure.

Steps 1 and 5 of M. F. Porter, “An algorithm for suffix stripping” (1980). The steps between would also take
“organization” for “organ”: in a journal they find too much.
"""

import re

# A y is a vowel after a consonant.
_V, _C = "(?:[aeiou]|(?<=[^aeiou])y)", "(?:[^aeiouy]|(?<![^aeiou])y)"
_VOWEL = re.compile(_V)
# How often a vowel is followed by a consonant: in “tree” never, in “trouble” once, in “private” twice.
_TURNS = re.compile(f"{_V}+{_C}+")
# Consonant, vowel, consonant, as in “hop”: what such a word had at its end was an e, as in “hoping”.
_SHORT = re.compile(f"{_C}{_V}[^aeiouwxy]$")
_ENGLISH = re.compile("[a-z]{4,}")
_NO_PLURAL = {"news"}


def stem(word: str) -> str:
    """`word`, folded, without its ending; as it is when it is not made of English letters."""
    if not _ENGLISH.fullmatch(word) or word in _NO_PLURAL:
        return word
    return _without_e(_without_tense(_without_plural(word)))


def _without_plural(word: str) -> str:
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith("ies"):
        return word[:-3] + ("y" if len(word) > 4 else "ie")
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _without_tense(word: str) -> str:
    if word.endswith("ied"):
        return word[:-3] + ("y" if len(word) > 4 else "ie")
    if word.endswith("eed"):
        return word[:-1] if _TURNS.search(word[:-3]) else word
    for ending in ("ed", "ing"):
        if word.endswith(ending):
            return _mended(word.removesuffix(ending)) if _VOWEL.search(word[: -len(ending)]) else word
    return word


def _mended(word: str) -> str:
    """A verb as it was before its ending: hop(ping), hope (hoping), create (creating), fall (falling)."""
    if word.endswith(("at", "bl", "iz")):
        return word + "e"
    if len(word) > 2 and word[-1] == word[-2] and word[-1] not in "aeioulsz":
        return word[:-1]
    if len(_TURNS.findall(word)) == 1 and (len(word) == 2 or _SHORT.search(word)):
        return word + "e"
    return word


def _without_e(word: str) -> str:
    """Without a silent e, and of a double l one: a word and its forms mended above end alike."""
    if word.endswith("e"):
        turns = len(_TURNS.findall(word[:-1]))
        if turns > 1 or (turns == 1 and len(word) > 3 and not _SHORT.search(word[:-1])):
            word = word[:-1]
    if word.endswith("ll") and len(_TURNS.findall(word[:-1])) > 1:
        return word[:-1]
    return word
