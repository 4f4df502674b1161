import pytest
from django.contrib.auth.models import User

from articles import revising
from articles.content import content_of
from articles.models import Article, SetAside
from articles.refusals import Conflict, NotAllowed, Refused
from articles.setting_aside import let_go, outcome_of, set_aside, take_up
from tests.factories import BODY, DisclaimerFactory, SeriesFactory, a_claim, a_colleague, a_piece

THEIRS, MINE = BODY.replace("in May", "in June"), BODY.replace("in May", "in July")


@pytest.fixture
def piece(editor: User) -> Article:
    return a_piece(editor, headline="The Mill")


@pytest.fixture
def draft(piece: Article, editor: User, publisher: User) -> SetAside:
    """A colleague was quicker: both changed the first paragraph, and this one the standfirst too."""
    content = content_of(piece) | {"body": MINE, "standfirst": "Mine."}
    revising.revise(piece, by=publisher, version=1, body=THEIRS)
    return set_aside(piece, content, by=editor, version=1, why="The month was wrong")


def stored() -> Article:
    return Article.objects.get()


def test_a_draft_keeps_every_word(draft: SetAside, editor: User) -> None:
    kept = SetAside.objects.get()
    assert (kept.content["body"], kept.content["standfirst"], kept.by) == (MINE, "Mine.", editor)


def test_a_draft_sent_twice_is_kept_once(draft: SetAside, editor: User, piece: Article) -> None:
    assert set_aside(piece, draft.content, by=editor, version=1) == draft


def test_a_draft_keeps_relations_and_series(piece: Article, editor: User) -> None:
    whole = {"series": SeriesFactory(), "disclaimers": [DisclaimerFactory()], "tags": ["Ice", "mills"]}
    content = content_of(revising.revise(piece, by=editor, **whole))
    set_aside(piece, content, by=editor, version=2)
    assert SetAside.objects.get().content == content


def test_a_draft_says_where_it_clashes_and_what_merges(draft: SetAside) -> None:
    outcome = outcome_of(draft)
    assert [clash.field for clash in outcome.clashes] == ["body"]
    assert outcome.content["standfirst"] == "Mine."


CHOSEN = {"mine": MINE, "theirs": THEIRS, "base": BODY}


@pytest.mark.parametrize("choice", CHOSEN)
def test_taking_up_a_draft_writes_what_was_chosen(choice: str, draft: SetAside, editor: User) -> None:
    taken = take_up(draft, by=editor, version=2, choices={"body": [choice]})
    assert (taken.body, taken.standfirst) == (CHOSEN[choice], "Mine.")


def test_taking_up_both_keeps_every_word_of_both(draft: SetAside, editor: User) -> None:
    text = take_up(draft, by=editor, version=2, choices={"body": ["both"]}).reading().text
    assert "in June" in text
    assert "in July" in text


def test_a_draft_taken_up_is_settled_and_kept(draft: SetAside, editor: User) -> None:
    take_up(draft, by=editor, version=2, choices={"body": ["mine"]})
    kept = SetAside.objects.get()
    assert (kept.outcome, kept.content["body"]) == ("taken_up", MINE)
    assert stored().history.first().history_change_reason == "The month was wrong"


@pytest.mark.parametrize("choices", [{}, {"body": []}, {"body": ["mine", "mine"]}, {"body": ["none"]}])
def test_a_missing_choice_is_refused_and_nothing_written(
    choices: dict[str, list[str]], draft: SetAside, editor: User
) -> None:
    with pytest.raises(Refused):
        take_up(draft, by=editor, version=2, choices=choices)
    assert (stored().version, SetAside.objects.get().outcome) == (2, "")


def test_choices_made_on_an_older_version_are_a_conflict(
    draft: SetAside, editor: User, publisher: User
) -> None:
    revising.revise(stored(), by=publisher, headline="Again quicker")
    with pytest.raises(Conflict):
        take_up(draft, by=editor, version=2, choices={"body": ["mine"]})
    assert SetAside.objects.get().outcome == ""


def test_a_draft_is_settled_once(draft: SetAside, editor: User) -> None:
    let_go(draft, by=editor)
    with pytest.raises(Refused, match="let go already"):
        take_up(draft, by=editor, version=2, choices={"body": ["mine"]})


def test_a_draft_let_go_is_kept_all_the_same(draft: SetAside, editor: User) -> None:
    let_go(draft, by=editor)
    assert SetAside.objects.get().content["body"] == MINE


def test_a_draft_is_let_go_by_its_writer_or_an_editor(draft: SetAside, checker: User) -> None:
    with pytest.raises(NotAllowed):
        let_go(draft, by=checker)
    assert let_go(draft, by=a_colleague("editor")).outcome == "let_go"


def test_who_may_not_see_a_piece_sets_nothing_aside(piece: Article, contributor: User) -> None:
    with pytest.raises(NotAllowed):
        set_aside(piece, {"headline": "Mine"}, by=contributor, version=1)


def test_claims_follow_a_draft_that_is_taken_up(draft: SetAside, editor: User) -> None:
    claim = a_claim(stored(), editor)
    take_up(draft, by=editor, version=2, choices={"body": ["mine"]})
    assert claim.anchors.get(text_id=stored().fingerprint).exact == "The harbour froze twice"
