import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import publishing, revising
from articles.models import Article
from claims import annotating, assessing, sourcing
from claims.life import Event, life_of, recall
from claims.models import Claim
from tests.factories import (
    BODY,
    QUOTE,
    SourceFactory,
    a_claim,
    a_finding,
    a_piece,
    a_proposal,
    a_ready_piece,
    some_evidence,
)


@pytest.fixture
def piece(editor: User) -> Article:
    return a_piece(editor)


@pytest.fixture
def claim(piece: Article, checker: User) -> Claim:
    return a_claim(piece, checker)


def titles(claim: Claim) -> list[str]:
    return [event.title for event in life_of(Claim.objects.get(pk=claim.pk))]


def newest(claim: Claim) -> Event:
    return life_of(Claim.objects.get(pk=claim.pk))[0]


def shown(event: Event) -> dict[str, list[tuple[str, str]]]:
    return {change.label: [(run.op, run.text) for run in change.runs] for change in event.changes}


def test_a_claim_begins_with_its_mark(claim: Claim, checker: User) -> None:
    [marked] = [event for event in life_of(claim) if event.kind == "record"]
    assert (marked.title, marked.by) == ("Marked", checker)
    assert shown(marked)["Words"] == [("equal", QUOTE)]


def test_a_new_wording_shows_what_changed_who_and_why(claim: Claim, editor: User) -> None:
    annotating.amend(claim, by=editor, why="Once is enough", proposition="The harbour froze once in May.")
    told = newest(claim)
    assert (told.title, told.by, told.why) == ("Record changed", editor, "Once is enough")
    assert ("delete", "twice") in shown(told)["Proposition"]
    assert ("insert", "once") in shown(told)["Proposition"]


def test_a_value_of_the_record_is_shown_in_its_words(claim: Claim, editor: User) -> None:
    annotating.amend(claim, by=editor, modality="not_proven", assigned_to=editor)
    assert shown(newest(claim)) == {
        "How the text puts it": [("delete", "asserted"), ("insert", "put as not proven")],
        "Assigned to": [("equal", "editor")],
    }


def test_each_text_it_stood_in_says_how_it_came_there_and_who_saved_it(
    claim: Claim, piece: Article, editor: User
) -> None:
    revising.revise(piece, by=editor, body=BODY.replace("froze twice", "froze thrice"))
    told = newest(claim)
    assert (told.kind, told.title, told.by) == ("place", "Its words changed", editor)
    assert shown(told)["Words"] == [
        ("equal", "The harbour froze "),
        ("delete", "twice"),
        ("insert", "thrice"),
    ]


def test_who_accepts_changed_words_stands_there_once(
    claim: Claim, piece: Article, editor: User, checker: User
) -> None:
    revising.revise(piece, by=editor, body=BODY.replace("froze twice", "froze thrice"))
    annotating.confirm(claim, by=checker)
    assert titles(claim)[:2] == ["Accepted on these words", "Its words changed"]
    assert newest(claim).by == checker


def test_words_put_there_by_hand_replace_no_fact_about_the_text(
    claim: Claim, piece: Article, editor: User, checker: User
) -> None:
    revising.revise(piece, by=editor, body=BODY.replace("The harbour froze twice", "It was cold"))
    annotating.place_again(claim, by=checker, quote="It was cold")
    told = newest(claim)
    assert (told.title, told.by, told.row.exact) == ("Put on these words", checker, "It was cold")


def test_a_placing_that_was_replaced_in_the_same_text_is_not_forgotten(
    claim: Claim, checker: User, editor: User
) -> None:
    annotating.place_again(claim, by=editor, quote="Nobody asked the mayor")
    annotating.place_again(claim, by=checker, quote="The mill stood idle")
    put = [(event.by, shown(event)) for event in life_of(claim) if event.kind == "record"]
    assert put[0][0] == editor
    assert ("insert", "Nobody asked the mayor") in put[0][1]["Words"]


def test_evidence_is_filed_and_withdrawn(claim: Claim, checker: User, editor: User) -> None:
    evidence = some_evidence(claim, checker, SourceFactory(title="Harbour log"))
    assessing.withdraw_evidence(evidence, by=editor, why="A forgery")
    [withdrawn, filed] = [event for event in life_of(claim) if event.kind == "evidence"]
    assert (filed.title, filed.by, shown(filed)["Source"]) == (
        "Evidence filed",
        checker,
        [("equal", "Harbour log")],
    )
    assert (withdrawn.title, withdrawn.by, withdrawn.why) == ("Evidence withdrawn", editor, "A forgery")


def test_a_finding_is_proposed_and_signed(claim: Claim, checker: User, editor: User) -> None:
    a_finding(claim, checker, signed_by=editor)
    [signed, proposed] = [event for event in life_of(claim) if event.kind == "finding"]
    assert [(event.title, event.by) for event in (proposed, signed)] == [
        ("Finding proposed", checker),
        ("Finding signed", editor),
    ]


def test_a_reopening_says_why(claim: Claim, checker: User, editor: User) -> None:
    source = SourceFactory(title="Harbour log", reliability="B")
    some_evidence(claim, checker, source)
    a_finding(claim, checker, signed_by=editor, finding="supported")
    source.reliability = "D"
    sourcing.revise_source(source, by=editor, why="It was kept by a poet")
    told = newest(claim)
    assert told.title == "Reopened" and "It was kept by a poet" in told.why


def test_a_remark_stands_in_its_place(claim: Claim, editor: User) -> None:
    assessing.remark(claim, by=editor, text="Which May?")
    assert (newest(claim).title, newest(claim).row.text) == ("Remark", "Which May?")


def test_a_removal_ends_it(claim: Claim, editor: User) -> None:
    annotating.remove(claim, by=editor, reason="A duplicate.")
    assert newest(claim).title == "Removed" and "A duplicate." in newest(claim).why


def test_an_edition_says_what_its_readers_were_told(publisher: User, checker: User) -> None:
    piece = a_ready_piece(publisher)
    claim = a_claim(piece, checker, modality="reported")
    edition = publishing.publish(piece, by=publisher)
    events = life_of(claim)
    recall(claim, events)
    assert (events[0].title, events[0].by, events[0].row) == ("Edition 1: first edition", publisher, edition)
    assert events[0].told and events[0].told["found"] == "Not yet assessed"


def test_an_edition_from_before_the_claim_is_none_of_its_life(publisher: User, checker: User) -> None:
    piece = a_ready_piece(publisher)
    publishing.publish(piece, by=publisher)
    assert "edition" not in [event.kind for event in life_of(a_claim(piece, checker))]


def test_everything_stands_in_order(claim: Claim, checker: User, editor: User) -> None:
    some_evidence(claim, checker)
    assessing.remark(claim, by=editor, text="Which May?")
    a_proposal(claim, checker)
    moments = [event.at for event in life_of(claim)]
    assert moments == sorted(moments, reverse=True) and len(moments) == 5


def test_a_long_life_takes_no_more_queries_than_a_short_one(
    claim: Claim, piece: Article, checker: User, editor: User
) -> None:
    def queries() -> int:
        fresh = Claim.objects.select_related("article").get(pk=claim.pk)
        with CaptureQueriesContext(connection) as asked:
            life_of(fresh)
        return len(asked)

    def something_happens(number: int) -> None:
        annotating.amend(claim, by=checker, assigned_to=checker, proposition=f"It froze {number} times.")
        revising.revise(piece, by=editor, body=BODY.replace("mill", f"mill {number}"))
        some_evidence(claim, checker)
        assessing.remark(claim, by=editor, text="Hm.")
        a_proposal(claim, checker)

    something_happens(1)
    few = queries()
    for number in range(2, 8):
        something_happens(number)
    assert queries() == few == 8
