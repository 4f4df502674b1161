"""On whose word a text puts something: the phrase beside a cue that names its speaker."""

import re
from itertools import pairwise

from claims.reading.cues import BE, RECORD_OF_ONE, SHOW, Cue, cues_in
from claims.reading.patterns import NO_CASE, Span, either
from claims.reading.scene import LEADING, Scene
from claims.reading.speakers import Speaker, candidates, judged, names_with_article

_PASSIVE_BEFORE = re.compile(rf"\b{BE} (?:\w+ly )?$", NO_CASE)
_NOBODYS = either(
    rf"(?:it )?(?:(?:has|have|had) )?{BE} ",
    r"\w+ly$|suspected of$|\w+ to (?:be|have)$|\w+ that$|reports of$",
    flags=NO_CASE,
)
_CLAUSE = re.compile(r" (?:that|the|an?|he|she|it|they|his|her|its|their)\b")
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
_PHRASE = re.compile(
    r"(?P<by> by)? (?P<np>[\w'&-]+(?: [\w'&-]+){0,7}?)"
    r"(?= (?:that|who|which|in|on|at|last)\b|[,.;:—–”“\")(]|$)"
)
_PRONOUN = re.compile(r"(?:he|she|they|it)", NO_CASE)
_RELATIVE = re.compile(r"(?:^| )(?:who|which)$", NO_CASE)
_INSERTED = re.compile(r"(?:who|which|whose) ")
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|could|may|might|did)\b")
_RECORDS = re.compile(rf"{RECORD_OF_ONE}(?= (?:also |have |has )?{SHOW}\b)", NO_CASE)


def who_speaks(scene: Scene, cue: Cue) -> Speaker:
    """On whose word it is, from the phrase beside a cue."""
    phrase = _phrase_behind(scene, cue)
    if phrase is None and not _is_nobodys(scene, cue):
        phrase = _phrase_before(scene, cue)
    if phrase is None:
        return Speaker("unspecified", "", f"“{scene.text[cue.start : cue.end]}” names nobody.")
    return judged(scene, phrase)


def _is_nobodys(scene: Scene, cue: Cue) -> bool:
    words = scene.read[cue.start : cue.end].lower()
    is_adjective = words == "alleged" and not _CLAUSE.match(scene.read, cue.end)
    is_passive = _PASSIVE_BEFORE.search(scene.read[scene.start : cue.start])
    return bool(is_adjective or is_passive or _NOBODYS.match(words))


def _phrase_behind(scene: Scene, cue: Cue) -> Span | None:
    """The words after “according to”, after “alleged by”, or after a verb that its subject follows."""
    match = _PHRASE.match(scene.read, cue.end, scene.end)
    if match is None:
        return None
    before = scene.read[scene.start : cue.start].rstrip()
    is_speaker = match["np"][0].isupper() or match["np"][:4] == "the "
    is_turned = before.endswith((",", "”", '"', "?")) and is_speaker and not _VERB.search(match["np"])
    is_behind = match["by"] or is_turned or scene.read[cue.start : cue.end].lower() == "according to"
    return match.span("np") if is_behind else None


def _phrase_before(scene: Scene, cue: Cue) -> Span | None:
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
    if _INSERTED.match(words) and len(pieces) > 1:
        return _first_speaker(read, pieces[1])
    if _RELATIVE.search(words):
        named = (candidates(scene, piece) for piece in pieces[:4])
        return next((found[-1] for found in named if found), None)
    is_inserted = read[pieces[0][1] : cue.start].strip()[:1] in (",", "—", "–")
    if is_inserted and len(pieces) > 1 and nearest not in names_with_article(scene, nearest):
        return _first_speaker(read, pieces[1])
    return nearest


def _first_speaker(read: str, piece: Span) -> Span:
    """Of “X warned Y and” (said) the X."""
    start, end = piece
    end = min((cue.start for cue in cues_in(read, piece) if cue.start > start), default=end)
    return start, start + len(read[start:end].rstrip())


def _pieces(read: str, start: int, end: int) -> list[Span]:
    """What stands between marks and conjunctions, the last first, without what leads up to a verb."""
    cuts = [(start, start), *(match.span() for match in _BOUNDARY.finditer(read, start, end)), (end, end)]
    found = []
    for (_, first), (last, _) in pairwise(cuts):
        if leading := LEADING.match(read, first, last):
            first = leading.end()
        words = read[first:last].rstrip()
        while auxiliary := _AUXILIARY.search(words):
            words = words[: auxiliary.start()].rstrip()
        if words:
            found.append((first, first + len(words)))
    return found[::-1]


def _antecedent(scene: Scene, pronoun: str, at: int) -> Span | None:
    """What a pronoun may stand for: the first of its kind in its sentence, else in the one before."""
    for span in (scene.start, at), (scene.before, scene.start):
        for candidate in candidates(scene, span):
            is_person = judged(scene, candidate).kind in ("named_person", "unnamed_source")
            if pronoun == "they" or is_person == (pronoun in ("he", "she")):
                return candidate
    return None
