import re
from datetime import date

import pytest

from claims.vocabulary import AttributionKind, Finding, Modality
from claims.wording import how_put, what_found

AS_OF = date(2026, 5, 4)
PHRASE = re.compile(
    r"[A-Z][a-zé’ -]+, (on the word of [A-Za-z’ -]+|in the author’s own voice|without saying by whom)"
)
VERDICTS = [
    "support",
    "true",
    "false",
    "verified",
    "correct",
    "holds",
    "refuted",
    "by evidence",
    "contradicted",
]


@pytest.mark.parametrize("name", ["", "the Harbour Office"])
@pytest.mark.parametrize("kind", AttributionKind.values)
@pytest.mark.parametrize("modality", Modality.values)
def test_how_the_text_puts_it_is_a_readable_phrase(modality: str, kind: str, name: str) -> None:
    phrase = how_put(modality, kind, name)
    assert PHRASE.fullmatch(phrase)
    assert "_" not in phrase and (not name or phrase.endswith(name))


def test_a_report_is_put_as_in_the_style_book() -> None:
    assert how_put("reported", "media_report", "the Wall Street Journal") == (
        "Reported, on the word of the Wall Street Journal"
    )


def test_each_modality_reads_differently() -> None:
    assert len({how_put(modality, "author", "") for modality in Modality}) == len(Modality)


@pytest.mark.parametrize("kind", AttributionKind.values)
def test_confirmed_never_reads_like_a_finding(kind: str) -> None:
    phrase = how_put("confirmed", kind, "").lower()
    assert not phrase.startswith("confirmed")
    assert not [verdict for verdict in VERDICTS if verdict in phrase]


@pytest.mark.parametrize("modality", Modality.values)
def test_no_modality_reads_like_a_finding(modality: str) -> None:
    phrase = how_put(modality, "author", "").lower()
    assert not [verdict for verdict in VERDICTS if verdict in phrase]


@pytest.mark.parametrize("modality", ["unknown", "not_proven"])
def test_a_supported_gap_in_knowledge_is_a_fair_description(modality: str) -> None:
    found = what_found("supported", modality, AS_OF, "yes")
    assert found == "Fair description of the public record as of 4 May 2026"


@pytest.mark.parametrize("modality", [m for m in Modality.values if m not in {"unknown", "not_proven"}])
def test_any_other_supported_claim_is_supported_by_evidence(modality: str) -> None:
    assert what_found("supported", modality, AS_OF, "yes") == "Supported by evidence"


@pytest.mark.parametrize("finding", [f for f in Finding.values if f != "supported"])
@pytest.mark.parametrize("modality", Modality.values)
def test_every_other_finding_reads_the_same_however_the_text_puts_it(finding: str, modality: str) -> None:
    assert what_found(finding, modality, AS_OF, "yes") == Finding(finding).label


@pytest.mark.parametrize("modality", Modality.values)
def test_nothing_is_found_before_somebody_looked(modality: str) -> None:
    assert what_found("", modality, None, "yes") == "Not yet assessed"


def test_opinion_is_said_to_be_left_unrated() -> None:
    assert what_found("", "evaluative", None, "no") == "Left unrated: opinion or inference"


def test_findings_are_told_in_the_words_of_the_scale() -> None:
    assert {finding.value: finding.label for finding in Finding} == {
        "supported": "Supported by evidence",
        "mostly_supported": "Holds, with a detail wrong or imprecise",
        "needs_context": "Accurate but incomplete",
        "disputed": "Credible evidence conflicts",
        "insufficient_evidence": "Could not be established",
        "mostly_refuted": "Largely contradicted",
        "refuted": "Contradicted by evidence",
        "not_checkable": "Opinion or prediction, not rated",
    }
