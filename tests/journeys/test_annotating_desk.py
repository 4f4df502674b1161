"""Annotating a piece on its desk: every step as the browser of somebody without JavaScript makes it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml.html import HtmlElement

from articles import revising
from articles.models import Article
from claims import annotating
from claims.models import Claim, Dismissal, Tally
from tests.factories import QUOTE, a_claim, a_finding, a_piece, a_proposal
from tests.journeys.desk_forms import fields_of, page_of

Desk = Callable[[User], Client]
BODY = (
    "<p>It is alleged that the dam burst in 2024. Nobody asked. She denied it on 3 May 2025.</p>"
    "<p>The mill stood idle in 1963. The harbour froze twice in 1963.</p>"
    "<p>The mill stood idle in 1963.</p>"
)
PART = {"X-Part": "1"}


@pytest.fixture
def piece(editor: User) -> Article:
    return a_piece(editor, body=BODY)


@pytest.fixture
def tab(desk: Desk, checker: User) -> Client:
    return desk(checker)


def at(piece: Article, page: str = "", *more: Any) -> str:
    return reverse(f"admin:claims_claim_annotate{page}", args=[piece.pk, *more])


def mark(tab: Client, piece: Article, quote: str, **context: str) -> HttpResponse:
    return tab.post(at(piece, "_mark"), {"quote": quote, **context})


def record_of(response: HttpResponse) -> dict[str, Any]:
    """The fields of the open record, as a browser would send them."""
    [form] = page_of(response).xpath("//form[@data-form-of]")
    return {field.name: (field.value or "").removeprefix("\n") for field in form.inputs if field.name}


def rows_of(response: HttpResponse) -> list[str]:
    return page_of(response).xpath("//li[starts-with(@id, 'note-')]//b/text()")


def flags_of(response: HttpResponse, number: int) -> set[str]:
    [flags] = page_of(response).xpath(f"//li[@id='note-{number}']/@data-flags")
    return set(flags.split())


def button_of(page: HttpResponse, number: int) -> list[HtmlElement]:
    return page_of(page).xpath(f"//li[@id='note-{number}']//button")


def pressed(tab: Client, address: str, *, number: int) -> HttpResponse:
    """The answer to the button of a row on the page at this address."""
    return sent(tab, tab.get(address), number=number)


def sent(tab: Client, page: HttpResponse, *, number: int) -> HttpResponse:
    [button] = button_of(page, number)
    [form] = button.xpath("ancestor::form[@method='post']")
    to = urljoin(page.request["PATH_INFO"], button.get("formaction"))
    return tab.post(to, {field.name: field.value for field in form.inputs if field.name})


def marks_of(response: HttpResponse, number: int) -> list[HtmlElement]:
    return page_of(response).xpath(f"//mark[contains(concat(' ', @data-claims, ' '), ' {number} ')]")


def text_of(response: HttpResponse, css_class: str) -> str:
    return " ".join(element.text_content() for element in page_of(response).find_class(css_class))


def tally_of(response: HttpResponse) -> str:
    [tally] = page_of(response).xpath("//*[@id='annotate-tally']")
    return " ".join(tally.text_content().split())


# The page


def test_the_piece_leads_to_its_annotating_desk(tab: Client, piece: Article) -> None:
    page = tab.get(reverse("admin:articles_article_change", args=[piece.pk]))
    assert f'href="{at(piece)}"' in page.content.decode()


def test_the_piece_says_how_far_it_is_annotated(tab: Client, piece: Article, checker: User) -> None:
    a_claim(piece, checker)
    page = tab.get(reverse("admin:articles_article_change", args=[piece.pk]))
    assert "1 annotated, 0 set aside, 4 open" in " ".join(text_of(page, "desk-coverage").split())


def test_claims_stand_in_reading_order_beside_the_text(tab: Client, piece: Article, checker: User) -> None:
    a_claim(piece, checker)
    a_claim(piece, checker, quote="the dam burst in 2024")
    page = tab.get(at(piece))
    assert rows_of(page) == ["2", "1"]
    assert [mark.text for mark in marks_of(page, 1)] == [QUOTE]


def test_a_claim_nobody_confirmed_is_painted_as_such(tab: Client, piece: Article) -> None:
    mark(tab, piece, QUOTE)
    page = tab.get(at(piece))
    assert "unconfirmed" in flags_of(page, 1)
    assert marks_of(page, 1)[0].get("class") == "claim is-unconfirmed"


def test_changed_words_are_painted_and_shown_beside_those_before(
    tab: Client, piece: Article, checker: User, editor: User
) -> None:
    a_claim(piece, checker, quote="The harbour froze twice in 1963.")
    body = BODY.replace("froze twice in 1963", "froze twice in 1964")
    revising.revise(piece, by=editor, body=body)
    page = tab.get(f"{at(piece)}?claim=1")
    assert "is-changed" in marks_of(page, 1)[0].get("class")
    assert "1963" in page_of(page).xpath("string(//del)")
    assert "1964" in page_of(page).xpath("string(//ins)")


def test_changed_words_are_accepted(tab: Client, piece: Article, checker: User, editor: User) -> None:
    a_claim(piece, checker, quote="The harbour froze twice in 1963.")
    revising.revise(piece, by=editor, body=BODY.replace("twice in 1963", "twice in 1964"))
    page = tab.post(at(piece, "_accept", 1), follow=True)
    assert "changed" not in flags_of(page, 1)


def test_lost_claims_come_first_in_a_list_of_their_own(
    tab: Client, piece: Article, checker: User, editor: User
) -> None:
    a_claim(piece, checker, quote="the dam burst in 2024")
    a_claim(piece, checker)
    revising.revise(piece, by=editor, body=BODY.replace(" The harbour froze twice in 1963.", ""))
    page = tab.get(at(piece))
    assert rows_of(page) == ["2", "1"]
    assert page_of(page).xpath("//*[@data-lost]//li/@id") == ["note-2"]


def test_a_row_says_what_is_to_be_done(tab: Client, piece: Article, checker: User, editor: User) -> None:
    a_finding(a_claim(piece, checker), checker, signed_by=editor)
    a_proposal(a_claim(piece, checker, quote="the dam burst in 2024"), checker)
    page = tab.get(at(piece))
    assert flags_of(page, 1) == {"assessed"}
    assert flags_of(page, 2) == {"unsigned", "unassessed"}


def test_a_finding_on_other_words_is_stale(tab: Client, piece: Article, checker: User, editor: User) -> None:
    claim = a_claim(piece, checker)
    a_finding(claim, checker, signed_by=editor)
    annotating.place_again(claim, by=checker, quote="the dam burst in 2024")
    assert {"stale", "unassessed"} <= flags_of(tab.get(at(piece)), 1)


@pytest.mark.parametrize(("show", "shown"), [("unconfirmed", ["2"]), ("mine", ["2"]), ("assessed", [])])
def test_a_link_shows_only_the_claims_in_a_state(
    show: str, shown: list[str], tab: Client, piece: Article, checker: User
) -> None:
    a_claim(piece, checker)
    mark(tab, piece, "the dam burst in 2024")
    assert rows_of(tab.get(f"{at(piece)}?show={show}")) == shown


@pytest.mark.parametrize("words", ["HARBOUR", "froze twice", "1"])
def test_claims_are_found_by_their_words_and_their_number(
    words: str, tab: Client, piece: Article, checker: User
) -> None:
    a_claim(piece, checker)
    a_claim(piece, checker, quote="the dam burst in 2024", proposition="The dam burst.")
    assert rows_of(tab.get(at(piece), {"q": words})) == ["1"]


def test_signs_of_html_in_a_claim_are_words_in_its_row(tab: Client, piece: Article, checker: User) -> None:
    said = """The "dam" <b>burst</b> & 'froze'."""
    a_claim(
        piece, checker, proposition=said, attribution_kind="named_person", attribution_name="<i>Ada</i> & Co"
    )
    [row] = page_of(tab.get(at(piece), {"q": '"dam" <b>'})).xpath("//li[@id='note-1']")
    assert said in row.text_content()
    assert "on the word of <i>Ada</i> & Co" in row.text_content()
    assert row.xpath(".//a[@class='annotate-open']/@href") == ["?q=%22dam%22+%3Cb%3E&claim=1#claim-1"]


def test_a_claim_adds_little_markup(tab: Client, piece: Article, checker: User) -> None:
    one_less = len(tab.get(at(piece)).content)
    a_claim(piece, checker, proposition="It froze.")
    assert len(tab.get(at(piece)).content) - one_less < 220


def test_the_number_of_a_claim_leads_to_its_page(tab: Client, piece: Article, checker: User) -> None:
    claim = a_claim(piece, checker)
    answer = tab.get(at(piece, "_page", 1))
    assert answer["Location"] == reverse("admin:claims_claim_change", args=[claim.pk])
    assert tab.get(at(piece, "_page", 2)).status_code == 404


def test_a_record_that_was_refused_stands_on_a_page_whose_links_open_others(
    tab: Client, piece: Article, checker: User
) -> None:
    a_claim(piece, checker)
    a_claim(piece, checker, quote="the dam burst in 2024")
    page = tab.post(at(piece, "_record", 1), {"proposition": ""})
    [link, to_its_page] = page_of(page).xpath("//li[@id='note-2']//a/@href")
    assert tab.get(f"{at(piece, '_record', 1)}{link}")["Location"] == f"{at(piece)}?claim=2#claim-2"
    assert to_its_page == at(piece, "_page", 2)


def test_a_piece_without_words_has_a_desk_too(tab: Client, editor: User) -> None:
    assert tab.get(at(a_piece(editor, body=""))).status_code == 200


# Marking


def test_marking_opens_the_new_claims_record(tab: Client, piece: Article) -> None:
    answer = mark(tab, piece, "the dam burst in 2024")
    assert answer["Location"] == f"{at(piece)}?claim=1#claim-1"
    record = record_of(tab.get(answer["Location"]))
    assert (record["proposition"], record["modality"]) == (
        "It is alleged that the dam burst in 2024.",
        "alleged",
    )


@pytest.mark.parametrize("quote", ["The harbour froze twice in 1963", "The harbour froze twice in 1963."])
def test_marking_says_which_claim_stands_on_the_same_words(
    quote: str, tab: Client, piece: Article, checker: User
) -> None:
    first = a_claim(piece, checker, "The harbour froze twice in 1963")
    page = page_of(tab.get(mark(tab, piece, quote)["Location"]))
    [link] = page.xpath("//ul[@class='messagelist']//a[text()='Claim 1']/@href")
    assert link == reverse("admin:claims_claim_change", args=[first.pk])
    [said] = page_of(tab.post(at(piece, "_mark"), {"quote": quote}, headers=PART)).xpath("//*[@data-said]")
    assert said.text_content() == (
        "Marked as claim 3. Does its record hold?"
        " Claim 1 stands on the same words. Claim 2 stands on the same words."
    )


def test_marking_names_no_claim_on_some_of_the_words_nor_one_that_was_removed(
    tab: Client, piece: Article, checker: User
) -> None:
    a_claim(piece, checker, "The harbour froze twice in 1963")
    annotating.remove(a_claim(piece, checker), by=checker, reason="Twice.")
    page = tab.get(mark(tab, piece, QUOTE)["Location"])
    assert "stands on the same words" not in page.text
    assert "Marked as claim 3. Does its record hold?" in " ".join(text_of(page, "messagelist").split())


def test_the_record_says_why_it_was_proposed_so(tab: Client, piece: Article) -> None:
    mark(tab, piece, "She denied it on 3 May 2025.")
    helped = text_of(tab.get(f"{at(piece)}?claim=1"), "help")
    assert "“denied” puts it so." in helped
    assert "Say who or what is meant: “she”, “it”" in helped


def test_words_that_stand_twice_are_told_apart_by_what_is_around_them(tab: Client, piece: Article) -> None:
    mark(tab, piece, "The mill stood idle in 1963.", suffix=" The harbour")
    assert Claim.objects.get().first_start == BODY_TEXT.index("The mill")


def test_words_that_cannot_be_told_apart_are_given_back_with_the_reason(tab: Client, piece: Article) -> None:
    page = mark(tab, piece, "The mill stood idle in 1963.", prefix="", suffix="")
    assert "The words stand 2 times" in text_of(page, "errorlist")
    assert fields_of(page, "mark-form")["quote"] == ["The mill stood idle in 1963."]
    assert not Claim.objects.exists()


def test_an_open_sentence_is_annotated_from_the_list(tab: Client, piece: Article) -> None:
    page = page_of(tab.get(f"{at(piece)}?show=open"))
    last = page.xpath("//li[@data-sentence][last()]//form[.//input[@name='quote']]")[0]
    tab.post(last.action, {field.name: field.value for field in last.inputs if field.name})
    assert Claim.objects.get().first_start == BODY_TEXT.rindex("The mill")


def test_desk_list_and_checklist_count_the_same_open_sentences(tab: Client, piece: Article) -> None:
    mark(tab, piece, "The harbour froze twice in 1963.")
    count = Tally.objects.get(article=piece).open
    assert count > 0
    assert f"{count} open" in text_of(tab.get(at(piece)), "annotate-tally")
    pieces = page_of(tab.get(reverse("admin:articles_article_changelist")))
    assert pieces.xpath(f"//a[@href='{at(piece)}?show=open']/text()") == [str(count)]
    checklist = tab.get(reverse("admin:articles_article_publish", args=[piece.pk]))
    assert f"Neither annotated nor set aside: {count} sentences" in checklist.text


def test_the_list_of_pieces_asks_no_more_for_more_pieces(
    tab: Client, piece: Article, editor: User, django_assert_max_num_queries: Any
) -> None:
    address = reverse("admin:articles_article_changelist")
    tab.get(address)
    with CaptureQueriesContext(connection) as for_one:
        tab.get(address)
    for _ in range(5):
        a_piece(editor, body=BODY)
    with django_assert_max_num_queries(len(for_one)):
        tab.get(address)


def test_whoever_may_not_check_sees_the_desk_and_marks_nothing(contributor: User, desk: Desk) -> None:
    own = a_piece(contributor, body=BODY)
    assert b"data-form-of" not in desk(contributor).get(at(own)).content
    assert mark(desk(contributor), own, QUOTE).status_code == 403
    assert not Claim.objects.exists()


def filing_links(page: HttpResponse, piece: Article) -> list[str]:
    """The links of a desk to print its claims and to carry them in and out."""
    addresses = (
        reverse("admin:claims_claim_print", args=[piece.pk]),
        reverse("admin:claims_claim_exchange", args=["piece", piece.pk]),
    )
    return [address for address in addresses if page_of(page).xpath("//a[@href=$at]", at=address)]


def test_who_may_check_is_led_to_print_and_export(tab: Client, piece: Article) -> None:
    assert len(filing_links(tab.get(at(piece)), piece)) == 2


def test_who_may_not_check_is_not_led_to_print_or_export(contributor: User, desk: Desk) -> None:
    own = a_piece(contributor, body=BODY)
    assert filing_links(desk(contributor).get(at(own)), own) == []


def test_a_colleagues_piece_has_no_desk_for_a_contributor(
    contributor: User, desk: Desk, piece: Article
) -> None:
    assert desk(contributor).get(at(piece)).status_code == 404


# Recording


def test_saving_the_record_confirms_it(tab: Client, piece: Article, checker: User) -> None:
    mark(tab, piece, "the dam burst in 2024")
    record = record_of(tab.get(f"{at(piece)}?claim=1"))
    answer = tab.post(at(piece, "_record", 1), record | {"stakes": "central"})
    claim = Claim.objects.get()
    assert (claim.stakes, claim.confirmed_by) == ("central", checker)
    assert answer["Location"] == f"{at(piece)}#claim-1"


def test_whoever_confirms_is_told_what_the_proposition_leaves_open(tab: Client, piece: Article) -> None:
    mark(tab, piece, "She denied it on 3 May 2025.")
    as_it_is = tab.post(at(piece, "_record", 1), follow=True)
    assert "who or what is meant by “she”, “it”." in text_of(as_it_is, "messagelist")
    record = record_of(tab.get(f"{at(piece)}?claim=1"))
    put_right = record | {"proposition": "The mayor denied the burst on 3 May 2025."}
    assert "who or what" not in text_of(
        tab.post(at(piece, "_record", 1), put_right, follow=True), "messagelist"
    )


def test_a_record_is_confirmed_as_it_is(tab: Client, piece: Article) -> None:
    mark(tab, piece, "the dam burst in 2024")
    before = Claim.objects.get()
    tab.post(at(piece, "_record", 1))
    after = Claim.objects.get()
    assert (after.is_confirmed, after.proposition, after.modality) == (True, before.proposition, "alleged")


def test_a_row_confirms_its_claim_and_the_list_stays_where_it_was(tab: Client, piece: Article) -> None:
    mark(tab, piece, "the dam burst in 2024")
    mark(tab, piece, QUOTE)
    answer = pressed(tab, f"{at(piece)}?show=mine", number=2)
    assert answer["Location"] == f"{at(piece)}?show=mine#note-2"
    assert [claim.is_confirmed for claim in Claim.objects.order_by("number")] == [False, True]
    assert button_of(tab.get(at(piece)), 1)
    assert not button_of(tab.get(at(piece)), 2)


def test_a_row_confirms_nothing_without_its_token(checker: User, piece: Article) -> None:
    tab = Client(enforce_csrf_checks=True)
    tab.force_login(checker)
    annotating.mark(piece, by=checker, quote=QUOTE)
    assert tab.post(at(piece, "_record", 1)).status_code == 403
    assert pressed(tab, at(piece), number=1).status_code == 302
    assert Claim.objects.get().is_confirmed


def test_a_row_has_nothing_to_confirm_for_whoever_may_not_check(
    contributor: User, desk: Desk, checker: User
) -> None:
    piece = a_piece(contributor, body=BODY)
    annotating.mark(piece, by=checker, quote=QUOTE)
    tab = desk(contributor)
    assert not button_of(tab.get(at(piece)), 1)
    assert tab.post(at(piece, "_record", 1)).status_code == 403
    assert not Claim.objects.get().is_confirmed


def test_a_row_confirms_what_somebody_else_recorded_meanwhile_and_changes_none_of_it(
    tab: Client, piece: Article, checker: User, editor: User
) -> None:
    claim = annotating.mark(piece, by=checker, quote=QUOTE)
    page = tab.get(at(piece))
    annotating.amend(claim, by=editor, proposition="The harbour froze in 1963 and in 1964.")
    sent(tab, page, number=1)
    after = Claim.objects.get()
    assert (after.proposition, after.confirmed_by) == ("The harbour froze in 1963 and in 1964.", editor)


def test_a_row_says_of_a_claim_removed_meanwhile_that_it_is_gone(
    tab: Client, piece: Article, checker: User
) -> None:
    claim = annotating.mark(piece, by=checker, quote=QUOTE)
    page = tab.get(at(piece))
    annotating.remove(claim, by=checker, reason="Twice.")
    assert sent(tab, page, number=1).status_code == 404


def test_a_refused_record_keeps_what_was_typed(tab: Client, piece: Article) -> None:
    mark(tab, piece, QUOTE)
    record = record_of(tab.get(f"{at(piece)}?claim=1"))
    page = tab.post(at(piece, "_record", 1), record | {"modality": "", "internal_note": "Ask the mayor"})
    assert text_of(page, "errorlist")
    assert record_of(page)["internal_note"] == "Ask the mayor"
    assert not Claim.objects.get().is_confirmed


def test_a_removed_claim_has_no_record_to_fill_in(tab: Client, piece: Article, checker: User) -> None:
    annotating.remove(a_claim(piece, checker), by=checker, reason="Twice.")
    assert rows_of(tab.get(at(piece))) == []
    assert tab.post(at(piece, "_record", 1)).status_code == 404


def test_the_filter_stays_as_it_was(tab: Client, piece: Article) -> None:
    mark(tab, piece, QUOTE)
    answer = tab.post(f"{at(piece, '_record', 1)}?show=mine")
    assert answer["Location"] == f"{at(piece)}?show=mine#note-1"


# Two people


def test_nobody_overwrites_what_somebody_else_saved(
    tab: Client, piece: Article, checker: User, editor: User
) -> None:
    claim = a_claim(piece, checker)
    record = record_of(tab.get(f"{at(piece)}?claim=1"))
    annotating.amend(claim, by=editor, proposition="It froze twice.", stakes="central")
    page = tab.post(at(piece, "_record", 1), record | {"proposition": "The bay froze."})
    assert Claim.objects.get().proposition == "It froze twice."
    assert "editor changed this record" in text_of(page, "errorlist")
    assert "It froze twice." in text_of(page, "annotate-theirs")
    assert record_of(page)["proposition"] == "The bay froze."


def test_what_only_somebody_else_changed_is_kept_when_one_saves_after_all(
    tab: Client, piece: Article, checker: User, editor: User
) -> None:
    claim = a_claim(piece, checker)
    record = record_of(tab.get(f"{at(piece)}?claim=1"))
    annotating.amend(claim, by=editor, stakes="central")
    page = tab.post(at(piece, "_record", 1), record | {"proposition": "The bay froze."})
    tab.post(at(piece, "_record", 1), record_of(page))
    saved = Claim.objects.get()
    assert (saved.proposition, saved.stakes) == ("The bay froze.", "central")


def test_fields_that_are_not_sent_are_not_touched(tab: Client, piece: Article, checker: User) -> None:
    a_claim(piece, checker, internal_note="Ask the mayor")
    record = record_of(tab.get(f"{at(piece)}?claim=1"))
    del record["internal_note"]
    tab.post(at(piece, "_record", 1), record | {"stakes": "central"})
    saved = Claim.objects.get()
    assert (saved.internal_note, saved.stakes) == ("Ask the mayor", "central")


def test_an_answer_has_what_somebody_else_did_since(
    tab: Client, piece: Article, checker: User, editor: User
) -> None:
    [moment] = page_of(tab.get(at(piece))).xpath("//@data-moment")
    a_claim(piece, editor)
    annotating.remove(a_claim(piece, editor, quote="Nobody asked"), by=editor, reason="Twice.")
    answer = tab.post(
        at(piece, "_mark"), {"quote": "the dam burst in 2024"}, headers=PART | {"X-Since": moment}
    )
    assert rows_of(answer) == ["3", "1"]
    assert page_of(answer).xpath("//*[@data-gone]/li/text()") == ["2"]


def test_an_answer_is_a_part_and_no_page(tab: Client, piece: Article) -> None:
    answer = tab.post(at(piece, "_mark"), {"quote": "the dam burst in 2024"}, headers=PART)
    assert page_of(answer).tag == "div"
    assert record_of(answer)["modality"] == "alleged"
    assert tally_of(answer) == "1 annotated, 0 set aside, 4 open"
    assert rows_of(answer) == ["1"]
    assert "X-Part" in answer["Vary"]


def test_a_part_says_why_words_were_not_marked(tab: Client, piece: Article) -> None:
    answer = tab.post(at(piece, "_mark"), {"quote": "The mill stood idle in 1963."}, headers=PART)
    assert page_of(answer).xpath("//@data-refused") == [""]
    assert "stand 2 times" in page_of(answer).xpath("string(//*[@data-said])")


def test_a_part_names_the_sentences_a_claim_closed(tab: Client, piece: Article) -> None:
    answer = tab.post(at(piece, "_mark"), {"quote": "The harbour froze twice in 1963."}, headers=PART)
    assert page_of(answer).xpath("//@data-covers") == [str(BODY_TEXT.index("The harbour"))]


@pytest.mark.parametrize("since", ["", "nonsense", "1e400", "nan"])
def test_a_nonsense_moment_is_no_failure(since: str, tab: Client, piece: Article) -> None:
    assert tab.get(at(piece), headers=PART | {"X-Since": since}).status_code == 200


# Sentences


def test_the_number_of_open_sentences_leads_to_them(tab: Client, piece: Article) -> None:
    page = tab.get(at(piece))
    assert tally_of(page) == "0 annotated, 0 set aside, 5 open"
    [link] = page_of(page).xpath("//*[@id='annotate-tally']/a[contains(., 'open')]/@href")
    listed = tab.get(link)
    assert len(page_of(listed).xpath("//li[@data-sentence]")) == 5
    assert "a date: 3 May 2025" in text_of(listed, "help")


def test_open_sentences_are_marked_in_the_text(tab: Client, piece: Article) -> None:
    mark(tab, piece, "The harbour froze twice in 1963.")
    still_open = page_of(tab.get(at(piece))).xpath("//mark[contains(@class, 'is-open')]")
    assert [one.text for one in still_open] == [
        "It is alleged that the dam burst in 2024.",
        "She denied it on 3 May 2025.",
        "The mill stood idle in 1963.",
        "The mill stood idle in 1963.",
    ]


def test_a_sentence_is_set_aside_with_a_reason_and_taken_back(tab: Client, piece: Article) -> None:
    page = tab.get(f"{at(piece)}?show=open")
    key = page_of(page).xpath("//li[@data-sentence]/@data-key")[0]
    tab.post(at(piece, "_dismiss"), {"key": key, "reason": "Common knowledge"})
    assert Tally.objects.get(article=piece).dismissed == 1
    listed = tab.get(f"{at(piece)}?show=dismissed")
    assert "Common knowledge" in text_of(listed, "annotate-sentence")
    tab.post(at(piece, "_take_back", Dismissal.objects.get().pk))
    assert not Dismissal.objects.exists()


def test_setting_a_sentence_aside_answers_with_the_numbers_as_they_are_now(
    tab: Client, piece: Article
) -> None:
    key = page_of(tab.get(f"{at(piece)}?show=open")).xpath("//li[@data-sentence]/@data-key")[0]
    answer = tab.post(at(piece, "_dismiss"), {"key": key, "reason": "Common knowledge"}, headers=PART)
    assert tally_of(answer) == "0 annotated, 1 set aside, 4 open"


def test_the_numbers_kept_of_a_piece_are_those_its_desk_counts(tab: Client, piece: Article) -> None:
    mark(tab, piece, "The harbour froze twice in 1963.")
    key = page_of(tab.get(f"{at(piece)}?show=open")).xpath("//li[@data-sentence]/@data-key")[0]
    tab.post(at(piece, "_dismiss"), {"key": key, "reason": "Common knowledge"})
    kept = Tally.objects.get(article=piece)
    assert (kept.annotated, kept.dismissed, kept.open) == (1, 1, 3)
    assert tally_of(tab.get(at(piece))) == "1 annotated, 1 set aside, 3 open"


def test_a_sentence_is_not_set_aside_without_a_reason(tab: Client, piece: Article) -> None:
    key = page_of(tab.get(f"{at(piece)}?show=open")).xpath("//li[@data-sentence]/@data-key")[0]
    page = tab.post(at(piece, "_dismiss"), {"key": key, "reason": " "}, follow=True)
    assert "Say why" in text_of(page, "messagelist")
    assert not Dismissal.objects.exists()


def test_the_reason_comes_back_when_the_sentence_is_gone(tab: Client, piece: Article) -> None:
    page = tab.post(at(piece, "_dismiss"), {"key": "gone", "reason": "A long reason"}, follow=True)
    assert "A long reason" in text_of(page, "messagelist")


# Scale


def with_claims(piece: Article, by: User, number: int) -> None:
    for _ in range(number):
        a_proposal(a_claim(piece, by), by)


def queries_of(ask: Callable[[], HttpResponse]) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert ask().status_code == 200
    return len(queries)


def all_queries(tab: Client, piece: Article, sentences: list[str]) -> list[int]:
    """Of the page, of the page with a record, of marking and of recording."""
    said = {"quote": sentences.pop()}
    marked = piece.claims.count() + 1
    return [
        queries_of(lambda: tab.get(at(piece))),
        queries_of(lambda: tab.get(f"{at(piece)}?claim=1")),
        queries_of(lambda: tab.post(at(piece, "_mark"), said, headers=PART)),
        queries_of(lambda: tab.post(at(piece, "_record", marked), {}, headers=PART)),
    ]


def test_sixty_claims_take_no_more_queries_than_three(tab: Client, editor: User, checker: User) -> None:
    sentences = ["The dam burst in 2024", "She denied it in 2025"]
    piece = a_piece(editor, body=f"<p>{QUOTE}. {'. '.join(sentences)}.</p>")
    with_claims(piece, checker, 3)
    few = all_queries(tab, piece, sentences)
    with_claims(piece, checker, 56)
    assert all_queries(tab, piece, sentences) == few
    assert few[0] <= 10


def test_no_form_of_the_desk_grows_with_the_claims(tab: Client, piece: Article, checker: User) -> None:
    with_claims(piece, checker, 60)
    forms = page_of(tab.get(f"{at(piece)}?claim=1")).forms
    assert max(len(form.inputs) for form in forms) < 25


BODY_TEXT = Article(body=BODY).reading().text
