"""How a text puts the words of a quote: which cue governs them."""

import re

from claims.reading.cues import BE, EVALUATIVE, GOVERNING, OTHERS_WORD, Cue, cues_in
from claims.reading.patterns import NO_CASE, QUOTED, WORD, either
from claims.reading.scene import Scene
from claims.reading.signs import DATE, NUMBER

# What may stand between a cue and the words it governs.
_GOVERNS = either(
    r"(?: [\w'-]+){0,6}? (?:that|whether|how|who|why)",
    r"(?: [\w'-]+){0,3}[,:]|[^;:.]*, that|(?: [\w'-]+)?",
    flags=NO_CASE,
)
# What makes a clause that begins here the subject of the verb behind it.
_SUBJECT = either(
    r"(?:^|[.;:,—–] ?|\b(?:and|but) )(?:whether|how|why|who|what|where|that)$|\w that$", flags=NO_CASE
)
_TURN = either(r"[;:]|\b(?:but|while|though|although)\b")
_AND = re.compile(r"\b(?:and|or)(?: that)?$")
_PASSIVE_CUE = re.compile(rf"(?:(?:has|have|had) )?{BE} ", NO_CASE)
_CLAUSE_VERB = re.compile(r"(?:has|have|had|is|are|was|were)\b")
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


def how_told(scene: Scene) -> Cue | None:
    """The cue that decides how the quote is put: one that governs it from outside, else its own first."""
    # What is quoted within the sentence is not how the sentence puts it.
    read = QUOTED.sub(lambda quoted: quoted[0][0] + " " * (len(quoted[0]) - 2) + quoted[0][-1], scene.read)
    return _around(scene, read) or _before(scene, read) or _behind(scene, read) or _own(scene, read)


def _own(scene: Scene, read: str) -> Cue | None:
    start, end = scene.quote
    aside = _ASIDE.match(read, start, end)
    found = cues_in(read, (aside.end() if aside else start, end))
    if not any(way.search(read, start, end) for way in (DATE, NUMBER)):
        found += [Cue("evaluative", *match.span()) for match in EVALUATIVE.finditer(read, start, end)]
    return min(found, key=lambda cue: cue.start, default=None)


def _before(scene: Scene, read: str) -> Cue | None:
    """The last cue in front of a quote, unless another clause begins between them."""
    start = scene.quote[0]
    cues = [
        cue
        for cue in cues_in(read, (scene.start, scene.quote[1]))
        if cue.start < start and (cue.modality in GOVERNING or cue.foretells(read))
    ]
    if not cues:
        return None
    cue = cues[-1]
    between = read[cue.end : start].rstrip(' “‘"')
    if between.endswith(",") and _PARTICIPLE.match(read, start):
        return None
    reaches_on = read[cue.start : cue.end].lower() == "according to" and not _TURN.search(between)
    return cue if reaches_on or _GOVERNS.fullmatch(between) or _is_shared(cue, between, read, start) else None


def _around(scene: Scene, read: str) -> Cue | None:
    """The cue of which the quote is the subject: “whether … is not known”, “that … was never proven”."""
    start, end = scene.quote
    if not _SUBJECT.search(read[scene.start : start].rstrip(' “‘"')):
        return None
    following = cues_in(read, (end, scene.end))
    cue = following[0] if following else None
    is_next = cue is not None and not read[end : cue.start].strip(' ”’"')
    return cue if cue and is_next and cue.modality in GOVERNING else None


def _is_shared(cue: Cue, between: str, read: str, start: int) -> bool:
    """Whether “and” leads from a cue's clause to a quote that leans on it: “has been reported, and has …”."""
    if not _AND.search(between):
        return False
    leans = _PASSIVE_CUE.match(read, cue.start) and _CLAUSE_VERB.match(read, start)
    return bool(leans) or between.endswith("that")


def _behind(scene: Scene, read: str) -> Cue | None:
    """The cue of a clause that follows a quote as “…, she said” does, at once or behind what goes on."""
    end = scene.quote[1]
    for tail in _TAIL.finditer(read, max(scene.quote[0], end - 1), scene.end):
        cues = [cue for cue in cues_in(read, tail.span("words")) if cue.modality in OTHERS_WORD]
        goes_on = WORD.search(read, end, tail.start()) and WORD.search(read, tail.end(), scene.end)
        if _TURN.search(read, end, tail.start("words")) or (
            goes_on and tail["words"].startswith("according")
        ):
            return None
        if cues:
            return cues[0]
    return None


def hangs_on(scene: Scene) -> Cue | None:
    """The cue of the clause a quote hangs on that is no clause itself: “…, possibly involving …”."""
    start = scene.quote[0]
    if not (_PARTICIPLE.match(scene.read, start) and scene.read[scene.start : start].rstrip().endswith(",")):
        return None
    cues = [cue for cue in cues_in(scene.read, (scene.start, start)) if cue.modality in OTHERS_WORD]
    return cues[-1] if cues else None
