import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.proposing import propose
from claims.vocabulary import AttributionKind, FactKind, Modality
from tests.claims.reading.proposals import of


def test_a_clause_is_proposed_as_it_stands_but_closed() -> None:
    text = "But the harbour has leaked, and nobody minds."
    assert of(text, "the harbour has leaked").proposition == "The harbour has leaked."


def test_what_is_no_clause_is_proposed_as_its_sentence() -> None:
    text = "And the mayor owns a diary, which has been published."
    assert of(text, "has been published").proposition == "The mayor owns a diary, which has been published."


def test_pronouns_are_named_for_a_person_to_resolve() -> None:
    assert of("They say that its plug was his.").unresolved == ("they", "its", "his")


def test_the_it_that_stands_for_nothing_is_not_named() -> None:
    assert of("It has not been proven that the mayor knew.").unresolved == ()


def test_every_field_has_its_reason() -> None:
    assert [tuple(reason) for reason in of("The Harbour Gazette reported 12 leaks.").reasons] == [
        ("modality", "“reported” puts it so."),
        ("attribution_kind", "“the Harbour Gazette” looks like a news organisation."),
        ("fact_kind", "“12” is in it."),
    ]


def test_a_span_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one word"):
        propose("It leaks.", 2, 3)


WORDS = [
    "the",
    "Mayor",
    "said",
    "that",
    "it",
    "may",
    "leak,",
    "“a plug”",
    "denied",
    "alleged",
    "by",
    "who",
    "2022.\n\n",
]
prose = st.text(max_size=80) | st.lists(st.sampled_from(WORDS), min_size=1, max_size=30).map(" ".join)


@given(prose, st.integers(0, 80), st.integers(0, 80))
def test_whatever_is_marked_has_a_proposal_in_the_words_of_the_vocabulary(
    text: str, start: int, end: int
) -> None:
    if not any(letter.isalnum() for letter in text[start:end]):
        return
    proposal = propose(text, start, end)
    assert proposal.modality in Modality.values
    assert proposal.attribution_kind in AttributionKind.values
    assert proposal.fact_kind in FactKind.values
    assert proposal.attribution_cue in text
    assert proposal.proposition


@given(prose, prose)
def test_other_paragraphs_change_no_cue(text: str, other: str) -> None:
    if not any(letter.isalnum() for letter in text):
        return
    alone, among = propose(text, 0, len(text)), propose(f"{text}\n\n{other}", 0, len(text))
    assert (alone.modality, alone.attribution_cue) == (among.modality, among.attribution_cue)
