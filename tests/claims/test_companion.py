"""What happens to claims when their piece is revised."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from pytest_django import DjangoAssertNumQueries

from articles import publishing, revising
from articles.checklist import problems_of
from articles.companions import companions
from articles.models import Article, Edition
from claims import annotating
from claims.companion import Claims
from claims.models import Anchor, Claim, Tally, TextVersion
from tests.factories import BODY, QUOTE, a_claim, a_finding, a_piece, a_proposal, a_ready_piece


@pytest.fixture
def piece(editor: User) -> Article:
    return a_piece(editor)


@pytest.fixture
def claim(piece: Article, editor: User) -> Claim:
    return a_claim(piece, editor)


def anchors(**where: Any) -> list[dict[str, Any]]:
    return list(Anchor.objects.filter(**where).order_by("pk").values())


def here(claim: Claim) -> Anchor:
    """The claim's anchor in the working copy."""
    return claim.anchors.get(text_id=Article.objects.get(pk=claim.article_id).fingerprint)


def problems(piece: Article) -> list[tuple[str, bool]]:
    found = problems_of(Article.objects.get(pk=piece.pk))
    own = {"stage", "byline", "body", "disclaimer", "coverage"}
    return [(p.code, p.blocks) for p in found if p.code not in own]


def fail(*args: Any) -> None:
    raise RuntimeError("no place")


def test_claims_is_the_companion_of_articles() -> None:
    assert [type(companion) for companion in companions()] == [Claims]


def test_a_claim_follows_its_words(claim: Claim, piece: Article, editor: User) -> None:
    revised = revising.revise(piece, by=editor, body="<p>A new opening.</p>" + BODY)
    anchor, text = here(claim), revised.reading().text
    assert text[anchor.start : anchor.end] == anchor.exact == QUOTE
    assert anchor.start > claim.first_start


def test_a_claim_whose_words_are_gone_is_orphaned_with_its_last_words(
    claim: Claim, piece: Article, editor: User
) -> None:
    revising.revise(piece, by=editor, body="<p>All new.</p>")
    anchor = here(claim)
    assert (anchor.state, anchor.span, anchor.exact) == ("orphaned", None, QUOTE)


def test_a_claim_whose_place_is_unclear_is_ambiguous(editor: User) -> None:
    piece = a_piece(editor, body="<p>It froze. It was cold.</p>")
    claim = a_claim(piece, editor, "It froze")
    revising.revise(piece, by=editor, body="<p>It froze. So.</p><p>It froze. So.</p>")
    anchor = here(claim)
    assert anchor.state in {"ambiguous", "exact"}
    assert (anchor.span is None) is (anchor.state == "ambiguous")


@pytest.mark.parametrize("body", ["", "<p>All new.</p>", "<p>The harbour froze twice. Twice!</p>"])
def test_undo_returns_exactly_the_same_anchors(body: str, claim: Claim, piece: Article, editor: User) -> None:
    a_claim(piece, editor, "Nobody asked the mayor")
    before = anchors(text_id=piece.fingerprint)
    revising.revise(piece, by=editor, body=body)
    revising.revise(piece, by=editor, body=BODY)
    assert anchors(text_id=piece.fingerprint) == before


def test_a_claim_lost_on_the_way_comes_back_with_its_words(
    claim: Claim, piece: Article, editor: User
) -> None:
    revising.revise(piece, by=editor, body="")
    revising.revise(piece, by=editor, body="<p>Later, the harbour froze. The harbour froze twice. Yes.</p>")
    assert here(claim).state in {"exact", "ambiguous"}


def test_a_change_outside_the_text_moves_no_anchor(claim: Claim, piece: Article, editor: User) -> None:
    before = anchors()
    revising.revise(piece, by=editor, headline="New", body=BODY.replace("mill", "<em>mill</em>"))
    assert anchors() == before


def test_a_removed_claim_is_not_placed_again(claim: Claim, piece: Article, editor: User) -> None:
    annotating.remove(claim, by=editor, reason="Gone.")
    revising.revise(piece, by=editor, body=BODY + "<p>More.</p>")
    assert claim.anchors.count() == 1


def test_one_save_places_every_claim_in_a_handful_of_queries(
    piece: Article, editor: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(12):
        a_claim(piece, editor)
    companion, text = Claims(), piece.reading().text
    with django_assert_max_num_queries(14):
        companion.revised(piece, text, text + " More.")
    assert TextVersion.objects.get(text=text + " More.").anchors.count() == 12


def test_a_failing_companion_undoes_the_edit(
    claim: Claim, piece: Article, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Claims, "revised", fail)
    with pytest.raises(RuntimeError):
        revising.revise(piece, by=editor, headline="New", body="<p>New.</p>", tags=["ice"])
    stored = Article.objects.get(pk=piece.pk)
    assert (stored.headline, stored.body, stored.version) == (piece.headline, BODY, 1)
    assert (stored.tags.count(), stored.history.count(), claim.anchors.count()) == (0, 1, 1)


def test_a_failing_companion_undoes_the_publication(publisher: User, monkeypatch: pytest.MonkeyPatch) -> None:
    piece = a_ready_piece(publisher)
    before = piece.history.count()
    monkeypatch.setattr(Claims, "freeze", fail)
    with pytest.raises(RuntimeError):
        publishing.publish(piece, by=publisher)
    assert (Edition.objects.count(), piece.history.count()) == (0, before)


def test_an_unresolved_claim_stops_publication_until_placed_again(
    claim: Claim, piece: Article, editor: User
) -> None:
    revising.revise(piece, by=editor, body="<p>Ice was on the harbour.</p>")
    assert problems(piece) == [("anchor", True)]
    annotating.place_again(claim, by=editor, quote="Ice was on the harbour")
    assert problems(piece) == []


def test_an_unresolved_claim_stops_publication_until_removed(
    claim: Claim, piece: Article, editor: User
) -> None:
    revising.revise(piece, by=editor, body="<p>All new.</p>")
    annotating.remove(claim, by=editor, reason="Cut.")
    assert problems(piece) == []


def test_a_claim_with_no_anchor_in_the_text_stops_publication(claim: Claim, piece: Article) -> None:
    claim.anchors.all().delete()
    assert problems(piece) == [("anchor", True)]


@pytest.mark.parametrize("wrong", [{"exact": "The harbour thawed"}, {"start": 0}, {"end": 9_999}])
def test_a_place_written_past_the_verbs_that_has_other_words_stops_publication(
    wrong: dict[str, Any], claim: Claim, piece: Article
) -> None:
    claim.anchors.update(**wrong)
    [problem] = [problem for problem in problems_of(piece) if problem.code == "anchor"]
    assert (problem.blocks, problem.can_be_overridden) == (True, False)


def test_a_stale_finding_is_made_known(claim: Claim, piece: Article, editor: User, checker: User) -> None:
    a_finding(claim, editor, signed_by=checker)
    annotating.place_again(claim, by=editor, quote="Nobody asked the mayor")
    assert problems(piece) == [("stale", False)]


def test_an_unsigned_finding_is_made_known(claim: Claim, piece: Article, editor: User) -> None:
    a_proposal(claim, editor)
    assert problems(piece) == [("unsigned", False)]


def test_a_signed_finding_is_no_problem(claim: Claim, piece: Article, editor: User, checker: User) -> None:
    a_finding(claim, editor, signed_by=checker)
    assert problems(piece) == []


def test_a_record_that_only_a_rule_proposed_stops_publication(piece: Article, editor: User) -> None:
    claim = annotating.mark(piece, by=editor, quote=QUOTE)
    assert problems(piece) == [("unconfirmed", True)]
    annotating.amend(claim, by=editor)
    assert problems(piece) == []


def test_open_sentences_are_told_and_stop_nothing(piece: Article, editor: User) -> None:
    [told] = [p for p in problems_of(Article.objects.get(pk=piece.pk)) if p.code == "coverage"]
    assert (told.blocks, "sentences that state something checkable" in told.message) == (False, True)


def test_a_save_counts_how_far_the_annotating_has_come(piece: Article, editor: User) -> None:
    a_claim(piece, editor)
    before = Tally.objects.get(article=piece)
    revising.revise(piece, by=editor, body=BODY + "<p>In 2024 the dam cost 12 million.</p>")
    after = Tally.objects.get(article=piece)
    assert (after.open, after.annotated) == (before.open + 1, before.annotated)
