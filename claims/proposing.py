"""What a new claim may be put down as, read off its words and those around them.

A proposal is for a person to confirm. It knows how English news prose is usually put, and no grammar, and
says by which words it goes. Its values are those of `claims.vocabulary`. Offsets are code points of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from claims.coverage import (
    CAUSE,
    COMPARISON,
    DATE,
    NO_CASE,
    NUMBER,
    OPINION,
    QUOTED,
    RECORD,
    SAYING,
    VALUING,
    WORD,
    Span,
    any_of,
    either,
    names,
    plain,
    stretches,
)

REACH = 2000
"""Characters on either side of a quote that are looked at, should its sentence be that long."""

_BE = any_of("is are was were be been being")
_PROVEN = any_of("proven proved established verified confirmed substantiated corroborated")
_PASSIVE = rf"(?:it )?(?:(?:has|have|had|is|are|was|were) )?{_BE} (?:\w+ly )?"
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
_EVALUATIVE = either(OPINION.pattern, rf"\b{VALUING}\b", flags=NO_CASE)
_OTHERS_WORD = frozenset(("denied", "alleged", "confirmed", "reported"))
_GOVERNING = _OTHERS_WORD | {"not_proven", "unknown"}

# What may stand between a cue and the words it governs.
_GOVERNS = either(
    r"(?: [\w'-]+){0,6}? (?:that|whether|how|who|why)",
    r"(?: [\w'-]+){0,3}[,:]|[^;:.]*, that|(?: [\w'-]+)?",
    flags=NO_CASE,
)
_TURN = either(r"[;:]|\b(?:but|while|though|although)\b")
_AND = re.compile(r"\b(?:and|or)(?: that)?$")
_PASSIVE_CUE = re.compile(rf"(?:(?:has|have|had) )?{_BE} ", NO_CASE)
_PASSIVE_BEFORE = re.compile(rf"\b{_BE} (?:\w+ly )?$", NO_CASE)
_NOBODYS = either(
    rf"(?:it )?(?:(?:has|have|had) )?{_BE} ", r"\w+ly$|reports of$|suspected of$", flags=NO_CASE
)
_CLAUSE_VERB = re.compile(r"(?:has|have|had|is|are|was|were)\b")
_CLAUSE = re.compile(r" (?:that|the|an?|he|she|it|they|his|her|its|their)\b")
_PARTICIPLE = re.compile(r"(?:\w+ly )?\w+ing\b")
_ASIDE = either(
    r"(?:And |But |Yet )?(?:while|although|though|if|when|despite|after|before|since|because|as) [^,;]*, ",
    flags=NO_CASE,
)
# “…, she said on Monday,” and “…, according to her”.
_TAIL = re.compile(
    r"[,”\"]['”\"]*\s+(?!(?:though|although|but|while|and|which|who|when|where|because|as|(?!according)\w+ing)\b)"
    r"(?P<words>(?i:according to) [^,.;:]+|(?:[\w'&-]+ ){0,9}?[\w'-]+(?: (?:on )?\w+day)?)"
    r"(?=[,.;:”\"]|$)"
)
_BOUNDARY = either(
    r"[,;:—–“”\"()]",
    r"\b(?:that|but|while|though|although|because|when|where|if|despite|whether)\b",
    flags=NO_CASE,
)
_AUXILIARY = re.compile(
    r"(?:^| )(?:ha[sd]|have|also|then|later|since|did|does|do|not|and|(?:on )?\w+day|(?-i:[a-z]+ly)"
    r"|(?:him|her|it|them)sel(?:f|ves))$",
    NO_CASE,
)
_LEADING = either(
    r"\s*(?:(?:And|But|Yet|So|Then|Subsequently|However|Recently|Meanwhile|as|in turn)\b,? ?)*", flags=NO_CASE
)
_PHRASE = re.compile(
    r"(?P<by> by)? (?P<np>[\w'&-]+(?: [\w'&-]+){0,7}?)"
    r"(?= (?:that|who|which|in|on|at|last)\b|[,.;:—–”“\")(]|$)"
)
_PRONOUN = re.compile(r"(?:he|she|they|it)", NO_CASE)
_RELATIVE = re.compile(r"(?:^| )(?:who|which)$", NO_CASE)
_PREPOSITION = re.compile(r" (?:of|from|at|in|with|for|on|to|inside|by) ")
_FROM = re.compile(r"\bfrom (?P<np>the .+|[A-Z].*)$")
_ARTICLE = re.compile(r"(?:The|An?|One|Two|Some|Several|Its|Their|His|Her) ")
_RECORDS = re.compile(rf"{RECORD}\b", NO_CASE)
_ANY_RECORD = re.compile(rf"(?:media |news |press |recent |some |many |several )?{RECORD}", NO_CASE)

_SOURCE = any_of(
    """officials? sources? diplomats? officers? analysts? experts? witness(?:es)? insiders? aides? spokes\\w+
    people lawyers? observers? residents? researchers? soldiers? advis[eo]rs? survivors? critics?"""
)
_DOCUMENT = any_of(
    """documents? reports? study studies survey indictment memo memorandum circular archives? convention
    treaty statute agreement decree resolution records? files minutes letters? transcript register audit
    review filing dataset charter diary law bill dossier communiqué manifesto contract leaflet
    pamphlet constitution opinion ruling judge?ment lawsuit complaint affidavit statement"""
)
_MEDIA = any_of(
    """Journal Times Post Gazette News Herald Tribune Guardian Observer Chronicle Telegraph Reuters AFP AP
    Bloomberg BBC CNN TASS Economist Press Spiegel Monde Radio Television TV Broadcasting Politico
    (?:Evening|Morning|Daily|Sunday|Weekly)_\\w+ newspapers? magazine broadcaster media [Pp]aper"""
)
_STATE = any_of(
    """[Mm]inistry [Gg]overnment White_House Kremlin Pentagon State_Department Foreign_Office Council
    Commission Parliament [Aa]uthorit(?:y|ies) [Pp]olice [Pp]rosecutors? [Cc]ourt [Jj]udges? [Aa]rmy
    [Mm]ilitary Bureau Department Office Treasury Congress Senate Downing_Street Agency FBI CIA KGB FSB
    GRU Navy Embassy Inspectorate Moscow Washington Kyiv Beijing Tehran Brussels London Berlin Paris
    Russia Ukraine China Iran Israel Britain Germany France Poland Turkey India Japan Syria Belarus"""
)
_BODY = any_of(
    """League Group Institute Committee Union Foundation Party Company Inc Ltd Association University
    Cent(?:er|re) Bank Society Federation Club Organi[sz]ation Network Alliance Nations NATO Trust
    Corporation Hamas Hezbollah Taliban IRA Red_Cross Amnesty bank company firm lender charity university
    institute party union club league"""
)
_TITLE = any_of(
    """Mr Mrs Ms Dr Sir President Minister Prime_Minister Professor Senator General Colonel Commodore Captain
    Admiral Chancellor Secretary Governor Mayor Judge King Queen Prince Pope Ambassador Commissioner"""
)
# What a phrase makes its speaker by the words it is about, and by any of its words; the first that fits.
_BY_HEAD = (
    ("named_person", re.compile(rf"\b{_TITLE}\.? (?:\w+ )?[A-Z]"), "a person with a title"),
    ("unnamed_source", re.compile(rf"\b(?i:{_SOURCE})\b(?! [A-Z])"), "people without a name"),
    ("document", re.compile(rf"\b(?i:{_DOCUMENT})\b"), "a document"),
)
_BY_ANY = (
    ("media_report", re.compile(rf"\b{_MEDIA}\b"), "a news organisation"),
    ("government_body", re.compile(rf"\b{_STATE}\b"), "a government or one of its bodies"),
    ("named_organization", re.compile(rf"\b{_BODY}\b"), "an organisation"),
)
_NOUN = re.compile(
    r"\b(?:the|its|an?|one|two|some|another|their) (?:[\w'-]+ ){0,3}?"
    rf"(?:{_SOURCE}|{_DOCUMENT}|ministry|government|council)\b",
    NO_CASE,
)
_FACTS = {
    "negative_existence": either(
        r"\b(?:there (?:is|was|are|were) no(?! question| doubt))\b|\bden\w+ that there\b",
        r"\bno \w+ (?:has|have|had) (?:ever|been)\b",
        flags=NO_CASE,
    ),
    "quotation": re.compile(r"[“\"](?:\S+ ){3,}[^”\"]*[”\"]"),
    "authorisation": either(
        r"\b(?:authori[sz]|approv|licen[cs]|mandat|permit)\w*|\bsigned off\b|\bordered\b", flags=NO_CASE
    ),
    "legal_status": either(
        r"(?<!-)\b(?:indict|convict|sanctioned|sentenc|acquit|outlaw|charged with|banned|ruled that)\w*",
        r"\b(?:il)?legal(?:ly)?\b|\b(?:un)?lawful\w*|\bguilty\b|\bwarrants?\b",
        r"\b(?:property|rights?) (?:of|to)\b",
        flags=NO_CASE,
    ),
    "number": either(
        r"(?<![\w-])[$€£]?\d[\d.,]*\w*|\b(?:hundred|thousand|[mb]illion|dozen)s?\b",
        r"\b(?:half of|one in \w+)\b",
        flags=NO_CASE,
    ),
    "causal": CAUSE,
    "relationship": either(
        r"\b(?:collaborat|cooperat|affiliat|funded|financed|backed|allied|alliance|partner)\w*|\bties\b",
        r"\b(?:work(?:s|ed|ing)? (?:\w+ )?(?:for|with)|belongs? to|directed by)\b",
        r"\b(?:member of|agent|relationship)\b",
    ),
    "date": DATE,
    "comparison": COMPARISON,
    "place": either(r"\b(?:lies|located|situated|headquartered|stationed|stationing|based (?:in|at))\b"),
    "identity": either(r"\b(?:(?:is|was|are|were) (?:an?|the)|known as|named|identified as)\b"),
}
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


class _Cue(NamedTuple):
    modality: str
    start: int
    end: int


class _Speaker(NamedTuple):
    kind: str
    name: str
    why: str


class _Scene(NamedTuple):
    """A quote in its sentences, from `start` to `end`; `before` is where the sentence before them begins."""

    text: str
    read: str
    before: int
    start: int
    end: int
    quote: Span

    def shown(self, span: Span) -> str:
        """The words of a span as they stand, but without a capital article."""
        words = self.text[slice(*span)]
        return words[0].lower() + words[1:] if _ARTICLE.match(words) else words


def propose(text: str, start: int, end: int) -> Proposal:
    """What the claim on `text[start:end]` may be put down as. Raises ValueError for a span without words."""
    scene = _scene(text, start, end)
    telling = _telling(scene)
    spoken = telling if telling and telling.modality in _OTHERS_WORD else _hanging(scene)
    speaker = _speaker(scene, spoken) if spoken else _Speaker("author", "", "Nobody else is named for it.")
    shown = telling or spoken
    cue = text[shown.start : shown.end] if shown else ""
    modality = telling.modality if telling else "asserted"
    fact_kind, sign = _fact(scene, modality)
    proposition = _proposition(scene)
    why = (
        Reason("modality", f"“{cue}” puts it so." if telling else "It is stated outright."),
        Reason("attribution_kind", speaker.why),
        Reason("fact_kind", f"“{sign}” is in it." if sign else "Nothing in it is of another kind."),
    )
    pronouns = _unresolved(proposition)
    return Proposal(modality, speaker.kind, speaker.name, cue, fact_kind, proposition, pronouns, why)


def _scene(text: str, start: int, end: int) -> _Scene:
    start, end = max(0, start), min(end, len(text))
    words = text[start:end]
    if not WORD.search(words):
        raise ValueError("A claim needs at least one word.")
    start, end = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
    last = text.find("\n\n", end)
    sentences = stretches(text, text.rfind("\n\n", 0, start) + 1, len(text) if last < 0 else last)
    at = [number for number, one in enumerate(sentences) if one.start < end and start < one.end]
    before, first = sentences[max(0, at[0] - 1)].start, sentences[at[0]].start
    nearest, furthest = max(0, start - REACH), min(sentences[at[-1]].end, end + REACH)
    return _Scene(text, plain(text), max(before, nearest), max(first, nearest), furthest, (start, end))


def _telling(scene: _Scene) -> _Cue | None:
    """The cue that decides how the quote is put: one that governs it from outside, else its own first."""
    # What is quoted within the sentence is not how the sentence puts it.
    read = QUOTED.sub(lambda quoted: quoted[0][0] + " " * (len(quoted[0]) - 2) + quoted[0][-1], scene.read)
    return _before(scene, read) or _behind(scene, read) or _own(scene, read)


def _own(scene: _Scene, read: str) -> _Cue | None:
    start, end = scene.quote
    aside = _ASIDE.match(read, start, end)
    found = _cues(read, (aside.end() if aside else start, end))
    if not any(way.search(read, start, end) for way in (DATE, NUMBER)):
        found += [_Cue("evaluative", *match.span()) for match in _EVALUATIVE.finditer(read, start, end)]
    return min(found, key=lambda cue: cue.start, default=None)


def _before(scene: _Scene, read: str) -> _Cue | None:
    """The last cue in front of a quote, unless another clause begins between them."""
    start = scene.quote[0]
    cues = [cue for cue in _cues(read, (scene.start, start)) if cue.modality in _GOVERNING]
    if not cues:
        return None
    cue = cues[-1]
    between = read[cue.end : start].rstrip(' “‘"')
    if between.endswith(",") and _PARTICIPLE.match(read, start):
        return None
    reaches_on = read[cue.start : cue.end].lower() == "according to" and not _TURN.search(between)
    return cue if reaches_on or _GOVERNS.fullmatch(between) or _is_shared(cue, between, read, start) else None


def _is_shared(cue: _Cue, between: str, read: str, start: int) -> bool:
    """Whether “and” leads from a cue's clause to a quote that leans on it: “has been reported, and has …”."""
    if not _AND.search(between):
        return False
    leans = _PASSIVE_CUE.match(read, cue.start) and _CLAUSE_VERB.match(read, start)
    return bool(leans) or between.endswith("that")


def _behind(scene: _Scene, read: str) -> _Cue | None:
    """The cue of a clause that follows a quote as “…, she said” does, at once or behind what goes on."""
    end = scene.quote[1]
    for tail in _TAIL.finditer(read, max(scene.quote[0], end - 1), scene.end):
        cues = [cue for cue in _cues(read, tail.span("words")) if cue.modality in _OTHERS_WORD]
        goes_on = WORD.search(read, end, tail.start()) and WORD.search(read, tail.end(), scene.end)
        if _TURN.search(read, end, tail.start("words")) or (
            goes_on and tail["words"].startswith("according")
        ):
            return None
        if cues:
            return cues[0]
    return None


def _hanging(scene: _Scene) -> _Cue | None:
    """The cue of the clause a quote hangs on that is no clause itself: “…, possibly involving …”."""
    start = scene.quote[0]
    if not (_PARTICIPLE.match(scene.read, start) and scene.read[scene.start : start].rstrip().endswith(",")):
        return None
    cues = [cue for cue in _cues(scene.read, (scene.start, start)) if cue.modality in _OTHERS_WORD]
    return cues[-1] if cues else None


def _cues(read: str, span: Span) -> list[_Cue]:
    found = [_Cue(name, *match.span()) for name, way in _CUES.items() for match in way.finditer(read, *span)]
    return sorted(found, key=lambda cue: cue.start)


def _speaker(scene: _Scene, cue: _Cue) -> _Speaker:
    """On whose word it is, from the phrase beside a cue."""
    phrase = _phrase_behind(scene, cue)
    if phrase is None and not _is_nobodys(scene, cue):
        phrase = _phrase_before(scene, cue)
    if phrase is None:
        return _Speaker("unspecified", "", f"“{scene.text[cue.start : cue.end]}” names nobody.")
    return _judged(scene, phrase)


def _is_nobodys(scene: _Scene, cue: _Cue) -> bool:
    words = scene.read[cue.start : cue.end].lower()
    is_adjective = words == "alleged" and not _CLAUSE.match(scene.read, cue.end)
    is_passive = _PASSIVE_BEFORE.search(scene.read[scene.start : cue.start])
    return bool(is_adjective or is_passive or _NOBODYS.match(words))


def _phrase_behind(scene: _Scene, cue: _Cue) -> Span | None:
    """The words after “according to”, after “alleged by”, or after a verb that its subject follows."""
    match = _PHRASE.match(scene.read, cue.end, scene.end)
    if match is None:
        return None
    before = scene.read[scene.start : cue.start].rstrip()
    is_turned = before.endswith((",", "”", '"', "?")) and (
        match["np"][0].isupper() or match["np"][:4] == "the "
    )
    is_behind = match["by"] or is_turned or scene.read[cue.start : cue.end].lower() == "according to"
    return match.span("np") if is_behind else None


def _phrase_before(scene: _Scene, cue: _Cue) -> Span | None:
    """The subject of a verb: what stands before it, or before an insertion; for “who” the last one named."""
    read = scene.read
    record = _RECORDS.match(read, cue.start)
    pieces = _pieces(read, scene.start, record.end() if record else cue.start)
    if not pieces:
        return None
    nearest = _first_speaker(read, pieces[0])
    words = read[slice(*nearest)]
    if _PRONOUN.fullmatch(words):
        return _antecedent(scene, words.lower(), nearest[0])
    if _RELATIVE.search(words):
        candidates = (_candidates(scene, piece) for piece in pieces[:4])
        return next((found[-1] for found in candidates if found), None)
    is_inserted = read[pieces[0][1] : cue.start].strip()[:1] in (",", "—", "–")
    if is_inserted and len(pieces) > 1 and nearest not in _names(scene, nearest):
        return _first_speaker(read, pieces[1])
    return nearest


def _candidates(scene: _Scene, span: Span) -> list[Span]:
    """Who and what is named there that might say something, in order."""
    nouns = [match.span() for match in _NOUN.finditer(scene.read, *span)]
    return sorted(nouns + _names(scene, span))


def _first_speaker(read: str, piece: Span) -> Span:
    """Of “X warned Y and” (said) the X."""
    start, end = piece
    end = min((cue.start for cue in _cues(read, piece) if cue.start > start), default=end)
    return start, start + len(read[start:end].rstrip())


def _pieces(read: str, start: int, end: int) -> list[Span]:
    """What stands between marks and conjunctions, the last first, without what leads up to a verb."""
    cuts = [(start, start), *(match.span() for match in _BOUNDARY.finditer(read, start, end)), (end, end)]
    found = []
    for (_, first), (last, _) in pairwise(cuts):
        if leading := _LEADING.match(read, first, last):
            first = leading.end()
        words = read[first:last].rstrip()
        while auxiliary := _AUXILIARY.search(words):
            words = words[: auxiliary.start()].rstrip()
        if words:
            found.append((first, first + len(words)))
    return found[::-1]


def _antecedent(scene: _Scene, pronoun: str, at: int) -> Span | None:
    """What a pronoun may stand for: the first of its kind in its sentence, else in the one before."""
    for span in (scene.start, at), (scene.before, scene.start):
        for candidate in _candidates(scene, span):
            is_person = _judged(scene, candidate).kind in ("named_person", "unnamed_source")
            if pronoun == "they" or is_person == (pronoun in ("he", "she")):
                return candidate
    return None


def _judged(scene: _Scene, phrase: Span) -> _Speaker:
    """What kind of speaker a phrase is by its looks, and the name it gives."""
    words, shown = scene.read[slice(*phrase)], scene.shown(phrase)
    if _ANY_RECORD.fullmatch(words):
        return _Speaker("unspecified", "", f"“{shown}” may be anybody’s.")
    if words.lower() in ("i", "we"):
        return _Speaker("author", "", f"“{shown}” is the author.")
    for kind, way, what in _BY_HEAD:
        if way.search(_PREPOSITION.split(words)[0]):
            origin = _FROM.search(scene.read, *phrase) if kind == "document" else None
            name = scene.shown(origin.span("np")) if origin else shown
            return _Speaker(kind, name, f"“{shown}” looks like {what}.")
    found = _names(scene, phrase)
    for kind, way, what in _BY_ANY:
        if way.search(words):
            named = [name for name in found if way.search(scene.read, *name)]
            return _Speaker(kind, scene.shown(named[0] if named else phrase), f"“{shown}” looks like {what}.")
    if not found:
        return _Speaker("unnamed_source", shown, f"“{shown}” is no name.")
    name = scene.shown(found[0])
    kind, what = ("named_organization", "an organisation") if _is_body(name) else ("named_person", "a person")
    return _Speaker(kind, name, f"“{shown}” looks like {what}.")


def _is_body(name: str) -> bool:
    return name.startswith("the ") or name.isupper()


def _names(scene: _Scene, phrase: Span) -> list[Span]:
    """The names in a phrase, each with its “the”."""
    read = scene.read
    first = WORD.search(read, *phrase)
    is_known = first is not None and re.search(rf"[a-z,;] {re.escape(first[0])}\b", read)
    found = names(read, phrase, {first[0]} if first and is_known else ())
    return [
        (start - 4 if read[max(0, start - 4) : start] in ("the ", "The ") else start, end)
        for start, end in found
    ]


def _fact(scene: _Scene, modality: str) -> tuple[str, str]:
    """The kind of fact, and the words it shows by, if any."""
    read, quote = scene.read, scene.quote
    dates = [match.span() for match in DATE.finditer(read, *quote)]
    for kind, way in _FACTS.items():
        for match in way.finditer(read, *quote):
            is_year = kind == "number" and any(start <= match.start() < end for start, end in dates)
            if not is_year and modality not in ("unknown", "not_proven"):
                return kind, scene.text[slice(*match.span())]
    return ("negative_existence" if modality in ("unknown", "not_proven") else "event"), ""


def _proposition(scene: _Scene) -> str:
    """The quote if it may be a clause of its own, else its sentence; with a capital and a full stop."""
    start, end = scene.quote
    if _NO_CLAUSE.match(scene.read, start, end) or not _FINITE.search(scene.read, start, end):
        start, end = scene.start, scene.end
    if leading := _LEADING.match(scene.read, start, end):
        start = leading.end()
    words = " ".join(scene.text[start:end].split()).rstrip(" ,;:—–")
    words = words[:1].upper() + words[1:]
    return words if words.rstrip('”"’)')[-1:] in (".", "!", "?", "…") else f"{words}."


def _unresolved(proposition: str) -> tuple[str, ...]:
    """The pronouns of a proposition, each once; the “it” of “it is alleged” stands for nothing."""
    read = plain(proposition)
    found = [match for match in _TO_RESOLVE.finditer(read) if not _RESOLVED.match(read, match.start())]
    return tuple(dict.fromkeys(match[0].lower() for match in found))
