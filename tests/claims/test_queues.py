from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from articles import revising
from articles.models import Article, Byline
from claims import annotating, assessing, sourcing
from claims.models import Claim
from claims.queues import QUEUES, counts
from tests.factories import (
    BODY,
    AuthorFactory,
    SourceFactory,
    a_claim,
    a_colleague,
    a_finding,
    a_piece,
    a_proposal,
    some_evidence,
)

Revise = Callable[[str, str], Article]


@pytest.fixture
def piece(editor: User) -> Article:
    return a_piece(editor)


@pytest.fixture
def claim(piece: Article, checker: User) -> Claim:
    return a_claim(piece, checker)


@pytest.fixture
def reword(piece: Article, editor: User) -> Revise:
    return lambda old, new: revising.revise(piece, by=editor, body=BODY.replace(old, new))


def rows(name: str, user: User) -> list[Any]:
    return list(QUEUES[name].rows(user))


def why(name: str, user: User) -> str:
    [claim] = rows(name, user)
    return QUEUES[name].why(claim, user)


def test_what_is_assigned_to_somebody_is_theirs_alone(claim: Claim, checker: User, editor: User) -> None:
    annotating.amend(claim, by=editor, assigned_to=checker)
    assert rows("mine", checker) == [claim] and rows("mine", editor) == []
    assert why("mine", checker) == "Not yet assessed."


def test_it_waits_since_it_was_last_assigned(claim: Claim, checker: User, editor: User) -> None:
    for assigned in (checker, editor, checker):
        annotating.amend(claim, by=editor, assigned_to=assigned)
    given_again = claim.history.first().history_date
    annotating.amend(claim, by=editor, proposition="It froze.")
    [waiting] = rows("mine", checker)
    assert waiting.since == given_again


def test_a_record_a_rule_proposed_waits_for_a_person(piece: Article, editor: User) -> None:
    claim = annotating.mark(piece, by=editor, quote="The mill stood idle in May")
    [waiting] = rows("confirm", editor)
    assert (waiting, waiting.since) == (claim, claim.history.get().history_date)
    annotating.amend(claim, by=editor)
    assert rows("confirm", editor) == []


def test_a_proposal_waits_for_somebody_else(claim: Claim, checker: User, editor: User) -> None:
    proposal = a_proposal(claim, checker)
    assert rows("sign", checker) == []
    [waiting] = rows("sign", editor)
    assert (waiting, waiting.since) == (claim, proposal.proposed_at)
    assert why("sign", editor) == "“Could not be established”, proposed by checker"


def test_an_author_of_the_piece_has_nothing_of_it_to_sign(claim: Claim, checker: User, editor: User) -> None:
    a_proposal(claim, checker)
    Byline.objects.create(article=claim.article, author=AuthorFactory(user=editor))
    assert rows("sign", editor) == []


def test_who_has_no_right_to_sign_has_nothing_to_sign(claim: Claim, checker: User, contributor: User) -> None:
    a_proposal(claim, checker)
    assert rows("sign", contributor) == []


def test_a_signed_proposal_waits_no_more(claim: Claim, checker: User, editor: User) -> None:
    a_finding(claim, checker, signed_by=editor)
    assert rows("sign", a_colleague("checker")) == []


def test_a_proposal_on_words_of_yesterday_is_nobodys_to_sign_and_stale(
    claim: Claim, checker: User, editor: User, reword: Revise
) -> None:
    a_proposal(claim, checker)
    reword("froze twice", "froze thrice")
    annotating.confirm(claim, by=checker)
    assert rows("sign", editor) == []
    assert why("stale", editor) == "A finding was proposed on other words than those of today."


def test_a_finding_on_other_words_is_stale_until_proposed_anew(
    claim: Claim, checker: User, editor: User, reword: Revise
) -> None:
    a_finding(claim, checker, signed_by=editor)
    assert rows("stale", editor) == []
    reword("froze twice", "froze thrice")
    anchor = annotating.confirm(claim, by=checker)
    [stale] = rows("stale", editor)
    assert stale.since == anchor.settled_at
    assert why("stale", editor) == "It judged other words than those of today."
    a_proposal(claim, checker)
    assert rows("stale", editor) == [] and rows("sign", editor) == [claim]


def test_a_reopened_finding_says_why_it_waits(claim: Claim, checker: User, editor: User) -> None:
    source = SourceFactory(title="Harbour log", reliability="B")
    some_evidence(claim, checker, source)
    a_finding(claim, checker, signed_by=editor, finding="supported")
    source.reliability = "D"
    [reopened] = sourcing.revise_source(source, by=editor, why="Kept by a poet")
    [stale] = rows("stale", editor)
    assert stale.since == reopened.reopened_at
    assert "Kept by a poet" in why("stale", editor)


@pytest.mark.parametrize("words", ["It was cold", "The harbour never froze"])
def test_a_claim_that_lost_its_words_waits_for_somebody(
    words: str, claim: Claim, editor: User, reword: Revise
) -> None:
    reword("The harbour froze twice", words)
    [lost] = rows("lost", editor)
    assert lost == claim and lost.since == lost.anchors.get(text_id=lost.article.fingerprint).text.kept_at
    assert why("lost", editor).startswith("Words ")


def test_a_claim_that_moved_with_its_words_waits_for_nobody(
    claim: Claim, editor: User, reword: Revise
) -> None:
    reword("<p>", "<p>Listen. ")
    assert rows("lost", editor) == []


def test_a_lost_claim_is_no_stale_one(claim: Claim, checker: User, editor: User, reword: Revise) -> None:
    a_finding(claim, checker, signed_by=editor)
    reword("froze twice", "froze thrice")
    assert rows("stale", editor) == [] and rows("lost", editor) == [claim]


def test_a_claim_is_due_from_the_day_on(claim: Claim, checker: User) -> None:
    today = timezone.now().date()
    annotating.amend(claim, by=checker, recheck_on=today + timedelta(days=1))
    assert rows("recheck", checker) == []
    annotating.amend(claim, by=checker, recheck_on=today)
    assert [(row, row.since) for row in rows("recheck", checker)] == [(claim, today)]


def test_a_removed_claim_waits_nowhere(claim: Claim, checker: User, editor: User, reword: Revise) -> None:
    annotating.amend(claim, by=checker, assigned_to=editor, recheck_on=timezone.now().date())
    a_proposal(claim, checker)
    reword("froze twice", "froze thrice")
    annotating.remove(claim, by=editor, reason="A duplicate.")
    assert {queue.name: number for queue, number in counts(editor)} == dict.fromkeys(QUEUES, 0)


def test_what_waits_longest_comes_first(piece: Article, checker: User, editor: User) -> None:
    first, second = a_claim(piece, checker, "The mill stood idle"), a_claim(piece, checker)
    a_proposal(second, checker)
    a_proposal(first, checker)
    assert rows("sign", editor) == [second, first]


def test_every_queue_says_why_each_of_its_claims_waits(
    claim: Claim, checker: User, editor: User, reword: Revise
) -> None:
    assessing.remark(claim, by=editor, text="Which May?")
    annotating.amend(claim, by=checker, assigned_to=editor, recheck_on=timezone.now().date())
    a_proposal(claim, checker)
    told = {name: [queue.why(row, editor) for row in rows(name, editor)] for name, queue in QUEUES.items()}
    assert all(all(reasons) for reasons in told.values())
    assert [name for name in told if told[name]] == ["mine", "sign", "recheck"]
