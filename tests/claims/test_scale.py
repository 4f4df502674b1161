"""The scale spelled out from the vocabulary."""

from collections.abc import Callable
from datetime import date

import pytest

from claims import scale
from claims.scale import Step
from claims.vocabulary import Confidence, Credibility, Finding, Modality, Relation, Reliability

SCALES = [
    (scale.modalities, Modality),
    (scale.findings, Finding),
    (scale.confidences, Confidence),
    (scale.relations, Relation),
]


@pytest.mark.parametrize(("steps", "vocabulary"), SCALES)
def test_no_value_is_left_out_or_without_a_meaning(steps: Callable[[], list[Step]], vocabulary: type) -> None:
    assert [step.value for step in steps()] == list(vocabulary)
    assert all(step.words and step.meaning for step in steps())


@pytest.mark.parametrize(("steps", "vocabulary"), SCALES[1:])
def test_a_value_is_called_what_notes_call_it(steps: Callable[[], list[Step]], vocabulary: type) -> None:
    assert [step.words for step in steps()] == [value.label for value in vocabulary]


@pytest.mark.parametrize(
    ("finding", "needs"), [("supported", "evidence for it"), ("refuted", "evidence against it")]
)
def test_a_finding_says_what_it_takes(finding: str, needs: str) -> None:
    [step] = [step for step in scale.findings() if step.value == finding]
    assert step.meaning.endswith(f"It takes {needs}.")


def test_a_dispute_takes_evidence_on_both_sides() -> None:
    [step] = [step for step in scale.findings() if step.value == "disputed"]
    assert "evidence for it and evidence against it" in step.meaning


def test_what_is_not_rated_says_that_it_carries_no_confidence() -> None:
    unsure = [step.value for step in scale.findings() if "no confidence" in step.meaning]
    assert unsure == ["insufficient_evidence", "not_checkable"]


def test_the_admiralty_code_is_split_into_marks_and_meanings() -> None:
    assert scale.ratings(Reliability)[0] == Step("A", "A", "Completely reliable")
    assert [step.words for step in scale.ratings(Credibility)] == list("123456")


def test_phrases_are_those_of_the_notes() -> None:
    said = scale.phrases(date(2026, 5, 4))
    assert said["not_assessed"] == "Not yet assessed"
    assert said["fair_description"] == "Fair description of the public record as of 4 May 2026"
