"""The library: each source once; what follows when one is rated anew, retracted or no longer leaned on."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User

from articles import publishing
from articles.checklist import problems_of
from articles.models import Article, Edition
from articles.refusals import NotAllowed, Refused
from claims import annotating, assessing, sourcing
from claims.models import Claim, Source
from tests.factories import (
    SourceFactory,
    a_claim,
    a_colleague,
    a_finding,
    a_piece,
    a_proposal,
    a_ready_piece,
    some_evidence,
)

SUPPORTED = {"finding": "supported", "confidence": "low"}
WHY = "Its log was copied from another harbour’s."
COPY = "https://web.archive.org/web/20240531120000/https://example.org/log"


@pytest.fixture
def source(db: None) -> Source:
    return SourceFactory(title="Harbour log", reliability="B")


@pytest.fixture
def claim(publisher: User, checker: User, source: Source) -> Claim:
    return a_found_claim(a_ready_piece(publisher), source, publisher, checker)


def a_found_claim(piece: Article, source: Source, by: User, signer: User, **evidence: Any) -> Claim:
    """A claim of which is signed that the source supports it."""
    claim = a_claim(piece, by)
    some_evidence(claim, by, source, **evidence)
    a_finding(claim, by, signed_by=signer, **SUPPORTED)
    return claim


def rated(source: Source, grade: str, by: User, why: str = WHY) -> list[Claim]:
    source.reliability = grade
    return sourcing.revise_source(source, by=by, why=why)


def retracted(source: Source, by: User, why: str = WHY) -> list[Claim]:
    return sourcing.retract(source, by=by, on=date(2026, 5, 4), why=why)


def told(edition: Edition, claim: Claim) -> str:
    return next(str(one["found"]) for one in edition.claims if one["id"] == str(claim.pk))


def reasons(claim: Claim) -> str:
    return Claim.objects.get(pk=claim.pk).reopened_because


# What enters the library.


def test_a_source_is_added_once_however_its_address_is_spelled(publisher: User) -> None:
    first, is_new = sourcing.add_source(by=publisher, title="Log", url="https://www.example.org/log/")
    again, is_new_again = sourcing.add_source(
        by=publisher, title="The log", url="http://example.org/log?utm_source=x"
    )
    assert (is_new, is_new_again, again) == (True, False, first)
    assert Source.objects.get().title == "Log"


def test_only_who_may_change_the_library_adds_to_it(contributor: User) -> None:
    with pytest.raises(NotAllowed):
        sourcing.add_source(by=contributor, title="Log")


def test_an_archived_copys_address_is_taken_apart() -> None:
    assert sourcing.without_archive(COPY) == {
        "url": "https://example.org/log",
        "archived_url": COPY,
        "archived_at": datetime(2024, 5, 31, 12, tzinfo=UTC),
    }


@pytest.mark.parametrize(
    ("url", "copy"), [("https://example.org/log", ""), (COPY, "https://perma.cc/AB12-CD34")]
)
def test_an_address_stays_where_it_is_no_copys_or_another_copy_is_known(url: str, copy: str) -> None:
    assert sourcing.without_archive(url, copy) == {}


# What a new rating and a retraction lead to.


def test_a_downgrade_is_followed_to_every_piece(publisher: User, checker: User, source: Source) -> None:
    pieces = [a_ready_piece(publisher) for _ in range(2)]
    claims = [a_found_claim(piece, source, publisher, checker) for piece in pieces]
    before = [publishing.publish(piece, by=publisher) for piece in pieces]

    reopened = rated(source, "D", publisher)

    assert {claim.pk for claim in reopened} == {claim.pk for claim in claims}
    after = [publishing.publish(piece, by=publisher, kind="annotation") for piece in pieces]
    for claim, first, second in zip(claims, before, after, strict=True):
        assert told(Edition.objects.get(pk=first.pk), claim) == "Supported by evidence"
        assert told(second, claim) == "Not yet assessed"


def test_the_checklist_of_each_piece_tells_of_it(publisher: User, checker: User, source: Source) -> None:
    pieces = [a_ready_piece(publisher) for _ in range(2)]
    for piece in pieces:
        a_found_claim(piece, source, publisher, checker)
    rated(source, "D", publisher)
    for piece in pieces:
        [problem] = [one for one in problems_of(piece) if one.code == "stale"]
        assert "Claim 1 is shown as not yet assessed." in problem.message
        assert f"“Harbour log” is now rated D: not usually reliable: {WHY}" in problem.message


def test_a_reopened_finding_stands_again_when_signed_anew(
    claim: Claim, source: Source, publisher: User, checker: User
) -> None:
    rated(source, "D", publisher)
    a_finding(claim, publisher, signed_by=checker, **SUPPORTED)
    edition = publishing.publish(claim.article, by=publisher)
    assert told(edition, claim) == "Supported by evidence"


def test_a_better_rating_reopens_too(claim: Claim, source: Source, publisher: User) -> None:
    assert rated(source, "A", publisher) == [claim]


def test_a_retraction_reopens_what_leaned_on_the_source(
    claim: Claim, source: Source, publisher: User
) -> None:
    assert retracted(source, publisher) == [claim]
    assert reasons(claim) == f"“Harbour log” was retracted: {WHY}"
    assert Source.objects.get(pk=source.pk).retracted_at == date(2026, 5, 4)


def test_nothing_is_signed_on_a_retracted_source(claim: Claim, source: Source, publisher: User) -> None:
    retracted(source, publisher)
    with pytest.raises(Refused, match="needs live evidence that supports it"):
        a_proposal(claim, publisher, **SUPPORTED)


def test_a_retracted_source_that_is_rated_anew_reopens_nothing_more(
    claim: Claim, source: Source, publisher: User, checker: User
) -> None:
    retracted(source, publisher)
    some_evidence(claim, publisher)
    a_finding(claim, publisher, signed_by=checker, **SUPPORTED)
    assert rated(source, "E", publisher) == []


def test_taking_a_retraction_back_reopens_nothing(claim: Claim, source: Source, publisher: User) -> None:
    retracted(source, publisher)
    source.retracted_at = None
    assert sourcing.revise_source(source, by=publisher, why="It was another log.") == []


@pytest.mark.parametrize("why", ["", "  "])
@pytest.mark.parametrize("change", [rated, retracted], ids=["rating", "retraction"])
def test_neither_is_recorded_without_a_reason(
    change: Any, why: str, claim: Claim, source: Source, publisher: User
) -> None:
    with pytest.raises(Refused) as refusal:
        change(source, *(["D"] if change is rated else []), publisher, why=why)
    assert "why" in refusal.value.error_dict
    stored = Source.objects.get(pk=source.pk)
    assert (stored.reliability, stored.retracted_at, reasons(claim)) == ("B", None, "")


def test_a_source_is_renamed_without_a_reason_and_reopens_nothing(
    claim: Claim, source: Source, publisher: User
) -> None:
    source.title = "The harbour log"
    assert sourcing.revise_source(source, by=publisher) == []
    assert Source.objects.get(pk=source.pk).title == "The harbour log"


def test_an_unchanged_source_writes_nothing(source: Source, publisher: User) -> None:
    before = source.history.count()
    assert sourcing.revise_source(source, by=publisher, why=WHY) == []
    assert source.history.count() == before


def test_only_who_may_change_the_library_rates_anew(source: Source, contributor: User) -> None:
    with pytest.raises(NotAllowed):
        rated(source, "A", contributor)


UNTOUCHED: dict[str, Any] = {
    "withdrawn": lambda claim, by: assessing.withdraw_evidence(claim.evidence.get(), by=by, why="A forgery."),
    "removed": lambda claim, by: annotating.remove(claim, by=by, reason="A duplicate."),
}


@pytest.mark.parametrize("how", UNTOUCHED)
def test_what_no_longer_leans_on_a_source_is_not_reopened(
    how: str, claim: Claim, source: Source, publisher: User
) -> None:
    UNTOUCHED[how](claim, publisher)
    assert rated(source, "D", publisher) == []


def test_a_claim_nothing_was_signed_on_is_not_reopened(source: Source, publisher: User) -> None:
    claim = a_claim(a_piece(publisher), publisher)
    some_evidence(claim, publisher, source)
    a_proposal(claim, publisher, **SUPPORTED)
    assert rated(source, "D", publisher) == []


def test_a_claim_with_two_pieces_of_its_evidence_is_reopened_once(
    claim: Claim, source: Source, publisher: User
) -> None:
    some_evidence(claim, publisher, source, locator="p. 2")
    assert rated(source, "D", publisher) == [claim]


def test_a_reopening_stands_in_the_claims_history(claim: Claim, source: Source, publisher: User) -> None:
    rated(source, "D", publisher)
    row = claim.history.first()
    assert row.history_user == publisher
    assert row.history_change_reason.startswith("Reopened: “Harbour log” is now rated D")


# What confidence rests on.


def a_certain_claim(by: User, signer: User, *sources: Source) -> Claim:
    claim = a_claim(a_piece(by), by)
    for source in sources:
        some_evidence(claim, by, source)
    a_finding(claim, by, signed_by=signer, finding="supported", confidence="high")
    return claim


def test_two_origins_that_turn_out_to_be_one_reopen_what_needed_both(
    publisher: User, checker: User, source: Source
) -> None:
    other = SourceFactory(origin_group="wire")
    claim = a_certain_claim(publisher, checker, source, other)
    source.origin_group = "wire"
    assert sourcing.revise_source(source, by=publisher) == [claim]
    assert "High confidence needs two independent origins" in reasons(claim)


def test_another_origin_reopens_nothing_that_stands_without(
    claim: Claim, source: Source, publisher: User
) -> None:
    source.origin_group = "wire"
    assert sourcing.revise_source(source, by=publisher) == []


def test_a_source_that_is_no_primary_one_reopens_what_needed_that(publisher: User, checker: User) -> None:
    source = SourceFactory(is_primary=True, reliability="A")
    claim = a_certain_claim(publisher, checker, source)
    source.is_primary = False
    assert sourcing.revise_source(source, by=publisher) == [claim]


# What withdrawing evidence leads to.


def test_withdrawing_what_a_finding_needs_reopens_its_claim(claim: Claim, publisher: User) -> None:
    assessing.withdraw_evidence(claim.evidence.get(), by=publisher, why=WHY)
    assert reasons(claim).startswith(f"Evidence from “Harbour log” was withdrawn: {WHY} “Supported by")
    assert told(publishing.publish(claim.article, by=publisher), claim) == "Not yet assessed"


def test_withdrawing_one_of_two_leaves_the_finding_standing(claim: Claim, publisher: User) -> None:
    second = some_evidence(claim, publisher)
    assessing.withdraw_evidence(second, by=publisher, why=WHY)
    assert reasons(claim) == ""


def test_withdrawing_one_of_two_origins_takes_back_high_confidence(
    publisher: User, checker: User, source: Source
) -> None:
    claim = a_certain_claim(publisher, checker, source, SourceFactory())
    assessing.withdraw_evidence(claim.evidence.first(), by=publisher, why=WHY)
    assert "High confidence needs" in reasons(claim)


def test_withdrawing_again_reopens_nothing_signed_since(claim: Claim, publisher: User, checker: User) -> None:
    evidence = claim.evidence.get()
    assessing.withdraw_evidence(evidence, by=publisher, why=WHY)
    reopened_at = Claim.objects.get(pk=claim.pk).reopened_at
    a_finding(claim, publisher, signed_by=checker)
    assessing.withdraw_evidence(evidence, by=publisher, why="Once more.")
    assert Claim.objects.get(pk=claim.pk).reopened_at == reopened_at


def test_withdrawing_what_an_earlier_finding_needed_reopens_nothing(
    claim: Claim, publisher: User, checker: User
) -> None:
    a_finding(claim, publisher, signed_by=checker, finding="insufficient_evidence")
    assessing.withdraw_evidence(claim.evidence.get(), by=publisher, why=WHY)
    assert reasons(claim) == ""


def test_who_may_not_check_a_piece_withdraws_and_reopens_nothing(claim: Claim) -> None:
    with pytest.raises(NotAllowed):
        assessing.withdraw_evidence(claim.evidence.get(), by=a_colleague("contributor"), why=WHY)
    assert reasons(claim) == ""


# What amending evidence leads to.


def turned(claim: Claim, by: User, **changes: Any) -> None:
    """The first evidence filed on a claim points the other way."""
    assessing.amend_evidence(claim.evidence.first(), by=by, why=WHY, relation="disputes", **changes)


def test_evidence_that_points_another_way_reopens_what_needed_it(claim: Claim, publisher: User) -> None:
    turned(claim, publisher)
    assert reasons(claim).startswith("Evidence from “Harbour log” now points another way (disputes): Its log")
    assert "needs live evidence that supports it" in reasons(claim)
    assert told(publishing.publish(claim.article, by=publisher), claim) == "Not yet assessed"


def test_a_reopening_by_amended_evidence_leaves_one_history_row_of_each(
    claim: Claim, publisher: User
) -> None:
    of_claim, of_evidence = claim.history.count(), claim.evidence.get().history.count()
    turned(claim, publisher, locator="p. 12")
    assert claim.history.count() == of_claim + 1
    assert claim.evidence.get().history.count() == of_evidence + 1


def test_evidence_beside_another_that_carries_the_finding_reopens_nothing(
    claim: Claim, publisher: User
) -> None:
    some_evidence(claim, publisher)
    turned(claim, publisher)
    assert reasons(claim) == ""


def test_one_of_two_origins_that_points_another_way_takes_back_high_confidence(
    publisher: User, checker: User, source: Source
) -> None:
    claim = a_certain_claim(publisher, checker, source, SourceFactory())
    turned(claim, publisher)
    assert "High confidence needs" in reasons(claim)


def test_evidence_put_right_otherwise_reopens_nothing(claim: Claim, publisher: User) -> None:
    details = {"locator": "p. 12", "excerpt": "Ice.", "credibility": 5, "note": "Seen.", "is_public": False}
    assessing.amend_evidence(claim.evidence.get(), by=publisher, why=WHY, **details)
    assert reasons(claim) == ""


def test_an_edition_keeps_what_it_told_when_evidence_is_amended(claim: Claim, publisher: User) -> None:
    edition = publishing.publish(claim.article, by=publisher)
    claims, digest = edition.claims, edition.digest
    turned(claim, publisher)
    kept = Edition.objects.get()
    assert (kept.claims, kept.digest) == (claims, digest)
    assert told(kept, claim) == "Supported by evidence"


def test_who_may_not_check_a_piece_amends_and_reopens_nothing(claim: Claim) -> None:
    with pytest.raises(NotAllowed):
        turned(claim, a_colleague("contributor"))
    assert (claim.evidence.get().relation, reasons(claim)) == ("supports", "")
