"""Claims out to a spreadsheet and in again, as a checker does it; and the annotated draft on paper."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from lxml.html import HtmlElement, fromstring
from openpyxl import load_workbook

from articles.models import Article, Series
from claims import annotating, assessing
from claims.exchange.csvs import write_csv
from claims.models import Claim, Evidence
from tests.factories import (
    SeriesFactory,
    SourceFactory,
    a_claim,
    a_finding,
    a_piece,
    a_proposal,
    some_evidence,
)

Desk = Callable[[User], Client]


@pytest.fixture
def series(db: None) -> Series:
    return SeriesFactory.create()


@pytest.fixture
def piece(editor: User, series: Series) -> Article:
    return a_piece(editor, series=series)


@pytest.fixture
def claim(piece: Article, checker: User) -> Claim:
    return a_claim(piece, checker)


def at(piece: Article | Series, page: str = "", *args: str) -> str:
    kind = "piece" if isinstance(piece, Article) else "series"
    name = f"claims_claim_exchange_{page}" if page else "claims_claim_exchange"
    return reverse(f"admin:{name}", args=[kind, piece.pk, *args])


def a_sheet(claim: Claim, **changed: str) -> SimpleUploadedFile:
    cells = {"Claim id": str(claim.pk), **changed}
    return SimpleUploadedFile("desk.csv", write_csv([*cells], [[*cells.values()]]))


def kept(answer: HttpResponse) -> dict[str, str]:
    """What the page sends when somebody confirms it."""
    (field,) = page(answer).xpath("//input[@name='kept']")
    return {"kept": field.get("value", "")}


def page(answer: HttpResponse) -> HtmlElement:
    return fromstring(answer.content)


def words(answer: HttpResponse) -> str:
    return " ".join(page(answer).text_content().split())


def test_a_piece_is_exported_as_a_workbook_of_three_sheets(claim: Claim, checker: User, desk: Desk) -> None:
    answer = desk(checker).get(at(claim.article, "export", "xlsx"))
    assert load_workbook(BytesIO(answer.content)).sheetnames == ["claims", "evidence", "findings"]
    assert answer["Content-Disposition"] == f'attachment; filename="{claim.article.slug}.xlsx"'
    assert "no-store" in answer["Cache-Control"]


def test_a_series_is_exported_with_all_its_pieces(
    claim: Claim, series: Series, checker: User, editor: User, desk: Desk
) -> None:
    a_claim(a_piece(editor, series=series), checker)
    with ZipFile(BytesIO(desk(checker).get(at(series, "export", "zip")).content)) as archive:
        assert archive.namelist() == ["claims.csv", "evidence.csv", "findings.csv"]
        assert archive.read("claims.csv").decode("utf-8-sig").count("The harbour froze twice in May.") == 2


@pytest.mark.parametrize("sheet", ["claims", "evidence", "findings"])
def test_each_sheet_is_exported_by_itself(claim: Claim, checker: User, desk: Desk, sheet: str) -> None:
    answer = desk(checker).get(at(claim.article, "export", f"{sheet}.csv"))
    assert answer.content.startswith(b"\xef\xbb\xbf")


def test_an_upload_shows_what_it_would_do_and_writes_nothing(claim: Claim, checker: User, desk: Desk) -> None:
    answer = desk(checker).post(at(claim.article), {"file": a_sheet(claim, Proposition="It froze once.")})
    assert "Nothing is written yet. 0 new, 1 changed, 0 unchanged, 0 refused." in words(answer)
    assert page(answer).xpath("string(//dd/ins)") != ""
    assert Claim.objects.get().proposition == claim.proposition


def test_confirming_writes_what_was_shown(claim: Claim, checker: User, desk: Desk) -> None:
    browser = desk(checker)
    shown = browser.post(at(claim.article), {"file": a_sheet(claim, Proposition="It froze once.")})
    answer = browser.post(at(claim.article, "confirm"), kept(shown), follow=True)
    assert "Imported from desk.csv: 0 new, 1 changed." in words(answer)
    assert Claim.objects.get().proposition == "It froze once."


def test_what_a_sheet_says_of_a_source_otherwise_is_named_before_and_after(
    claim: Claim, checker: User, desk: Desk
) -> None:
    some_evidence(claim, checker)
    cells = {"Evidence id": str(Evidence.objects.get().pk), "Locator": "p. 12", "DOI": "10.1000/182"}
    upload = SimpleUploadedFile("desk.csv", write_csv([*cells], [[*cells.values()]]))
    browser = desk(checker)
    shown = browser.post(at(claim.article), {"file": upload})
    assert "The library has something else of this source, and keeps it: DOI. Change it there." in words(
        shown
    )
    written = browser.post(at(claim.article, "confirm"), kept(shown), follow=True)
    assert "Importing evidence changes no source" in words(written)
    assert Evidence.objects.values("locator", "source__doi").get() == {"locator": "p. 12", "source__doi": ""}


def test_confirming_what_was_overtaken_shows_it_anew_and_writes_nothing(
    claim: Claim, checker: User, editor: User, desk: Desk
) -> None:
    browser = desk(checker)
    shown = browser.post(at(claim.article), {"file": a_sheet(claim, Proposition="It froze once.")})
    annotating.amend(claim, by=editor, proposition="It froze for weeks.")
    answer = browser.post(at(claim.article, "confirm"), kept(shown))
    assert "Something changed after this was shown." in words(answer)
    assert "Somebody changed this row" in words(answer)
    assert Claim.objects.get().proposition == "It froze for weeks."


def test_what_was_shown_to_one_person_is_not_confirmed_by_another(
    claim: Claim, checker: User, editor: User, desk: Desk
) -> None:
    shown = desk(checker).post(at(claim.article), {"file": a_sheet(claim, Proposition="It froze once.")})
    assert desk(editor).post(at(claim.article, "confirm"), kept(shown)).status_code == 403


def test_rows_that_nobody_was_shown_are_not_written(claim: Claim, checker: User, desk: Desk) -> None:
    answer = desk(checker).post(at(claim.article, "confirm"), {"kept": "made-up"})
    assert answer.status_code == 403
    assert "This was shown too long ago. Upload the file again." in words(answer)


def test_refused_rows_are_given_back_with_the_reason(claim: Claim, checker: User, desk: Desk) -> None:
    browser = desk(checker)
    shown = browser.post(at(claim.article), {"file": a_sheet(claim, Stakes="enormous", Proposition="Kept.")})
    answer = browser.post(at(claim.article, "refused"), kept(shown))
    cells = [cell.value for cell in load_workbook(BytesIO(answer.content))["claims"][2]]
    assert "Kept." in cells
    assert "Stakes: “enormous” is none of: Routine; Material; Central" in cells


def test_a_file_that_cannot_be_read_is_refused_in_the_form(claim: Claim, checker: User, desk: Desk) -> None:
    upload = SimpleUploadedFile("desk.xlsm", b"PK\x03\x04")
    answer = desk(checker).post(at(claim.article), {"file": upload})
    assert "Workbooks with macros are not read." in words(answer)


def test_what_a_file_says_is_shown_as_text(claim: Claim, checker: User, desk: Desk) -> None:
    upload = a_sheet(claim, Proposition="<script>alert(1)</script>")
    answer = desk(checker).post(at(claim.article), {"file": upload})
    assert b"<script>alert" not in answer.content


@pytest.mark.parametrize("where", ["", "export", "confirm", "refused"])
def test_who_may_not_check_is_sent_away(contributor: User, desk: Desk, where: str) -> None:
    own = a_piece(contributor)
    browser, address = desk(contributor), at(own, where, *(["xlsx"] if where == "export" else []))
    answer = browser.get(address) if where in ("", "export") else browser.post(address)
    assert answer.status_code == 403


def test_a_piece_that_is_not_there_is_not_found(claim: Claim, checker: User, desk: Desk) -> None:
    strange = reverse("admin:claims_claim_exchange", args=["book", claim.article_id])
    missing = reverse("admin:claims_claim_exchange", args=["series", claim.article_id])
    assert [desk(checker).get(address).status_code for address in (strange, missing)] == [404, 404]


def test_the_piece_and_the_series_lead_to_their_exchange(
    claim: Claim, series: Series, editor: User, desk: Desk
) -> None:
    browser = desk(editor)
    of_piece = browser.get(reverse("admin:articles_article_change", args=[claim.article_id]))
    of_series = browser.get(reverse("admin:articles_series_change", args=[series.pk]))
    assert at(claim.article).encode() in of_piece.content
    assert at(series).encode() in of_series.content


# On paper.


def test_the_printed_draft_has_every_claim_with_what_stands_on_it(
    claim: Claim, checker: User, editor: User, desk: Desk
) -> None:
    some_evidence(claim, checker, locator="p. 12", credibility=2)
    a_finding(claim, checker, signed_by=editor, finding="supported", confidence="low", summary="Twice.")
    a_proposal(claim, editor)
    assessing.remark(claim, by=editor, text="Ask the harbour master.")
    answer = desk(checker).get(reverse("admin:claims_claim_print", args=[claim.article_id]))
    (filed,) = page(answer).xpath("//article")
    said = " ".join(filed.text_content().split())
    for phrase in (
        "1 The harbour froze twice in May.",
        "“The harbour froze twice”",
        "Asserted, in the author’s own voice.",
        "p. 12",
        "Credibility 2: probably true. Source F: cannot be judged",
        "Supported by evidence, low confidence, as of 4 May 2026.",
        "Proposed by checker",
        "Signed by editor",
        "Not signed.",
        "Ask the harbour master.",
    ):
        assert phrase in said


def test_the_numbers_in_the_printed_text_lead_to_the_claims(claim: Claim, checker: User, desk: Desk) -> None:
    answer = desk(checker).get(reverse("admin:claims_claim_print", args=[claim.article_id]))
    (number,) = page(answer).xpath("//a[@class='claim-ref']/@href")
    assert page(answer).xpath("//article/@id") == [number.removeprefix("#")]


def test_open_sentences_and_those_set_aside_are_printed(claim: Claim, checker: User, desk: Desk) -> None:
    (still_open,) = annotating.coverage(claim.article).open
    address = reverse("admin:claims_claim_print", args=[claim.article_id])
    assert "“The mill stood idle in May.” a date: May" in words(desk(checker).get(address))
    annotating.dismiss(claim.article, by=checker, key=still_open.sentence.key, reason="A figure of speech.")
    assert "A figure of speech. (checker," in words(desk(checker).get(address))


def test_a_confidential_source_is_marked_as_such(claim: Claim, checker: User, desk: Desk) -> None:
    some_evidence(claim, checker, source=SourceFactory.create(access="confidential"))
    answer = desk(checker).get(reverse("admin:claims_claim_print", args=[claim.article_id]))
    assert "confidential – not for outside" in words(answer)
    assert "It names confidential sources." in words(answer)


def test_a_draft_without_confidential_sources_is_for_the_desk_all_the_same(
    claim: Claim, checker: User, desk: Desk
) -> None:
    answer = desk(checker).get(reverse("admin:claims_claim_print", args=[claim.article_id]))
    assert "For the desk – not for outside." in words(answer)


def test_printing_asks_no_more_questions_for_more_claims(
    claim: Claim, checker: User, desk: Desk, django_assert_max_num_queries: Callable
) -> None:
    for number in range(5):
        another = a_claim(claim.article, checker, proposition=f"Claim {number}.")
        some_evidence(another, checker)
        a_proposal(another, checker)
        assessing.remark(another, by=checker, text="Yes.")
    browser = desk(checker)
    with django_assert_max_num_queries(24):
        browser.get(reverse("admin:claims_claim_print", args=[claim.article_id]))


def test_a_contributor_prints_no_claims(contributor: User, desk: Desk) -> None:
    own = a_piece(contributor)
    assert desk(contributor).get(reverse("admin:claims_claim_print", args=[own.pk])).status_code == 403
