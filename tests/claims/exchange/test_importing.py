"""Sheets of one piece or of several, rehearsed and carried out."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User

from articles.models import Article
from articles.refusals import NotAllowed, Refused
from claims import annotating, assessing
from claims.exchange.csvs import write_csv
from claims.exchange.exporting import csvs_of, refused_file, workbook_of
from claims.exchange.importing import (
    Overtaken,
    Rows,
    carry_out,
    from_json,
    read_rows,
    rehearse,
    with_versions,
)
from claims.exchange.outcomes import Plan
from claims.models import Assessment, Claim, Evidence, Source
from tests.factories import SourceFactory, a_claim, a_finding, a_piece, a_proposal, some_evidence

FORMULA = "=HYPERLINK(“https://example.org”)"


@pytest.fixture
def piece(editor: User) -> Article:
    return a_piece(editor)


@pytest.fixture
def claim(piece: Article, checker: User) -> Claim:
    return a_claim(piece, checker, internal_note="Ask\r\nagain.", attribution_name="@harbour")


def rows(**cells: str) -> Rows:
    """One row of the sheet its columns belong to; an underscore stands for a space."""
    named = {name.replace("_", " "): value for name, value in cells.items()}
    return read_rows("desk.csv", write_csv([*named], [[*named.values()]]))


def exported(pieces: list[Article], sheet: str, number: int = 0, **changed: str) -> Rows:
    """One row as it was exported, but for what is `changed`."""
    cells = read_rows("all.xlsx", workbook_of(pieces)).by_sheet[sheet][number].cells
    cells = cells | {name.replace("_", " "): value for name, value in changed.items()}
    return read_rows("desk.csv", write_csv([*cells], [[*cells.values()]]))


def carried_out(given: Rows, pieces: list[Article], by: User) -> Plan:
    return carry_out(given, pieces, by=by, shown=rehearse(given, pieces, by=by).digest)


def reasons(given: Rows, pieces: list[Article], by: User) -> str:
    """Why the rows are refused; nothing may be written."""
    plan = rehearse(given, pieces, by=by)
    assert plan.writes == 0
    return " ".join(reason for outcome in plan.by_state["refused"] for reason in outcome.reasons)


@pytest.mark.parametrize("write", [workbook_of, csvs_of])
def test_what_was_exported_changes_nothing_when_it_comes_back(
    claim: Claim, checker: User, editor: User, write: Callable[[list[Article]], bytes]
) -> None:
    some_evidence(claim, checker, excerpt=FORMULA, note="-5 °C\nthen\x0bthaw")
    a_finding(claim, checker, signed_by=editor, summary="+1")
    a_proposal(claim, checker)
    pieces = [claim.article]
    plan = rehearse(read_rows("all", write(pieces)), pieces, by=checker)
    assert [outcome.sheet for outcome in plan.by_state["unchanged"]] == [
        "claims",
        "evidence",
        "findings",
        "findings",
    ]
    assert len(plan.outcomes) == 4


@pytest.mark.parametrize("write", [workbook_of, csvs_of])
def test_the_seed_and_the_example_come_back_unchanged(
    seed: None, example: None, checker: User, write: Callable[[list[Article]], bytes]
) -> None:
    pieces = list(Article.objects.all())
    plan = rehearse(read_rows("all", write(pieces)), pieces, by=checker)
    assert {outcome.state for outcome in plan.outcomes} == {"unchanged"}
    assert plan.on_sources == ""


def test_a_rehearsal_writes_nothing(claim: Claim, checker: User) -> None:
    given = exported([claim.article], "claims", Proposition="It froze once.")
    assert rehearse(given, [claim.article], by=checker).writes == 1
    assert Claim.objects.get().proposition == claim.proposition
    assert claim.history.count() == 1


def test_a_changed_row_shows_its_words_before_and_after(claim: Claim, checker: User) -> None:
    given = exported([claim.article], "claims", Proposition="The harbour froze once in May.")
    (outcome,) = rehearse(given, [claim.article], by=checker).by_state["changed"]
    (change,) = outcome.changes
    assert (change.column, change.before) == ("Proposition", claim.proposition)
    assert [run.text for run in change.runs if run.op == "insert"] == ["once"]


def test_a_changed_claim_is_amended_and_keeps_the_rest(claim: Claim, checker: User) -> None:
    carried_out(exported([claim.article], "claims", Stakes="Central"), [claim.article], checker)
    amended = Claim.objects.get()
    assert (amended.stakes, amended.internal_note) == ("central", claim.internal_note)
    assert amended.history.first().history_change_reason == "Imported from desk.csv"


def test_a_missing_column_leaves_what_was_there(claim: Claim, checker: User) -> None:
    carried_out(rows(Claim_id=str(claim.pk), Stakes="material"), [claim.article], checker)
    assert Claim.objects.values("stakes", "attribution_name").get() == {
        "stakes": "material",
        "attribution_name": "@harbour",
    }


def test_a_new_claim_is_put_on_its_words(piece: Article, checker: User) -> None:
    given = rows(Words="Nobody asked the mayor", Proposition="Nobody asked.", How_the_text_puts_it="denied")
    carried_out(given, [piece], checker)
    claim = Claim.objects.get()
    assert (claim.first_exact, claim.modality, claim.stakes) == (
        "Nobody asked the mayor",
        "denied",
        "routine",
    )


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"Words": "No such words"}, "Words: “No such words”"),
        ({"Words": ""}, "Words: Give the words"),
        ({"How_the_text_puts_it": "whispered"}, "“whispered” is none of: asserted; reported"),
        ({"How_the_text_puts_it": ""}, "How the text puts it: This field cannot be blank"),
        ({"Proposition": ""}, "Proposition: This field cannot be blank"),
        ({"Look_again_on": "31/05/2027"}, "“31/05/2027” is no day"),
        ({"Looked_after_by": "nobody"}, "Nobody at the desk is called “nobody”"),
        ({"No.": "7"}, "it would be claim 1"),
        ({"Claim_id": "7"}, "“7” is no id"),
        ({"Claim_id": "00000000-0000-0000-0000-000000000000"}, "no such row here"),
        ({"Piece_id": "00000000-0000-0000-0000-000000000000"}, "Piece id: name the piece"),
    ],
)
def test_a_bad_claim_is_refused_with_the_reason(
    piece: Article, checker: User, cells: dict[str, str], reason: str
) -> None:
    good = {
        "Words": "Nobody asked the mayor",
        "Proposition": "Nobody asked.",
        "How_the_text_puts_it": "denied",
    }
    assert reason in reasons(rows(**good | cells), [piece], checker)
    assert not Claim.objects.exists()


def test_a_refused_row_leaves_the_others(claim: Claim, checker: User) -> None:
    cells = [["Nobody asked the mayor", "Nobody.", "denied"], ["Nowhere", "No.", "denied"]]
    given = read_rows("a.csv", write_csv(["Words", "Proposition", "How the text puts it"], cells))
    plan = carried_out(given, [claim.article], checker)
    assert [outcome.state for outcome in plan.outcomes] == ["new", "refused"]
    assert Claim.objects.count() == 2


def test_a_row_that_stands_twice_is_written_once_and_the_other_named(claim: Claim, checker: User) -> None:
    lines = [[str(claim.pk), "It froze for weeks."], [str(claim.pk), "It froze for months."]]
    twice = read_rows("desk.csv", write_csv(["Claim id", "Proposition"], lines))
    plan = carried_out(twice, [claim.article], checker)
    [refused] = plan.by_state["refused"]
    assert refused.reasons == ("Claim id: line 2 has the same. Keep one of the two.",)
    assert Claim.objects.get().proposition == "It froze for weeks."


def test_the_rest_of_a_long_file_waits_for_another_import(
    claim: Claim, checker: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claims.exchange.rows.MOST_WRITES", 1)
    columns, pieces = ["Words", "Proposition", "How the text puts it"], [claim.article]
    cells = [["Nobody asked", "Nobody.", "denied"], ["The mill stood idle", "Idle.", "denied"]]
    given = read_rows("a.csv", write_csv(columns, cells))
    plan = carried_out(given, pieces, checker)
    assert [outcome.state for outcome in plan.outcomes] == ["new", "refused"]
    assert plan.by_state["refused"][0].reasons == (
        "Of one sheet 1 rows are written in one go. For the rest import the file again.",
    )
    assert [outcome.state for outcome in carried_out(given, pieces, checker).outcomes] == ["refused", "new"]


def test_a_claim_is_not_put_on_other_words(claim: Claim, checker: User) -> None:
    given = exported([claim.article], "claims", Words="The mill stood idle")
    assert "Place again" in reasons(given, [claim.article], checker)


def test_a_removed_claim_is_not_changed(claim: Claim, checker: User) -> None:
    annotating.remove(claim, by=checker, reason="Beside the point.")
    given = exported([claim.article], "claims", Proposition="Back again.")
    assert "was removed" in reasons(given, [claim.article], checker)


def test_a_row_somebody_changed_after_the_export_is_refused(
    claim: Claim, checker: User, editor: User
) -> None:
    given = exported([claim.article], "claims", Proposition="It froze once.")
    annotating.amend(claim, by=editor, stakes="central")
    assert "Somebody changed this row" in reasons(given, [claim.article], checker)


def test_a_row_that_says_what_is_stored_is_unchanged_whatever_its_version(
    claim: Claim, checker: User
) -> None:
    given = exported([claim.article], "claims", Stakes="central")
    annotating.amend(claim, by=checker, stakes="central")
    assert [outcome.state for outcome in rehearse(given, [claim.article], by=checker).outcomes] == [
        "unchanged"
    ]


def test_nothing_is_written_when_it_is_no_longer_what_was_shown(
    claim: Claim, checker: User, editor: User
) -> None:
    pieces = [claim.article]
    given = rows(Claim_id=str(claim.pk), Proposition="It froze once.")
    plan = rehearse(given, pieces, by=checker)
    kept = from_json(with_versions(given, plan))
    annotating.amend(claim, by=editor, proposition="It froze for weeks.")
    with pytest.raises(Overtaken) as overtaken:
        carry_out(kept, pieces, by=checker, shown=plan.digest)
    assert [outcome.state for outcome in overtaken.value.plan.outcomes] == ["refused"]
    assert Claim.objects.get().proposition == "It froze for weeks."


def test_what_was_shown_is_written_when_nothing_came_between(claim: Claim, checker: User) -> None:
    given = rows(Claim_id=str(claim.pk), Proposition="It froze once.")
    plan = rehearse(given, [claim.article], by=checker)
    kept = from_json(with_versions(given, plan))
    assert carry_out(kept, [claim.article], by=checker, shown=plan.digest).writes == 1


@pytest.mark.parametrize("sheet", ["claims", "evidence", "findings"])
def test_a_file_imported_twice_adds_nothing_twice(claim: Claim, checker: User, sheet: str) -> None:
    source = SourceFactory.create()
    cells = {
        "claims": {"Words": "Nobody asked the mayor", "Proposition": "No.", "How the text puts it": "denied"},
        "evidence": {"Claim no.": "1", "Source": source.title, "Relation": "Supports"},
        "findings": {"Claim no.": "1", "Finding": "not_checkable", "As of": "2026-05-31"},
    }[sheet]
    assert carried_out(rows(**cells), [claim.article], checker).writes == 1
    assert "already" in reasons(rows(**cells), [claim.article], checker)


def test_evidence_is_filed_from_the_library(claim: Claim, checker: User) -> None:
    source = SourceFactory.create(url="https://example.org/log")
    cells = {
        "Claim no.": "1",
        "Address": "https://www.example.org/log/",
        "Relation": "disputes",
        "Credibility": "2",
    }
    carried_out(rows(**cells, Excerpt="=1"), [claim.article], checker)
    found = Evidence.objects.get()
    assert (found.source, found.relation, found.credibility, found.excerpt) == (source, "disputes", 2, "=1")


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"Source": "Unheard of"}, "the library has none like this"),
        ({"Source": "Twice there"}, "several have this title"),
        ({"Claim no.": "9"}, "there is no such claim"),
        ({"Claim no.": ""}, "say on which claim"),
        ({"Claim id": "7"}, "“7” is no id"),
        ({"Claim id": "00000000-0000-0000-0000-000000000000"}, "there is no such claim"),
        ({"Relation": ""}, "Relation: This field cannot be blank"),
        ({"Credibility": "7"}, "“7” is none of"),
        ({"Source id": "7"}, "“7” is no id"),
    ],
)
def test_bad_evidence_is_refused_with_the_reason(
    claim: Claim, checker: User, cells: dict[str, str], reason: str
) -> None:
    SourceFactory.create_batch(2, title="Twice there")
    source = SourceFactory.create()
    good = {"Claim no.": "1", "Source": source.title, "Relation": "Supports"}
    assert reason in reasons(rows(**good | cells), [claim.article], checker)


def test_evidence_can_stand_on_a_claim_of_the_same_file(piece: Article, checker: User) -> None:
    source = SourceFactory.create()
    claims = rows(**{"No.": "1"}, Words="Nobody asked", Proposition="No.", How_the_text_puts_it="denied")
    evidence = rows(**{"Claim no.": "1"}, Source=source.title, Relation="Supports")
    carried_out(Rows("both", {**claims.by_sheet, **evidence.by_sheet}), [piece], checker)
    assert Evidence.objects.get().claim.number == 1


def test_changed_evidence_is_kept_with_its_history(claim: Claim, checker: User) -> None:
    filed = some_evidence(claim, checker)
    carried_out(exported([claim.article], "evidence", Locator="p. 12"), [claim.article], checker)
    filed.refresh_from_db()
    assert (filed.locator, filed.history.count()) == ("p. 12", 2)


def test_imported_evidence_that_points_another_way_reopens_its_claim(
    claim: Claim, checker: User, editor: User
) -> None:
    some_evidence(claim, checker)
    a_finding(claim, checker, signed_by=editor, finding="supported", confidence="low")
    carried_out(exported([claim.article], "evidence", Relation="Disputes"), [claim.article], checker)
    claim.refresh_from_db()
    assert "now points another way (disputes): Imported from desk.csv" in claim.reopened_because
    assert Evidence.objects.get().relation == "disputes"


def test_a_rehearsal_reopens_nothing(claim: Claim, checker: User, editor: User) -> None:
    some_evidence(claim, checker)
    a_finding(claim, checker, signed_by=editor, finding="supported", confidence="low")
    rehearse(exported([claim.article], "evidence", Relation="Disputes"), [claim.article], by=checker)
    assert Claim.objects.get().reopened_at is None


def test_evidence_on_a_removed_claim_is_not_changed(claim: Claim, checker: User) -> None:
    some_evidence(claim, checker)
    annotating.remove(claim, by=checker, reason="Beside the point.")
    given = exported([claim.article], "evidence", Locator="p. 12")
    assert "was removed" in reasons(given, [claim.article], checker)


def test_withdrawn_evidence_stays_as_it_was(claim: Claim, checker: User) -> None:
    assessing.withdraw_evidence(some_evidence(claim, checker), by=checker, why="A forgery.")
    given = exported([claim.article], "evidence", Locator="p. 12")
    assert "was withdrawn" in reasons(given, [claim.article], checker)


def test_evidence_does_not_move_to_another_source(claim: Claim, checker: User) -> None:
    some_evidence(claim, checker)
    other = SourceFactory.create()
    given = exported([claim.article], "evidence", Source_id=str(other.pk))
    assert "File it anew" in reasons(given, [claim.article], checker)


@pytest.mark.parametrize("locator", ["", "p. 12"])
def test_a_row_of_evidence_says_what_it_has_of_its_source_that_the_library_has_not(
    locator: str, claim: Claim, checker: User
) -> None:
    source = some_evidence(claim, checker, SourceFactory.create(publisher="The Port")).source
    other = {"Reliability of the source": "A: completely reliable", "Source": "", "Access": "open"}
    plan = carried_out(
        exported([claim.article], "evidence", Locator=locator, **other), [claim.article], checker
    )
    (outcome,) = plan.by_state["changed" if locator else "unchanged"]
    assert outcome.left_aside == ("Source", "Reliability of the source")
    assert plan.on_sources.startswith(
        "1 row of evidence has something else of a source than the library (Source,"
    )
    assert Source.objects.get() == source and Source.objects.get().reliability == "F"


@pytest.mark.parametrize(
    ("cells", "left"),
    [
        ({"Address": "http://www.port.example/log/", "Reliability of the source": "b"}, ()),
        ({"DOI": "https://doi.org/10.1000/182", "Source": ""}, ()),
        ({"DOI": "10.1000/182", "Address": "https://elsewhere.example/"}, ("Address",)),
        ({"DOI": "10.1000/182", "Access": "secret", "Source": "Log"}, ("Source", "Access")),
    ],
)
def test_a_new_row_says_what_it_has_of_the_source_it_names_that_the_library_has_not(
    cells: dict[str, str], left: tuple[str, ...], claim: Claim, checker: User
) -> None:
    SourceFactory.create(url="https://port.example/log", doi="10.1000/182", reliability="B")
    named = {"Claim no.": "1", "Relation": "supports", **cells}
    (outcome,) = carried_out(rows(**named), [claim.article], checker).by_state["new"]
    assert outcome.left_aside == left


def test_evidence_does_not_move_to_the_claim_of_another_number(
    claim: Claim, piece: Article, checker: User
) -> None:
    a_claim(piece, checker, "Nobody asked")
    some_evidence(claim, checker)
    moved = exported([piece], "evidence", **{"Claim no.": "2"}, Locator="p. 12")
    assert reasons(moved, [piece], checker) == "Claim no.: It stays with its claim."


def test_a_new_finding_is_proposed_and_never_signed(claim: Claim, checker: User) -> None:
    cells = {"Claim no.": "1", "Finding": "Could not be established", "As of": "2026-05-31"}
    carried_out(rows(**cells), [claim.article], checker)
    proposal = Assessment.objects.get()
    assert (proposal.proposed_by, proposal.signed_by, proposal.as_of) == (checker, None, date(2026, 5, 31))


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"Signed by": "checker"}, "signed at the desk"),
        ({"Signed": "2026-05-31 10:00"}, "signed at the desk"),
        ({"Proposed by": "editor"}, "proposed by whoever imports it"),
        ({"As of": ""}, "As of: give the day"),
        ({"As of": "2100-01-01"}, "As of: This day is yet to come."),
        ({"Finding": "supported"}, "needs live evidence that supports it"),
        ({"Words judged": "Other words"}, "the claim’s words are others now"),
    ],
)
def test_a_bad_finding_is_refused_with_the_reason(
    claim: Claim, checker: User, cells: dict[str, str], reason: str
) -> None:
    good = {"Claim no.": "1", "Finding": "insufficient_evidence", "As of": "2026-05-31"}
    assert reason in reasons(rows(**good | cells), [claim.article], checker)
    assert not Assessment.objects.exists()


def test_a_finding_is_never_changed(claim: Claim, checker: User, editor: User) -> None:
    a_finding(claim, checker, signed_by=editor)
    given = exported([claim.article], "findings", Public_summary="Another.")
    assert "never changed" in reasons(given, [claim.article], checker)


def test_a_signed_finding_is_exported_once_with_its_signature(
    claim: Claim, checker: User, editor: User
) -> None:
    a_finding(claim, checker, signed_by=editor)
    (row,) = read_rows("a.xlsx", workbook_of([claim.article])).by_sheet["findings"]
    assert (row.cells["Proposed by"], row.cells["Signed by"]) == ("checker", "editor")


def test_a_row_of_another_piece_is_not_touched(claim: Claim, checker: User, editor: User) -> None:
    given = exported([claim.article], "claims", Proposition="It froze once.")
    assert "no such row here" in reasons(given, [a_piece(editor)], checker)


def test_a_new_row_among_several_pieces_names_its_own(claim: Claim, checker: User, editor: User) -> None:
    other = a_piece(editor)
    cells: dict[str, Any] = {"Words": "Nobody asked", "Proposition": "No.", "How the text puts it": "denied"}
    pieces = [claim.article, other]
    assert "name the piece" in reasons(rows(**cells), pieces, checker)
    carried_out(rows(**cells, **{"Piece id": str(other.pk)}), pieces, checker)
    assert other.claims.count() == 1


def test_who_may_not_check_the_piece_imports_nothing(claim: Claim, contributor: User) -> None:
    given = exported([claim.article], "claims", Proposition="It froze once.")
    with pytest.raises(NotAllowed):
        rehearse(given, [claim.article], by=contributor)


def test_a_column_that_is_not_known_is_refused_with_the_one_meant(piece: Article) -> None:
    with pytest.raises(Refused, match="“Propositon” is not known. Is it “Proposition”"):
        rows(Words="Nobody asked", Propositon="No.")


def test_a_sheet_of_something_else_is_left_aside_and_named(claim: Claim) -> None:
    with pytest.raises(Refused, match="Neither claims nor evidence nor findings"):
        rows(Fish="12", Weight="3")


def test_what_was_refused_comes_back_with_the_reason_and_can_be_put_right(
    piece: Article, checker: User
) -> None:
    given = rows(Words="Nobody asked", Proposition="=No", How_the_text_puts_it="whispered")
    refused = rehearse(given, [piece], by=checker).by_state["refused"]
    again = read_rows("refused.xlsx", refused_file(refused)[0])
    (row,) = again.by_sheet["claims"]
    assert (row.cells["Words"], row.cells["Proposition"]) == ("Nobody asked", "=No")
    assert "“whispered” is none of" in row.cells["Refused because"]
    assert "“whispered” is none of" in reasons(again, [piece], checker)


def test_what_was_refused_and_is_too_long_for_a_workbook_comes_back_as_csv(
    piece: Article, checker: User
) -> None:
    given = rows(Words="Nobody asked", Proposition="No. " * 9_000, How_the_text_puts_it="whispered")
    content, ending = refused_file(rehearse(given, [piece], by=checker).by_state["refused"])
    assert ending == "zip"
    assert "“whispered” is none of" in reasons(read_rows("refused.zip", content), [piece], checker)
