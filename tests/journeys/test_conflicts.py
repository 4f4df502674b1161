"""Two people at one piece: what merges by itself, and what somebody has to choose."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertNumQueries

from articles import presence, revising, setting_aside
from articles.models import Article, SetAside
from tests.factories import AuthorFactory, a_colleague, a_piece
from tests.journeys.desk_forms import Fields, fields_of, page_of, what_went_wrong

Desk = Callable[[User], Client]
BODY = "<p>The mill stood idle.</p><p>The harbour froze.</p><p>Nobody asked the mayor.</p>"
COPY = "7f9c24e8-3b12-4fef-91d0-5a1e6d3c2b10"


def address(piece: Article) -> str:
    return reverse("admin:articles_article_change", args=[piece.pk])


def opened(browser: Client, piece: Article) -> Fields:
    """The form as somebody opened it, with the name of the browser's copy."""
    return fields_of(browser.get(address(piece)), "article_form") | {"copy": [COPY]}


def body(**changed: str) -> str:
    """BODY with other words: `body(mill="The mill burned.")`."""
    paragraphs = {
        "mill": "The mill stood idle.",
        "harbour": "The harbour froze.",
        "mayor": "Nobody asked the mayor.",
    }
    return "".join(f"<p>{text}</p>" for text in (paragraphs | changed).values())


def told(response: HttpResponse) -> str:
    return " ".join(element.text_content() for element in page_of(response).find_class("messagelist"))


def classes(response: HttpResponse) -> list[str]:
    return page_of(response).xpath("//*[contains(@class, 'messagelist')]/li/@class")


@pytest.fixture
def piece(editor: User) -> Article:
    return a_piece(editor, body=BODY)


@pytest.fixture
def refused(desk: Desk, editor: User, publisher: User, piece: Article) -> HttpResponse:
    """What the editor gets who saved the mill burned after the publisher saved it sold, and nothing else."""
    fields = opened(desk(editor), piece)
    revising.revise(piece, by=publisher, body=body(mill="The mill was sold."), why="Sold")
    changed = {"body": body(mill="The mill burned."), "headline": "Ashes", "why": "Burned"}
    return desk(editor).post(address(piece), fields | changed, follow=True)


def choices(response: HttpResponse) -> Fields:
    return fields_of(response, "set-aside-form")


def names_of_choices(response: HttpResponse) -> list[str]:
    return sorted(set(page_of(response).xpath("//form[@id='set-aside-form']//input[@type='radio']/@name")))


# What merges


def test_changes_to_different_fields_are_both_saved(
    desk: Desk, editor: User, publisher: User, piece: Article
) -> None:
    fields = opened(desk(editor), piece)
    revising.revise(piece, by=publisher, standfirst="Theirs.")
    desk(editor).post(address(piece), fields | {"headline": "Mine"})
    stored = Article.objects.get()
    assert (stored.headline, stored.standfirst, stored.version) == ("Mine", "Theirs.", 3)


def test_changes_to_different_paragraphs_are_both_saved(
    desk: Desk, editor: User, publisher: User, piece: Article
) -> None:
    fields = opened(desk(editor), piece)
    revising.revise(piece, by=publisher, body=body(mill="The mill was sold."))
    desk(editor).post(address(piece), fields | {"body": body(mayor="They asked the mayor.")})
    assert Article.objects.get().body == body(mill="The mill was sold.", mayor="They asked the mayor.")


def test_a_merge_says_who_saved_meanwhile_and_what(
    desk: Desk, editor: User, publisher: User, piece: Article
) -> None:
    publisher.first_name, publisher.last_name = "Pia", "Publisher"
    publisher.save()
    fields = opened(desk(editor), piece)
    revising.revise(piece, by=publisher, standfirst="Theirs.", tags=["ice"])
    response = desk(editor).post(address(piece), fields | {"headline": "Mine"}, follow=True)
    assert "“Mine” was changed successfully" in told(response)
    assert "Pia Publisher (standfirst, tags)" in told(response)


def test_a_save_with_nobody_in_between_speaks_of_nobody(desk: Desk, editor: User, piece: Article) -> None:
    response = desk(editor).post(
        address(piece), opened(desk(editor), piece) | {"headline": "Mine"}, follow=True
    )
    assert "others saved it too" not in told(response)


def test_a_byline_changed_meanwhile_is_merged_with_a_headline(
    desk: Desk, editor: User, publisher: User, piece: Article
) -> None:
    fields = opened(desk(editor), piece)
    revising.revise(piece, by=publisher, bylines=[(AuthorFactory(name="Bo"), "author")])
    desk(editor).post(address(piece), fields | {"headline": "Mine"})
    assert Article.objects.get().headline == "Mine"
    assert [byline.author.name for byline in piece.bylines.all()] == ["Bo"]


def test_a_byline_both_changed_is_set_aside(
    desk: Desk, editor: User, publisher: User, piece: Article
) -> None:
    fields = opened(desk(editor), piece)
    theirs, mine = AuthorFactory(name="Bo"), AuthorFactory(name="Mo")
    revising.revise(piece, by=publisher, bylines=[(theirs, "author")])
    response = desk(editor).post(address(piece), fields | {"bylines-0-author": str(mine.pk)}, follow=True)
    assert SetAside.objects.get().content["bylines"] == [[str(mine.pk), "author"]]
    assert "Mo" in page_of(response).find_class("desk-side")[2].text_content()
    [name] = names_of_choices(response)
    desk(editor).post(response.redirect_chain[-1][0], choices(response) | {name: "mine"})
    assert [byline.author.name for byline in piece.bylines.all()] == ["Mo"]


def test_a_form_without_its_version_is_refused_and_keeps_what_was_typed(
    desk: Desk, editor: User, piece: Article
) -> None:
    fields = opened(desk(editor), piece) | {"headline": "Mine", "started_from": ""}
    response = desk(editor).post(address(piece), fields)
    assert "which version you started from" in what_went_wrong(response)
    assert fields_of(response, "article_form")["headline"] == ["Mine"]


# What is set aside


def test_a_conflict_writes_nothing_into_the_piece(refused: HttpResponse) -> None:
    stored = Article.objects.get()
    assert (stored.body, stored.version) == (body(mill="The mill was sold."), 2)


def test_a_conflict_keeps_the_whole_of_what_was_sent(refused: HttpResponse, editor: User) -> None:
    draft = SetAside.objects.get()
    assert (draft.by, draft.started_from, draft.why) == (editor, 1, "Burned")
    assert draft.content["body"] == body(mill="The mill burned.")
    assert draft.content["headline"] == "Ashes"


def test_a_conflict_sent_twice_is_kept_once(refused: HttpResponse, desk: Desk, editor: User) -> None:
    draft = SetAside.objects.get()
    fields = {**draft.content, "series": "", "place": "", "tags": "", "disclaimers": [], "started_from": "1"}
    rows = {"bylines-TOTAL_FORMS": "1", "bylines-INITIAL_FORMS": "1", "bylines-0-role": "author"}
    rows |= {"bylines-0-author": draft.content["bylines"][0][0], "bylines-0-position": "1"}
    del fields["bylines"], fields["is_example"]
    desk(editor).post(address(draft.article), fields | rows | {"why": "Burned"})
    assert SetAside.objects.count() == 1


def test_the_page_says_who_saved_when_and_why(refused: HttpResponse, publisher: User) -> None:
    [saves] = page_of(refused).xpath("//section[@aria-labelledby='saves-heading']")
    words = saves.text_content()
    assert publisher.username in words and "body" in words and "“Sold”" in words


def test_the_page_shows_all_three_wordings(refused: HttpResponse) -> None:
    sides = [side.text_content() for side in page_of(refused).find_class("desk-side")]
    assert "idle" in sides[0] and "sold" in sides[1] and "burned" in sides[2]


def test_the_page_lists_what_merges_by_itself(refused: HttpResponse) -> None:
    [merged] = page_of(refused).xpath("//section[@aria-labelledby='by-itself-heading']")
    assert "Headline" in merged.text_content() and "Ashes" in merged.text_content()


def test_the_answer_tells_the_browser_that_the_text_is_kept(refused: HttpResponse) -> None:
    assert f"kept-{COPY} warning" in classes(refused)


def test_the_name_of_a_copy_is_nothing_but_a_name(desk: Desk, editor: User, piece: Article) -> None:
    fields = opened(desk(editor), piece) | {"copy": "'><script>", "headline": "Mine"}
    response = desk(editor).post(address(piece), fields)
    assert response.status_code == 200 and Article.objects.get().headline != "Mine"
    assert b"<script>" not in response.content.split(b'id="article_form"')[1].split(b"copy")[1][:50]


def test_a_save_tells_the_browser_that_it_happened(desk: Desk, editor: User, piece: Article) -> None:
    fields = opened(desk(editor), piece) | {"headline": "Mine"}
    assert f"kept-{COPY} success" in classes(desk(editor).post(address(piece), fields, follow=True))


@pytest.mark.parametrize(
    ("choice", "mill"),
    [
        ("theirs", "<p>The mill was sold.</p>"),
        ("mine", "<p>The mill burned.</p>"),
        ("base", "<p>The mill stood idle.</p>"),
        ("both", "<p>The mill was sold.</p><p>The mill burned.</p>"),
    ],
)
def test_the_piece_says_what_was_chosen(
    choice: str, mill: str, refused: HttpResponse, desk: Desk, editor: User
) -> None:
    [name] = names_of_choices(refused)
    desk(editor).post(refused.redirect_chain[-1][0], choices(refused) | {name: choice})
    stored = Article.objects.get()
    assert stored.body == BODY.replace("<p>The mill stood idle.</p>", mill)
    assert (stored.headline, SetAside.objects.get().outcome) == ("Ashes", "taken_up")


def test_a_choice_not_made_is_asked_for_again(refused: HttpResponse, desk: Desk, editor: User) -> None:
    response = desk(editor).post(refused.redirect_chain[-1][0], choices(refused))
    assert "choose one wording" in what_went_wrong(response)
    assert Article.objects.get().version == 2 and SetAside.objects.get().settled_at is None


def test_a_save_while_choosing_is_told_and_keeps_the_choices_that_still_fit(
    refused: HttpResponse, desk: Desk, editor: User, publisher: User
) -> None:
    [name] = names_of_choices(refused)
    revising.revise(Article.objects.get(), by=publisher, headline="Dust")
    response = desk(editor).post(refused.redirect_chain[-1][0], choices(refused) | {name: "mine"})
    assert "while you were choosing" in what_went_wrong(response)
    asked = names_of_choices(response)
    assert name in asked and len(asked) == 2
    assert choices(response)[name] == ["mine"] and choices(response)["version"] == ["3"]
    assert Article.objects.get().body == body(mill="The mill was sold.")


def test_a_clash_that_became_another_is_chosen_anew(
    refused: HttpResponse, desk: Desk, editor: User, publisher: User
) -> None:
    [name] = names_of_choices(refused)
    revising.revise(Article.objects.get(), by=publisher, body=body(mill="The mill was given away."))
    response = desk(editor).post(refused.redirect_chain[-1][0], choices(refused) | {name: "mine"})
    [asked] = names_of_choices(response)
    assert asked != name and asked not in choices(response)


def test_a_draft_let_go_is_kept_and_no_longer_listed(refused: HttpResponse, desk: Desk, editor: User) -> None:
    there = refused.redirect_chain[-1][0]
    response = desk(editor).post(there, {"let_go": "1"}, follow=True)
    draft = SetAside.objects.get()
    assert draft.outcome == "let_go" and not page_of(response).xpath("//*[@id='set-aside-heading']")
    assert "The mill burned." in desk(editor).get(there).content.decode()


def test_a_draft_settled_meanwhile_is_not_taken_up_twice(
    refused: HttpResponse, desk: Desk, editor: User
) -> None:
    [name] = names_of_choices(refused)
    setting_aside.let_go(SetAside.objects.get(), by=editor)
    response = desk(editor).post(refused.redirect_chain[-1][0], choices(refused) | {name: "mine"})
    assert "let go already" in what_went_wrong(response)


# Who sees it


def test_the_form_of_the_piece_lists_what_was_set_aside(
    refused: HttpResponse, desk: Desk, publisher: User, editor: User
) -> None:
    form = desk(publisher).get(address(Article.objects.get()))
    [link] = page_of(form).xpath("//a[contains(@href, '/set-aside/')]")
    assert editor.username in link.text_content()
    assert "The mill burned." in desk(publisher).get(link.get("href")).content.decode()


def test_more_drafts_and_more_people_make_no_more_queries(
    refused: HttpResponse, desk: Desk, editor: User, publisher: User
) -> None:
    piece, browser = Article.objects.get(), desk(publisher)
    presence.opened(piece, by=editor)
    with CaptureQueriesContext(connection) as few:
        browser.get(address(piece))
    for number in range(4):
        setting_aside.set_aside(piece, {"headline": f"Take {number}"}, by=editor, version=1)
        presence.opened(piece, by=a_colleague("editor"))
    with assertNumQueries(len(few)):
        browser.get(address(piece))


def test_a_checker_reads_what_was_set_aside_and_cannot_save_it(
    refused: HttpResponse, desk: Desk, checker: User
) -> None:
    there = refused.redirect_chain[-1][0]
    shown = desk(checker).get(there)
    assert "The mill burned." in shown.content.decode() and not names_of_choices(shown)
    assert desk(checker).post(there, {"version": "2"}).status_code == 403
    assert desk(checker).post(there, {"let_go": "1"}).status_code == 403
    assert SetAside.objects.get().settled_at is None


def test_a_contributor_meets_nothing_set_aside_of_a_colleagues_piece(
    refused: HttpResponse, desk: Desk, contributor: User
) -> None:
    assert desk(contributor).get(refused.redirect_chain[-1][0]).status_code == 404


def test_a_draft_is_found_under_its_own_piece_alone(refused: HttpResponse, desk: Desk, editor: User) -> None:
    other = a_piece(editor)
    draft = SetAside.objects.get()
    there = reverse("admin:articles_article_set_aside", args=[other.pk, draft.pk])
    assert desk(editor).get(there).status_code == 404


def test_a_text_whose_version_is_unknown_can_still_be_read(desk: Desk, editor: User, piece: Article) -> None:
    content = {"headline": "From nowhere", "body": "<p>Read me.</p>"}
    draft = setting_aside.set_aside(piece, content, by=editor, version=99)
    there = reverse("admin:articles_article_set_aside", args=[piece.pk, draft.pk])
    assert "Read me." in desk(editor).get(there).content.decode()


def test_text_that_was_set_aside_runs_no_script(desk: Desk, editor: User, piece: Article) -> None:
    hostile = "<script>alert(1)</script>"
    content = {"headline": hostile, "body": f"<p>Read me.</p>{hostile}", "standfirst": hostile}
    draft = setting_aside.set_aside(piece, content, by=editor, version=1)
    there = reverse("admin:articles_article_set_aside", args=[piece.pk, draft.pk])
    assert b"<script>alert" not in desk(editor).get(there).content
