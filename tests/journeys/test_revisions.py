"""A piece's history on the desk: listed, compared, restored."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertNumQueries

from articles import publishing, revising
from articles.history import keep
from articles.models import Article, Series
from articles.paging import REVISIONS_A_PAGE
from articles.refusals import Refused
from claims.models import Claim
from tests.factories import (
    AuthorFactory,
    DisclaimerFactory,
    SeriesFactory,
    a_claim,
    a_piece,
    a_published_piece,
)
from tests.journeys.desk_forms import fields_of, page_of, submit, what_went_wrong

Desk = Callable[[User], Client]
TEXTS = ["body", "standfirst", "relations"]


def history_of(row: Any) -> str:
    return reverse(f"admin:articles_{row._meta.model_name}_history", args=[row.pk])


def comparing(piece: Article, old: Any, new: Any = "now") -> str:
    keys = [key if isinstance(key, str) else str(key.pk) for key in (old, new)]
    address = reverse("admin:articles_article_compare", args=[piece.pk])
    return f"{address}?from={keys[0]}&to={keys[1]}"


def restoring(piece: Article, revision: Any) -> str:
    return reverse("admin:articles_article_restore", args=[piece.pk, revision.pk])


def first_of(piece: Article) -> Any:
    return piece.history.earliest("version")


def words_of(response: HttpResponse) -> str:
    return " ".join(page_of(response).text_content().split())


def listed(response: HttpResponse) -> list[str]:
    rows = page_of(response).find_class("desk-revisions")[0].xpath(".//tbody/tr[.//time]")
    return [" ".join(row.text_content().split()) for row in rows]


def many_revisions(piece: Article, number: int) -> None:
    """Rows of history as they would be after so many saves, without the saving."""
    row = piece.history.first()
    rows = []
    for step in range(1, number + 1):
        copy = type(row).objects.get(pk=row.pk)
        copy.pk, copy.version, copy.changed = uuid4(), row.version + step, ["headline", "live"]
        copy.history_change_reason, copy.history_type = f"Take {step}", "~"
        rows.append(copy)
    type(row).objects.bulk_create(rows)


# The list


def test_the_history_says_who_when_why_what_and_how_much(desk: Desk, editor: User) -> None:
    piece = a_piece(editor, body="<p>The mill stood idle.</p>")
    revising.revise(
        piece, by=editor, body="<p>The old mill stood.</p>", headline="Old", why="The owner called"
    )
    newest = listed(desk(editor).get(history_of(piece)))[0]
    assert "editor The owner called Headline, body +1 words added, −1 words removed" in newest
    assert f"{piece.history.first().history_date:%H:%M:%S}" in newest


def test_the_history_says_which_revision_became_which_edition(desk: Desk, publisher: User) -> None:
    piece = a_published_piece(publisher).article
    revising.revise(piece, by=publisher, body="<p>New.</p>")
    publishing.publish(piece, by=publisher, kind="correction", note="It was wrong.")
    rows = listed(desk(publisher).get(history_of(piece)))
    became = ["Edition 2, correction" in rows[0], "Edition" in rows[1], "Edition 1, first edition" in rows[2]]
    assert became == [True, False, True]


def test_other_rows_have_their_history_too(desk: Desk, editor: User) -> None:
    series = SeriesFactory()
    series.title = "Dams"
    keep(series, by=editor, why="It outgrew the mills")
    found = desk(editor).get(history_of(Series.objects.get()))
    assert "It outgrew the mills Title" in listed(found)[0]
    assert not page_of(found).xpath("//*[@id='compare_form']")


def test_a_contributor_reads_no_history_of_a_colleague(desk: Desk, contributor: User, editor: User) -> None:
    assert desk(contributor).get(history_of(a_piece(editor))).status_code == 403


@pytest.mark.parametrize("model", ["article", "series"])
def test_pages_follow_each_other_without_gap_or_repetition(
    model: str, desk: Desk, editor: User, publisher: User
) -> None:
    row = a_piece(editor) if model == "article" else SeriesFactory()
    browser = desk(publisher)
    for step in range(2 * REVISIONS_A_PAGE + 10):
        keep_headline(row, f"Take {step}", by=editor)
    page, seen = browser.get(history_of(row)), []
    while True:
        seen.append(listed(page))
        older = key_of(page, "before")
        if not older:
            break
        page = browser.get(history_of(row), {"before": older})
    assert [len(rows) for rows in seen] == [REVISIONS_A_PAGE, REVISIONS_A_PAGE, 11]
    back = browser.get(history_of(row), {"after": key_of(page, "after")})
    assert listed(back) == seen[1]
    assert listed(browser.get(history_of(row), {"after": key_of(back, "after")})) == seen[0]


def keep_headline(row: Any, words: str, *, by: User) -> None:
    if isinstance(row, Article):
        revising.revise(row, by=by, headline=words, why=words)
    else:
        row.title = words
        keep(row, by=by, why=words)


def key_of(response: HttpResponse, name: str) -> str:
    """The key of a neighbouring page: on a button, or in a link."""
    page = page_of(response)
    if button := page.xpath(f"//button[@name='{name}']/@value"):
        return button[0]
    links = page.xpath(f"//a[starts-with(@href, '?{name}=')]/@href")
    return links[0].partition("=")[2].replace("%3A", ":").replace("%2C", ",") if links else ""


@pytest.mark.parametrize("key", ["", "nonsense", "2026-05-04", "2026-05-04T10:00,x", "99999-01-01T00:00Z,x"])
def test_a_key_that_cannot_be_meant_opens_the_newest_page(key: str, desk: Desk, editor: User) -> None:
    piece = a_piece(editor)
    for side in ("before", "after"):
        assert len(listed(desk(editor).get(history_of(piece), {side: key}))) == 1


def test_a_history_of_300_rows_takes_no_more_queries_than_one_of_3(desk: Desk, publisher: User) -> None:
    piece, browser = a_published_piece(publisher).article, desk(publisher)
    assert 3 <= piece.history.count() < 10
    with CaptureQueriesContext(connection) as captured:
        browser.get(history_of(piece))
    few = len(captured)
    many_revisions(piece, 300)
    with assertNumQueries(few):
        first = browser.get(history_of(piece))
    with assertNumQueries(few):
        browser.get(history_of(piece), {"before": key_of(first, "before")})


def test_the_list_of_revisions_loads_none_of_their_texts(desk: Desk, publisher: User) -> None:
    piece = a_published_piece(publisher).article
    with CaptureQueriesContext(connection) as queries:
        desk(publisher).get(history_of(piece))
    of_history = [query["sql"] for query in queries if "historicalarticle" in query["sql"]]
    assert of_history
    assert [text for text in TEXTS for sql in of_history if f'"{text}"' in sql] == []
    assert not any('"articles_edition"."html"' in query["sql"] for query in queries)


# Choosing two


def test_the_two_newest_are_chosen_to_begin_with(desk: Desk, editor: User) -> None:
    piece = a_piece(editor)
    revising.revise(piece, by=editor, headline="New")
    chosen = fields_of(desk(editor).get(history_of(piece)), "compare_form")
    newest, older = piece.history.all()
    assert chosen == {"from": [str(older.pk)], "to": [str(newest.pk)]}


def test_a_choice_is_kept_on_the_next_page(desk: Desk, editor: User) -> None:
    piece = a_piece(editor)
    for step in range(REVISIONS_A_PAGE):
        revising.revise(piece, by=editor, headline=f"Take {step}")
    first, newest = first_of(piece), piece.history.first()
    browser = desk(editor)
    before = key_of(browser.get(history_of(piece)), "before")
    page = browser.get(history_of(piece), {"before": before, "to": str(newest.pk), "from": str(first.pk)})
    assert fields_of(page, "compare_form") == {"from": [str(first.pk)], "to": [str(newest.pk)]}
    assert "(chosen on another page)" in listed(page)[0]


def test_a_choice_of_another_pieces_revision_is_dropped(desk: Desk, editor: User) -> None:
    piece, other = a_piece(editor), a_piece(editor, headline="Elsewhere")
    page = desk(editor).get(history_of(piece), {"from": str(first_of(other).pk), "to": "nonsense"})
    assert len(listed(page)) == 1


# Comparing


def test_two_revisions_are_compared_word_by_word(desk: Desk, editor: User) -> None:
    piece = a_piece(editor, body="<p>The mill stood idle.</p>")
    revising.revise(piece, by=editor, body="<p>The old mill stood still.</p>")
    newest, older = piece.history.all()
    page = page_of(desk(editor).get(comparing(piece, older, newest)))
    words = page.find_class("desk-words")[0]
    assert [change.text_content() for change in words.iter("ins")] == ["[added: old ]", "[added: still]"]
    assert [change.text_content() for change in words.iter("del")] == ["[removed: idle]"]


def test_a_change_of_formatting_is_told_in_words(desk: Desk, editor: User) -> None:
    piece = a_piece(editor, body="<p>The mill stood idle.</p>")
    revising.revise(piece, by=editor, body="<p>The <strong>mill</strong> stood idle.</p>")
    assert "mill[now bold]" in words_of(desk(editor).get(comparing(piece, first_of(piece))))


def test_what_stayed_the_same_is_out_of_the_way(desk: Desk, editor: User) -> None:
    paragraphs = [f"<p>Paragraph {number} of the mill.</p>" for number in range(12)]
    piece = a_piece(editor, body="".join(paragraphs))
    revising.revise(piece, by=editor, body="".join([*paragraphs[:-1], "<p>An end.</p>"]))
    [gap] = page_of(desk(editor).get(comparing(piece, first_of(piece)))).find_class("desk-gap")
    assert gap.tag == "details" and gap.find("summary").text == "10 blocks without a change"
    assert "Paragraph 3" in gap.text_content()


def test_fields_and_relations_are_compared(desk: Desk, editor: User) -> None:
    piece = a_piece(
        editor, headline="The Mill", tags=["ice"], bylines=[(AuthorFactory(name="Ada"), "author")]
    )
    series, credit = SeriesFactory(title="Dams"), (AuthorFactory(name="Bea"), "translator")
    small_print = DisclaimerFactory(name="Own views")
    changes = {"headline": "The Dam", "tags": ["ice", "mud"], "series": series, "place": 2, "kind": "review"}
    revising.revise(piece, by=editor, bylines=[credit], disclaimers=[small_print], **changes)
    revising.move(piece, to="in_edit", by=editor)
    page = page_of(desk(editor).get(comparing(piece, first_of(piece))))
    [table] = page.find_class("desk-fields")
    told = {row.find("th").text: row.find("td").text_content() for row in table.iterfind("tbody/tr")}
    assert list(told) == [
        *("Headline", "Kind", "Series", "Place in the series", "Byline", "Disclaimers", "Tags", "Stage"),
    ]
    assert "Ada (author)" in told["Byline"] and "Bea (translator)" in told["Byline"]


def test_what_readers_have_is_compared_with_the_working_copy(desk: Desk, publisher: User) -> None:
    piece = a_published_piece(publisher, body="<p>The mill stood.</p>").article
    revising.revise(piece, by=publisher, body="<p>The mill fell.</p>")
    page = words_of(desk(publisher).get(comparing(piece, "live")))
    assert "From what readers have (edition 1) to the working copy" in page
    assert "[removed: stood]" in page and "[added: fell]" in page


def test_under_a_notice_what_readers_have_is_still_the_edition_it_repeats(
    desk: Desk, publisher: User
) -> None:
    piece = a_published_piece(publisher, body="<p>The mill stood.</p>").article
    revising.revise(piece, by=publisher, body="<p>The mill fell.</p>")
    publishing.announce(piece, by=publisher, kind="editors_note", note="Asked about it.")
    page = words_of(desk(publisher).get(comparing(piece, "live")))
    assert "[removed: stood]" in page and "[added: fell]" in page


def test_of_a_removed_piece_readers_have_nothing_to_compare(desk: Desk, publisher: User) -> None:
    piece = a_published_piece(publisher).article
    publishing.announce(piece, by=publisher, kind="removal", note="By court order.")
    browser = desk(publisher)
    assert browser.get(comparing(piece, "live")).status_code == 404
    assert "What readers have" not in words_of(browser.get(history_of(piece)))


def test_markup_in_a_text_is_shown_and_not_run(desk: Desk, editor: User) -> None:
    piece = a_piece(editor, body="<p>A.</p>")
    hostile = "<script>alert(1)</script>"
    body = "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"
    revising.revise(piece, by=editor, headline=hostile, tags=[hostile], body=body)
    assert b"<script>alert" not in desk(editor).get(comparing(piece, first_of(piece))).content


@pytest.mark.parametrize("key", ["", "nonsense", "live", "00000000-0000-4000-8000-000000000000"])
def test_there_is_no_comparison_with_what_never_was(key: str, desk: Desk, editor: User) -> None:
    assert desk(editor).get(comparing(a_piece(editor), key)).status_code == 404


def test_no_revision_of_another_piece_is_compared_or_restored(desk: Desk, editor: User) -> None:
    piece, other = a_piece(editor), a_piece(editor)
    found = [
        desk(editor).get(address).status_code
        for address in (comparing(piece, first_of(other)), restoring(piece, first_of(other)))
    ]
    assert found == [404, 404]


def test_a_contributor_compares_and_restores_nothing_of_a_colleague(
    desk: Desk, contributor: User, editor: User
) -> None:
    piece = a_piece(editor)
    browser = desk(contributor)
    assert browser.get(comparing(piece, first_of(piece))).status_code == 404
    assert browser.post(restoring(piece, first_of(piece)), {"version": 1}).status_code == 404


# Restoring


def test_restoring_brings_back_text_tags_bylines_and_disclaimers(desk: Desk, editor: User) -> None:
    ada, small_print = AuthorFactory(name="Ada"), DisclaimerFactory()
    piece = a_piece(editor, tags=["ice"], bylines=[(ada, "author")], disclaimers=[small_print])
    bea = AuthorFactory(name="Bea")
    revising.revise(
        piece, by=editor, tags=["mud"], bylines=[(bea, "author")], disclaimers=[], body="<p>X.</p>"
    )
    submit(desk(editor), restoring(piece, first_of(piece)), "restore_form", why="Too soon")
    stored = Article.objects.get()
    assert stored.body == piece.body
    assert [tag.name for tag in stored.tags.all()] == ["ice"]
    assert [byline.author for byline in stored.bylines.all()] == [ada]
    assert list(stored.disclaimers.all()) == [small_print]


def test_restoring_is_a_new_revision_with_its_reason(desk: Desk, editor: User) -> None:
    piece = a_piece(editor)
    revising.revise(piece, by=editor, headline="New")
    submit(desk(editor), restoring(piece, first_of(piece)), "restore_form", why="Too soon")
    row = piece.history.first()
    assert (piece.history.count(), row.history_user, row.history_change_reason) == (3, editor, "Too soon")


def test_restoring_brings_claims_back_to_their_words(desk: Desk, editor: User) -> None:
    piece = a_piece(editor)
    claim = a_claim(piece, editor)
    revising.revise(piece, by=editor, body="<p>All new.</p>")
    assert Claim.objects.with_place().get(pk=claim.pk).state == "orphaned"
    submit(desk(editor), restoring(piece, first_of(piece)), "restore_form")
    assert Claim.objects.with_place().get(pk=claim.pk).state == "exact"


def test_the_page_says_what_restoring_would_change(desk: Desk, editor: User) -> None:
    piece = a_piece(editor, headline="The Mill")
    revising.revise(piece, by=editor, headline="The Dam")
    revising.move(piece, to="in_edit", by=editor)
    page = words_of(desk(editor).get(restoring(piece, first_of(piece))))
    assert "[removed: Dam]" in page and "[added: Mill]" in page
    assert "In edit" not in page


def test_a_look_at_the_page_restores_nothing(desk: Desk, editor: User) -> None:
    piece = a_piece(editor)
    revising.revise(piece, by=editor, headline="New")
    desk(editor).get(restoring(piece, first_of(piece)))
    assert Article.objects.get().headline == "New"


def test_restoring_what_is_there_already_writes_nothing(desk: Desk, editor: User) -> None:
    piece = a_piece(editor)
    response = submit(desk(editor), restoring(piece, first_of(piece)), "restore_form")
    assert response.status_code == 302
    assert piece.history.count() == 1


def test_a_conflict_keeps_the_reason_and_writes_nothing(desk: Desk, editor: User, publisher: User) -> None:
    piece = a_piece(editor, headline="The Mill")
    revising.revise(piece, by=editor, headline="The Dam")
    browser, address = desk(editor), restoring(piece, first_of(piece))
    fields = fields_of(browser.get(address), "restore_form") | {"why": "Too soon"}
    revising.revise(piece, by=publisher, headline="The Weir")
    response = browser.post(address, fields)
    assert "saved first" in what_went_wrong(response)
    assert fields_of(response, "restore_form")["why"] == ["Too soon"]
    assert Article.objects.get().headline == "The Weir"
    assert "[removed: Weir]" in words_of(response)


def test_after_a_conflict_restoring_can_be_sent_again(desk: Desk, editor: User, publisher: User) -> None:
    piece = a_piece(editor, headline="The Mill")
    revising.revise(piece, by=editor, headline="The Dam")
    browser, address = desk(editor), restoring(piece, first_of(piece))
    fields = fields_of(browser.get(address), "restore_form")
    revising.revise(piece, by=publisher, headline="The Weir")
    browser.post(address, fields_of(browser.post(address, fields), "restore_form"))
    assert Article.objects.get().headline == "The Mill"


def test_what_somebody_saved_elsewhere_in_the_meantime_is_kept_and_told(
    desk: Desk, editor: User, publisher: User
) -> None:
    piece = a_piece(editor, headline="The Mill")
    revising.revise(piece, by=editor, headline="The Dam")
    browser, address = desk(editor), restoring(piece, first_of(piece))
    fields = fields_of(browser.get(address), "restore_form")
    revising.revise(piece, by=publisher, tags=["ice"])
    response = browser.post(address, fields, follow=True)
    stored = Article.objects.get()
    assert (stored.headline, [tag.name for tag in stored.tags.all()]) == ("The Mill", ["ice"])
    assert "saved in the meantime was kept" in words_of(response)


@pytest.mark.parametrize("version", ["", "nonsense", "99"])
def test_a_version_that_cannot_be_meant_restores_nothing(version: str, desk: Desk, editor: User) -> None:
    piece = a_piece(editor, headline="The Mill")
    revising.revise(piece, by=editor, headline="The Dam")
    response = desk(editor).post(restoring(piece, first_of(piece)), {"version": version})
    assert response.status_code == 200
    assert Article.objects.get().headline == "The Dam"


def test_a_disclaimer_that_is_gone_is_said_and_nothing_is_restored(desk: Desk, editor: User) -> None:
    small_print = DisclaimerFactory()
    piece = a_piece(editor, disclaimers=[small_print], headline="The Mill")
    revising.revise(piece, by=editor, disclaimers=[], headline="The Dam")
    small_print.delete()
    response = submit(desk(editor), restoring(piece, first_of(piece)), "restore_form", why="Too soon")
    assert "A disclaimer of this text is no longer there." in what_went_wrong(response)
    assert Article.objects.get().headline == "The Dam"


def test_who_may_not_revise_is_offered_no_restoring_and_answered_with_403(
    desk: Desk, checker: User, editor: User
) -> None:
    piece = a_piece(editor)
    revising.revise(piece, by=editor, headline="New")
    browser, address = desk(checker), restoring(piece, first_of(piece))
    pages = [browser.get(history_of(piece)), browser.get(comparing(piece, first_of(piece)))]
    assert not any(page_of(page).xpath("//a[contains(@href, '/restore/')]") for page in pages)
    assert [browser.get(address).status_code, browser.post(address, {"version": 2}).status_code] == [403, 403]
    assert Article.objects.get().headline == "New"


def test_restoring_that_fails_half_way_leaves_nothing(editor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise Refused("The claims cannot follow.")

    piece = a_piece(editor, tags=["ice"], disclaimers=[DisclaimerFactory()])
    revising.revise(piece, by=editor, body="<p>New.</p>", tags=["mud"], disclaimers=[])
    before = (Article.objects.values().get(), piece.history.count())
    monkeypatch.setattr("claims.companion.Claims.revised", fail)
    with pytest.raises(Refused):
        revising.restore(first_of(piece), by=editor)
    assert (Article.objects.values().get(), piece.history.count()) == before
    assert [tag.name for tag in Article.objects.get().tags.all()] == ["mud"]
    assert not Article.objects.get().disclaimers.exists()
