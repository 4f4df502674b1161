from __future__ import annotations

import pytest

from claims.anchoring.locate import Location, context, locate

TEXT = (
    "The minister resigned on Monday after twelve years in office. Nobody had expected it so soon.\n\n"
    "The vote drew 45 members, Anna Kowal said. She declined to comment.\n\n"
    "A bridge near the harbour was closed for urgent repairs in March. Karl Weber declined to comment."
)


def find(quote: str, was: str, now: str) -> tuple[str, Location]:
    """Look for a quote of the text in what an edit made of it, with the context it was stored with."""
    start = TEXT.index(quote)
    new = TEXT.replace(was, now)
    return new, locate(new, quote, *context(TEXT, start, start + len(quote)))


@pytest.mark.parametrize(
    ("quote", "was", "now", "found"),
    [
        ("The vote drew 45 members", "45 members", "54 members", "The vote drew 54 members"),
        ("closed for urgent repairs in March", "urgent", "lengthy", "closed for lengthy repairs in March"),
        ("had expected it so soon", "so soon", "quite so soon", "had expected it quite so soon"),
    ],
)
def test_an_edited_quote_is_shown_where_it_stood(quote: str, was: str, now: str, found: str) -> None:
    new, location = find(quote, was, now)
    assert (location.status, new[location.start : location.end]) == ("changed", found)


def test_an_edited_quote_is_not_found_before_somebody_confirms_it() -> None:
    _, location = find("The vote drew 45 members", "45 members", "54 members")
    assert not location.is_found


def test_a_deleted_quote_is_not_seen_in_its_look_alike() -> None:
    quote = "Karl Weber declined to comment."
    _, location = find(quote, " " + quote, "")
    assert location.status == "orphaned"


def test_an_edited_quote_without_context_needs_many_words() -> None:
    assert (
        locate(TEXT, "A bridge near the old harbour was closed for urgent repairs in May").status == "changed"
    )
    assert locate(TEXT, "The vote drew members").status == "orphaned"


def test_two_places_that_resemble_a_quote_are_ambiguous() -> None:
    line = "The northern bridge near the harbour was closed for {} repairs."
    text = "\n\n".join(line.format(kind) for kind in ("urgent", "lengthy"))
    location = locate(text, line.format("costly"))
    assert location.status == "ambiguous"
    assert len(location.candidates) == 2
