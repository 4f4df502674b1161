"""Rules 2 to 6 of the domain, by every way to the table: the form, the verb, the ORM past the verb, SQL."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.migrations.operations.base import Operation
from django.test import Client
from django.utils import timezone

from articles.models import Byline
from claims import assessing, repeating, sourcing
from claims.models import Assessment, Claim
from claims.standing_on import NAME, LetStand, StandOnEvidence
from claims.vocabulary import NEEDED_EVIDENCE, Finding
from tests.factories import (
    QUOTE,
    AuthorFactory,
    SourceFactory,
    a_claim,
    a_colleague,
    a_finding,
    a_piece,
    a_proposal,
    some_evidence,
)

RULES = import_module("claims.migrations.0007_findings_stand_on_evidence").RULES
REPEATED = import_module("claims.migrations.0011_a_signature_repeats_its_proposal").REPEATED
DOES = {"supports": "supports it", "disputes": "disputes it", "context": "gives its context"}
HIGH = "High confidence needs two independent origins, a primary source rated A or B, or a recorded reason."
SUPPORTED = {"finding": "supported"}
CERTAIN = {**SUPPORTED, "confidence": "high"}


@dataclass(frozen=True)
class Breach:
    """What a proposal says, on what evidence, and how it is refused; `constraint` is the database's word."""

    says: dict[str, str]
    refusal: str
    evidence: Callable[[Claim, User], object] = lambda claim, by: None
    constraint: str = ""


def filed(*relations: str, **source: Any) -> Callable[[Claim, User], object]:
    return lambda claim, by: [some_evidence(claim, by, SourceFactory(**source), kind) for kind in relations]


def withdrawn(claim: Claim, by: User) -> None:
    assessing.withdraw_evidence(some_evidence(claim, by), by=by, why="A forgery.")


def without(finding: Finding, relation: str) -> Breach:
    others = filed(*({"supports", "disputes", "context", "attribution"} - {relation}))
    refusal = f"“{finding.label}” needs live evidence that {DOES[relation]}."
    return Breach({"finding": finding}, refusal, others)


EACH_NEED = [(finding, str(relation)) for finding, needed in NEEDED_EVIDENCE.items() for relation in needed]
UNSUPPORTED = "“Supported by evidence” needs live evidence that supports it."
SAME_ORIGIN = {"origin_group": "wire", "reliability": "A"}
BREACHES = {
    f"2: {finding} with {confidence} confidence": Breach(
        {"finding": finding, "confidence": confidence},
        "Without a finding on the matter there is no confidence in it.",
        constraint="assessment_no_finding_no_confidence",
    )
    for finding in ("insufficient_evidence", "not_checkable")
    for confidence in ("low", "high")
}
BREACHES |= {f"3: {finding} without {one}": without(finding, one) for finding, one in EACH_NEED}
BREACHES |= {
    "3: on withdrawn evidence": Breach(SUPPORTED, UNSUPPORTED, withdrawn),
    "3: on a retracted source": Breach(
        SUPPORTED, UNSUPPORTED, filed("supports", retracted_at=date(2026, 5, 4))
    ),
    "4: on one source": Breach(CERTAIN, HIGH, filed("supports", reliability="A")),
    "4: on one origin": Breach(CERTAIN, HIGH, filed("supports", "supports", **SAME_ORIGIN)),
    "4: on one weak primary source": Breach(
        CERTAIN, HIGH, filed("supports", is_primary=True, reliability="C")
    ),
    "4: beside a source of the other side": Breach(CERTAIN, HIGH, filed("supports", "disputes", "context")),
    "4: beside one that shows who said so": Breach(CERTAIN, HIGH, filed("supports", "attribution")),
    "4: with a reason of blanks": Breach(CERTAIN | {"reason": " \t\n\u00a0"}, HIGH, filed("supports")),
}


@pytest.fixture
def claim(publisher: User) -> Claim:
    return a_claim(a_piece(publisher), publisher)


# The ways to propose. Each returns in what words it was refused.


def by_form(claim: Claim, by: User, says: dict[str, str]) -> str:
    browser = Client()
    browser.force_login(by)
    typed = {"claim": str(claim.pk), "as_of": "2026-05-04", "attribution_check": "not_done", **says}
    return browser.post("/admin/claims/assessment/add/", typed).content.decode()


def by_verb(claim: Claim, by: User, says: dict[str, str]) -> str:
    with pytest.raises(ValidationError) as refusal:
        assessing.propose(claim, by=by, as_of=date(2026, 5, 4), **says)
    return " ".join(refusal.value.messages)


def unsaved(claim: Claim, by: User, **says: Any) -> Assessment:
    fields = {"as_of": date(2026, 5, 4), "words": QUOTE, "proposed_by": by, "proposed_at": timezone.now()}
    return Assessment(claim=claim, **fields | says)


def refused_by_the_database(write: Callable[[], object]) -> str:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        write()
    return str(refusal.value)


def by_orm(claim: Claim, by: User, says: dict[str, str]) -> str:
    return refused_by_the_database(unsaved(claim, by, **says).save)


def in_bulk(claim: Claim, by: User, says: dict[str, str]) -> str:
    rows = [unsaved(claim, by, finding="insufficient_evidence"), unsaved(claim, by, **says)]
    return refused_by_the_database(lambda: Assessment.objects.bulk_create(rows))


def in_sql(claim: Claim, by: User, says: dict[str, str]) -> str:
    return refused_by_the_database(lambda: insert(unsaved(claim, by, **says)))


def insert(row: Assessment) -> None:
    fields = [column for column in Assessment._meta.concrete_fields]
    values = [column.get_db_prep_save(getattr(row, column.attname), connection) for column in fields]
    names, places = ", ".join(column.column for column in fields), ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO claims_assessment ({names}) VALUES ({places})", values)


WAYS = {"form": by_form, "verb": by_verb, "ORM": by_orm, "bulk": in_bulk, "SQL": in_sql}
IN_DATABASE = {"ORM", "bulk", "SQL"}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("breach", BREACHES.values(), ids=BREACHES)
def test_a_finding_that_breaks_a_rule_is_refused_and_the_refusal_says_what_is_missing(
    breach: Breach, way: str, claim: Claim, publisher: User
) -> None:
    breach.evidence(claim, publisher)
    said = WAYS[way](claim, publisher, breach.says)
    expected = breach.constraint if breach.constraint and way in IN_DATABASE else breach.refusal
    assert expected in said
    assert not Assessment.objects.exists()


def test_the_database_knows_every_need_and_no_other() -> None:
    needed = {str(finding): {str(one) for one in needed} for finding, needed in NEEDED_EVIDENCE.items()}
    assert {finding: set(relations) for finding, relations in RULES["needs"].items()} == needed


@pytest.mark.parametrize("finding", Finding)
def test_the_database_takes_a_finding_with_what_it_needs(
    finding: Finding, claim: Claim, publisher: User
) -> None:
    filed(*NEEDED_EVIDENCE.get(finding, []))(claim, publisher)
    unsaved(claim, publisher, finding=finding).save()
    assert Assessment.objects.get().finding == finding


FOUNDED: dict[str, tuple[Callable[[Claim, User], object], str]] = {
    "two origins": (filed("supports", "supports"), ""),
    "a primary source rated A": (filed("supports", is_primary=True, reliability="A"), ""),
    "a primary source rated B": (filed("supports", is_primary=True, reliability="B"), ""),
    "a recorded reason": (filed("supports"), "Seen by us."),
}


@pytest.mark.parametrize(("evidence", "reason"), FOUNDED.values(), ids=FOUNDED)
def test_the_database_takes_founded_high_confidence(
    evidence: Callable[[Claim, User], object], reason: str, claim: Claim, publisher: User
) -> None:
    evidence(claim, publisher)
    unsaved(claim, publisher, **CERTAIN, reason=reason).save()
    assert Assessment.objects.get().confidence == "high"


def test_evidence_of_another_claim_carries_nothing(claim: Claim, publisher: User) -> None:
    some_evidence(a_claim(claim.article, publisher, "Nobody asked the mayor"), publisher)
    assert UNSUPPORTED in by_orm(claim, publisher, SUPPORTED)


# Rule 5: who signs.


def signed_by_form(proposal: Assessment, by: User) -> str:
    browser = Client()
    browser.force_login(by)
    signing = {"action": "sign_selected", "_selected_action": [str(proposal.pk)]}
    return browser.post("/admin/claims/assessment/", signing, follow=True).content.decode()


def signed_by_verb(proposal: Assessment, by: User) -> str:
    with pytest.raises(PermissionDenied) as refusal:
        assessing.sign(proposal, by=by)
    return str(refusal.value)


def signature(proposal: Assessment, by: User, **otherwise: Any) -> Assessment:
    """What repeats a proposal with a signature, not saved, but for what it says `otherwise`."""
    repeated = {field.name: getattr(proposal, field.name) for field in Assessment._meta.concrete_fields}
    signed = {"id": uuid4(), "proposal": proposal, "signed_by": by, "signed_at": timezone.now()}
    return Assessment(**repeated | signed | otherwise)


def signed_by_orm(proposal: Assessment, by: User) -> str:
    return refused_by_the_database(signature(proposal, by).save)


def signed_in_sql(proposal: Assessment, by: User) -> str:
    return refused_by_the_database(lambda: insert(signature(proposal, by)))


SIGNING = {"form": signed_by_form, "verb": signed_by_verb, "ORM": signed_by_orm, "SQL": signed_in_sql}


@pytest.mark.parametrize("way", SIGNING)
def test_who_proposed_does_not_sign(way: str, claim: Claim, publisher: User) -> None:
    said = SIGNING[way](a_proposal(claim, publisher), publisher)
    assert ("assessment_signed_by_somebody_else" if way in IN_DATABASE else "Who proposed") in said
    assert not Assessment.objects.signed().exists()


@pytest.mark.parametrize("way", SIGNING)
def test_an_author_of_the_piece_does_not_sign(way: str, claim: Claim, publisher: User) -> None:
    author = a_colleague("publisher")
    Byline.objects.create(article=claim.article, author=AuthorFactory(user=author), position=2)
    assert "An author of the piece does not sign its findings." in SIGNING[way](
        a_proposal(claim, publisher), author
    )
    assert not Assessment.objects.signed().exists()


def test_a_signature_names_the_one_who_proposed(claim: Claim, publisher: User, checker: User) -> None:
    signed = signature(a_proposal(claim, publisher), publisher, proposed_by=checker)
    assert "who proposed it" in refused_by_the_database(signed.save)
    assert "who proposed it" in refused_by_the_database(lambda: insert(signed))


def test_a_signature_stands_under_what_was_proposed(claim: Claim, publisher: User, checker: User) -> None:
    some_evidence(claim, publisher)
    proposal = a_proposal(claim, publisher)
    other = a_claim(claim.article, publisher)
    for otherwise in ({"finding": "supported"}, {"summary": "So it is."}, {"claim": other}):
        signed = signature(proposal, checker, **otherwise)
        assert "repeats what was proposed" in refused_by_the_database(signed.save)


def test_a_proposal_is_no_signed_finding(claim: Claim, publisher: User, checker: User) -> None:
    signed = a_finding(claim, publisher, checker)
    assert "repeats" in refused_by_the_database(signature(signed, a_colleague("checker")).save)


def test_a_proposal_may_be_put_back_behind_its_signature(
    claim: Claim, publisher: User, checker: User
) -> None:
    proposal = unsaved(claim, publisher, finding="insufficient_evidence", id=uuid4())
    signature(proposal, checker).save()
    proposal.save()
    proposal.refresh_from_db()
    assert proposal.signature.signed_by == checker


def test_an_author_of_another_piece_signs(claim: Claim, publisher: User, checker: User) -> None:
    Byline.objects.create(article=a_piece(publisher), author=AuthorFactory(user=checker), position=2)
    signature(a_proposal(claim, publisher), checker).save()
    assert Assessment.objects.signed().exists()


def test_the_database_refuses_a_signature_on_what_lost_its_evidence(
    claim: Claim, publisher: User, checker: User
) -> None:
    evidence = some_evidence(claim, publisher)
    proposal = a_proposal(claim, publisher, **SUPPORTED)
    assessing.withdraw_evidence(evidence, by=publisher, why="A forgery.")
    assert UNSUPPORTED in signed_by_orm(proposal, checker)


# Rule 6, and what a fixture may bring back.


@pytest.mark.parametrize("verb", ["save", "SQL"])
def test_what_was_found_is_not_changed_past_the_verbs(verb: str, claim: Claim, publisher: User) -> None:
    found = a_proposal(claim, publisher)
    ways = {"save": found.save, "SQL": lambda: execute("UPDATE claims_assessment SET finding = ''")}
    assert "never changed" in refused_by_the_database(ways[verb])


def test_the_form_does_not_change_what_was_found(claim: Claim, publisher: User) -> None:
    found, browser = a_proposal(claim, publisher), Client()
    browser.force_login(publisher)
    typed = {"claim": str(claim.pk), "finding": "refuted", "as_of": "2026-05-04"}
    assert browser.post(f"/admin/claims/assessment/{found.pk}/change/", typed).status_code == 403


def test_a_finding_from_before_its_claim_was_reopened_may_be_put_back(
    claim: Claim, publisher: User, checker: User
) -> None:
    source = SourceFactory()
    some_evidence(claim, publisher, source)
    signed = a_finding(claim, publisher, checker, **SUPPORTED)
    sourcing.retract(source, by=publisher, on=date(2026, 5, 4), why="Made up.")
    past = {"proposed_at": signed.proposed_at, "id": uuid4()}
    unsaved(claim, publisher, **SUPPORTED, **past).save()
    assert UNSUPPORTED in by_orm(claim, publisher, SUPPORTED)


# The triggers.


def execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def run(operation: Operation, *, backwards: bool = False) -> None:
    editor = connection.schema_editor()  # not entered: its own transaction would end the test's
    act = operation.database_backwards if backwards else operation.database_forwards
    act("claims", editor, None, None)


def triggers() -> set[str]:
    catalogue = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'claims_assessment'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = 'claims_assessment'::regclass"
        " AND NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(catalogue[connection.vendor])
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.django_db
def test_what_assessments_stand_on_is_watched_beside_what_keeps_them() -> None:
    kept = {"claims_assessment_no_update", "claims_assessment_no_delete"}
    assert kept | {NAME, repeating.NAME} <= triggers()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("operation", "backwards", "name"),
    [
        (StandOnEvidence(**RULES), True, NAME),
        (LetStand(**RULES), False, NAME),
        (repeating.RepeatProposals(**REPEATED), True, repeating.NAME),
    ],
)
def test_the_operation_is_taken_back_and_done_again(operation: Operation, backwards: bool, name: str) -> None:
    before = triggers()
    run(operation, backwards=backwards)
    assert before - triggers() == {name}
    run(operation, backwards=not backwards)
    assert triggers() == before


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite rebuilds tables")
@pytest.mark.parametrize("table", ["claims_source", "claims_evidence", "articles_byline"])
def test_a_later_migration_rebuilds_a_table_once_findings_are_let_stand(table: str) -> None:
    rebuilt = [
        f"CREATE TABLE new__{table} AS SELECT * FROM {table}",
        f"DROP TABLE {table}",
        f"ALTER TABLE new__{table} RENAME TO {table}",
    ]
    with pytest.raises(OperationalError, match=NAME), transaction.atomic():
        execute(*rebuilt)
    with transaction.atomic():
        run(LetStand(**RULES))
        execute(*rebuilt)
        run(StandOnEvidence(**RULES))
        assert NAME in triggers()
        transaction.set_rollback(True)
