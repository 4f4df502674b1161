from hypothesis import given
from hypothesis import strategies as st

from claims.coverage import checkable_sentences, cover
from tests.claims.reading.made_up import texts

HARBOUR = "The harbour emptied in 1998. Nobody minds. The mayor of Nimbus said that it had been full."


def span(text: str, quote: str) -> tuple[int, int]:
    start = text.index(quote)
    return start, start + len(quote)


def test_a_claim_settles_its_sentence_and_leaves_the_others_open() -> None:
    coverage = cover(HARBOUR, [span(HARBOUR, "emptied in 1998")], set())
    assert [one.sentence.start for one in coverage.annotated] == [0]
    assert (coverage.total, coverage.settled) == (2, 1)


def test_a_sentence_says_why_it_stands_where_it_does() -> None:
    text = "It sank in 1998. It cost 12 boats. It cost 14 sails."
    coverage = cover(text, [(0, 16)], {checkable_sentences(text)[1].key})
    assert [one.why for one in (*coverage.annotated, *coverage.dismissed, *coverage.open)] == [
        "A claim stands in it.",
        "Somebody found no factual claim in these words.",
        "No claim stands in it, and it has a number: 14.",
    ]


def test_a_dismissed_sentence_is_not_open() -> None:
    key = checkable_sentences(HARBOUR)[1].key
    coverage = cover(HARBOUR, [], {key})
    assert [one.sentence.key for one in coverage.dismissed] == [key]
    assert len(coverage.open) == 1


def test_a_claim_counts_for_more_than_a_dismissal() -> None:
    coverage = cover(HARBOUR, [(0, 20)], {one.key for one in checkable_sentences(HARBOUR)})
    assert [len(part) for part in (coverage.annotated, coverage.dismissed, coverage.open)] == [1, 1, 0]


def test_a_claim_in_a_sentence_not_listed_is_shown_too() -> None:
    coverage = cover(HARBOUR, [span(HARBOUR, "Nobody minds")], set())
    assert [one.sentence.reasons for one in coverage.annotated] == [()]


def test_a_sliver_of_a_claim_covers_nothing() -> None:
    text = "The harbour emptied in 1998. The mayor of Nimbus said that it had been full."
    coverage = cover(text, [(0, text.index(" of Nimbus"))], set())
    assert [one.sentence.start for one in coverage.open] == [text.index("The mayor")]


def test_a_short_claim_covers_the_sentence_it_stands_in() -> None:
    text = "The mayor of Nimbus said that all 12 boats had been sunk by a storm."
    assert cover(text, [span(text, "12 boats")], set()).annotated[0].claims == (0,)


def test_a_claim_over_several_sentences_covers_each() -> None:
    coverage = cover(HARBOUR, [(0, len(HARBOUR)), (0, 12)], set())
    assert [one.claims for one in coverage.annotated] == [(0, 1), (0,), (0,)]


@given(texts, st.lists(st.tuples(st.integers(-5, 80), st.integers(-5, 80)), max_size=5), st.booleans())
def test_every_checkable_sentence_stands_somewhere_once(
    text: str, spans: list[tuple[int, int]], is_dismissed: bool
) -> None:
    keys = {one.key for one in checkable_sentences(text)}
    coverage = cover(text, spans, keys if is_dismissed else set())
    standing = [one.sentence for one in (*coverage.annotated, *coverage.dismissed, *coverage.open)]
    assert len({one.start for one in standing}) == coverage.total
    assert {one.start for one in checkable_sentences(text)} <= {one.start for one in standing}
