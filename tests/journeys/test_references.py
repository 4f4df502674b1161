"""Sources added from what somebody pastes: read, shown, put right, added; and back to the evidence."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.models import Claim, Evidence, Source
from tests.factories import SourceFactory, a_claim, a_ready_piece
from tests.journeys.desk_forms import Fields, fields_of, page_of, what_went_wrong

Desk = Callable[[User], Client]

PAGE = "/admin/claims/source/from-reference/"
ADD_EVIDENCE = "/admin/claims/evidence/add/"
BIBTEX = "@article{doe, title={Ice}, author={Doe, Jane}, journal={Cold}, year={2020}, doi={10.5555/ice.1}}"
RIS = "TY  - NEWS\nTI  - Frost\nAU  - Black, Anna\nPY  - 2021/03/04\nUR  - https://example.org/frost\nER  - "
CSL = '[{"type": "report", "title": "Thaw", "issued": {"date-parts": [[2022]]}, "URL": "https://example.org/t"}]'
COPY = "https://web.archive.org/web/20240531120000/https://example.org/log"


def change_page(source: Source) -> str:
    return f"/admin/claims/source/{source.pk}/change/"


def read(browser: Client, text: str, address: str = PAGE) -> HttpResponse:
    return browser.post(address, {"text": text})


def filled(page: HttpResponse, **typed: str) -> Fields:
    """The form of what was read, with some of it put right: `r1_title` is the title of the first."""
    fields = fields_of(page, "references_form")
    return fields | {name.replace("_", "-", 1): [text] for name, text in typed.items()} | {"_add": ["1"]}


def added_from(browser: Client, text: str, address: str = PAGE, **typed: str) -> HttpResponse:
    return browser.post(address, filled(read(browser, text, address), **typed), follow=True)


def text_of(response: HttpResponse) -> str:
    return " ".join(page_of(response).text_content().split())


# From a reference.


@pytest.mark.parametrize(
    ("pasted", "fields"),
    [
        (BIBTEX, {"title": "Ice", "creators": "Doe, Jane", "doi": "10.5555/ice.1", "publisher": "Cold"}),
        (RIS, {"title": "Frost", "url": "https://example.org/frost", "issued": "2021-03-04"}),
        (CSL, {"title": "Thaw", "type": "report", "issued": "2022"}),
    ],
    ids=["BibTeX", "RIS", "CSL-JSON"],
)
def test_a_record_is_read_shown_and_added(
    pasted: str, fields: dict[str, str], desk: Desk, checker: User
) -> None:
    browser = desk(checker)
    shown = fields_of(read(browser, pasted), "references_form")
    assert {name: shown[f"r1-{name}"] for name in fields} == {name: [text] for name, text in fields.items()}
    assert not Source.objects.exists()

    assert "Added to the library" in text_of(added_from(browser, pasted))
    source = Source.objects.get()
    assert {name: getattr(source, name) for name in fields} == fields
    assert (source.reliability, source.history.get().history_user) == ("F", checker)


@pytest.mark.parametrize("pasted", ["https://example.org/log", "10.1000/182"])
def test_of_a_bare_address_or_doi_the_title_is_asked(pasted: str, desk: Desk, checker: User) -> None:
    page = read(desk(checker), pasted)
    assert "The title is missing." in text_of(page) and "Nothing is fetched from the network" in text_of(page)
    added_from(desk(checker), pasted, r1_title="The log")
    assert Source.objects.get().title == "The log"


def test_an_archived_copy_is_read_as_a_copy(desk: Desk, checker: User) -> None:
    added_from(desk(checker), COPY, r1_title="The log")
    source = Source.objects.get()
    assert (source.url, source.archived_url) == ("https://example.org/log", COPY)
    assert source.archived_at == datetime(2024, 5, 31, 12, tzinfo=UTC)


def test_many_are_added_at_once(desk: Desk, checker: User) -> None:
    added_from(desk(checker), "\n".join([BIBTEX, RIS]))
    assert set(Source.objects.values_list("title", flat=True)) == {"Ice", "Frost"}


@pytest.mark.parametrize(
    "known_by", [{"doi": "10.5555/ICE.1"}, {"url": "http://www.example.org/frost/?utm_id=1"}]
)
def test_what_the_library_has_is_said_linked_and_not_chosen(
    known_by: dict[str, str], desk: Desk, checker: User
) -> None:
    known = SourceFactory(title="Known", publisher="Quay Press", reliability="B", **known_by)
    page = read(desk(checker), "\n".join([BIBTEX, RIS]))
    assert "In the library already: Known · Quay Press · B: usually reliable" in text_of(page)
    assert page_of(page).xpath("//p[@class='desk-known']/a/@href") == [change_page(known)]
    chosen = fields_of(page, "references_form")
    assert ("r1-chosen" in chosen, "r2-chosen" in chosen) == ("url" in known_by, "doi" in known_by)


def test_what_is_pasted_twice_is_added_once(desk: Desk, checker: User) -> None:
    page = read(desk(checker), f"{BIBTEX}\nhttps://doi.org/10.5555/ice.1")
    assert "The same as reference 1." in text_of(page)
    added_from(desk(checker), f"{BIBTEX}\nhttps://doi.org/10.5555/ice.1")
    assert Source.objects.count() == 1


def test_what_is_no_reference_is_quoted_and_stops_nothing(desk: Desk, checker: User) -> None:
    page = read(desk(checker), f"{BIBTEX}\nSome gossip.")
    assert "neither an address nor a DOI nor a record: “Some gossip.”" in text_of(page)
    added_from(desk(checker), f"{BIBTEX}\nSome gossip.")
    assert Source.objects.get().title == "Ice"


def test_a_problem_names_its_line_once(desk: Desk, checker: User) -> None:
    said = text_of(read(desk(checker), "@book{ice, title={Ice}, year={20x4}}"))
    assert "Line 1: The date “20x4” could not be read." in said
    assert "Line 1: Line" not in said


def test_a_refused_addition_loses_nothing_and_adds_nothing(desk: Desk, checker: User) -> None:
    text = f"{BIBTEX}\n10.1000/182"
    page = added_from(desk(checker), text, r1_publisher="Colder", r1_reliability="B", r2_issued="last May")
    assert "Nothing was added yet" in what_went_wrong(page)
    assert "This field is required." in what_went_wrong(page)
    assert not Source.objects.exists()
    shown = fields_of(page, "references_form")
    kept = [shown[name] for name in ("r1-publisher", "r1-reliability", "r2-issued")]
    assert kept == [["Colder"], ["B"], ["last May"]]
    assert shown["text"] == fields_of(page, "paste_form")["text"] == [text]


def test_what_was_put_right_is_added_after_all(desk: Desk, checker: User) -> None:
    browser = desk(checker)
    refused = added_from(browser, "10.1000/182")
    browser.post(PAGE, filled(refused, r1_title="The log"))
    assert Source.objects.get().title == "The log"


def test_what_is_left_out_need_not_be_right(desk: Desk, checker: User) -> None:
    browser = desk(checker)
    fields = filled(read(browser, f"{BIBTEX}\n10.1000/182"))
    del fields["r2-chosen"]
    browser.post(PAGE, fields)
    assert Source.objects.get().title == "Ice"


def test_nothing_chosen_adds_nothing_and_says_so(desk: Desk, checker: User) -> None:
    browser = desk(checker)
    fields = filled(read(browser, BIBTEX))
    del fields["r1-chosen"]
    assert "Choose at least one source" in what_went_wrong(browser.post(PAGE, fields))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Paste an address, a DOI, BibTeX, RIS or CSL-JSON."),
        (
            "\n".join(f"https://example.org/{n}" for n in range(51)),
            "These are 51 references. Paste up to 50 at a time.",
        ),
        ("10.1000/182\n" * 51, "These are 51 references. Paste up to 50 at a time."),
        ("@a{}\n" * 40_000, "These are more than 1,000 references: paste them in parts."),
        ('{"a": 1}', "There is no reference in it that says what it is: no title, address or DOI."),
        ("x" * 200_001, "This is too long to be read at once: paste it in parts."),
        ("a word " * 30_000, "This is too long to be read at once: paste it in parts."),
    ],
    ids=["nothing", "51", "one 51 times", "more than are read", "says nothing", "too long", "too many words"],
)
def test_what_cannot_be_read_at_once_comes_back(text: str, words: str, desk: Desk, checker: User) -> None:
    page = read(desk(checker), text)
    assert words in what_went_wrong(page)
    assert fields_of(page, "paste_form")["text"] == [text]


def test_fifty_references_are_no_more_fields_than_a_form_may_have(desk: Desk, checker: User) -> None:
    records = "\n".join(f"@book{{b{n}, title={{Volume {n}}}, doi={{10.5555/{n}}}}}" for n in range(50))
    assert added_from(desk(checker), records).status_code == 200
    assert Source.objects.count() == 50


def test_who_may_not_add_sources_has_no_such_page(desk: Desk, contributor: User) -> None:
    assert desk(contributor).get(PAGE).status_code == 403
    assert desk(contributor).post(PAGE, {"text": BIBTEX, "_add": "1"}).status_code == 403


# From the evidence form and back.


TYPED = {"relation": "disputes", "locator": "p. 4", "credibility": "2", "why": "Found"}


def left_for_a_source(browser: Client, claim: Claim) -> str:
    """Where somebody lands who left a half-filled form of evidence for its source."""
    sent = fields_of(browser.get(ADD_EVIDENCE), "evidence_form") | TYPED
    sent |= {"claim": str(claim.pk), "excerpt": "It did not freeze. " * 90}
    del sent["is_public"]
    return str(browser.post(ADD_EVIDENCE, sent | {"_reference": "1"}).headers["Location"])


@pytest.fixture
def claim(publisher: User) -> Claim:
    return a_claim(a_ready_piece(publisher, slug="mill"), publisher)


def came_back_with(page: HttpResponse, claim: Claim, source: Source) -> bool:
    fields = fields_of(page, "evidence_form")
    expected = TYPED | {"claim": str(claim.pk), "source": str(source.pk)}
    assert {name: fields[name][0] for name in expected} == expected
    assert fields["excerpt"][0].startswith("It did not freeze.") and len(fields["excerpt"][0]) > 1000
    return "is_public" not in fields


def test_somebody_comes_back_to_the_evidence_with_the_new_source_chosen(
    claim: Claim, desk: Desk, checker: User
) -> None:
    browser = desk(checker)
    back = added_from(browser, BIBTEX, left_for_a_source(browser, claim))
    assert came_back_with(back, claim, Source.objects.get())
    browser.post(ADD_EVIDENCE, fields_of(back, "evidence_form"))
    assert (Evidence.objects.get().source.title, Evidence.objects.get().is_public) == ("Ice", False)


def test_somebody_comes_back_with_a_source_the_library_had(claim: Claim, desk: Desk, checker: User) -> None:
    known, browser = SourceFactory(doi="10.5555/ice.1"), desk(checker)
    page = page_of(read(browser, BIBTEX, left_for_a_source(browser, claim)))
    [link] = page.xpath("//a[starts-with(., 'Use this source')]/@href")
    assert came_back_with(browser.get(link), claim, known)


def test_without_scripts_a_source_is_found_by_words(claim: Claim, desk: Desk, checker: User) -> None:
    known, browser = SourceFactory(title="Harbour log"), desk(checker)
    page = page_of(browser.get(left_for_a_source(browser, claim) + "&q=harbour"))
    [link] = page.xpath("//a[starts-with(., 'Use this source')]/@href")
    assert came_back_with(browser.get(link), claim, known)


def test_a_draft_of_somebody_else_is_nobodys(claim: Claim, desk: Desk, checker: User, editor: User) -> None:
    _, draft = left_for_a_source(desk(checker), claim).split("?")
    fields = fields_of(desk(editor).get(f"{ADD_EVIDENCE}?{draft}"), "evidence_form")
    assert (fields["locator"], fields["excerpt"]) == ([""], [""])


def test_many_references_take_no_more_queries_than_few(desk: Desk, checker: User) -> None:
    browser = desk(checker)

    def queries(number: int) -> int:
        with CaptureQueriesContext(connection) as made:
            read(browser, "\n".join(f"https://example.org/{n}" for n in range(number)))
        return len(made)

    assert queries(40) == queries(2)
