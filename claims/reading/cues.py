"""By which words a text shows how it puts something: as reported, as denied, as unknown."""

from typing import NamedTuple

from claims.reading.patterns import NO_CASE, Span, any_of, either
from claims.reading.signs import OPINION, RECORD, SAYING, VALUING

BE = any_of("is are was were be been being")
_PROVEN = any_of("proven proved established verified confirmed substantiated corroborated")
_PROVE = any_of("prove establish verify confirm substantiate corroborate")
_KNOWERS = r"(?:we|I|one|nobody|no one|experts?|officials?)"
_PASSIVE = rf"(?:it )?(?:(?:has|have|had|is|are|was|were) )?{BE} (?:\w+ly )?"
SHOW = r"(?:indicat|show|suggest|found|find|stat|conclud)(?:e|es|ed|s)?"
RECORD_OF_ONE = rf"{RECORD}(?: (?:by|from|of) (?:[\w'&-]+ ){{0,4}}?[\w'&-]+)?"

FORETELLING = either(r"\b(?:predict|forecast)(?:s|ed)?\b|\bexpects(?! to\b)", flags=NO_CASE)

# In the order that decides between cues which begin at the same word.
_CUES = {
    "not_proven": either(
        rf"\b(?:it )?(?:has|have|had|is|was|are|were) (?:not|never|yet to)(?: yet| been| be)* {_PROVEN}\b",
        rf"\b(?:there (?:is|was) )?no (?:proof|evidence) (?:that|of|for)\b|\bun{_PROVEN}\b",
        rf"\bcould not be (?:\w+ly )?{_PROVEN}\b|\b(?:has|have|remains?) yet to be {_PROVEN}\b",
        rf"\b(?:not|no one|nobody)(?: has| have| had)?(?: yet)? been able to {_PROVE}\b",
        r"\bno (?:proof|evidence) (?:has|have|had) (?:\w+ )?(?:emerged|surfaced|been \w+)\b",
        flags=NO_CASE,
    ),
    "unknown": either(
        rf"\b{_KNOWERS} (?:(?:do|does|did|can)(?: not|n't)|(?:still|yet) (?:do|does) not) (?:yet )?know\b",
        rf"\b{_KNOWERS} (?:cannot|can't|can not|could(?: not|n't)) (?:yet )?(?:say|tell|be sure)\b",
        r"\b(?:nobody|no one) has (?:yet |ever )?(?:established|determined|explained|found out)\b",
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
        r"(?<!to )\b(?:accus|blam)(?:es?|ed|ing)\b|\bsuspected of\b|\b(?:allegation|accusation)s? that\b",
        flags=NO_CASE,
    ),
    "confirmed": either(r"(?<!not )(?<!neither )(?<!yet )\bconfirm(?:ed|s)\b", flags=NO_CASE),
    "reported": either(
        rf"\baccording to\b|\breportedly\b|\b{RECORD_OF_ONE} (?:also |have |has )?{SHOW}\b",
        r"\breports (?:of|that)\b|\b(?:rumou?rs?|suggestions?|speculation) that\b",
        r"\b(?:believed|thought|said|reported|understood|rumou?red) to (?:be|have)\b",
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
        rf"\bwon't\b|\w'll\b|\b{BE} (?:going|set|expected|poised|due|bound) to\b",
        FORETELLING.pattern,
    ),
}
EVALUATIVE = either(OPINION.pattern, rf"\b{VALUING}\b", flags=NO_CASE)
OTHERS_WORD = frozenset(("denied", "alleged", "confirmed", "reported"))
GOVERNING = OTHERS_WORD | {"not_proven", "unknown"}


class Cue(NamedTuple):
    modality: str
    start: int
    end: int

    def foretells(self, read: str) -> bool:
        """Whether it is somebody's forecast, not only a “will”."""
        return FORETELLING.match(read, self.start) is not None


def cues_in(read: str, span: Span) -> list[Cue]:
    """The cues that begin in a span, in order; none of those that are part of another's words."""
    found = [Cue(name, *match.span()) for name, way in _CUES.items() for match in way.finditer(read, *span)]
    found.sort(key=lambda cue: cue.start)
    return [cue for cue in found if not any(_is_part(cue, other) for other in found)]


def _is_part(cue: Cue, other: Cue) -> bool:
    return other.start < cue.start and cue.end <= other.end
