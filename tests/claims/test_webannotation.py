"""The shapes the W3C model demands, and that every selector finds its words and no others."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from articles.plaintext import read
from articles.rendering import with_paragraph_ids
from claims.anchoring.locate import context
from claims.webannotation import PAGE, Piece, annotation, collection, page

SITE = "https://journal.example/"
HTML = "<p>The mill stood idle in May. The harbour froze twice.</p><p>Nobody 🌊 asked the mayor.</p>"
AT = datetime(2026, 5, 4, 11, 30, tzinfo=timezone(timedelta(hours=2)))

Json = dict[str, Any]


def a_piece(html: str = HTML) -> Piece:
    reading = read(html)
    return Piece(
        url=f"{SITE}articles/mill/",
        dated_url=f"{SITE}articles/mill/editions/2/",
        annotations_url=f"{SITE}articles/mill/annotations/",
        vocabulary_url=f"{SITE}vocabulary/",
        home_url=SITE,
        journal="The Journal",
        headline="The idle mill",
        language="en",
        html=with_paragraph_ids(html, reading),
        text=reading.text,
        blocks=reading.blocks,
        published_at=AT,
        since={number: AT - timedelta(days=1) for number in range(1, 200)},
    )


def a_claim(piece: Piece, words: str, number: int = 1, at: int | None = None, **details: Any) -> Json:
    start = piece.text.index(words) if at is None else at
    prefix, suffix = context(piece.text, start, start + len(words))
    anchor = {"exact": words, "start": start, "end": start + len(words), "prefix": prefix, "suffix": suffix}
    said = {"proposition": "The harbour froze.", "modality": "reported", "found": "Not yet assessed"}
    return {"number": number, "assessment": None, "anchor": anchor, **said, **details}


def of(piece: Piece, words: str, **details: Any) -> Json:
    return annotation(piece, a_claim(piece, words, **details))


def selectors(told: Json) -> dict[str, Json]:
    return {selector["type"]: selector for selector in told["target"]["selector"]}


def terms(told: Json) -> list[str]:
    return [body["source"] for body in told["body"] if body["type"] == "SpecificResource"]


def test_an_annotation_has_what_the_model_demands() -> None:
    told = of(a_piece(), "The harbour froze twice")
    assert told["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert told["id"] == f"{SITE}articles/mill/claims/1/annotation/"
    assert (told["type"], told["motivation"]) == ("Annotation", "assessing")
    assert told["target"]["type"] == "SpecificResource"
    assert told["target"]["source"] == f"{SITE}articles/mill/"


def test_times_are_in_utc_and_end_in_z() -> None:
    told = of(a_piece(), "The harbour froze twice")
    assert told["created"] == "2026-05-03T09:30:00Z"
    assert told["modified"] == "2026-05-04T09:30:00Z"


def test_the_target_is_the_piece_as_its_edition_had_it() -> None:
    state = of(a_piece(), "The harbour froze twice")["target"]["state"]
    assert state == {
        "type": "TimeState",
        "sourceDate": "2026-05-04T09:30:00Z",
        "cached": f"{SITE}articles/mill/editions/2/",
    }


def test_every_body_has_one_value_or_one_source_and_a_purpose() -> None:
    assessment = {"finding": "supported", "summary": "The log says so."}
    for body in of(a_piece(), "froze", assessment=assessment)["body"]:
        one = {"TextualBody": "value", "SpecificResource": "source"}[body["type"]]
        assert isinstance(body[one], str) and body[one]
        assert body["purpose"] in {"describing", "assessing", "classifying"}


def test_the_bodies_say_the_claim_how_it_is_put_and_what_was_found() -> None:
    assessment = {"finding": "supported", "summary": "The log says so."}
    told = of(a_piece(), "froze", assessment=assessment, found="Supported by evidence")
    words = [body["value"] for body in told["body"] if body["type"] == "TextualBody"]
    assert words == ["The harbour froze.", "Supported by evidence\n\nThe log says so."]
    assert terms(told) == [f"{SITE}vocabulary/#modality-reported", f"{SITE}vocabulary/#finding-supported"]


def test_a_claim_not_assessed_has_no_term_for_a_finding() -> None:
    assert terms(of(a_piece(), "froze")) == [f"{SITE}vocabulary/#modality-reported"]


@pytest.mark.parametrize("modality", ["unknown", "not_proven"])
def test_that_something_is_not_known_is_never_told_as_supported(modality: str) -> None:
    told = of(a_piece(), "froze", modality=modality, assessment={"finding": "supported", "summary": ""})
    assert terms(told)[1] == f"{SITE}vocabulary/#finding-record"


def test_a_position_counts_code_points_within_its_paragraph() -> None:
    place = selectors(of(a_piece(), "asked the mayor"))["FragmentSelector"]
    assert place == {
        "type": "FragmentSelector",
        "value": "p-2",
        "conformsTo": "http://tools.ietf.org/rfc/rfc3236",
        "refinedBy": {"type": "TextPositionSelector", "start": 9, "end": 24},
    }
    assert "Nobody 🌊 asked the mayor."[9:24] == "asked the mayor"


def test_words_across_paragraphs_are_a_range() -> None:
    piece = a_piece()
    words = "froze twice.\n\nNobody"
    place = selectors(of(piece, words))["RangeSelector"]
    start, end = place["startSelector"], place["endSelector"]
    assert (start["value"], start["refinedBy"]["start"]) == ("p-1", 40)
    assert (end["value"], end["refinedBy"]["start"]) == ("p-2", 6)


def test_a_paragraph_without_an_address_leaves_the_quotation() -> None:
    piece = replace(a_piece(), html=HTML)
    assert list(selectors(of(piece, "froze twice"))) == ["TextQuoteSelector"]


def test_a_quotation_grows_until_it_stands_in_one_place() -> None:
    again = "A line that is written over and over, word by word, for the whole of the page. "
    piece = a_piece(f"<p>First. {again * 3}Last.</p>")
    second = piece.text.index("over and over", piece.text.index("over and over") + 1)
    quote = selectors(annotation(piece, a_claim(piece, "over and over", at=second)))["TextQuoteSelector"]
    whole = quote["prefix"] + quote["exact"] + quote["suffix"]
    assert piece.text.count(whole) == 1
    assert piece.text.index(whole) + len(quote["prefix"]) == second


def quote_of(html: str, words: str) -> Json:
    return selectors(of(a_piece(html), words))["TextQuoteSelector"]


def test_what_stands_around_a_quotation_is_of_its_own_paragraph() -> None:
    """Between two paragraphs a page has no character, and a client looks for the text of a page."""
    quote = quote_of("<h2>May</h2><p>The <b>mill</b> stood idle.</p><p>Nobody asked.</p>", "mill stood")
    assert (quote["prefix"], quote["suffix"]) == ("The ", " idle.")
    quote = quote_of("<p>One<br>The mill stood<br>Two</p>", "mill")
    assert (quote["prefix"], quote["suffix"]) == ("The ", " stood")


def test_other_paragraphs_tell_apart_what_stands_in_two_alike() -> None:
    quote = quote_of("<p>First.</p><p>The mill stood.</p><p>Second.</p><p>The mill stood.</p>", "mill")
    assert quote["prefix"] == "First.\n\nThe "


def test_a_claim_without_a_place_targets_the_piece() -> None:
    piece = a_piece()
    assert "selector" not in annotation(piece, a_claim(piece, "froze", anchor=None))["target"]


def many(piece: Piece, count: int) -> list[Json]:
    return [a_claim(piece, "froze", number) for number in range(1, count + 1)]


def test_a_collection_has_its_first_page_in_it() -> None:
    piece = a_piece()
    told = collection(piece, many(piece, PAGE + 1), are_iris=False, is_minimal=False)
    assert "AnnotationCollection" in told["type"]
    assert (told["total"], len(told["first"]["items"])) == (PAGE + 1, PAGE)
    assert told["first"]["next"] == told["last"] == f"{told['id']}?page=1"


def test_a_minimal_collection_names_its_pages() -> None:
    piece = a_piece()
    told = collection(piece, many(piece, 1), are_iris=False, is_minimal=True)
    assert told["first"] == told["last"] == f"{told['id']}?page=0"


def test_an_empty_collection_has_no_pages() -> None:
    told = collection(a_piece(), [], are_iris=False, is_minimal=False)
    assert told["total"] == 0
    assert not {"first", "last"} & told.keys()


def test_pages_follow_one_another() -> None:
    piece = a_piece()
    claims = many(piece, 2 * PAGE + 1)
    first, second, third = (page(piece, claims, index, are_iris=False) for index in range(3))
    assert [told["startIndex"] for told in (first, second, third)] == [0, PAGE, 2 * PAGE]
    assert "prev" not in first and first["next"] == second["id"]
    assert (second["prev"], second["next"]) == (first["id"], third["id"])
    assert third["prev"] == second["id"] and "next" not in third


def test_a_page_says_which_collection_it_is_part_of() -> None:
    piece = a_piece()
    part_of = page(piece, many(piece, 1), 0, are_iris=False)["partOf"]
    assert part_of["id"] == f"{SITE}articles/mill/annotations/"
    assert (part_of["type"], part_of["total"]) == ("AnnotationCollection", 1)


def test_a_page_of_addresses_has_nothing_else() -> None:
    piece = a_piece()
    told = page(piece, many(piece, 2), 0, are_iris=True)
    assert told["items"] == [f"{SITE}articles/mill/claims/{number}/annotation/" for number in (1, 2)]
    assert told["partOf"]["id"].endswith("?iris=1")


@pytest.mark.parametrize("index", [-1, 1])
def test_there_is_no_page_beyond_the_last(index: int) -> None:
    piece = a_piece()
    with pytest.raises(IndexError):
        page(piece, many(piece, PAGE), index, are_iris=False)
