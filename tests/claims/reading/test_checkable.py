import pytest
from hypothesis import given

from claims.reading.checkable import Checkable, checkable_sentences, every_sentence
from tests.claims.reading.made_up import texts


def reasons(text: str) -> list[tuple[str, str]]:
    return [tuple(reason) for sentence in checkable_sentences(text) for reason in sentence.reasons]


def words(text: str) -> list[str]:
    return [text[one.start : one.end] for one in checkable_sentences(text)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("They lost 1,200 boats.", ("number", "1,200")),
        ("They lost some three dozen boats.", ("number", "three")),
        ("Nearly 40 % of them sank.", ("number", "40 %")),
        ("Fewer than one in nine came back.", ("number", "one in nine")),
        ("They sailed on 7 October 2023.", ("date", "7 October 2023")),
        ("They had sailed since the 1960s.", ("date", "1960s")),
        ("They sailed in May with the tide.", ("date", "May")),
        ("They have sailed for over a decade.", ("date", "over a decade")),
        ("Boats from the Republic of Nimbus sank.", ("name", "Republic of Nimbus")),
        ("The Kremlin’s boats sank.", ("name", "Kremlin")),
        ("NATO watches.", ("name", "NATO")),
        ("A panel of the UN watches.", ("name", "UN")),
        ("A crew calls it “the last harbour”.", ("quotation", "“the last harbour”")),
        ("According to the crew it sank.", ("attribution", "According to")),
        ("The boats allegedly sank.", ("attribution", "allegedly")),
        ("Nobody knows who sank them.", ("attribution", "Nobody knows")),
        ("They sank because of the wind.", ("cause", "because")),
        ("A storm led to the loss.", ("cause", "led to")),
        ("It is the deepest harbour.", ("comparison", "deepest")),
        ("It is deeper than the lake.", ("comparison", "than")),
        ("Its leaders have signed off on the plan.", ("event", "have signed off")),
    ],
)
def test_a_sentence_says_by_which_words_it_is_checkable(text: str, reason: tuple[str, str]) -> None:
    assert reason in reasons(text)


@pytest.mark.parametrize(
    "text",
    [
        "Who sank the 1,200 boats?",
        "Consider Hungary.",
        "Let us begin with the cupboard.",
        "It is absurd that the Council waits.",
        "The Council should wait.",
        "A harbour is a state of mind.",
    ],
)
def test_questions_bare_orders_and_opinions_are_not_listed(text: str) -> None:
    assert words(text) == []


def test_an_order_or_opinion_with_a_fact_in_it_is_listed() -> None:
    text = "Take the decision to sink 700 boats. It is absurd that 700 boats sank."
    assert len(words(text)) == 2


def test_a_heading_is_not_listed_and_the_last_line_is_no_heading() -> None:
    assert words("The fall of Nimbus\n\nNimbus fell in 1998.\n\n12 boats of Nimbus") == [
        "Nimbus fell in 1998.",
        "12 boats of Nimbus",
    ]


def test_the_items_of_a_list_are_no_headings() -> None:
    assert words("They lost:\n\n12 boats\n\n9 sails\n\nNothing else.") == ["12 boats", "9 sails"]


def test_a_capital_that_only_opens_a_sentence_is_no_name() -> None:
    assert reasons("Visitors marvel.") == []


def test_a_name_that_opens_a_sentence_is_known_from_elsewhere() -> None:
    assert ("name", "Wagner") in reasons("Wagner waits. Everybody waits for Wagner.")


def test_a_year_is_a_date_and_no_number() -> None:
    assert reasons("It sank in 1998.") == [("date", "1998")]


def test_more_than_a_number_is_no_comparison() -> None:
    assert [kind for kind, _ in reasons("It has more than 500 boats.")] == ["number"]


@pytest.mark.parametrize("word", ["west", "forest", "protest", "interest", "request", "latter"])
def test_a_word_that_only_ends_like_a_superlative_is_no_comparison(word: str) -> None:
    assert reasons(f"A {word} is here.") == []


def test_the_middle_of_a_long_quotation_is_quoted_too() -> None:
    text = "“We waited. We sat and slept. We rowed,” he said."
    kinds = [{reason.kind for reason in one.reasons} for one in checkable_sentences(text)]
    assert all("quotation" in of_one for of_one in kinds)
    assert len(kinds) == 3


def test_a_quoted_question_does_not_end_its_sentence() -> None:
    text = "The question “Who pays?” is what Paris asked."
    assert words(text) == [text]


def test_the_explanation_reads_as_words() -> None:
    (sentence,) = checkable_sentences("According to him 1,200 sank.")
    assert sentence.explanation == "a number: 1,200; an attribution: According to"


def test_a_key_follows_its_sentence_through_typography_and_other_text() -> None:
    (before,) = checkable_sentences("It’s 12 boats.")
    *_, behind = checkable_sentences("Quite another story of 1998.\n\nIt's  12 boats.")
    assert before.key == behind.key


def test_a_key_does_not_follow_a_changed_sentence() -> None:
    (twelve,), (thirteen,) = checkable_sentences("It is 12 boats."), checkable_sentences("It is 13 boats.")
    assert twelve.key != thirteen.key


@given(texts)
def test_sentences_lie_in_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for one in every_sentence(text):
        assert end <= one.start < one.end <= len(text)
        end = one.end


@given(texts)
def test_every_reason_stands_in_its_sentence(text: str) -> None:
    for one in checkable_sentences(text):
        assert all(reason.words.rstrip("…") in text[one.start : one.end] for reason in one.reasons)


@given(texts)
def test_what_is_checkable_is_a_choice_of_the_sentences(text: str) -> None:
    assert checkable_sentences(text) == [one for one in every_sentence(text) if one.reasons]


def moved(one: Checkable, by: int) -> tuple[int, int, str]:
    return one.start + by, one.end + by, one.key


@given(texts, texts)
def test_pieces_put_together_have_the_sentences_of_both(first: str, second: str) -> None:
    first = f"{first.strip()}\n\n" if first.strip() else ""
    found = [moved(one, 0) for one in every_sentence(first + second)]
    apart = [moved(one, 0) for one in every_sentence(first)]
    assert found == apart + [moved(one, len(first)) for one in every_sentence(second)]
