"""Claims as W3C Web Annotations of the piece they stand in. Pure.

Offsets count Unicode code points, and those of a TextPositionSelector begin where its paragraph does. The
text a quote is found in is the reading text: blocks two line feeds apart.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from articles.plaintext import Block
from claims.wording import describes_the_record

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
LDP_CONTEXT = "http://www.w3.org/ns/ldp.jsonld"
HTML_FRAGMENTS = "http://tools.ietf.org/rfc/rfc3236"
PAGE = 50
WIDER = 32  # code points that prefix and suffix have, and grow by until only one place has them
RECORD = "record"  # the finding that something is, indeed, not on record

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece's current edition; addresses are absolute, `blocks` those of `text`, or none if not known.

    `since` says when a claim, by number, was first published.
    """

    url: str
    dated_url: str
    annotations_url: str
    vocabulary_url: str
    home_url: str
    journal: str
    headline: str
    language: str
    html: str
    text: str
    blocks: Sequence[Block]
    published_at: datetime
    since: dict[int, datetime]

    def annotation_url(self, number: int) -> str:
        return f"{self.url}claims/{number}/annotation/"


def annotation(piece: Piece, claim: Json) -> Json:
    """A claim as published, as an annotation that stands alone."""
    return {"@context": CONTEXT, **_annotation(piece, claim)}


def collection(piece: Piece, claims: Sequence[Json], *, are_iris: bool, is_minimal: bool) -> Json:
    """All annotations of a piece, with the first page in it unless `is_minimal`."""
    last = (len(claims) - 1) // PAGE
    first: Any = _page_url(piece, 0, are_iris)
    if claims and not is_minimal:
        first = _page(piece, claims, 0, are_iris)
    pages = {"first": first, "last": _page_url(piece, last, are_iris)} if claims else {}
    return {
        "@context": [CONTEXT, LDP_CONTEXT],
        "type": ["BasicContainer", "AnnotationCollection"],
        **_about(piece, claims, are_iris),
        "generator": _generator(piece),
        **pages,
    }


def page(piece: Piece, claims: Sequence[Json], index: int, *, are_iris: bool) -> Json:
    """One page of the collection, from 0. Raises IndexError when there are not as many."""
    if not 0 <= index * PAGE < max(len(claims), 1):
        raise IndexError(f"There is no page {index}.")
    return {"@context": CONTEXT, **_page(piece, claims, index, are_iris)} | {
        "partOf": {"type": "AnnotationCollection", **_about(piece, claims, are_iris)}
    }


def collection_url(piece: Piece, *, are_iris: bool) -> str:
    return f"{piece.annotations_url}?iris=1" if are_iris else piece.annotations_url


def spelled(moment: datetime) -> str:
    """As in "2026-05-04T09:30:00Z"."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _about(piece: Piece, claims: Sequence[Json], are_iris: bool) -> Json:
    return {
        "id": collection_url(piece, are_iris=are_iris),
        "label": f"Claims in “{piece.headline}”",
        "total": len(claims),
        "modified": spelled(piece.published_at),
    }


def _page(piece: Piece, claims: Sequence[Json], index: int, are_iris: bool) -> Json:
    start = index * PAGE
    listed = claims[start : start + PAGE]
    iris = [piece.annotation_url(claim["number"]) for claim in listed]
    around = {"prev": index - 1} if index else {}
    if start + PAGE < len(claims):
        around["next"] = index + 1
    return {
        "id": _page_url(piece, index, are_iris),
        "type": "AnnotationPage",
        "startIndex": start,
        **{name: _page_url(piece, other, are_iris) for name, other in around.items()},
        "items": iris if are_iris else [_annotation(piece, claim) for claim in listed],
    }


def _page_url(piece: Piece, index: int, are_iris: bool) -> str:
    return f"{piece.annotations_url}?{'iris=1&' if are_iris else ''}page={index}"


def _annotation(piece: Piece, claim: Json) -> Json:
    return {
        "id": piece.annotation_url(claim["number"]),
        "type": "Annotation",
        "motivation": "assessing",
        "created": spelled(piece.since[claim["number"]]),
        "modified": spelled(piece.published_at),
        "creator": {"id": f"{piece.home_url}#publisher", "type": "Organization", "name": piece.journal},
        "generator": _generator(piece),
        "body": _bodies(piece, claim),
        "target": _target(piece, claim),
    }


def _generator(piece: Piece) -> Json:
    return {"id": piece.home_url, "type": "Software", "name": piece.journal}


def _bodies(piece: Piece, claim: Json) -> list[Json]:
    assessment = claim["assessment"] or {}
    told = [claim["found"], assessment.get("summary", "")]
    bodies = [
        _words(claim["proposition"], "describing", piece.language),
        _term(piece, "modality", claim["modality"]),
        _words("\n\n".join(words for words in told if words), "assessing"),
    ]
    if finding := assessment.get("finding", ""):
        is_record = describes_the_record(finding, claim["modality"])
        bodies.append(_term(piece, "finding", RECORD if is_record else finding))
    return bodies


def _words(value: str, purpose: str, language: str = "") -> Json:
    body = {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}
    return body | {"language": language} if language else body


def _term(piece: Piece, scheme: str, value: str) -> Json:
    source = f"{piece.vocabulary_url}#{scheme}-{value}"
    return {"type": "SpecificResource", "source": source, "purpose": "classifying"}


def _target(piece: Piece, claim: Json) -> Json:
    target = {
        "type": "SpecificResource",
        "source": piece.url,
        "state": {
            "type": "TimeState",
            "sourceDate": spelled(piece.published_at),
            "cached": piece.dated_url,
        },
    }
    anchor = claim["anchor"]
    return target | {"selector": _selectors(piece, anchor)} if anchor else target


def _selectors(piece: Piece, anchor: Json) -> list[Json]:
    place = _place(piece, anchor["start"], anchor["end"])
    return [_quote(piece.text, anchor), *([place] if place else [])]


def _quote(text: str, anchor: Json) -> Json:
    """The words, with as much around them as tells their place from every other."""
    for prefix, suffix in _around(text, anchor["start"], anchor["end"]):
        whole = prefix + anchor["exact"] + suffix
        if text.find(whole) == text.rfind(whole):
            break
    return {"type": "TextQuoteSelector", "exact": anchor["exact"], "prefix": prefix, "suffix": suffix}


def _around(text: str, start: int, end: int) -> Iterator[tuple[str, str]]:
    """Ever more of what stands on both sides of a span, in the end all of it.

    First of the lines it stands in: a page has no character between two lines, so no client would find one.
    """
    close = text.find("\n", end)
    lines = text.rfind("\n", 0, start) + 1, len(text) if close < 0 else close
    for first, last in (lines, (0, len(text))):
        for width in range(WIDER, max(start - first, last - end) + 2 * WIDER, WIDER):
            yield text[max(first, start - width) : start], text[end : min(last, end + width)]


def _place(piece: Piece, start: int, end: int) -> Json | None:
    """Where the words stand in their paragraph, or from one to another; None where one has no address."""
    first, last = _block_of(piece, start), _block_of(piece, end - 1)
    if first is None or last is None:
        return None
    if first == last:
        return _within(piece, first, start, end)
    # A range ends before the place its second selector selects.
    return {
        "type": "RangeSelector",
        "startSelector": _within(piece, first, start, piece.blocks[first].end),
        "endSelector": _within(piece, last, end, end),
    }


def _block_of(piece: Piece, offset: int) -> int | None:
    """The index of the block at an offset, if readers can address it."""
    for index, block in enumerate(piece.blocks):
        if block.start <= offset < block.end:
            return index if f' id="p-{index + 1}"' in piece.html else None
    return None


def _within(piece: Piece, index: int, start: int, end: int) -> Json:
    begin = piece.blocks[index].start
    position = {"type": "TextPositionSelector", "start": start - begin, "end": end - begin}
    return {
        "type": "FragmentSelector",
        "value": f"p-{index + 1}",
        "conformsTo": HTML_FRAGMENTS,
        "refinedBy": position,
    }
