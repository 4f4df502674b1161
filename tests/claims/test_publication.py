"""What readers get of a claim, and what they never get."""

import json
import re
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import composing, publishing, revising
from articles.models import Edition
from claims import annotating, assessing
from claims.models import Anchor, Claim, Source
from claims.models.claim import remember
from claims.vocabulary import AnchorState
from tests.factories import (
    QUOTE,
    SourceFactory,
    a_claim,
    a_finding,
    a_proposal,
    a_ready_piece,
    some_evidence,
)

SECRET = "known-only-to-the-desk"
SIGNED = {"finding": "supported", "confidence": "low", "summary": "The log says so."}


@pytest.fixture
def claim(publisher: User) -> Claim:
    return a_claim(a_ready_piece(publisher, slug="mill"), publisher)


def published(claim: Claim, by: User) -> Edition:
    return publishing.publish(claim.article, by=by)


def served(edition: Edition) -> str:
    """Everything of an edition that can reach a reader: its columns and its page."""
    page = Client().get(edition.get_absolute_url()).content.decode()
    columns = {field.name: str(field.value_from_object(edition)) for field in Edition._meta.concrete_fields}
    return json.dumps(columns, ensure_ascii=False) + page


def test_an_unassessed_claim_is_published_as_such(claim: Claim, publisher: User) -> None:
    [frozen] = published(claim, publisher).claims
    assert (frozen["number"], frozen["assessment"], frozen["found"]) == (1, None, "Not yet assessed")
    assert (frozen["evidence"], frozen["removed"]) == ([], None)
    assert frozen["anchor"]["exact"] == QUOTE


def test_the_three_layers_are_published_side_by_side(publisher: User, checker: User) -> None:
    details = {"modality": "reported", "attribution_kind": "media_report", "attribution_name": "the Gazette"}
    claim = a_claim(a_ready_piece(publisher), publisher, **details, attribution_cue="reported")
    some_evidence(
        claim, publisher, SourceFactory(title="Log", reliability="B"), credibility=2, locator="p. 4"
    )
    a_finding(claim, publisher, signed_by=checker, **SIGNED, attribution_check="misattributed")
    [frozen] = published(claim, publisher).claims
    assert frozen["put"] == "Reported, on the word of the Gazette"
    assert frozen["attribution"] == {"kind": "media_report", "name": "the Gazette", "cue": "reported"}
    assert frozen["found"] == "Supported by evidence"
    assert frozen["assessment"] == {
        "finding": "supported",
        "confidence": "low",
        "attribution_check": "misattributed",
        "attribution_words": "They did not say so",
        "summary": "The log says so.",
        "as_of": "2026-05-04",
    }
    [evidence] = frozen["evidence"]
    assert (evidence["relation"], evidence["credibility"], evidence["locator"]) == ("supports", 2, "p. 4")
    assert (evidence["source"]["title"], evidence["source"]["reliability"]) == ("Log", "B")


def test_a_fair_description_is_not_a_verdict_on_the_thing(publisher: User, checker: User) -> None:
    claim = a_claim(a_ready_piece(publisher), publisher, modality="unknown")
    some_evidence(claim, publisher)
    a_finding(claim, publisher, signed_by=checker, **SIGNED)
    [frozen] = published(claim, publisher).claims
    assert frozen["found"] == "Fair description of the public record as of 4 May 2026"


def test_the_newest_signed_finding_stands(claim: Claim, publisher: User, checker: User) -> None:
    some_evidence(claim, publisher)
    a_finding(claim, publisher, signed_by=checker)
    a_finding(claim, publisher, signed_by=checker, **SIGNED)
    [frozen] = published(claim, publisher).claims
    assert frozen["assessment"]["finding"] == "supported"


def test_an_unsigned_finding_is_never_published(claim: Claim, publisher: User) -> None:
    a_proposal(claim, publisher, summary=SECRET)
    edition = published(claim, publisher)
    assert (edition.claims[0]["assessment"], edition.claims[0]["found"]) == (None, "Not yet assessed")
    assert SECRET not in served(edition)


def test_a_new_proposal_leaves_the_signed_finding_standing(
    claim: Claim, publisher: User, checker: User
) -> None:
    some_evidence(claim, publisher)
    a_finding(claim, publisher, signed_by=checker, **SIGNED)
    a_proposal(claim, publisher, summary=SECRET)
    edition = published(claim, publisher)
    assert edition.claims[0]["assessment"]["finding"] == "supported"
    assert SECRET not in served(edition)


def test_internal_notes_and_reasons_are_never_published(publisher: User, checker: User, editor: User) -> None:
    piece = a_ready_piece(publisher)
    claim = a_claim(piece, publisher, internal_note=f"{SECRET} 1", legal_sensitivity="high")
    some_evidence(claim, publisher, SourceFactory(internal_note=f"{SECRET} 2"), why=f"{SECRET} 3")
    a_finding(claim, publisher, signed_by=checker, **SIGNED | {"confidence": "high"}, reason=f"{SECRET} 4")
    annotating.amend(claim, by=editor, why=f"{SECRET} 5", stakes="central")
    assert SECRET not in served(published(claim, publisher))


def test_evidence_that_is_not_public_is_never_published(claim: Claim, publisher: User) -> None:
    some_evidence(claim, publisher, SourceFactory(title=SECRET), is_public=False, note=SECRET, excerpt=SECRET)
    edition = published(claim, publisher)
    assert edition.claims[0]["evidence"] == []
    assert SECRET not in served(edition)


def test_withdrawn_evidence_is_not_published(claim: Claim, publisher: User) -> None:
    evidence = some_evidence(claim, publisher, SourceFactory(title=SECRET))
    assessing.withdraw_evidence(evidence, by=publisher, why=SECRET)
    assert SECRET not in served(published(claim, publisher))


@pytest.fixture
def confidential() -> Source:
    return SourceFactory(
        access="confidential",
        title=SECRET,
        creators=SECRET,
        publisher=SECRET,
        url=f"https://{SECRET}.example",
        archived_url=f"https://{SECRET}.example",
        doi=f"10.5555/{SECRET}",
        accessed=date(2001, 2, 3),
        archived_at=datetime(2001, 2, 3, tzinfo=UTC),
        reliability="A",
    )


WHAT_IT_SAID = {"locator": SECRET, "excerpt": SECRET, "note": SECRET, "credibility": 1}


def test_of_a_confidential_source_readers_learn_only_that_one_was_used(
    claim: Claim, publisher: User, confidential: Source
) -> None:
    some_evidence(claim, publisher, confidential, **WHAT_IT_SAID)
    edition = published(claim, publisher)
    assert edition.claims[0]["evidence"] == [{"source": {"confidential": True}}]
    page = served(edition)
    assert not [word for word in (SECRET, "2001-02-03", str(confidential.pk)) if word in page]
    assert "confidential source was used" in page


def test_evidence_kept_from_readers_hides_its_confidential_source_too(
    claim: Claim, publisher: User, confidential: Source
) -> None:
    some_evidence(claim, publisher, confidential, **WHAT_IT_SAID, is_public=False)
    edition = published(claim, publisher)
    assert edition.claims[0]["evidence"] == []
    assert SECRET not in served(edition)


def test_a_removed_claim_keeps_its_number_with_when_and_why(claim: Claim, publisher: User) -> None:
    annotating.remove(claim, by=publisher, reason="It was a duplicate.")
    edition = published(claim, publisher)
    [frozen] = edition.claims
    assert (frozen["number"], frozen["anchor"]) == (1, None)
    assert frozen["removed"]["reason"] == "It was a duplicate."
    assert datetime.fromisoformat(frozen["removed"]["at"]).tzinfo is not None
    assert "<mark" not in edition.html


def test_a_removed_claims_note_is_served(claim: Claim, publisher: User, reader: Client) -> None:
    annotating.remove(claim, by=publisher, reason="It was a duplicate.")
    published(claim, publisher)
    page = reader.get("/articles/mill/").content.decode()
    assert 'id="note-1"' in page and "It was a duplicate." in page


def test_a_stale_finding_is_not_shown_as_current(claim: Claim, publisher: User, checker: User) -> None:
    some_evidence(claim, publisher)
    a_finding(claim, publisher, signed_by=checker, **SIGNED)
    annotating.place_again(claim, by=publisher, quote="Nobody asked the mayor")
    [frozen] = published(claim, publisher).claims
    assert (frozen["assessment"], frozen["found"]) == (None, "Not yet assessed")


def test_a_stale_finding_does_not_bring_an_older_one_back(
    claim: Claim, publisher: User, checker: User
) -> None:
    a_finding(claim, publisher, signed_by=checker)
    annotating.place_again(claim, by=publisher, quote="Nobody asked the mayor")
    a_finding(claim, publisher, signed_by=checker)
    annotating.place_again(claim, by=publisher, quote=QUOTE)
    assert published(claim, publisher).claims[0]["assessment"] is None


def test_a_stale_finding_stands_again_when_signed_anew(claim: Claim, publisher: User, checker: User) -> None:
    a_finding(claim, publisher, signed_by=checker)
    annotating.place_again(claim, by=publisher, quote="Nobody asked the mayor")
    a_finding(claim, publisher, signed_by=checker)
    assert published(claim, publisher).claims[0]["assessment"]["finding"] == "insufficient_evidence"


def test_a_claim_in_place_is_painted(claim: Claim, publisher: User) -> None:
    html = published(claim, publisher).html
    assert re.search(rf'<mark [^>]*id="claim-1"[^>]*>{QUOTE}</mark><a [^>]*href="#note-1"', html)


@pytest.mark.parametrize("state", AnchorState.values)
def test_only_exact_and_moved_claims_are_painted_unasked(state: str, claim: Claim, publisher: User) -> None:
    attached = state in {"exact", "moved", "changed"}
    columns = {"state": state} | ({} if attached else {"start": None, "end": None})
    claim.anchors.update(settled_at=None, settled_by=None, **columns)
    edition = composing.from_working_copy(claim.article, kind="first", note="", by=publisher)
    assert ("<mark" in edition.html) is (state in {"exact", "moved"})


def test_a_changed_claim_is_painted_once_confirmed(claim: Claim, publisher: User) -> None:
    claim.anchors.update(state="changed", settled_at=None, settled_by=None)
    annotating.confirm(claim, by=publisher)
    edition = composing.from_working_copy(claim.article, kind="first", note="", by=publisher)
    assert edition.claims[0]["anchor"]["state"] == "changed"
    assert f'id="claim-{claim.number}"' in edition.html


def test_a_claim_placed_in_another_text_is_not_painted(claim: Claim, publisher: User) -> None:
    elsewhere = remember("Another text. The harbour froze twice.")
    Anchor.objects.filter(claim=claim).update(text=elsewhere)
    edition = composing.from_working_copy(claim.article, kind="first", note="", by=publisher)
    assert "<mark" not in edition.html
    assert edition.claims[0]["anchor"] is None


def test_painting_leaves_the_text_as_it_was(publisher: User) -> None:
    piece = a_ready_piece(publisher, body="<p>The <b>harbour</b> froze <i>twice</i>.</p>")
    for quote in ("The harbour froze", "harbour", "froze twice"):
        a_claim(piece, publisher, quote)
    edition = publishing.publish(piece, by=publisher)
    assert edition.text == "The harbour froze twice."
    assert edition.html.count('class="claim-ref"') == 3


def test_an_old_edition_keeps_its_claims(claim: Claim, publisher: User, checker: User) -> None:
    first = published(claim, publisher)
    before = Edition.objects.values().get(pk=first.pk)
    some_evidence(claim, publisher)
    a_finding(claim, publisher, signed_by=checker, **SIGNED)
    annotating.amend(claim, by=publisher, proposition="Reworded.", modality="confirmed")
    publishing.publish(claim.article, by=publisher, kind="annotation")
    revising.revise(claim.article, by=publisher, body="<p>All new.</p>")
    annotating.remove(claim, by=publisher, reason="Gone.")
    assert Edition.objects.values().get(pk=first.pk) == before


def test_published_anchors_are_the_published_texts_own_words(publisher: User) -> None:
    piece = a_ready_piece(publisher, body="<p>😀 &amp; the <b>harb</b>our froze twice. 中文也有。</p>")
    for quote in ("the harbour froze twice", "中文也有"):
        a_claim(piece, publisher, quote)
    edition = publishing.publish(piece, by=publisher)
    for anchor in (claim["anchor"] for claim in edition.claims):
        assert edition.text[anchor["start"] : anchor["end"]] == anchor["exact"]
