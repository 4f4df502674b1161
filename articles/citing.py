"""How an edition is cited: for people, for reference managers, for indexes. Pure: descriptions in, words out.

What is cited is the edition: its number, its day, the address at which it stays as it is.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from articles.bibliography.bibtex import to_bibtex
from articles.bibliography.csl import to_csl
from articles.bibliography.item import Item, Name
from articles.bibliography.ris import to_ris

Description = Mapping[str, Any]

# What stands behind a family name and is no part of it.
_SUFFIXES = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"}


@dataclass(frozen=True, slots=True)
class Form:
    """A format for reference managers: what it is called, sent as and ends in."""

    label: str
    media_type: str
    ending: str
    write: Callable[[Item], str]


FORMS = {
    "csl": Form(
        "CSL-JSON",
        "application/vnd.citationstyles.csl+json",
        "json",
        # A list of one: pandoc takes nothing else, and Zotero takes it too.
        lambda item: json.dumps([to_csl(item)], ensure_ascii=False, indent=2) + "\n",
    ),
    "bibtex": Form("BibTeX", "application/x-bibtex", "bib", to_bibtex),
    "ris": Form("RIS", "application/x-research-info-systems", "ris", to_ris),
}


def item(edition: Description) -> Item:
    """The edition as an item of a bibliography (see bibliography/item.py)."""
    return Item(
        id=f"{edition['slug']}-{edition['number']}",
        type="article-magazine",
        title=edition["title"],
        authors=[name_of(author["name"]) for author in edition["authors"]],
        container_title=edition["journal"]["name"],
        issued=f"{edition['published_at']:%Y-%m-%d}",
        url=edition["dated_url"],
        version=str(edition["number"]),
        language=edition["language"],
    )


def name_of(full: str) -> Name:
    """A byline's name with the family name told apart: the last word, or all from the first in small letters.

    A single word, and what begins with “The”, is left whole. Names are not always written so: where a family
    name stands first, this takes the wrong word for it.
    """
    words = full.split()
    suffix = words.pop() if len(words) > 2 and words[-1].lower() in _SUFFIXES else ""
    if len(words) < 2 or words[0].lower() == "the":
        return Name(literal=full)
    particle = next((place for place, word in enumerate(words) if place and word[0].islower()), None)
    start = particle or len(words) - 1
    name = Name(family=" ".join(words[start:]), given=" ".join(words[:start]))
    return name | Name(suffix=suffix) if suffix else name


def in_words(edition: Description) -> str:
    """The citation as a note would give it, the address left out."""
    names = [author["name"] for author in edition["authors"]]
    who = [" and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)] if names else []
    day = f"{edition['published_at'].day} {edition['published_at']:%B %Y}"
    version = f"edition {edition['number']}"
    return ", ".join([*who, f"“{edition['title']}”", edition["journal"]["name"], version, day])


def highwire(edition: Description) -> list[tuple[str, str]]:
    """Names and contents of the meta tags that Google Scholar and reference managers read."""
    tags = [
        ("title", edition["title"]),
        *(("author", author["name"]) for author in edition["authors"]),
        *(("editor", person["name"]) for person in edition["people"] if person["role"] == "editor"),
        ("publication_date", f"{edition['first_published_at']:%Y/%m/%d}"),
        ("online_date", f"{edition['published_at']:%Y/%m/%d}"),
        ("journal_title", edition["journal"]["name"]),
        ("publisher", edition["journal"]["name"]),
        ("series_title", edition["series"]["title"] if edition["series"] else ""),
        ("edition", str(edition["number"])),
        ("public_url", edition["dated_url"]),
        ("fulltext_html_url", edition["dated_url"]),
        ("language", edition["language"]),
        ("abstract", edition["summary"]),
        ("keywords", "; ".join(tag["name"] for tag in edition["tags"])),
    ]
    return [(f"citation_{name}", content) for name, content in tags if content]
