"""Rules 1 to 4 of the domain, through the verb."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from articles.minting import now
from articles.refusals import Refused
from claims import assessing
from claims.models import Assessment, Claim
from claims.vocabulary import Finding
from tests.factories import SourceFactory, a_claim, a_piece, a_proposal, some_evidence

NEEDED = {
    "supported": {"supports"},
    "mostly_supported": {"supports"},
    "needs_context": {"context"},
    "disputed": {"supports", "disputes"},
    "insufficient_evidence": set(),
    "mostly_refuted": {"disputes"},
    "refuted": {"disputes"},
    "not_checkable": set(),
}
EACH_NEED = [(finding, relation) for finding, relations in NEEDED.items() for relation in sorted(relations)]
NO_CONFIDENCE = "Without a finding on the matter there is no confidence in it"


@pytest.fixture
def claim(publisher: User) -> Claim:
    return a_claim(a_piece(publisher), publisher)


def file(claim: Claim, by: User, *relations: str) -> None:
    for relation in relations:
        some_evidence(claim, by, relation=relation)


def test_the_table_of_needs_has_every_finding() -> None:
    assert set(NEEDED) == set(Finding)


@pytest.mark.parametrize("finding", NEEDED)
def test_a_finding_stands_on_its_evidence(finding: str, claim: Claim, publisher: User) -> None:
    file(claim, publisher, *NEEDED[finding])
    assert a_proposal(claim, publisher, finding=finding).finding == finding


@pytest.mark.parametrize(("finding", "missing"), EACH_NEED)
def test_a_finding_is_refused_without_its_evidence(
    finding: str, missing: str, claim: Claim, publisher: User
) -> None:
    file(claim, publisher, *{"supports", "disputes", "context", "attribution"} - {missing})
    with pytest.raises(Refused, match="needs live evidence"):
        a_proposal(claim, publisher, finding=finding)


@pytest.mark.parametrize("finding", [finding for finding, needs in NEEDED.items() if needs])
def test_who_said_so_is_never_evidence_of_it(finding: str, claim: Claim, publisher: User) -> None:
    file(claim, publisher, "attribution")
    with pytest.raises(Refused, match="needs live evidence"):
        a_proposal(claim, publisher, finding=finding)


def test_withdrawn_evidence_carries_nothing(claim: Claim, publisher: User) -> None:
    assessing.withdraw_evidence(some_evidence(claim, publisher), by=publisher, why="A forgery.")
    with pytest.raises(Refused, match="needs live evidence"):
        a_proposal(claim, publisher, finding="supported")


def test_a_retracted_source_carries_nothing(claim: Claim, publisher: User) -> None:
    some_evidence(claim, publisher, SourceFactory(retracted_at=date(2026, 5, 4)))
    with pytest.raises(Refused, match="needs live evidence"):
        a_proposal(claim, publisher, finding="supported")


def test_a_retracted_source_is_no_second_origin(claim: Claim, publisher: User) -> None:
    some_evidence(claim, publisher, SourceFactory(retracted_at=date(2026, 5, 4)))
    some_evidence(claim, publisher)
    with pytest.raises(Refused, match="High confidence needs"):
        a_proposal(claim, publisher, finding="supported", confidence="high")


def test_all_that_is_missing_is_said_at_once(claim: Claim, publisher: User) -> None:
    with pytest.raises(Refused) as refusal:
        a_proposal(claim, publisher, finding="disputed", confidence="high")
    assert len(refusal.value.messages) == 3


@pytest.mark.parametrize("finding", ["", "not_checkable", "insufficient_evidence"])
@pytest.mark.parametrize("confidence", ["low", "moderate", "high"])
def test_without_a_finding_there_is_no_confidence(
    finding: str, confidence: str, claim: Claim, publisher: User
) -> None:
    with pytest.raises(ValidationError, match=NO_CONFIDENCE):
        a_proposal(claim, publisher, finding=finding, confidence=confidence, attribution_check="verified")
    assert not Assessment.objects.exists()


def test_high_confidence_on_one_origin_is_refused(claim: Claim, publisher: User) -> None:
    for _ in range(2):
        some_evidence(claim, publisher, SourceFactory(origin_group="wire"))
    with pytest.raises(Refused, match="High confidence needs"):
        a_proposal(claim, publisher, finding="supported", confidence="high")


def test_high_confidence_stands_on_two_origins(claim: Claim, publisher: User) -> None:
    for origin in ("wire", "ledger"):
        some_evidence(claim, publisher, SourceFactory(origin_group=origin))
    assert a_proposal(claim, publisher, finding="supported", confidence="high").confidence == "high"


@pytest.mark.parametrize("grade", ["A", "B"])
def test_high_confidence_stands_on_one_strong_primary_source(
    grade: str, claim: Claim, publisher: User
) -> None:
    some_evidence(claim, publisher, SourceFactory(is_primary=True, reliability=grade))
    assert a_proposal(claim, publisher, finding="supported", confidence="high").confidence == "high"


@pytest.mark.parametrize(("is_primary", "grade"), [(False, "A"), (True, "C"), (True, "F")])
def test_a_weaker_source_alone_gives_no_high_confidence(
    is_primary: bool, grade: str, claim: Claim, publisher: User
) -> None:
    some_evidence(claim, publisher, SourceFactory(is_primary=is_primary, reliability=grade))
    with pytest.raises(Refused, match="High confidence needs"):
        a_proposal(claim, publisher, finding="supported", confidence="high")


def test_who_said_so_gives_no_high_confidence(claim: Claim, publisher: User) -> None:
    some_evidence(claim, publisher, SourceFactory(origin_group="wire"))
    some_evidence(claim, publisher, SourceFactory(origin_group="ledger"), relation="attribution")
    with pytest.raises(Refused, match="High confidence needs"):
        a_proposal(claim, publisher, finding="supported", confidence="high")


def test_what_points_the_other_way_gives_no_high_confidence(claim: Claim, publisher: User) -> None:
    some_evidence(claim, publisher, SourceFactory(origin_group="wire"))
    some_evidence(claim, publisher, SourceFactory(origin_group="ledger"), relation="disputes")
    with pytest.raises(Refused, match="High confidence needs"):
        a_proposal(claim, publisher, finding="supported", confidence="high")


def test_a_recorded_reason_carries_high_confidence(claim: Claim, publisher: User) -> None:
    file(claim, publisher, "supports")
    proposal = a_proposal(claim, publisher, finding="supported", confidence="high", reason="Seen by us.")
    assert proposal.reason == "Seen by us."


def test_a_blank_reason_carries_nothing(claim: Claim, publisher: User) -> None:
    file(claim, publisher, "supports")
    with pytest.raises(Refused, match="High confidence needs"):
        a_proposal(claim, publisher, finding="supported", confidence="high", reason="  ")


@pytest.mark.parametrize("check", ["not_done", "not_applicable"])
def test_an_assessment_says_something(check: str, claim: Claim, publisher: User) -> None:
    with pytest.raises(Refused, match="Give a finding, or say whether the attribution was checked"):
        a_proposal(claim, publisher, finding="", attribution_check=check)


def test_the_attribution_alone_can_be_assessed(claim: Claim, publisher: User) -> None:
    proposal = a_proposal(claim, publisher, finding="", attribution_check="misattributed")
    assert (proposal.finding, proposal.attribution_check) == ("", "misattributed")


def test_a_finding_is_not_of_a_day_that_is_yet_to_come(claim: Claim, publisher: User) -> None:
    with pytest.raises(Refused) as refusal:
        a_proposal(claim, publisher, as_of=now().date() + timedelta(days=1))
    assert refusal.value.message_dict == {"as_of": ["This day is yet to come."]}


def test_opinion_is_left_unrated(publisher: User) -> None:
    claim = a_claim(a_piece(publisher), publisher, checkable="no")
    file(claim, publisher, "supports")
    with pytest.raises(Refused, match="left unrated"):
        a_proposal(claim, publisher, finding="supported")
    assert a_proposal(claim, publisher, finding="not_checkable").finding == "not_checkable"


@pytest.mark.parametrize("modality", ["confirmed", "denied", "alleged", "unknown"])
def test_no_finding_follows_from_how_the_text_puts_it(modality: str, publisher: User) -> None:
    a_claim(a_piece(publisher), publisher, modality=modality)
    assert not Assessment.objects.exists()


@pytest.mark.parametrize("finding", ["supported", "refuted"])
@pytest.mark.parametrize("modality", ["confirmed", "denied"])
def test_how_the_text_puts_it_does_not_decide_the_finding(
    modality: str, finding: str, publisher: User
) -> None:
    claim = a_claim(a_piece(publisher), publisher, modality=modality)
    file(claim, publisher, *NEEDED[finding])
    assert a_proposal(claim, publisher, finding=finding).finding == finding
    assert Claim.objects.get(pk=claim.pk).modality == modality


def test_neither_evidence_nor_its_rating_makes_a_finding(claim: Claim, publisher: User) -> None:
    source = SourceFactory(is_primary=True, reliability="A")
    some_evidence(claim, publisher, source, relation="disputes", credibility=1)
    assert not Assessment.objects.exists()
