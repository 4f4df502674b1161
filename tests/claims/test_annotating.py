import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from articles import revising
from articles.models import Article
from articles.refusals import NotAllowed, Refused
from claims import annotating, assessing
from claims.models import Assessment, Claim, Evidence
from tests.factories import (
    QUOTE,
    AuthorFactory,
    a_claim,
    a_colleague,
    a_finding,
    a_piece,
    a_proposal,
    some_evidence,
)

TWICE = "<p>In May the mill stood idle.</p><p>In June the mill stood idle.</p>"


@pytest.fixture
def piece(editor: User) -> Article:
    return a_piece(editor)


@pytest.fixture
def claim(piece: Article, checker: User) -> Claim:
    return a_claim(piece, checker)


def test_a_claim_stands_on_its_words(claim: Claim, piece: Article) -> None:
    anchor, text = claim.anchors.get(), piece.reading().text
    assert text[anchor.start : anchor.end] == anchor.exact == claim.first_exact == QUOTE
    assert (anchor.state, anchor.text_id, claim.made_in_id) == ("exact", piece.fingerprint, piece.fingerprint)
    assert text[: anchor.start].endswith(anchor.prefix) and text[anchor.end :].startswith(anchor.suffix)


def test_a_claim_may_cross_markup_and_paragraphs(editor: User) -> None:
    piece = a_piece(editor, body="<p>The <b>harbour</b> froze.</p><p>Twice &amp; hard.</p>")
    claim = a_claim(piece, editor, "harbour froze.\n\nTwice & hard")
    assert claim.first_exact == "harbour froze.\n\nTwice & hard"


def test_a_new_claim_leaves_one_history_row(claim: Claim, checker: User) -> None:
    row = claim.history.get()
    assert (row.history_user, row.history_change_reason) == (checker, "Marked")


def test_words_that_are_not_in_the_text_are_refused_by_name(piece: Article, checker: User) -> None:
    with pytest.raises(Refused) as refusal:
        a_claim(piece, checker, "The harbour thawed")
    assert refusal.value.message_dict == {
        "quote": ["“The harbour thawed”: The words do not stand in the text."]
    }


def test_words_that_stand_twice_are_refused(editor: User) -> None:
    with pytest.raises(Refused, match="stand 2 times"):
        a_claim(a_piece(editor, body=TWICE), editor, "the mill stood idle")


@pytest.mark.parametrize("context", [{"prefix": "In June "}, {"prefix": "June "}])
def test_context_tells_words_that_stand_twice_apart(context: dict[str, str], editor: User) -> None:
    claim = a_claim(a_piece(editor, body=TWICE), editor, "the mill stood idle", **context)
    assert claim.first_start == len("In May the mill stood idle.\n\nIn June ")


@pytest.mark.parametrize("quote", ["", "  \n"])
def test_a_claim_without_words_is_refused(quote: str, piece: Article, checker: User) -> None:
    with pytest.raises(Refused, match="Give the words"):
        a_claim(piece, checker, quote)


def test_a_refused_claim_writes_nothing(piece: Article, checker: User) -> None:
    with pytest.raises(ValidationError) as refusal:
        a_claim(piece, checker, proposition="", modality="shouted")
    assert refusal.value.error_dict.keys() == {"proposition", "modality"}
    assert not Claim.objects.exists()


@pytest.mark.parametrize("spaces", ["   ", "\n\t", "\u00a0\u200b"])
def test_spaces_alone_are_no_proposition(spaces: str, piece: Article, claim: Claim, checker: User) -> None:
    with pytest.raises(ValidationError, match="Spaces alone claim nothing"):
        annotating.amend(claim, by=checker, proposition=spaces, stakes="central")
    with pytest.raises(ValidationError, match="Spaces alone claim nothing"):
        a_claim(piece, checker, proposition=spaces)
    assert Claim.objects.values("proposition", "stakes").get() == {
        "proposition": claim.proposition,
        "stakes": "routine",
    }


def test_claims_are_numbered_within_their_piece(piece: Article, claim: Claim, editor: User) -> None:
    second = a_claim(piece, editor, "Nobody asked the mayor")
    elsewhere = a_claim(a_piece(editor), editor)
    assert [claim.number, second.number, elsewhere.number] == [1, 2, 1]


def test_a_removed_claims_number_is_never_given_again(piece: Article, claim: Claim, checker: User) -> None:
    annotating.remove(claim, by=checker, reason="A duplicate.")
    assert a_claim(piece, checker).number == 2


def test_two_claims_may_stand_on_the_same_words(piece: Article, claim: Claim, checker: User) -> None:
    assert a_claim(piece, checker).first_exact == claim.first_exact


@pytest.mark.parametrize("role", ["contributor"])
def test_who_may_not_check_adds_no_claim(role: str, piece: Article) -> None:
    with pytest.raises(NotAllowed):
        a_claim(piece, a_colleague(role))


def test_a_contributor_does_not_annotate_their_own_piece(contributor: User) -> None:
    with pytest.raises(NotAllowed):
        a_claim(a_piece(contributor), contributor)


def test_an_amended_claim_leaves_one_history_row(claim: Claim, checker: User) -> None:
    annotating.amend(claim, by=checker, why="Clearer", modality="reported")
    assert (claim.history.count(), claim.history.first().modality) == (2, "reported")


def test_an_unchanged_amendment_writes_nothing(claim: Claim, checker: User) -> None:
    annotating.amend(claim, by=checker, modality=claim.modality)
    assert claim.history.count() == 1


def test_amending_never_touches_findings_or_words(claim: Claim, checker: User, editor: User) -> None:
    finding = a_finding(claim, checker, signed_by=editor)
    annotating.amend(claim, by=checker, modality="confirmed", checkable="partly")
    assert (Assessment.objects.signed().get(), claim.anchors.get().exact) == (finding, QUOTE)


@pytest.mark.parametrize("name", ["article", "number", "first_exact", "made_in", "removed_at", "reopened_at"])
def test_amending_changes_only_how_a_claim_is_recorded(name: str, claim: Claim, checker: User) -> None:
    with pytest.raises(Refused, match="It keeps its piece, its number and its first words"):
        annotating.amend(claim, by=checker, **{name: None})


def test_a_claim_can_be_placed_on_other_words(claim: Claim, piece: Article, checker: User) -> None:
    revising.revise(piece, by=piece.started_by, body="<p>The harbour was frozen two times.</p>")
    anchor = annotating.place_again(claim, by=checker, quote="The harbour was frozen two times")
    assert (anchor.state, anchor.exact) == ("exact", "The harbour was frozen two times")
    assert Claim.objects.get(pk=claim.pk).first_exact == QUOTE


def test_a_removed_claim_keeps_its_number_and_says_why(claim: Claim, checker: User) -> None:
    gone = annotating.remove(claim, by=checker, reason=" No longer in the text. ")
    assert (gone.number, gone.removed_by, gone.removal_reason) == (1, checker, "No longer in the text.")
    assert gone.removed_at is not None
    assert claim.anchors.get().state == "removed"


def test_a_removal_needs_a_reason(claim: Claim, checker: User) -> None:
    with pytest.raises(Refused, match="Say why"):
        annotating.remove(claim, by=checker, reason="  ")
    assert not Claim.objects.get(pk=claim.pk).is_removed


@pytest.mark.parametrize(
    "change",
    [{"stakes": "central"}, {"internal_note": "Ask."}, {"proposition": "It froze.", "checkable": "no"}],
)
def test_a_removed_claims_record_stays_as_it_was(change: dict[str, str], claim: Claim, checker: User) -> None:
    annotating.remove(claim, by=checker, reason="A duplicate.")
    with pytest.raises(Refused, match="Claim 1 was removed: A duplicate"):
        annotating.amend(claim, by=checker, why="Better so", **change)


def test_what_readers_still_read_of_a_removed_claim_is_put_right_with_a_reason(
    claim: Claim, checker: User
) -> None:
    annotating.remove(claim, by=checker, reason="A duplicate.")
    with pytest.raises(Refused, match="Say why"):
        annotating.amend(claim, by=checker, proposition="It froze.")
    amended = annotating.amend(
        claim, by=checker, why="A wrong month", proposition="It froze.", stakes="routine"
    )
    assert (amended.proposition, amended.is_removed) == ("It froze.", True)
    assert amended.history.first().history_change_reason == "A wrong month"


def test_nobody_vouches_for_a_claim_that_was_removed(piece: Article, checker: User) -> None:
    claim = annotating.mark(piece, by=checker, quote=QUOTE)
    annotating.remove(claim, by=checker, reason="A duplicate.")
    for details in ({}, {"proposition": "It froze."}):
        with pytest.raises(Refused, match="was removed: A duplicate"):
            annotating.amend(claim, by=checker, why="It holds", **details)
    assert not Claim.objects.get().is_confirmed


def propose_on(claim: Claim, by: User) -> None:
    a_proposal(claim, by)


def place(claim: Claim, by: User) -> None:
    annotating.place_again(claim, by=by, quote=QUOTE)


def file_on(claim: Claim, by: User) -> None:
    some_evidence(claim, by)


def remove_again(claim: Claim, by: User) -> None:
    annotating.remove(claim, by=by, reason="Again.")


@pytest.mark.parametrize("act", [propose_on, place, file_on, remove_again])
def test_a_removed_claim_stays_removed(act: object, claim: Claim, checker: User) -> None:
    annotating.remove(claim, by=checker, reason="A duplicate.")
    with pytest.raises(Refused, match="was removed: A duplicate"):
        act(claim, checker)  # type: ignore[operator]


def test_evidence_is_withdrawn_and_never_deleted(claim: Claim, checker: User) -> None:
    evidence = some_evidence(claim, checker)
    assessing.withdraw_evidence(evidence, by=checker, why="A forgery.")
    assert Evidence.objects.get().withdrawn_at is not None
    assert not claim.evidence.live().exists()
    assert evidence.history.first().history_change_reason == "A forgery."


def test_amended_evidence_leaves_one_history_row(claim: Claim, checker: User) -> None:
    evidence = some_evidence(claim, checker)
    assessing.amend_evidence(evidence, by=checker, why="Looked up", locator="p. 12", credibility=2)
    newest = evidence.history.first()
    assert (evidence.history.count(), newest.locator, newest.credibility) == (2, "p. 12", 2)
    assert (newest.history_user, newest.history_change_reason) == (checker, "Looked up")


def test_an_unchanged_amendment_of_evidence_writes_nothing(claim: Claim, checker: User) -> None:
    evidence = some_evidence(claim, checker, locator="p. 12")
    assessing.amend_evidence(evidence, by=checker, locator="p. 12", relation="supports")
    assert (evidence.history.count(), claim.history.count()) == (1, 1)


def test_withdrawn_evidence_is_not_amended(claim: Claim, checker: User) -> None:
    evidence = some_evidence(claim, checker)
    assessing.withdraw_evidence(evidence, by=checker, why="A forgery.")
    with pytest.raises(Refused, match="It stays as it was"):
        assessing.amend_evidence(evidence, by=checker, locator="p. 12")


def test_evidence_on_a_removed_claim_is_not_amended(claim: Claim, checker: User) -> None:
    evidence = some_evidence(claim, checker)
    annotating.remove(claim, by=checker, reason="A duplicate.")
    with pytest.raises(Refused, match="was removed: A duplicate"):
        assessing.amend_evidence(evidence, by=checker, locator="p. 12")


@pytest.mark.parametrize("name", ["claim", "source", "withdrawn_at"])
def test_evidence_stays_with_its_claim_and_source(name: str, claim: Claim, checker: User) -> None:
    with pytest.raises(Refused, match="It stays with its claim and its source"):
        assessing.amend_evidence(some_evidence(claim, checker), by=checker, **{name: None})


def test_evidence_does_not_point_another_way_without_a_reason(claim: Claim, checker: User) -> None:
    with pytest.raises(Refused, match="Say why"):
        assessing.amend_evidence(some_evidence(claim, checker), by=checker, why=" ", relation="disputes")
    assert Evidence.objects.get().relation == "supports"


def test_a_bad_amendment_of_evidence_is_refused_by_field(claim: Claim, checker: User) -> None:
    with pytest.raises(ValidationError) as refusal:
        assessing.amend_evidence(
            some_evidence(claim, checker), by=checker, why="So", relation="", credibility=7
        )
    assert refusal.value.message_dict.keys() == {"relation", "credibility"}


def test_evidence_is_not_withdrawn_without_a_reason(claim: Claim, checker: User) -> None:
    with pytest.raises(Refused, match="Say why"):
        assessing.withdraw_evidence(some_evidence(claim, checker), by=checker, why=" ")
    assert claim.evidence.live().exists()


def test_a_finding_is_proposed_on_the_words_of_the_day(claim: Claim, checker: User) -> None:
    proposal = a_proposal(claim, checker)
    assert (proposal.words, proposal.proposed_by, proposal.is_signed) == (QUOTE, checker, False)


def test_a_signature_is_a_row_of_its_own(claim: Claim, checker: User, editor: User) -> None:
    proposal = a_proposal(claim, checker, summary="Nothing to be found.")
    signed = assessing.sign(proposal, by=editor)
    assert (signed.proposal, signed.signed_by, signed.summary) == (proposal, editor, proposal.summary)
    assert not Assessment.objects.get(pk=proposal.pk).is_signed


def test_who_proposed_does_not_sign(claim: Claim, checker: User) -> None:
    with pytest.raises(NotAllowed, match="Who proposed a finding"):
        a_finding(claim, checker, signed_by=checker)


def test_an_author_of_the_piece_does_not_sign(
    claim: Claim, checker: User, editor: User, publisher: User
) -> None:
    revising.revise(claim.article, by=editor, bylines=[(AuthorFactory(user=publisher), "author")])
    with pytest.raises(NotAllowed, match="author of the piece"):
        a_finding(claim, checker, signed_by=publisher)


def test_who_may_not_check_does_not_sign(claim: Claim, checker: User, contributor: User) -> None:
    with pytest.raises(NotAllowed):
        a_finding(claim, checker, signed_by=contributor)
    assert not Assessment.objects.signed().exists()


def test_signing_needs_the_permission_to_sign(claim: Claim, checker: User) -> None:
    signer = a_colleague("checker")
    signer.groups.get().permissions.remove(
        *signer.groups.get().permissions.filter(codename="sign_assessment")
    )
    with pytest.raises(NotAllowed, match="may not sign"):
        a_finding(claim, checker, signed_by=signer)


def test_a_finding_is_signed_once(claim: Claim, checker: User, editor: User) -> None:
    proposal = a_finding(claim, checker, signed_by=editor).proposal
    with pytest.raises(Refused, match="signed already"):
        assessing.sign(proposal, by=a_colleague("checker"))


def test_a_signed_row_is_not_signed_again(claim: Claim, checker: User, editor: User) -> None:
    with pytest.raises(Refused, match="signed already"):
        assessing.sign(a_finding(claim, checker, signed_by=editor), by=a_colleague("checker"))


def test_a_finding_on_other_words_is_not_signed(claim: Claim, checker: User, editor: User) -> None:
    proposal = a_proposal(claim, checker)
    annotating.place_again(claim, by=checker, quote="Nobody asked the mayor")
    with pytest.raises(Refused, match="words have changed"):
        assessing.sign(proposal, by=editor)


def test_a_finding_is_not_signed_when_its_evidence_was_withdrawn(
    claim: Claim, checker: User, editor: User
) -> None:
    evidence = some_evidence(claim, checker)
    proposal = a_proposal(claim, checker, finding="supported", confidence="low")
    assessing.withdraw_evidence(evidence, by=checker, why="A forgery.")
    with pytest.raises(Refused, match="needs live evidence that supports it"):
        assessing.sign(proposal, by=editor)


def test_a_claim_without_words_is_not_assessed(claim: Claim, checker: User, editor: User) -> None:
    revising.revise(claim.article, by=editor, body="<p>All new.</p>")
    with pytest.raises(Refused, match="lost its words"):
        a_proposal(claim, checker)
