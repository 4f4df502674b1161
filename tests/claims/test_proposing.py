import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.proposing import Proposal, propose
from claims.vocabulary import AttributionKind, FactKind, Modality


def of(text: str, quote: str = "") -> Proposal:
    """The proposal on a quote, by itself the whole text."""
    start = text.index(quote)
    return propose(text, start, start + len(quote or text))


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The harbour emptied in an afternoon.", "asserted"),
        ("There is no question about the leak.", "asserted"),
        ("The Gazette reported that the harbour leaks.", "reported"),
        ("According to the crew, the harbour leaks.", "reported"),
        ("The leak has been extensively documented.", "reported"),
        ("The mayor’s alleged payments to the crew.", "alleged"),
        ("The mayor allegedly paid the crew.", "alleged"),
        ("The crew accused the mayor of theft.", "alleged"),
        ("The mayor confirmed that the harbour leaks.", "confirmed"),
        ("The mayor has denied paying the crew.", "denied"),
        ("The mayor rejected the allegations.", "denied"),
        ("It has not been proven that the mayor knew.", "not_proven"),
        ("There is no evidence that the mayor knew.", "not_proven"),
        ("We don’t know that the mayor knew.", "unknown"),
        ("It is unclear whether the mayor knew.", "unknown"),
        ("Nobody knows who pulled the plug.", "unknown"),
        ("The mayor may have known.", "possible"),
        ("Perhaps 20,000 boats sank.", "possible"),
        ("The council will vote on it.", "predicted"),
        ("The council is expected to vote.", "predicted"),
        ("It is a preposterous plan.", "evaluative"),
        ("The council should vote.", "evaluative"),
    ],
)
def test_the_words_tell_how_a_claim_is_put(text: str, modality: str) -> None:
    assert of(text).modality == modality


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The boats sailed in May.", "asserted"),
        ("Boats were denied entry.", "asserted"),
        ("It went against the will of the crew.", "asserted"),
        ("The crew declined to say why.", "asserted"),
        ("The mayor called it “a plan that may fail”.", "asserted"),
    ],
)
def test_words_that_look_like_a_cue_are_none(text: str, modality: str) -> None:
    assert of(text).modality == modality


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("The plug is lost.", "author", ""),
        ("The Harbour Gazette reported a leak.", "media_report", "the Harbour Gazette"),
        ("According to the Daily Barometer, it leaks.", "media_report", "the Daily Barometer"),
        ("It leaks, the Ministry of Umbrellas said.", "government_body", "the Ministry of Umbrellas"),
        ("French authorities said that it leaks.", "government_body", "French authorities"),
        ("“It leaks,” said President Anna Moll.", "named_person", "President Anna Moll"),
        ("The mayor, Anna Moll, confirmed a leak.", "named_person", "Anna Moll"),
        ("They met Anna Moll, a diver, who has denied it.", "named_person", "Anna Moll"),
        ("The Rain Society claimed that it leaks.", "named_organization", "the Rain Society"),
        ("A study found that it leaks.", "document", "a study"),
        ("Letters from the Moll Archive revealed a leak.", "document", "the Moll Archive"),
        ("Two officials said that it leaks.", "unnamed_source", "two officials"),
        ("Reports indicated that it leaks.", "unspecified", ""),
        ("The mayor allegedly knew.", "unspecified", ""),
        ("The mayor was accused of theft.", "unspecified", ""),
        ("The mayor was accused by the Rain Society of theft.", "named_organization", "the Rain Society"),
        ("We do not know why it leaks.", "author", ""),
    ],
)
def test_a_speaker_is_told_by_its_looks(text: str, kind: str, name: str) -> None:
    proposal = of(text)
    assert (proposal.attribution_kind, proposal.attribution_name) == (kind, name)


def test_the_cue_is_quoted_as_it_stands() -> None:
    assert of("We don’t know why.").attribution_cue == "We don’t know"


def test_a_cue_before_the_quote_governs_it() -> None:
    proposal = of("The Gazette reported last week that the harbour leaks.", "the harbour leaks")
    assert (proposal.modality, proposal.attribution_kind) == ("reported", "media_report")


def test_a_cue_behind_the_quote_governs_it() -> None:
    proposal = of("The harbour leaks, two officials said.", "The harbour leaks")
    assert (proposal.modality, proposal.attribution_kind) == ("reported", "unnamed_source")


def test_a_cue_at_the_end_of_the_sentence_governs_the_quote() -> None:
    proposal = of(
        "The boats were sold abroad and then burnt, the Gazette reported.", "The boats were sold abroad"
    )
    assert (proposal.modality, proposal.attribution_kind) == ("reported", "media_report")


def test_a_source_named_for_one_clause_is_not_named_for_another() -> None:
    text = "The boats were sold in a war that, according to the UN, has killed 70."
    assert of(text, "The boats were sold").modality == "asserted"


def test_a_cue_of_another_clause_does_not_govern_the_quote() -> None:
    text = "The boats were sold abroad, though it has not been proven that the mayor knew."
    assert of(text, "The boats were sold abroad").modality == "asserted"


def test_a_clause_set_before_the_main_one_does_not_tell() -> None:
    text = "While the mayor may have known, the Gazette reported that the crew was paid."
    assert of(text).modality == "reported"


def test_a_phrase_that_hangs_on_a_report_is_on_its_word() -> None:
    proposal = of("Reports indicated a leak, possibly involving the plug.", "possibly involving the plug")
    assert (proposal.modality, proposal.attribution_kind) == ("possible", "unspecified")


def test_a_pronoun_stands_for_the_speaker_before_it() -> None:
    proposal = of("The circular is brisk. It states that umbrellas are lent.", "umbrellas are lent")
    assert (proposal.attribution_kind, proposal.attribution_name) == ("document", "the circular")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Nobody knows who pulled the plug.", "negative_existence"),
        ("He called it “a promise with a handle”.", "quotation"),
        ("Its leaders have signed off on it.", "authorisation"),
        ("The mayor was indicted by a court.", "legal_status"),
        ("The basin covers 14 hectares.", "number"),
        ("It sank because of the wind.", "causal"),
        ("The crew collaborated with the council.", "relationship"),
        ("The desk opened in the spring of 1911.", "date"),
        ("It is the deepest harbour of all.", "comparison"),
        ("The harbour lies below the cliff.", "place"),
        ("The mayor is a diver.", "identity"),
        ("The harbour emptied.", "event"),
    ],
)
def test_the_words_tell_the_kind_of_fact(text: str, kind: str) -> None:
    assert of(text).fact_kind == kind


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
