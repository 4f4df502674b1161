"""Citations of an edition: by people, by reference managers, by indexes."""

import json

import pytest

from articles import citing
from articles.bibliography.bibtex import read_bibtex
from articles.bibliography.csl import read_csl
from articles.bibliography.item import Found, tidy
from articles.bibliography.ris import read_ris
from tests.articles.descriptions import SITE, a_person, an_edition

READERS = {"csl": read_csl, "bibtex": read_bibtex, "ris": read_ris}


@pytest.mark.parametrize("form", citing.FORMS)
def test_what_is_written_reads_as_the_item_again(form: str) -> None:
    item = citing.item(an_edition(people=[a_person(), a_person("Ursula von der Leyen")]))
    [found] = READERS[form](citing.FORMS[form].write(item))
    assert isinstance(found, Found)
    assert not found.problems
    assert found.item == {key: value for key, value in tidy(item).items() if key != "id"}


def test_what_is_cited_is_the_edition_its_number_its_day_and_its_address() -> None:
    item = citing.item(an_edition())
    assert item["version"] == "2"
    assert item["issued"] == "2026-05-06"
    assert item["url"] == f"{SITE}/articles/mill/editions/2/"
    assert item["container_title"] == "The Mill"


def test_only_authors_are_cited_as_authors() -> None:
    people = [a_person(), a_person("Eve Reed", "editor")]
    assert citing.item(an_edition(people=people))["authors"] == [{"family": "Miller", "given": "Ada"}]


def test_csl_is_a_list_as_pandoc_wants_it() -> None:
    [entry] = json.loads(citing.FORMS["csl"].write(citing.item(an_edition())))
    assert entry["id"] == "mill-2"
    assert entry["type"] == "article-magazine"


@pytest.mark.parametrize(
    ("full", "name"),
    [
        ("Ada Miller", {"family": "Miller", "given": "Ada"}),
        ("Ada Mary Miller", {"family": "Miller", "given": "Ada Mary"}),
        ("Ursula von der Leyen", {"family": "von der Leyen", "given": "Ursula"}),
        ("Martin Luther King Jr.", {"family": "King", "given": "Martin Luther", "suffix": "Jr."}),
        ("bell hooks", {"family": "hooks", "given": "bell"}),
        ("Plato", {"literal": "Plato"}),
        ("张伟", {"literal": "张伟"}),
        ("The Editorial Board", {"literal": "The Editorial Board"}),
    ],
)
def test_the_family_name_is_told_apart(full: str, name: dict[str, str]) -> None:
    assert citing.name_of(full) == name


def test_a_citation_in_words_names_everything_but_the_address() -> None:
    people = [a_person(), a_person("Eve Reed"), a_person("Tom Lang")]
    assert citing.in_words(an_edition(people=people)) == (
        "Ada Miller, Eve Reed and Tom Lang, “The idle mill”, The Mill, edition 2, 6 May 2026"
    )


def test_a_piece_without_an_author_is_cited_by_its_title() -> None:
    edition = an_edition(people=[])
    assert citing.in_words(edition).startswith("“The idle mill”")
    assert citing.item(edition)["authors"] == []


def test_highwire_tags_tell_the_first_day_and_the_edition() -> None:
    tags = citing.highwire(an_edition(people=[a_person(), a_person("Tom Lang")]))
    assert [content for name, content in tags if name == "citation_author"] == ["Ada Miller", "Tom Lang"]
    told = dict(tags)
    assert told["citation_publication_date"] == "2026/05/04"
    assert told["citation_online_date"] == "2026/05/06"
    assert told["citation_edition"] == "2"
    assert told["citation_public_url"] == f"{SITE}/articles/mill/editions/2/"
    assert "citation_keywords" not in told
