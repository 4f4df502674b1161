from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from claims.anchoring.canonical import squeezed
from claims.anchoring.relocate import relocate

WORDS = [
    *("the", "minister", "said", "no", "45", "Paris", "talks", "failed,", "“bridge”", "—", "x!"),
    *("中文", "не", "было", "कि", "e\u0301", "ab\u00adc", "👩\u200d💻"),
]
ENDS = [". ", "! ", "。", "\n\n", ".\n\n", " ", "\n"]

sentences = st.builds(
    lambda words, end: " ".join(words) + end,
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=6),
    st.sampled_from(ENDS),
)
prose = st.lists(sentences, max_size=8).map("".join)
anything = st.text(max_size=60) | prose


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, str, list[tuple[int, int]]]:
    """A text, what became of it, and some spans of the old one."""
    pieces = draw(st.lists(sentences, min_size=1, max_size=8))
    kept = draw(st.lists(st.sampled_from(pieces) | sentences, max_size=8)) if draw(st.booleans()) else None
    if kept is None:
        at, until = sorted((draw(st.integers(0, len(pieces))), draw(st.integers(0, len(pieces)))))
        kept = [*pieces[:at], *draw(st.lists(sentences, max_size=2)), *pieces[until:]]
    old, new = "".join(pieces), "".join(kept)
    ends = st.integers(0, len(old))
    spans = draw(
        st.lists(st.tuples(ends, ends).map(lambda pair: (min(pair), max(pair))), min_size=1, max_size=4)
    )
    return old, new, spans


@given(edits())
def test_what_is_said_to_be_the_same_words_is(edit: tuple[str, str, list[tuple[int, int]]]) -> None:
    old, new, spans = edit
    for (start, end), found in zip(spans, relocate(old, new, spans), strict=True):
        if found.status in ("exact", "moved"):
            assert squeezed(old[start:end]) == squeezed(new[found.start : found.end])


@given(edits())
def test_places_lie_in_the_new_text_or_nowhere(edit: tuple[str, str, list[tuple[int, int]]]) -> None:
    old, new, spans = edit
    for found in relocate(old, new, spans):
        if found.status in ("ambiguous", "orphaned"):
            assert found.start is None
            assert found.end is None
        else:
            assert found.start is not None
            assert found.end is not None
            assert 0 <= found.start <= found.end <= len(new)
        assert all(0 <= start < end <= len(new) for start, end, _ in found.candidates)


@given(edits())
def test_only_what_is_ambiguous_has_candidates(edit: tuple[str, str, list[tuple[int, int]]]) -> None:
    for found in relocate(*edit):
        assert bool(found.candidates) == (found.status == "ambiguous")


@given(anything, st.data())
def test_an_unchanged_text_leaves_every_span_alone(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    (found,) = relocate(text, text, [(start, end)])
    assert (found.status, found.start, found.end) == ("exact", start, end)


@given(edits())
def test_the_order_of_the_claims_does_not_matter(edit: tuple[str, str, list[tuple[int, int]]]) -> None:
    old, new, spans = edit
    assert relocate(old, new, spans[::-1])[::-1] == relocate(old, new, spans)


@given(edits())
def test_a_claim_does_not_depend_on_the_others(edit: tuple[str, str, list[tuple[int, int]]]) -> None:
    old, new, spans = edit
    assert [relocate(old, new, [span])[0] for span in spans] == relocate(old, new, spans)


@given(prose, prose, prose)
def test_there_and_back_again_ends_where_it_began(before: str, text: str, behind: str) -> None:
    old = f"{text.strip()}"
    new = f"{before.strip()}\n\n{old}\n\n{behind.strip()}".strip()
    if not old:
        return
    (there,) = relocate(old, new, [(0, len(old))])
    if there.start is not None and there.end is not None and there.status == "exact":
        (back,) = relocate(new, old, [(there.start, there.end)])
        assert back.start in (0, None)


@given(
    st.lists(sentences.map(str.strip).filter(lambda one: len(one) > 12), min_size=3, max_size=6, unique=True)
)
def test_no_claim_attaches_to_text_that_another_sentence_explains(lines: list[str]) -> None:
    old, new = "\n\n".join(lines), "\n\n".join(lines[1:])
    (found,) = relocate(old, new, [(0, len(lines[0]))])
    if found.status in ("exact", "moved", "changed"):
        assert squeezed(lines[0]) in squeezed(new)


@given(st.text(max_size=80), st.text(max_size=80), st.data())
def test_no_text_whatever_is_refused(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    assert len(relocate(old, new, [(start, end)])) == 1


@given(edits())
def test_the_same_question_gets_the_same_answer_in_a_sentence(
    edit: tuple[str, str, list[tuple[int, int]]],
) -> None:
    found = relocate(*edit)
    assert relocate(*edit) == found
    assert all(one.explanation[:1].isupper() and one.explanation.endswith(".") for one in found)


@given(edits())
def test_undoing_an_edit_puts_what_was_found_back_or_leaves_it_open(
    edit: tuple[str, str, list[tuple[int, int]]],
) -> None:
    old, new, spans = edit
    for span, there in zip(spans, relocate(old, new, spans), strict=True):
        if there.status == "exact" and there.span and not there.context_changed:
            (back,) = relocate(new, old, [there.span])
            assert back.span is None or _words(old, back.span) == _words(old, span)


def _words(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """A span without the space at its ends, which goes where an edit leaves none."""
    start, end = span
    marked = text[start:end]
    return start + len(marked) - len(marked.lstrip()), end - len(marked) + len(marked.rstrip())


@given(
    st.lists(
        sentences.map(str.strip).filter(lambda one: len(one) > 12), min_size=4, max_size=6, unique_by=squeezed
    )
)
def test_a_copy_of_another_sentence_in_its_place_is_no_home(lines: list[str]) -> None:
    old, new = "\n\n".join(lines), "\n\n".join([lines[0], lines[2], *lines[2:]])
    start = len(lines[0]) + 2
    (found,) = relocate(old, new, [(start, start + len(lines[1]))])
    assert found.status != "changed"


@given(st.text(max_size=20), st.integers(-9, 30), st.integers(-9, 30))
def test_a_span_that_is_none_is_refused(text: str, start: int, end: int) -> None:
    assume(not 0 <= start <= end <= len(text))
    with pytest.raises(ValueError, match="does not lie in a text"):
        relocate(text, text + ".", [(start, end)])
