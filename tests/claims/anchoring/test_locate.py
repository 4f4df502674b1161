from __future__ import annotations

from unicodedata import category, normalize

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from claims.anchoring.canonical import canonical, folded, snapped, trimmed
from claims.anchoring.locate import Location, context, locate

ORDINARY = (
    "The minister resigned on Monday. Nobody had expected it so soon.\n\n"
    "In Paris, officials said that the talks had failed. In Berlin, diplomats denied that"
    " the talks had failed. Neither side gave a reason."
)

ALPHABETS = [
    *("ab ", "the cat\u00ad. ", "say “no” – it’s\u00a0", "ae\u0301u\u0308 "),
    *("שלום \u05b7", "की\u094d ", "中文。", "한국 ", "👩\u200d💻🏽 "),
]
alphabets = st.sampled_from(ALPHABETS)


def written_in(letters: str) -> st.SearchStrategy[str]:
    return st.text(letters, min_size=1, max_size=80)


texts = alphabets.flatmap(written_in)


@st.composite
def quotes(draw: st.DrawFn) -> tuple[str, int, int]:
    """A text and a span of it that begins and ends with words and cuts no character."""
    text = draw(texts.filter(trimmed))
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    words = trimmed(text[start:end])
    if not words:
        words, start, end = trimmed(text), 0, len(text)
    start += text[start:end].index(words)
    return text, *snapped(text, start, start + len(words))


def retype(text: str) -> str:
    """The same words from another keyboard."""
    plain = str.maketrans({"“": '"', "”": '"', "’": "'", "–": "-", "\u00a0": " ", "\u00ad": None})
    return normalize("NFD", text.translate(plain))


def overlap(one: tuple[int | None, int | None], other: tuple[int, int]) -> bool:
    return one[0] is not None and one[1] is not None and one[0] < other[1] and other[0] < one[1]


def words_at(text: str, location: Location) -> str:
    assert location.start is not None
    return text[location.start : location.end]


def test_a_quote_that_stands_once_is_found() -> None:
    location = locate(ORDINARY, "Nobody had expected it")
    assert (location.status, location.start, location.end) == ("exact", 33, 55)
    assert location.is_found


def test_a_quote_that_does_not_stand_in_the_text_is_orphaned() -> None:
    location = locate(ORDINARY, "The president resigned")
    assert (location.status, location.start, location.candidates) == ("orphaned", None, ())
    assert not location.is_found


def test_case_counts() -> None:
    assert locate(ORDINARY, "the Minister resigned").status == "orphaned"


@pytest.mark.parametrize("quote", ["", " ", "\n\u00a0\t", "\u200b\u00ad"])
def test_a_quote_without_words_is_refused(quote: str) -> None:
    with pytest.raises(ValueError, match="at least one word"):
        locate(ORDINARY, quote)


def test_words_of_two_glued_blocks_are_not_found() -> None:
    assert locate("Only foo\n\nbar stands here.", "foobar").status == "orphaned"


def test_look_alikes_are_told_apart_by_context() -> None:
    location = locate(ORDINARY, "the talks had failed", "In Berlin, diplomats denied that ")
    assert location.start == ORDINARY.rindex("the talks")
    assert location.score == 1.0


def test_look_alikes_without_context_are_ambiguous() -> None:
    location = locate(ORDINARY, "the talks had failed")
    assert location.status == "ambiguous"
    assert [words_at(ORDINARY, Location("exact", "", *found)) for found in location.candidates] == [
        "the talks had failed",
        "the talks had failed",
    ]


def test_identical_surroundings_are_ambiguous() -> None:
    text = "He said no. She said yes. He said no. She said yes. He said no. She said yes."
    location = locate(text, "yes", "He said no. She said ", ". He said no. She said ")
    assert location.status == "ambiguous"
    assert location.candidates[0].score == location.candidates[1].score


def test_nearness_decides_between_identical_surroundings() -> None:
    line = "All parties declined to comment on the matter. "
    location = locate(line * 5, "declined", "All parties ", " to comment", near=2 * len(line) + 9)
    assert location.start == 2 * len(line) + len("All parties ")


def test_nearness_never_outweighs_surroundings() -> None:
    quote, prefix = "the talks had failed", "In Berlin, diplomats denied that "
    location = locate(ORDINARY, quote, prefix, near=ORDINARY.index(quote))
    assert location.start == ORDINARY.rindex(quote)


def test_nearness_alone_settles_nothing() -> None:
    assert locate(ORDINARY, "the talks had failed", near=99).status == "ambiguous"


def test_two_places_equally_near_are_ambiguous() -> None:
    text = "one two one two one"
    assert locate(text, "two", "one ", " one", near=8).status == "ambiguous"


def test_a_deleted_sentence_does_not_settle_on_its_look_alike() -> None:
    kept = ORDINARY.replace(" In Berlin, diplomats denied that the talks had failed.", "")
    prefix, suffix = "In Berlin, diplomats denied that ", ". Neither side gave a reason."
    location = locate(kept.replace("Neither side", "No party"), "the talks had failed", prefix, suffix)
    assert location.status == "ambiguous"
    assert location.candidates[0].start == kept.index("the talks had failed")


def test_one_side_of_context_is_enough() -> None:
    location = locate(ORDINARY, "the minister".capitalize(), "", " resigned on Monday.")
    assert location.start == 0


def test_few_words_in_other_surroundings_are_ambiguous() -> None:
    location = locate(ORDINARY, "Berlin", "A train to ", " leaves at noon")
    assert location.status == "ambiguous"
    assert location.explanation == "The words stand once, but in other surroundings."
    assert location.candidates[0][:2] == (ORDINARY.index("Berlin"), ORDINARY.index("Berlin") + 6)


def test_many_words_are_known_without_their_surroundings() -> None:
    quote = "officials said that the talks had failed. In Berlin, diplomats denied that the talks"
    assert locate(ORDINARY, quote, "Zzzz", "Zzzz").is_found


def test_overlapping_occurrences_count() -> None:
    location = locate("aaa", "aa")
    assert [found[:2] for found in location.candidates] == [(0, 2), (1, 3)]


@pytest.mark.parametrize(("quote", "start"), [("The minister", 0), ("gave a reason.", 186)])
def test_a_quote_at_an_edge_of_the_text_is_found_by_its_own_context(quote: str, start: int) -> None:
    prefix, suffix = context(ORDINARY, start, start + len(quote))
    assert words_at(ORDINARY, locate(ORDINARY, quote, prefix, suffix)) == quote


def test_a_text_that_now_begins_shortly_before_the_quote_is_compared_as_far_as_it_goes() -> None:
    text = "officials said that the talks had failed."
    assert locate(text, "the talks had failed", "In Paris, officials said that ").score == 1.0


def test_a_bare_edge_of_the_text_is_no_evidence() -> None:
    assert locate("talks failed", "talks", "In Paris, they said that ").status == "ambiguous"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("He called it “a fair deal” then.", 'it "a fair deal" then'),
        ("It is Labour’s — not France's — plan.", "Labour's - not France’s – plan"),
        ("From 10\u00a0000 to 20\u202f000 people", "10 000 to 20 000"),
        ("Er sagte „nein“ und ging", "«nein» und"),
        ("an ex\u00adtra\u00adordinary year", "extraordinary"),
        ("an extraordinary year", "extra\u00adordinary"),
        ("le cafe\u0301 noir", "café"),
        ("le café noir", "cafe\u0301 noir"),
        ("in \u200bSeoul\ufeff today", "in Seoul today"),
    ],
)
def test_typography_does_not_count(text: str, quote: str) -> None:
    assert folded(words_at(text, locate(text, quote))) == folded(quote)


def test_whitespace_around_a_quote_does_not_count() -> None:
    assert words_at(ORDINARY, locate(ORDINARY, " resigned on Monday. ")) == "resigned on Monday."


def test_whitespace_around_a_quote_is_part_of_its_context() -> None:
    assert locate("국국 국", " 국", "국국").start == 3


def test_typography_of_the_context_does_not_count() -> None:
    text = "“Yes” – said Ann. “Yes” — said Bob's."
    location = locate(text, "Yes", '"', '" - said Ann.')
    assert location.start == 1


def test_a_decomposed_context_is_no_longer_than_a_composed_one() -> None:
    text = "한국한국한"
    assert locate(text, "한", normalize("NFD", "한국한국"), near=4).start in (4, None)
    assert locate(text, normalize("NFD", "한"), normalize("NFD", "한국한국")).start in (4, None)


def test_a_found_span_ends_before_invisible_characters_and_behind_marks() -> None:
    assert words_at("a cafe\u0301\u00ad b", locate("a cafe\u0301\u00ad b", "café")) == "cafe\u0301"


def test_a_quote_that_cuts_a_letter_is_widened_to_the_whole_letter() -> None:
    assert words_at("हिन्दी में", locate("हिन्दी में", "हिन्द")) == "हिन्दी"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("भारत ने समझौते पर हस्ताक्षर किए।", "समझौते पर हस्ताक्षर"),
        ("部长周一辞职。没有人预料到这一点。", "没有人预料到"),
        ("قال الوزير إنّ المحادثات فشلت.", "إنّ المحادثات"),
        ("He wrote 👩🏽‍💻🎉 and left.", "👩🏽‍💻🎉"),
    ],
)
def test_any_script_is_found_by_code_points(text: str, quote: str) -> None:
    location = locate(text, quote, *context(text, text.index(quote), text.index(quote) + len(quote)))
    assert (location.start, location.end) == (text.index(quote), text.index(quote) + len(quote))


def test_a_long_sentence_without_spaces_counts_as_many_words() -> None:
    quote = "没有人预料到这一点也没有人知道下一步会发生什么事情"
    assert locate(f"部长辞职。{quote}。", quote, "abcdefgh", "abcdefgh").is_found


def test_a_very_common_quote_is_ambiguous() -> None:
    location = locate("no " * 5_000, "no", "no ", " no")
    assert location.status == "ambiguous"
    assert "more than 200 times" in location.explanation


def test_a_very_common_quote_is_settled_by_its_context() -> None:
    text = "no, never " * 300 + "but in the end no less than four " + "no, never " * 300
    location = locate(text, "no", "never but in the end ", " less than four no")
    assert location.start == text.index("no less")


def test_context_is_cut_at_whole_letters() -> None:
    assert context("e\u0301 quote o\u0308", 3, 8, width=2) == ("e\u0301 ", " o\u0308")


def test_context_at_the_edges_is_what_there_is() -> None:
    assert context("quote", 0, 5) == ("", "")


@given(quotes())
def test_a_quote_with_its_own_context_is_found_in_its_place_or_called_ambiguous(
    quote: tuple[str, int, int],
) -> None:
    text, start, end = quote
    location = locate(text, text[start:end], *context(text, start, end))
    assert (location.start, location.end) == (start, end) or location.status == "ambiguous"


@given(quotes())
def test_a_quote_with_its_own_context_and_place_is_found_or_has_a_near_look_alike(
    quote: tuple[str, int, int],
) -> None:
    text, start, end = quote
    assume(trimmed(text) == text)  # an invisible edge is no surroundings
    assume(trimmed(text[start:end]) == text[start:end])  # nor is a blank that a mark was put on a quote
    location = locate(text, text[start:end], *context(text, start, end), near=start)
    assert location.is_found or location.candidates[1].score > location.candidates[0].score - 0.15
    assert not location.is_found or (location.start, location.end) == (start, end)


@given(quotes())
def test_a_retyped_quote_is_found_in_its_place_or_called_ambiguous(
    quote: tuple[str, int, int],
) -> None:
    text, start, end = quote
    retyped = [retype(part) for part in (text[start:end], *context(text, start, end))]
    location = locate(text, *retyped)
    assert location.status != "orphaned"
    assert not location.is_found or overlap((location.start, location.end), (start, end))


@given(
    alphabets.flatmap(
        lambda letters: st.tuples(
            written_in(letters), st.text(letters, min_size=1, max_size=3).filter(trimmed)
        )
    )
)
def test_what_is_found_reads_like_the_quote(pair: tuple[str, str]) -> None:
    text, quote = pair
    location = locate(text, quote)
    for span in [location] if location.is_found else location.candidates:
        found = normalize("NFD", folded(text[span.start : span.end]))
        assert normalize("NFD", folded(quote)).strip() in found


@given(st.text(st.characters(codec="utf-8")) | texts)
def test_the_canonical_view_is_the_folded_text_and_maps_every_character(text: str) -> None:
    view = canonical(text)
    assert view.text == folded(text)
    assert len(view.starts) == len(view.text) + 1
    assert list(view.starts) == sorted(view.starts)


@given(quotes())
def test_a_snapped_span_cuts_no_marks(quote: tuple[str, int, int]) -> None:
    text, start, end = quote
    assert start == 0 or category(text[start])[0] != "M"
    assert end == len(text) or category(text[end])[0] != "M"
