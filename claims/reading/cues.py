"""By which words a text shows how it puts something: as reported, as denied, as unknown."""

from typing import NamedTuple

from claims.reading.patterns import NO_CASE, Span, any_of, either
from claims.reading.signs import OPINION, RECORD, SAYING, VALUING

BE = any_of("is are was were be been being")
_PROVEN = any_of("proven proved established verified confirmed substantiated corroborated")
_PASSIVE = rf"(?:it )?(?:(?:has|have|had|is|are|was|were) )?{BE} (?:\w+ly )?"
_SHOW = r"(?:indicat|show|suggest|found|find|stat)(?:e|es|ed|s)?"

# In the order that decides between cues which begin at the same word.
_CUES = {
    "not_proven": either(
        rf"\b(?:it )?(?:has|have|had|is|was|are|were) (?:not|never|yet to)(?: yet| been| be)* {_PROVEN}\b",
        rf"\b(?:there (?:is|was) )?no (?:proof|evidence) (?:that|of|for)\b|\bun{_PROVEN}\b",
        rf"\bcould not be (?:\w+ly )?{_PROVEN}\b",
        flags=NO_CASE,
    ),
    "unknown": either(
        r"\b(?:we|I|one|experts?|officials?) (?:do|does|did|can)(?: not|n't) (?:yet )?know\b",
        r"\b(?:nobody|no one) (?:\w+ly |yet )?kn[oe]ws?\b|\b(?:it )?(?:is|was|remains?) (?:still |as yet )?"
        r"(?:not (?:yet )?(?:known|clear)|unknown|unclear|uncertain|a mystery)\b",
        flags=NO_CASE,
    ),
    "denied": either(
        r"(?<!was )(?<!were )(?<!been )\b(?:ha[sd] |have )?(?:\w+ly |always |long )?den(?:y|ies|ied|ying)\b",
        r"\b(?:reject|dismiss|disput|refut)(?:ed|es|s) (?:\w+ )?(?:claim|allegation|accusation|report)s?\b",
        flags=NO_CASE,
    ),
    "alleged": either(
        rf"\b(?:{_PASSIVE})?alleged(?:ly)?\b|\balleg(?:es|e|ing)\b|\b(?:purported|supposed)ly\b",
        r"(?<!to )\b(?:accus|blam)(?:es?|ed|ing)\b|\bsuspected of\b",
        flags=NO_CASE,
    ),
    "confirmed": either(r"(?<!not )(?<!neither )(?<!yet )\bconfirm(?:ed|s)\b", flags=NO_CASE),
    "reported": either(
        rf"\baccording to\b|\breportedly\b|\b{RECORD} (?:also |have |has )?{_SHOW}\b|\breports of\b",
        rf"\b{_PASSIVE}(?:reported|said|believed|thought|understood|rumou?red|detailed|documented)\b",
        rf"(?<!to )\b(?!den|alleg|confirm|accus|blam){SAYING}\b",
        r"\b(?:found|finds|notes?|noted|shows?|showed|suggested|adds?)(?= that)\b",
        flags=NO_CASE,
    ),
    "possible": either(
        r"\b(?:may|might|could)(?! not be)(?: (?:also|well|even|still|yet|soon|have|not))* [a-z]+",
        r"\b(?i:perhaps|possibly|potentially|probably|likely|apparently|seemingly|presumably)\b",
        r"\b(?:appear|seem)s? to\b|\b[Ii]t is possible\b",
    ),
    "predicted": either(
        r"(?<!the )(?<!free )(?<!good )(?<!ill )(?<!its )(?<!own )\bwill (?!of\b)(?:\w+ly |also |not )*\w+",
        r"\bwon't\b|\w'll\b|\bis (?:going|set|expected|poised|due|bound) to\b",
        r"\b(?:predict|forecast)(?:s|ed)?\b",
    ),
}
EVALUATIVE = either(OPINION.pattern, rf"\b{VALUING}\b", flags=NO_CASE)
OTHERS_WORD = frozenset(("denied", "alleged", "confirmed", "reported"))
GOVERNING = OTHERS_WORD | {"not_proven", "unknown"}


class Cue(NamedTuple):
    modality: str
    start: int
    end: int


def cues_in(read: str, span: Span) -> list[Cue]:
    found = [Cue(name, *match.span()) for name, way in _CUES.items() for match in way.finditer(read, *span)]
    return sorted(found, key=lambda cue: cue.start)
