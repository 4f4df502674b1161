"""What kind of speaker a phrase is by its looks: a person, a ministry, a paper, officials without a name."""

import re
from typing import NamedTuple

from claims.reading.naming import names
from claims.reading.patterns import NO_CASE, WORD, Span, any_of
from claims.reading.scene import Scene
from claims.reading.signs import RECORD

_PREPOSITION = re.compile(r" (?:of|from|at|in|with|for|on|to|inside|by) ")
_FROM = re.compile(r"\bfrom (?P<np>the .+|[A-Z].*)$")
_ANY_RECORD = re.compile(rf"(?:media |news |press |recent |some |many |several )?{RECORD}", NO_CASE)

_SOURCE = any_of(
    """officials? sources? diplomats? officers? analysts? experts? witness(?:es)? insiders? aides? spokes\\w+
    people lawyers? observers? residents? researchers? soldiers? advis[eo]rs? survivors? critics?"""
)
_DOCUMENT = any_of(
    """documents? reports? study studies survey indictment memo memorandum circular archives? convention
    treaty statute agreement decree resolution records? files minutes letters? transcript register audit
    review filing dataset charter diary law bill dossier communiqué manifesto contract leaflet
    pamphlet constitution opinion ruling judge?ment lawsuit complaint affidavit statement emails? messages
    images photographs footage recordings? data statistics figures inquiry filings"""
)
_MEDIA = any_of(
    """Journal Times Post Gazette News Herald Tribune Guardian Observer Chronicle Telegraph Reuters AFP AP
    Bloomberg BBC CNN TASS Economist Press Spiegel Monde Radio Television TV Broadcasting Politico
    (?:Evening|Morning|Daily|Sunday|Weekly)_\\w+ newspapers? magazine broadcaster media [Pp]aper television"""
)
_STATE = any_of(
    """[Mm]inistry [Gg]overnment White_House Kremlin Pentagon State_Department Foreign_Office Council
    Commission Parliament [Aa]uthorit(?:y|ies) [Pp]olice [Pp]rosecutors? [Cc]ourt [Jj]udges? [Aa]rmy
    [Mm]ilitary [Cc]entral_[Bb]ank Vatican NASA Bureau Department Office Treasury Congress Senate
    Downing_Street Agency FBI CIA KGB FSB GRU Navy Embassy Inspectorate Moscow Washington Kyiv
    Beijing Tehran Brussels London Berlin Paris Russia Ukraine China Iran Israel Britain Germany
    France Poland Turkey India Japan Syria Belarus"""
)
_BODY = any_of(
    """League Group Institute Committee Union Foundation Party Company Inc Ltd Association University
    Cent(?:er|re) Bank Society Federation Club Organi[sz]ation Network Alliance Nations NATO Trust
    Corporation Watch Fund Hamas Hezbollah Taliban IRA Red_Cross Amnesty bank company firm lender charity
    university institute party union club league opposition coalition airline"""
)
_ANYBODY = any_of(
    "(?:any|every|some|no)(?:body|one) people police men women many some most few one this these those such"
)
# A word that opens a sentence, in the place of a name; a plural is rather a kind of people.
_LONE_NAME = re.compile(rf"(?!(?i:{_ANYBODY})$)[^\W\da-z_][\w'-]*(?<!s)")
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


class Speaker(NamedTuple):
    kind: str
    name: str
    why: str


def judged(scene: Scene, phrase: Span) -> Speaker:
    """What kind of speaker a phrase is by its looks, and the name it gives."""
    words, shown = scene.read[slice(*phrase)], scene.shown(phrase)
    if _ANY_RECORD.fullmatch(words):
        return Speaker("unspecified", "", f"“{shown}” may be anybody’s.")
    if words.lower() in ("i", "we"):
        return Speaker("author", "", f"“{shown}” is the author.")
    for kind, way, what in _BY_HEAD:
        if way.search(_PREPOSITION.split(words)[0]):
            origin = _FROM.search(scene.read, *phrase) if kind == "document" else None
            name = scene.shown(origin.span("np")) if origin else shown
            return Speaker(kind, name, f"“{shown}” looks like {what}.")
    found = names_with_article(scene, phrase)
    for kind, way, what in _BY_ANY:
        if way.search(words):
            named = [name for name in found if way.search(scene.read, *name)]
            return Speaker(kind, scene.shown(named[0] if named else phrase), f"“{shown}” looks like {what}.")
    if not found and _LONE_NAME.fullmatch(words):
        found = [phrase]
    if not found:
        return Speaker("unnamed_source", shown, f"“{shown}” is no name.")
    name = scene.shown(found[0])
    kind, what = ("named_organization", "an organisation") if _is_body(name) else ("named_person", "a person")
    return Speaker(kind, name, f"“{shown}” looks like {what}.")


def _is_body(name: str) -> bool:
    return name.startswith("the ") or name.isupper()


def names_with_article(scene: Scene, phrase: Span) -> list[Span]:
    """The names in a phrase, each with its “the”."""
    read = scene.read
    first = WORD.search(read, *phrase)
    is_known = first is not None and re.search(rf"[a-z,;] {re.escape(first[0])}\b", read)
    found = names(read, phrase, {first[0]} if first and is_known else ())
    return [
        (start - 4 if read[max(0, start - 4) : start] in ("the ", "The ") else start, end)
        for start, end in found
    ]


def candidates(scene: Scene, span: Span) -> list[Span]:
    """Who and what is named there that might say something, in order."""
    nouns = [match.span() for match in _NOUN.finditer(scene.read, *span)]
    return sorted(nouns + names_with_article(scene, span))
