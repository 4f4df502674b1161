"""Data that must never exist: each constraint is broken past every form and verb."""

from collections.abc import Callable
from datetime import date

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.utils import timezone

from articles import publishing
from articles.models import Edition
from claims import ledger
from claims.models import (
    Anchor,
    Assessment,
    Claim,
    Dismissal,
    Evidence,
    PublishedClaim,
    Remark,
)
from tests.articles.breaking import refused_by, untried
from tests.factories import SourceFactory, a_claim, a_piece, a_proposal, made_ready, some_evidence

pytestmark = pytest.mark.django_db


def claim_wrong(**columns: object) -> Callable[[Claim, User], object]:
    return lambda claim, by: Claim.objects.filter(pk=claim.pk).update(**columns)


def anchor_wrong(**columns: object) -> Callable[[Claim, User], object]:
    return lambda claim, by: claim.anchors.update(**columns)


def evidence_wrong(**columns: object) -> Callable[[Claim, User], object]:
    return lambda claim, by: Evidence.objects.filter(pk=some_evidence(claim, by).pk).update(**columns)


def source_wrong(**columns: object) -> Callable[[Claim, User], object]:
    return lambda claim, by: SourceFactory(**columns)


def assessment_wrong(**columns: object) -> Callable[[Claim, User], object]:
    return lambda claim, by: unchecked_assessment(claim, by, **columns)


def unchecked_assessment(claim: Claim, by: User, **columns: object) -> Assessment:
    sound = {"words": "twice", "as_of": date(2026, 5, 4), "proposed_by": by, "proposed_at": timezone.now()}
    return Assessment.objects.create(claim=claim, **sound | columns)


def sign_own_proposal(claim: Claim, by: User) -> None:
    proposal = a_proposal(claim, by)
    unchecked_assessment(claim, by, proposal=proposal, signed_by=by, signed_at=timezone.now())


def sign_twice(claim: Claim, by: User) -> None:
    proposal = a_proposal(claim, by)
    signer = User.objects.create(username="second")
    repeated = {name: getattr(proposal, name) for name in ("finding", "as_of", "words", "proposed_at")}
    for _ in range(2):
        unchecked_assessment(
            claim, by, **repeated, proposal=proposal, signed_by=signer, signed_at=timezone.now()
        )


def number_twice(claim: Claim, by: User) -> None:
    another = a_claim(claim.article, by, "Nobody asked the mayor")
    Claim.objects.filter(pk=another.pk).update(number=claim.number)


def place_twice(claim: Claim, by: User) -> None:
    anchor = claim.anchors.get()
    columns = {name: getattr(anchor, name) for name in ("claim", "text", "state", "exact", "start", "end")}
    Anchor.objects.create(**columns)


def dismissed(claim: Claim, by: User, reason: str = "An opinion.") -> Dismissal:
    return Dismissal.objects.create(article=claim.article, key="k", sentence="So.", reason=reason, by=by)


def entered_twice(claim: Claim, by: User) -> None:
    ledger.enter(a_ready_edition(claim, by))
    row = PublishedClaim.objects.get()
    another = a_claim(claim.article, by, "Nobody asked the mayor")
    PublishedClaim.objects.create(
        claim=another,
        article=row.article,
        edition=row.edition,
        number=row.number,
        place=1,
        published_at=timezone.now(),
    )


def leaning_twice(claim: Claim, by: User) -> None:
    some_evidence(claim, by)
    ledger.enter(a_ready_edition(claim, by))
    row = PublishedClaim.objects.get().sources.get()
    row.pk = None
    row.save(force_insert=True)


def a_ready_edition(claim: Claim, by: User) -> Edition:
    return publishing.publish(made_ready(claim.article, by), by=by)


BREAKING: dict[str, Callable[[Claim, User], object]] = {
    "claim_numbered_once": number_twice,
    "claim_number_from_one": claim_wrong(number=0),
    "claim_has_proposition": claim_wrong(proposition=""),
    "claim_has_first_quote": claim_wrong(first_exact=""),
    "claim_modality": claim_wrong(modality="shouted"),
    "claim_fact_kind": claim_wrong(fact_kind="hunch"),
    "claim_checkable": claim_wrong(checkable="later"),
    "claim_stakes": claim_wrong(stakes="sky-high"),
    "claim_legal_sensitivity": claim_wrong(legal_sensitivity="some"),
    "claim_attribution_kind": claim_wrong(attribution_kind="a_bird"),
    "claim_removed_with_reason": claim_wrong(removed_at=timezone.now()),
    "published_claim_numbered_once": entered_twice,
    "published_source_once_per_relation": leaning_twice,
    "claim_confirmed_by_somebody": claim_wrong(confirmed_by=None),
    "claim_reopened_with_reason": claim_wrong(reopened_at=timezone.now()),
    "remark_has_text": lambda claim, by: Remark.objects.create(claim=claim, by=by, text=""),
    "dismissal_has_reason": lambda claim, by: dismissed(claim, by, reason=""),
    "sentence_dismissed_once": lambda claim, by: [dismissed(claim, by) for _ in range(2)],
    "source_url_once": lambda claim, by: [
        SourceFactory(url=url) for url in ("https://example.org/a", "http://www.example.org/a/")
    ],
    "anchor_one_per_claim_and_text": place_twice,
    "anchor_state": anchor_wrong(state="adrift", start=None, end=None, settled_at=None, settled_by=None),
    "anchor_has_words": anchor_wrong(exact=""),
    "anchor_stands_somewhere_or_nowhere": anchor_wrong(state="orphaned", settled_at=None, settled_by=None),
    "anchor_settled_by_somebody_somewhere": anchor_wrong(settled_by=None),
    "source_has_title": source_wrong(title=""),
    "source_type": source_wrong(type="rumour"),
    "source_access": source_wrong(access="locked"),
    "source_reliability": source_wrong(reliability="G"),
    "source_doi_once": lambda claim, by: [SourceFactory(doi="10.5555/1") for _ in range(2)],
    "source_url_is_web_address": source_wrong(url="javascript:alert(1)"),
    "source_archive_is_web_address": source_wrong(archived_url="data:text/html,hello"),
    "evidence_relation": evidence_wrong(relation="hints"),
    "evidence_credibility": evidence_wrong(credibility=7),
    "assessment_finding": assessment_wrong(finding="true"),
    "assessment_confidence": assessment_wrong(finding="supported", confidence="total"),
    "assessment_attribution_check": assessment_wrong(attribution_check="maybe"),
    "assessment_no_finding_no_confidence": assessment_wrong(confidence="low"),
    "assessment_signed_whole": assessment_wrong(signed_at=timezone.now()),
    "assessment_signed_by_somebody_else": sign_own_proposal,
}


@pytest.fixture
def claim(publisher: User) -> Claim:
    return a_claim(a_piece(publisher), publisher)


@pytest.mark.parametrize("constraint", BREAKING)
def test_the_database_refuses(constraint: str, claim: Claim, publisher: User) -> None:
    with refused_by(constraint):
        BREAKING[constraint](claim, publisher)


def test_every_constraint_is_tried() -> None:
    assert not untried(apps.get_app_config("claims").get_models(), BREAKING)


@pytest.mark.parametrize("finding", ["not_checkable", "insufficient_evidence"])
def test_an_unrated_finding_carries_no_confidence(finding: str, claim: Claim, publisher: User) -> None:
    with refused_by("assessment_no_finding_no_confidence"):
        unchecked_assessment(claim, publisher, finding=finding, confidence="low")


def test_a_proposal_is_signed_once(claim: Claim, publisher: User) -> None:
    with refused_by("UNIQUE|unique"):
        sign_twice(claim, publisher)


def test_a_removal_has_somebody_who_removed(claim: Claim, publisher: User) -> None:
    with refused_by("claim_removed_with_reason"):
        claim_wrong(removed_at=timezone.now(), removal_reason="Gone.")(claim, publisher)


def test_an_attached_anchor_ends_behind_its_start(claim: Claim, publisher: User) -> None:
    with refused_by("anchor_stands_somewhere_or_nowhere"):
        anchor_wrong(start=5, end=5)(claim, publisher)


def test_sources_without_a_doi_are_many() -> None:
    for _ in range(2):
        SourceFactory(doi="")
