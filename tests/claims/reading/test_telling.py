import pytest

from tests.claims.reading.proposals import of


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
        ("Nobody has yet established who pulled the plug.", "unknown"),
        ("We cannot say who pulled the plug.", "unknown"),
        ("The crew have not been able to prove that it leaked.", "not_proven"),
        ("No one has been able to verify the letter.", "not_proven"),
        ("The boats are expected to sail.", "predicted"),
        ("The mayor forecasts that the leak will stop.", "predicted"),
        ("The report by the Rain Society found two leaks.", "reported"),
        ("Satellite images suggest that it leaks.", "reported"),
        ("The plug is said to have been lost.", "reported"),
        ("A plug, believed to be lost, was found.", "reported"),
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


@pytest.mark.parametrize(
    ("text", "quote", "modality"),
    [
        ("Whether the plug was pulled is not known.", "the plug was pulled", "unknown"),
        ("How the plug was pulled remains a mystery.", "the plug was pulled", "unknown"),
        ("The allegation that he pulled the plug was never proven.", "he pulled the plug", "not_proven"),
        ("Rumours that he pulled the plug spread at once.", "he pulled the plug", "reported"),
        ("Allegations that he pulled the plug go back a year.", "he pulled the plug", "alleged"),
    ],
)
def test_a_clause_that_something_is_said_of_is_put_so(text: str, quote: str, modality: str) -> None:
    assert of(text, quote).modality == modality


def test_a_cue_that_reaches_into_the_quote_governs_it() -> None:
    text = "The mayor rejected claims that he pulled the plug."
    assert of(text, "claims that he pulled the plug").modality == "denied"
    assert of("One witness claims he pulled it.", "he pulled it").modality == "reported"


def test_a_cue_of_another_clause_does_not_govern_the_quote() -> None:
    text = "The boats were sold abroad, though it has not been proven that the mayor knew."
    assert of(text, "The boats were sold abroad").modality == "asserted"


def test_a_clause_set_before_the_main_one_does_not_tell() -> None:
    text = "While the mayor may have known, the Gazette reported that the crew was paid."
    assert of(text).modality == "reported"


def test_a_phrase_that_hangs_on_a_report_is_on_its_word() -> None:
    proposal = of("Reports indicated a leak, possibly involving the plug.", "possibly involving the plug")
    assert (proposal.modality, proposal.attribution_kind) == ("possible", "unspecified")
