"""Which sentences of a piece still want a claim: those that state something checkable and have none.

It reads English with lists of words and without grammar. It shows a person where to look and decides
nothing. Offsets are code points of the plain text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby, islice
from typing import NamedTuple

from claims.anchoring.sentences import split
from claims.anchoring.tokens import FUNCTION_WORDS

Span = tuple[int, int]
NO_CASE = re.IGNORECASE

ENOUGH = 4
"""Words a claim must share with a sentence to cover it, if it is neither half of it nor all of the claim."""
HEADING = 12
"""Words of the longest heading."""
SHOWN = 60
"""Characters of a quotation that a reason repeats."""


def any_of(words: str) -> str:
    """One alternative for each word or phrase; an underscore stands for a space."""
    return "(?:" + "|".join(words.split()).replace("_", " ") + ")"


def either(*ways: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile("|".join(ways), flags)


_UPPER = "".join(chr(point) for point in range(0x41, 0x530) if chr(point).isupper())
_CAPITAL = rf"[{_UPPER}]\w*+(?:[-&.]\w++|'(?!s\b)\w++)*+"
_LINK = r" (?:(?:of|for) (?:the )?|the |de |von |van |der |bin |al-|el-)?"
_DAY, _YEAR = r"\d{1,2}(?:st|nd|rd|th)?", r"(?:1[5-9]|20)\d\d"
_MONTH = any_of("January February March April June July August September October November December")
_MAY = r"(?:May(?= \d)|(?<=\d )May|(?<=\b[IiOo][nf] )May|(?<=\b(?:last|this|next|late) )May)"
_PERIOD = any_of("day night morning week month year spring summer autumn winter decade century generation")
_FEW = any_of("two three four five six seven eight nine ten eleven twelve")

NAME = re.compile(rf"(?<![\w'-])(?:al-|el-)?{_CAPITAL}(?:{_LINK}{_CAPITAL})*+")
DATE = either(
    rf"\b(?:{_DAY} (?:of )?)?(?:{_MONTH}|{_MAY})\b(?: {_DAY}\b(?!,\d))?(?:,? {_YEAR}\b)?",
    rf"(?<![\w.,$€£])(?:mid-)?{_YEAR}s?(?:[-–]\d\d(?:\d\d)?)?\b(?![,.]\d)",
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b|\b(?:yesterday|overnight)\b",
    rf"\b(?:last|previous|past|next|this) (?:(?:few|several|\d+|{_FEW}) )?{_PERIOD}s?\b",
    rf"\b(?:over|for|after|within|under|about|than|nearly|almost) (?:an?|one|half a) {_PERIOD}\b",
    rf"\b(?:an?|\d+|{_FEW}) {_PERIOD}s? (?:ago|earlier|later|before|after)\b|\b\w+th century\b",
)
NUMBER = either(
    r"(?<![\w.-])[$€£]?\d+(?:[.,]\d+)*(?:\w+|\s?%)?(?: (?:per cent|percent|thousand|[mbt]r?illion)\b)?",
    rf"\b(?:{_FEW}|(?:thir|four|fif|six|seven|eigh|nine)teen)\b",
    r"\b(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?\b",
    r"\b(?:multi-)?(?:hundred|thousand|[mbt]r?illion|dozen)s?\b",
    r"\b(?:half|an? (?:third|quarter|fifth|tenth)) (?:of|the)\b|\bone in \w+|\b\w+-(?:thirds|quarters)\b",
    flags=NO_CASE,
)
RECORD = any_of(
    "reports? records? documents? files figures data stud(?:y|ies) polls? surveys? evidence intelligence"
)
SAYING = any_of(
    """says? said saying tells? told announce[sd]? announcing state[sd]?(?=_that) declare[sd]? claimed
    claims?(?=_(?:that|to|they|he|she|it)_) reported report(?=_that) alleges? den(?:y|ies|ied)
    confirm(?:s|ed) argue[sd]? warn(?:s|ed) reveal(?:s|ed) admit(?:s|ted) acknowledge[sd]?
    testif(?:y|ies|ied) wrote writes accuse[sd]? insist(?:s|ed) assert(?:s|ed) conclude[sd]? estimate[sd]?
    disclose[sd]? concede[sd]? vowed pledge[sd]? promise[sd]? cite[sd]? quoted documented ruled(?=_that)
    replied remember(?:s|ed)(?=_that) recall(?:s|ed) blame[sd]? complained explained added(?=_that)
    hint(?:s|ed)(?=_that)"""
)
ATTRIBUTION = either(
    r"\baccording to\b|\b(?:alleged|reported|purported|supposed)ly\b|\balleged\b|\bevidenced by\b",
    rf"\b{SAYING}\b|\breports of\b",
    rf"\b{RECORD} (?:also |has |have |had )?(?:indicat|show|suggest|find|found|put|list|not)(?:e|s|ed|es)?\b",
    r"\b(?:found|finds|notes|noted|knows?|knew) (?:that|whether|who)\b",
    r"\b(?:not|nobody|no one|do|we) knows?\b|\bnot (?:been )?(?:known|proven|proved|established|verified)\b",
    r"\b(?:been|is|are|was|were|widely) (?:\w+ly )?(?:believed|thought|said|rumou?red|detailed|documented)\b",
    flags=NO_CASE,
)
CAUSE = either(
    r"\b(?:because|caus(?:e[sd]?|ing)|due to|owing to|thanks to|as a result|consequently|in response to)\b",
    r"\b(?:leads?|led|leading) to\b|\bresult(?:s|ed|ing)? (?:in|of|from)\b",
    r"\b(?:triggered|prompted|sparked|provoked|fuell?ed|forced|enabled|helped|(?:has|have|had) made)\b",
    r"\b(?:stem|driven|spark)\w* (?:by|from)\b",
    flags=NO_CASE,
)
# Words that end as superlatives do.
_NO_SUPERLATIVE = any_of(
    r"""\w*test(?<![aehitr]test) protest attest detest \w*vest \w*quest (?:sug|di|in)gest
    (?:ar|wr|c|fo|inte|un)?rest (?:mid|north|south)?west chest honest nest earnest modest pest tempest
    priest guest"""
)
COMPARISON = either(
    rf"(?<!rather )\bthan\b(?! (?:an?|half|one|{_FEW})\b| [$€£]?\d)",
    r"\b(?:most|least) (?:\w+ly )?[a-z]{3,}(?:ed|ing|ful|ous|ive|al|ent|ant|able|ible|ic|y)\b",
    rf"\b(?=[a-z]{{3,}}est\b)(?!{_NO_SUPERLATIVE}\b)\w+",
    r"\b(?:the|its|their|his|her|'s) (?:only|first(?! (?:two|three))|sole|worst|best)\b",
    r"\b(?:unprecedented|exceed(?:s|ed)|outnumber\w*|twice|doubled?|tripled?|record (?:high|low|number))\b",
    r"\b(?:rose|risen|fell|fallen|surged?|soared|plunged|grew|grown|increased?|dropped|exploded)\b",
    r"\bas (?!far|long|well|soon|much)\w+ as\b|\b(?:ahead|short) of\b|\bcompared (?:to|with)\b|\bunlike\b",
    flags=NO_CASE,
)
_BETWEEN = any_of(
    r"\w+ly also long never since often been not once already just now only even still too all being"
)
_IRREGULAR = any_of(
    """made sent sold built held taken given shown seen run lost won left met put cut hit brought bought
    caught fought begun become gone come grown thrown drawn withdrawn written broken spoken stolen chosen
    driven struck shot laid paid found hurt spread set shut spent borne worn flown hidden forgotten
    overthrown undergone"""
)
EVENT = either(
    rf"\b(?:has|have|had|was|were) (?:{_BETWEEN} )*+(?:\w{{2,}}ed|{_IRREGULAR})(?: (?:off|out|up|down))?\b",
    flags=NO_CASE,
)
VALUING = any_of(
    """absurd preposterous outrageous disgraceful shameful brilliant terrible awful wonderful excellent
    foolish wise unwise naive reckless cowardly cynical hypocritical ridiculous laughable deplorable
    admirable splendid elegant stupid clever unfair unjust immoral tragic pathetic impressive
    disappointing embarrassing unacceptable intolerable appalling horrific evil noble sensible silly
    misguided short-sighted dreadful lamentable regrettable worthless magnificent superb obscene
    despicable contemptible delusional ludicrous commendable troubling shocking alarming astonishing
    charming lovely dull dreary handsome beautiful ugly graceful clumsy"""
)
_FRAME = any_of(
    "good bad better best worse wrong right tough hard easy important vital crucial essential time tempting"
)
OPINION = either(
    r"\b(?:should|must|ought to|deserves?)\b|\bin my (?:view|opinion)\b|\bmatter of (?:opinion|taste)\b",
    r"\b(?:I|we) (?:\w+ly )?(?:think|believe|hope|suspect|fear|need|cannot|can|would|may|might)\b",
    rf"\b(?:it|this|that|which)(?:'s| is| was| would be) (?:\w+ly )?(?:{VALUING}|{_FRAME})\b",
    rf"\b(?:is|are|was|were) (?:\w+ly |an? |the )*+{VALUING}\b|\b(?:un)?(?:fortunately|sadly|happily)\b",
    flags=NO_CASE,
)
_ORDER = re.compile(
    r"(?:And |But |So |Please )?(?:Let|Take|Consider|Imagine|Look|Remember|Think|Recall|Suppose|Compare|Ask"
    r"|Do not|Don't|Picture|Forget|Stop|Start|Begin|Listen|Read|Watch|Note|See|Never mind)\b"
)
QUOTED = re.compile(r'“[^”\n]*”?|(?<!\w)"[^"\n]+"|(?<!\w)‘(?:[^‘’\n]|(?<=\w)’(?=\w))+’(?!\w)')
WORD = re.compile(r"\w+(?:['’-]\w+)*")
_BLOCK = re.compile(r"\S[^\n]*(?:\n[^\n]+)*")
_OPENERS = tuple('“‘"(:')
_CLOSERS = "\"'”’»›)] "
_QUANTIFIERS = frozenset(
    ("many", "some", "most", "half", "none", "all", "both", "few", "several", "part", "much", "one", "each")
)
_TITLE_OR_MONTH = re.compile(r"\b(?:Prof|Lt|Maj|Capt|Cpl|Adm|Hon|Pres|Sept|Mt|Ft)\.$")
_WORDED = {
    "date": DATE,
    "number": NUMBER,
    "attribution": ATTRIBUTION,
    "cause": CAUSE,
    "comparison": COMPARISON,
    "event": EVENT,
}
# What is to be checked even in an opinion or an order.
_HARD = frozenset(("date", "number", "quotation", "attribution"))


class Reason(NamedTuple):
    """Why a sentence is checkable: date, number, attribution, cause, comparison, event, name or quotation."""

    kind: str
    words: str

    def __str__(self) -> str:
        return f"{'an' if self.kind[0] in 'aeiou' else 'a'} {self.kind}: {self.words}"


@dataclass(frozen=True, slots=True)
class Checkable:
    """A sentence, and what there is in it to check. Sentences of the same words share a key."""

    start: int
    end: int
    key: str
    reasons: tuple[Reason, ...]

    @property
    def explanation(self) -> str:
        return "; ".join(map(str, self.reasons))

    @property
    def is_hard(self) -> bool:
        """Whether it has a fact that even an opinion would be checked for."""
        return any(reason.kind in _HARD for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Standing:
    """A sentence, the indexes of the claims that cover it, and in words where it stands."""

    sentence: Checkable
    claims: tuple[int, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every checkable sentence, and every other one a claim covers, in the order of the text."""

    annotated: tuple[Standing, ...]
    dismissed: tuple[Standing, ...]
    open: tuple[Standing, ...]

    @property
    def total(self) -> int:
        return len(self.annotated) + len(self.dismissed) + len(self.open)

    @property
    def settled(self) -> int:
        return self.total - len(self.open)


def checkable_sentences(text: str) -> list[Checkable]:
    """The sentences that state something checkable, in order.

    None is a heading, a question, or an order or opinion without a fact.
    """
    return [sentence for sentence in every_sentence(text) if sentence.reasons]


def cover(text: str, spans: Sequence[Span], dismissed: Collection[str]) -> Coverage:
    """Which sentences have a claim, which were dismissed by their key, and which are open.

    A claim covers a sentence that shares `ENOUGH` words with it, or half its words, or all of the
    claim's. A claim counts for more than a dismissal.
    """
    sentences = every_sentence(text)
    found: dict[str, list[Standing]] = {"annotated": [], "dismissed": [], "open": []}
    for sentence, claims in zip(sentences, _claims_of(text, sentences, spans), strict=True):
        if claims:
            why = "A claim stands in it." if len(claims) == 1 else f"{len(claims)} claims stand in it."
            found["annotated"].append(Standing(sentence, tuple(claims), why))
        elif sentence.reasons and sentence.key in dismissed:
            why = "Somebody found no factual claim in these words."
            found["dismissed"].append(Standing(sentence, (), why))
        elif sentence.reasons:
            why = f"No claim stands in it, and it has {sentence.explanation}."
            found["open"].append(Standing(sentence, (), why))
    return Coverage(**{state: tuple(standings) for state, standings in found.items()})


def _claims_of(text: str, sentences: Sequence[Checkable], spans: Sequence[Span]) -> list[list[int]]:
    """For each sentence the indexes of the claims that cover it."""
    starts, ends = [one.start for one in sentences], [one.end for one in sentences]
    claims: list[list[int]] = [[] for _ in sentences]
    for number, (start, end) in enumerate(spans):
        for at in range(bisect_right(ends, start), bisect_left(starts, end)):
            if _covers(text, (start, end), (starts[at], ends[at])):
                claims[at].append(number)
    return claims


def _covers(text: str, claim: Span, sentence: Span) -> bool:
    start, end = max(claim[0], sentence[0]), min(claim[1], sentence[1])
    if (start, end) == sentence:
        return True
    shared = word_count(text, start, end)
    least = min(ENOUGH, (word_count(text, *sentence) + 1) // 2, word_count(text, *claim))
    return shared >= max(1, least)


def word_count(text: str, start: int, end: int, most: int = 2 * ENOUGH) -> int:
    """Words of a stretch, counted no further than `most`."""
    return sum(1 for _ in islice(WORD.finditer(text, max(0, start), end), most))


def plain(text: str) -> str:
    """A text with straight apostrophes and ordinary spaces, as long as it was: what the patterns read."""
    return text.replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")


class Stretch(NamedTuple):
    """A sentence, its words as they are compared, and the number of its line."""

    start: int
    end: int
    words: str
    line: int


def stretches(text: str, start: int, end: int) -> list[Stretch]:
    """The sentences of a text; what a quoted question or a title seemed to end goes on."""
    found: list[Stretch] = []
    for sentence in split(text, start, end):
        one = Stretch(sentence.start, sentence.end, sentence.key, sentence.block)
        if found and found[-1].line == one.line and _goes_on(text, found[-1], one):
            before = found.pop()
            one = Stretch(before.start, one.end, f"{before.words} {one.words}", one.line)
        found.append(one)
    return found


def _goes_on(text: str, before: Stretch, one: Stretch) -> bool:
    tail = text[max(before.start, before.end - 8) : before.end]
    return text[one.start].islower() or bool(_TITLE_OR_MONTH.search(tail))


def names(read: str, sentence: Span, known: Collection[str] = ()) -> Iterator[Span]:
    """Names in a sentence of a plain text; a word that opens the sentence is one if it is `known` to be."""
    for start, end, opens in _capitals(read, sentence):
        words = read[start:end]
        if opens and _is_mere_opening(words, known):
            start = read.find(" ", start, end) + 1 or end
        if start < end:
            yield start, end


def known_names(read: str, sentences: Iterable[Span]) -> set[str]:
    """The first words of all names that do not open a sentence."""
    found = (place for sentence in sentences for place in _capitals(read, sentence))
    return {read[start:end].partition(" ")[0] for start, end, opens in found if not opens}


def _capitals(read: str, sentence: Span) -> Iterator[tuple[int, int, bool]]:
    """Capitalised words in a row, without “The” and dates, and whether they open a sentence."""
    opening = WORD.search(read, *sentence)
    for match in NAME.finditer(read, *sentence):
        start, end = match.span()
        opens = start <= (opening.start() if opening else start) or read[start - 1 : start] in _OPENERS
        while start < end and _is_function_word(read[start:end]):
            start = read.find(" ", start, end) + 1 or end
            opens = False
        if start < end and not DATE.fullmatch(read, start, end):
            yield start, end, opens


def _is_function_word(words: str) -> bool:
    """Whether a name begins with “The” and the like; the UN does not."""
    first = words.partition(" ")[0].partition("'")[0]
    return first.lower() in FUNCTION_WORDS and not (len(first) > 1 and first.isupper())


def _is_mere_opening(words: str, known: Collection[str]) -> bool:
    """Whether the first of these words is capitalised only because it opens a sentence."""
    first, _, rest = words.partition(" ")
    if first in known or (len(first) > 1 and first.isupper()):
        return False
    return not rest or rest.partition(" ")[0] in known or first.lower() in _QUANTIFIERS


def every_sentence(text: str) -> list[Checkable]:
    """Every sentence of a text, with reasons if it is checkable."""
    read, sentences = plain(text), stretches(text, 0, len(text))
    headings, quoted = _headings(text), _quotations(text, sentences)
    known = known_names(read, (one[:2] for one in sentences))
    found = []
    for one, quotations in zip(sentences, quoted, strict=True):
        states = one.start not in headings and not text[one.start : one.end].rstrip(_CLOSERS).endswith("?")
        reasons = _reasons(text, read, one[:2], known, quotations) if states else ()
        found.append(Checkable(one.start, one.end, sha256(one.words.encode()).hexdigest(), reasons))
    return found


def _headings(text: str) -> set[int]:
    """Where headings begin: one or two short blocks without a closing mark above another block.

    More of them, and those behind a colon, are items of a list.
    """
    blocks = [match.span() for match in _BLOCK.finditer(text)]
    bare = [_is_bare(text, *block) for block in blocks]
    found: set[int] = set()
    for is_bare, run in groupby(range(len(blocks)), bare.__getitem__):
        first, *others = run
        ends_text = first + len(others) + 1 == len(blocks)
        is_list = len(others) > 1 or (first > 0 and text[blocks[first - 1][1] - 1] == ":")
        if is_bare and not is_list and not ends_text:
            found.update(blocks[at][0] for at in (first, *others))
    return found


def _is_bare(text: str, start: int, end: int) -> bool:
    ends = text[max(start, end - 8) : end].rstrip(_CLOSERS)[-1:] in ".!?…:;,"
    return not ends and 0 < word_count(text, start, end, HEADING + 1) <= HEADING


def _quotations(text: str, sentences: Sequence[Stretch]) -> list[list[Span]]:
    """For each sentence what of it is quoted, two words or more."""
    starts, ends = [one.start for one in sentences], [one.end for one in sentences]
    found: list[list[Span]] = [[] for _ in sentences]
    for match in QUOTED.finditer(text):
        start, end = match.span()
        for at in range(bisect_right(ends, start), bisect_left(starts, end)):
            span = max(start, starts[at]), min(end, ends[at])
            if word_count(text, *span) > 1:
                found[at].append(span)
    return found


def _reasons(
    text: str, read: str, sentence: Span, known: Collection[str], quotations: list[Span]
) -> tuple[Reason, ...]:
    places = {kind: [at.span() for at in way.finditer(read, *sentence)] for kind, way in _WORDED.items()}
    dated = {at for start, end in places["date"] for at in range(start, end)}
    places["number"] = [span for span in places["number"] if span[0] not in dated]
    places |= {"name": list(names(read, sentence, known)), "quotation": quotations}
    is_bare = not any(places[kind] for kind in _HARD)
    if is_bare and (_ORDER.match(read, *sentence) or OPINION.search(read, *sentence)):
        return ()
    reasons = [Reason(kind, _shown(text[slice(*span)])) for kind, spans in places.items() for span in spans]
    return tuple(dict.fromkeys(reasons))


def _shown(words: str) -> str:
    return words if len(words) <= SHOWN else words[:SHOWN].rstrip() + "…"
