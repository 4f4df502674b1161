"""Publishing by the desk's own page: now, at a time, not before a time, and notices."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission, User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import publishing, revising, scheduling
from articles.admin.publishing import PublishingPages, ToComeFilter
from articles.models import Article, Edition, Schedule
from articles.refusals import Refused
from tests.factories import (
    AuthorFactory,
    DisclaimerFactory,
    a_claim,
    a_piece,
    a_published_piece,
    a_ready_piece,
)
from tests.journeys.desk_forms import fields_of, page_of, submit, what_went_wrong

Desk = Callable[[User], Client]
TYPED = "Forty careful words about what is different, and why it is."
LATER = datetime(2190, 5, 4, 10, 30, tzinfo=UTC)
AS_TYPED = "2190-05-04T10:30"


def page(piece: Article, name: str = "publish", *args: str) -> str:
    return reverse(f"admin:articles_article_{name}", args=[piece.pk, *args])


def words_of(response: HttpResponse) -> str:
    return " ".join(page_of(response).text_content().split())


@pytest.fixture
def piece(publisher: User) -> Article:
    return a_ready_piece(publisher)


@pytest.fixture
def changed(publisher: User) -> Article:
    """A published piece whose working copy has moved on."""
    article = a_published_piece(publisher, slug="mill", body="<p>The mill stood idle in May.</p>").article
    return revising.revise(article, by=publisher, body="<p>The old mill stood idle in June.</p>")


# The checklist


def test_the_checklist_tells_what_stops_from_what_is_to_know(desk: Desk, publisher: User) -> None:
    found = words_of(desk(publisher).get(page(a_piece(publisher))))
    assert "Stops publication: Its stage is “Draft”" in found
    assert "To know: It carries no disclaimer." in found


def test_the_checklist_says_what_is_in_order(desk: Desk, piece: Article, publisher: User) -> None:
    found = words_of(desk(publisher).get(page(a_piece(publisher, bylines=[]))))
    assert "In order: text, links, no embargo." in found
    found = words_of(desk(publisher).get(page(piece)))
    assert "In order: stage, byline, text, links, no embargo." in found


def test_each_problem_leads_to_where_it_is_put_right(desk: Desk, publisher: User) -> None:
    piece = a_piece(publisher, bylines=[], body="")
    a_claim(revising.revise(piece, by=publisher, body="<p>Ice.</p>"), publisher, "Ice")
    revising.revise(piece, by=publisher, body="")
    listed = page_of(desk(publisher).get(page(piece))).xpath("//*[@class='desk-checklist']//a/@href")
    change = page(piece, "change")
    assert [where.removeprefix(change) for where in listed] == [
        "#content-start",
        "#bylines-group",
        "#id_body",
        "#id_disclaimers",
        "#claims",
    ]


def test_an_embargo_leads_to_its_own_form(desk: Desk, piece: Article, publisher: User) -> None:
    scheduling.embargo(piece, until=LATER, by=publisher)
    found = page_of(desk(publisher).get(page(piece)))
    assert "#embargo" in found.xpath("//*[@class='desk-checklist']//a/@href")
    assert found.xpath("//*[@id='embargo']")


@pytest.mark.parametrize("role", ["editor", "checker"])
def test_who_may_not_publish_sees_the_checklist_alone(
    role: str, desk: Desk, piece: Article, request: pytest.FixtureRequest
) -> None:
    found = page_of(desk(request.getfixturevalue(role)).get(page(piece)))
    assert found.xpath("//*[@id='checklist']") and not found.xpath("//*[@id='content']//form")


# Publishing


def test_a_piece_is_published(desk: Desk, piece: Article, publisher: User) -> None:
    response = submit(desk(publisher), page(piece), "publish_form")
    assert response.status_code == 302
    assert Edition.objects.get().article == piece


def test_only_kinds_that_may_follow_are_offered_and_no_notice(
    desk: Desk, changed: Article, publisher: User
) -> None:
    offered = page_of(desk(publisher).get(page(changed))).xpath("//*[@id='id_kind']/option/@value")
    assert offered == ["update", "correction", "clarification", "minor", "annotation"]


def test_what_would_change_is_told_in_words(desk: Desk, changed: Article, publisher: User) -> None:
    revising.revise(changed, by=publisher, headline="Idle no more", tags=["ice"])
    found = words_of(desk(publisher).get(page(changed)))
    assert "+2 words added, −1 words removed" in found
    assert "Around it: headline, tags" in found


def test_a_refusal_comes_back_with_all_that_was_typed(desk: Desk, changed: Article, publisher: User) -> None:
    revising.move(changed, to="in_edit", by=publisher)
    response = submit(desk(publisher), page(changed), "publish_form", kind="correction", note=TYPED)
    fields = fields_of(response, "publish_form")
    assert (fields["kind"], fields["note"]) == (["correction"], [TYPED])
    assert "“In edit”" in what_went_wrong(response)


def test_a_text_saved_since_the_page_was_opened_is_not_published_unseen(
    desk: Desk, changed: Article, publisher: User, editor: User
) -> None:
    browser = desk(publisher)
    fields = fields_of(browser.get(page(changed)), "publish_form") | {"kind": "update", "note": TYPED}
    revising.revise(changed, by=editor, body="<p>Something else.</p>")
    response = browser.post(page(changed), fields)
    assert "has changed since you opened this page" in what_went_wrong(response)
    assert Edition.objects.count() == 1
    assert browser.post(page(changed), fields_of(response, "publish_form")).status_code == 302


def test_a_publication_that_fails_half_way_leaves_nothing(
    piece: Article, publisher: User, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise Refused("The index is broken.")

    before = piece.history.count()
    monkeypatch.setattr(publishing, "_index", fail)
    response = submit(desk(publisher), page(piece), "publish_form", note=TYPED)
    assert "The index is broken." in what_went_wrong(response)
    assert (Edition.objects.count(), piece.history.count()) == (0, before)
    assert Article.objects.get().live is None


# Against the checklist


@pytest.fixture
def without_author(publisher: User) -> Article:
    return a_ready_piece(publisher, bylines=[(AuthorFactory(), "editor")])


def test_a_reason_publishes_against_the_checklist(
    desk: Desk, without_author: Article, publisher: User
) -> None:
    submit(desk(publisher), page(without_author), "publish_form", override="An unsigned editorial")
    assert Edition.objects.get().overridden == {
        "reason": "An unsigned editorial",
        "problems": [{"code": "byline", "message": "It has no author in its byline."}],
    }


def test_the_page_says_what_a_reason_overrides(desk: Desk, without_author: Article, publisher: User) -> None:
    revising.move(without_author, to="in_edit", by=publisher)
    found = page_of(desk(publisher).get(page(without_author))).find_class("desk-override")
    listed = [item.text_content() for item in found[0].iter("li")]
    assert listed == ["It has no author in its byline."]


def test_no_reason_is_asked_for_where_nothing_can_be_overridden(desk: Desk, publisher: User) -> None:
    assert "override" not in fields_of(desk(publisher).get(page(a_piece(publisher))), "publish_form")


def test_no_reason_is_taken_from_who_may_not_override(
    desk: Desk, without_author: Article, editor: User
) -> None:
    editor.user_permissions.add(Permission.objects.get(codename="publish_article"))
    browser = desk(editor)
    assert "override" not in fields_of(browser.get(page(without_author)), "publish_form")
    browser.post(page(without_author), {"kind": "first", "override": "Because"})
    assert not Edition.objects.exists()


def test_a_reason_overrides_nothing_that_was_not_on_the_page(
    desk: Desk, without_author: Article, publisher: User
) -> None:
    browser = desk(publisher)
    fields = fields_of(browser.get(page(without_author)), "publish_form") | {"override": TYPED}
    old = DisclaimerFactory(is_current=False)
    without_author.disclaimers.add(old)
    response = browser.post(page(without_author), fields)
    assert "look at the checklist again" in what_went_wrong(response)
    assert fields_of(response, "publish_form")["override"] == [TYPED]
    assert not Edition.objects.exists()


# At a time


def schedule(browser: Client, piece: Article, **typed: Any) -> HttpResponse:
    fields = fields_of(browser.get(page(piece)), "publish_form")
    return browser.post(page(piece), fields | {"later": "Publish then", "at": AS_TYPED} | typed)


def test_a_piece_is_scheduled(desk: Desk, changed: Article, publisher: User) -> None:
    schedule(desk(publisher), changed, kind="update", note=TYPED)
    kept = Schedule.objects.get()
    assert (kept.article, kept.at, kept.kind, kept.note, kept.by) == (
        changed,
        LATER,
        "update",
        TYPED,
        publisher,
    )


def test_the_page_shows_what_is_scheduled(desk: Desk, changed: Article, publisher: User) -> None:
    scheduling.schedule(changed, at=LATER, by=publisher, kind="correction", note=TYPED)
    found = words_of(desk(publisher).get(page(changed)))
    assert "To be published on 4 May 2190, 10:30 UTC by publisher, as “correction”." in found
    assert TYPED in found


def test_a_schedule_is_taken_back(desk: Desk, piece: Article, publisher: User) -> None:
    scheduling.schedule(piece, at=LATER, by=publisher)
    assert (
        words_of(desk(publisher).post(page(piece, "unschedule"), follow=True)).count("To be published") == 0
    )
    assert not Schedule.objects.exists()


def test_a_look_at_the_address_takes_nothing_back(desk: Desk, piece: Article, publisher: User) -> None:
    scheduling.schedule(piece, at=LATER, by=publisher)
    desk(publisher).get(page(piece, "unschedule"))
    assert Schedule.objects.exists()


def test_taking_back_is_up_to_a_publisher(desk: Desk, piece: Article, publisher: User, editor: User) -> None:
    scheduling.schedule(piece, at=LATER, by=publisher)
    assert desk(editor).post(page(piece, "unschedule")).status_code == 403
    assert Schedule.objects.exists()


def test_a_schedule_without_a_time_is_refused(desk: Desk, changed: Article, publisher: User) -> None:
    response = schedule(desk(publisher), changed, note=TYPED, at="")
    assert "Say when." in what_went_wrong(response)
    assert fields_of(response, "publish_form")["note"] == [TYPED]


def test_a_time_that_is_over_comes_back_with_all_that_was_typed(
    desk: Desk, changed: Article, publisher: User
) -> None:
    response = schedule(desk(publisher), changed, note=TYPED, at="2020-01-01T10:00")
    assert "That time is over." in what_went_wrong(response)
    assert fields_of(response, "publish_form")["at"] == ["2020-01-01T10:00"]


def test_a_time_in_the_form_keeps_a_piece_from_being_published_at_once(
    desk: Desk, changed: Article, publisher: User
) -> None:
    response = submit(desk(publisher), page(changed), "publish_form", note=TYPED, at=AS_TYPED)
    assert "Empty this to publish now" in what_went_wrong(response)
    assert Edition.objects.count() == 1


@pytest.mark.parametrize("at", ["tomorrow", "2190-13-45T99:99", "2190-05-04"])
def test_a_time_that_cannot_be_meant_schedules_nothing_unmeant(
    at: str, desk: Desk, changed: Article, publisher: User
) -> None:
    schedule(desk(publisher), changed, note=TYPED, at=at)
    assert {kept.at.date().isoformat() for kept in Schedule.objects.all()} <= {"2190-05-04"}


def refused(piece: Article, by: User) -> Schedule:
    kept = scheduling.schedule(piece, at=timezone.now() + timedelta(hours=1), by=by)
    Schedule.objects.filter(pk=kept.pk).update(at=timezone.now() - timedelta(hours=1))
    scheduling.publish_due()
    return Schedule.objects.get(pk=kept.pk)


@pytest.mark.parametrize("address", ["/admin/", "/admin/articles/article/", "publish"])
def test_why_a_publication_was_refused_is_shown(address: str, desk: Desk, publisher: User) -> None:
    piece = a_piece(publisher)
    refused(piece, publisher)
    found = words_of(desk(publisher).get(page(piece) if address == "publish" else address))
    assert "refused" in found and "Its stage is “Draft”" in found


@pytest.mark.parametrize("address", ["/admin/", "/admin/articles/article/"])
def test_a_publication_nothing_has_tried_is_shown_as_overdue(
    address: str, desk: Desk, piece: Article, publisher: User
) -> None:
    kept = scheduling.schedule(piece, at=timezone.now() + timedelta(hours=1), by=publisher)
    Schedule.objects.filter(pk=kept.pk).update(at=timezone.now() - timedelta(hours=1))
    assert "Overdue: 1 publication" in words_of(desk(publisher).get(address))


@pytest.mark.parametrize("address", ["/admin/", "/admin/articles/article/", "/admin/articles/schedule/"])
def test_a_contributor_is_shown_nothing_of_a_colleagues_publication(
    address: str, desk: Desk, publisher: User, contributor: User
) -> None:
    refused(a_piece(publisher, headline="Under wraps"), publisher)
    found = desk(contributor).get(address)
    assert found.status_code == 200
    assert "Under wraps" not in words_of(found)


def test_a_publication_to_come_is_not_overdue(desk: Desk, piece: Article, publisher: User) -> None:
    scheduling.schedule(piece, at=LATER, by=publisher)
    assert "Overdue" not in words_of(desk(publisher).get("/admin/"))


# Embargo


def test_an_embargo_is_set_and_shown(desk: Desk, piece: Article, publisher: User) -> None:
    browser = desk(publisher)
    response = submit(browser, page(piece), "embargo")
    assert response.status_code == 200  # a form of the same page, at an address of its own: nothing was sent
    fields = fields_of(response, "embargo") | {"until": AS_TYPED, "why": "Agreed with the institute"}
    browser.post(page(piece, "embargo"), fields)
    assert Article.objects.get().embargoed_until == LATER
    assert "Under embargo until 4 May 2190, 10:30 UTC" in words_of(browser.get(page(piece)))


def test_an_embargo_is_not_lifted_without_a_reason(desk: Desk, piece: Article, publisher: User) -> None:
    scheduling.embargo(piece, until=LATER, by=publisher)
    response = desk(publisher).post(page(piece, "embargo"), {"until": AS_TYPED, "lift": "Lift", "why": ""})
    assert "Say why the embargo is lifted" in what_went_wrong(response)
    assert Article.objects.get().embargoed_until == LATER


def test_an_embargo_is_lifted_with_a_reason(desk: Desk, piece: Article, publisher: User) -> None:
    scheduling.embargo(piece, until=LATER, by=publisher)
    lifting = {"until": AS_TYPED, "lift": "Lift", "why": "The report is out"}
    desk(publisher).post(page(piece, "embargo"), lifting)
    assert Article.objects.get().embargoed_until is None
    assert "The report is out" in piece.history.first().history_change_reason


@pytest.mark.parametrize(("until", "told"), [("", "Say until when."), ("2020-01-01T10:00", "is over")])
def test_an_embargo_without_a_time_to_come_is_refused(
    until: str, told: str, desk: Desk, piece: Article, publisher: User
) -> None:
    response = desk(publisher).post(page(piece, "embargo"), {"until": until, "why": TYPED})
    assert told in what_went_wrong(response)
    assert fields_of(response, "embargo")["why"] == [TYPED]


def test_an_embargo_is_up_to_a_publisher(desk: Desk, piece: Article, editor: User) -> None:
    assert desk(editor).post(page(piece, "embargo"), {"until": AS_TYPED}).status_code == 403


# Notices


def announce(browser: Client, piece: Article, kind: str, **typed: Any) -> HttpResponse:
    address = page(piece, "announce", kind)
    fields = fields_of(browser.get(address), "notice_form")
    return browser.post(address, fields | {"note": TYPED} | typed)


@pytest.mark.parametrize(
    ("kind", "confirmed"),
    [
        ("editors_note", {}),
        ("expression_of_concern", {}),
        ("retraction", {"understood": "on"}),
        ("removal", {"address": "mill"}),
    ],
)
def test_a_notice_is_put_and_leaves_the_working_copy_on_the_desk(
    kind: str, confirmed: dict[str, str], desk: Desk, changed: Article, publisher: User
) -> None:
    announce(desk(publisher), changed, kind, **confirmed)
    edition = Edition.objects.get(number=2)
    assert (edition.kind, edition.note) == (kind, TYPED)
    assert "June" not in edition.html
    assert "June" in Article.objects.get().body


@pytest.mark.parametrize("kind", ["retraction", "removal"])
def test_what_cannot_be_taken_back_is_not_done_without_being_confirmed(
    kind: str, desk: Desk, changed: Article, publisher: User
) -> None:
    response = announce(desk(publisher), changed, kind)
    assert "This field is required" in what_went_wrong(response)
    assert fields_of(response, "notice_form")["note"] == [TYPED]
    assert Edition.objects.count() == 1


def test_a_removal_is_not_done_under_another_address(desk: Desk, changed: Article, publisher: User) -> None:
    response = announce(desk(publisher), changed, "removal", address="the-mill")
    assert "That is not this piece’s address" in what_went_wrong(response)
    assert Edition.objects.count() == 1


def test_a_notice_says_something(desk: Desk, changed: Article, publisher: User) -> None:
    response = announce(desk(publisher), changed, "editors_note", note="  ")
    assert "This field is required" in what_went_wrong(response)


def test_a_notice_sent_twice_is_put_once(desk: Desk, changed: Article, publisher: User) -> None:
    browser, address = desk(publisher), page(changed, "announce", "editors_note")
    fields = fields_of(browser.get(address), "notice_form") | {"note": TYPED}
    browser.post(address, fields)
    again = browser.post(address, fields)
    assert Edition.objects.count() == 2
    assert "Another edition was published" in what_went_wrong(again)
    assert fields_of(again, "notice_form")["note"] == [TYPED]


@pytest.mark.parametrize("kind", ["editors_note", "expression_of_concern", "retraction", "removal"])
def test_a_notice_is_up_to_who_may_put_it(kind: str, desk: Desk, changed: Article, editor: User) -> None:
    address = page(changed, "announce", kind)
    browser = desk(editor)
    assert [browser.get(address).status_code, browser.post(address, {"note": TYPED}).status_code] == [
        403,
        403,
    ]


def test_who_may_publish_and_not_retract_is_offered_an_editors_note_alone(
    desk: Desk, changed: Article, editor: User
) -> None:
    editor.user_permissions.add(Permission.objects.get(codename="publish_article"))
    offered = page_of(desk(editor).get(page(changed))).xpath("//*[@class='desk-notices']//a/@href")
    assert offered == [page(changed, "announce", "editors_note")]


def test_an_unpublished_piece_has_no_notices(desk: Desk, piece: Article, publisher: User) -> None:
    browser = desk(publisher)
    assert not page_of(browser.get(page(piece))).find_class("desk-notices")
    found = browser.get(page(piece, "announce", "retraction"), follow=True)
    assert "cannot come next" in words_of(found)


def test_a_retracted_piece_is_offered_no_more_text(desk: Desk, changed: Article, publisher: User) -> None:
    publishing.announce(changed, by=publisher, kind="retraction", note="Made up.")
    found = page_of(desk(publisher).get(page(changed)))
    assert not found.xpath("//*[@id='publish_form']")
    assert [link.text_content() for link in found.xpath("//*[@class='desk-notices']//a")] == [
        "Editor’s note…",
        "Removal…",
    ]


def test_a_removed_piece_is_offered_nothing(desk: Desk, changed: Article, publisher: User) -> None:
    publishing.announce(changed, by=publisher, kind="removal", note="By court order.")
    found = page_of(desk(publisher).get(page(changed)))
    assert not found.xpath("//*[@id='publish_form']") and not found.find_class("desk-notices")


def test_there_is_no_page_for_a_kind_that_is_no_notice(desk: Desk, changed: Article, publisher: User) -> None:
    assert desk(publisher).get(page(changed, "announce", "update")).status_code == 404


# What the list of pieces can show


def to_come(piece: Article) -> str:
    return PublishingPages(Article, admin.site).to_come(Article.objects.get(pk=piece.pk))


def test_the_list_can_say_what_is_to_come(piece: Article, publisher: User) -> None:
    assert to_come(piece) == "—"
    scheduling.embargo(piece, until=LATER, by=publisher)
    assert to_come(piece) == "Under embargo until 4 May 2190, 10:30:00 UTC"
    scheduling.schedule(piece, at=LATER, by=publisher)
    assert to_come(piece) == "First edition, 4 May 2190, 10:30:00 UTC"


@pytest.mark.parametrize("chosen", ["scheduled", "overdue", "embargoed"])
def test_the_list_can_be_narrowed_to_what_is_to_come(chosen: str, publisher: User) -> None:
    pieces = {"scheduled": a_ready_piece(publisher), "overdue": a_piece(publisher)}
    pieces["embargoed"] = scheduling.embargo(a_ready_piece(publisher), until=LATER, by=publisher)
    scheduling.schedule(pieces["scheduled"], at=LATER, by=publisher)
    refused(pieces["overdue"], publisher)
    narrowed = ToComeFilter(None, {"to_come": [chosen]}, Article, None).queryset(None, Article.objects.all())
    wanted = ["scheduled", "overdue"] if chosen == "scheduled" else [chosen]
    assert set(narrowed) == {pieces[name] for name in wanted}
