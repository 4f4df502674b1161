"""What kind of fact a quote states, and by which words."""

import re

from claims.reading.patterns import NO_CASE, either
from claims.reading.scene import Scene
from claims.reading.signs import CAUSE, COMPARISON, DATE

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


def fact_kind(scene: Scene, modality: str) -> tuple[str, str]:
    """The kind of fact, and the words it shows by, if any."""
    read, quote = scene.read, scene.quote
    dates = [match.span() for match in DATE.finditer(read, *quote)]
    for kind, way in _FACTS.items():
        for match in way.finditer(read, *quote):
            is_year = kind == "number" and any(start <= match.start() < end for start, end in dates)
            if not is_year and modality not in ("unknown", "not_proven"):
                return kind, scene.text[slice(*match.span())]
    return ("negative_existence" if modality in ("unknown", "not_proven") else "event"), ""
