"""What became of how words and blocks look, said in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from articles.texts.passages import PLAIN, Marks, Passage, Span
from articles.texts.wording import Stretch

NAMES = {
    "p": "paragraph",
    "h2": "heading",
    "h3": "second-level heading",
    "h4": "third-level heading",
    "blockquote": "quotation",
    "ul": "bulleted item",
    "ol": "numbered item",
    "hr": "rule",
}


def reshaped(was: Passage, now: Passage) -> Iterator[str]:
    """What became of a block’s kind, or of its place in a list."""
    if was.path == now.path:
        return
    before, after = _name(was), _name(now)
    deeper = len(now.path) - len(was.path)
    if before != after:
        yield f"now a {after}"
    elif deeper:
        yield "now further in" if deeper > 0 else "now further out"
    elif any(name.startswith("ol ") for name in (*was.path, *now.path)):
        yield "now numbered otherwise"
    else:
        yield "now in another place of its list"


def _name(passage: Passage) -> str:
    if passage.tag != "li":
        return NAMES.get(passage.tag, passage.tag)
    outer = [name.split()[0] for name in passage.path if name.startswith(("ul", "ol"))]
    name = NAMES[outer[-1]] if outer else "item"
    return f"continued {name}" if passage.path[-2:-1] == ("li+",) else name


def pieces(was: Passage, now: Passage, stretch: Stretch) -> list[tuple[str, str]]:
    """The words of an equal stretch with what is different about their formatting, or nothing, in words."""
    text = was.text[stretch.old_start : stretch.old_end]
    before = _within(was.spans, stretch.old_start, len(text))
    after = _within(now.spans, stretch.new_start, len(text))
    if before == after:
        return [(text, "")]
    cuts = sorted({0, len(text), *(at for start, end, _ in [*before, *after] for at in (start, end))})
    notes: list[str] = []
    for start, end in pairwise(cuts):
        # Nobody sees how a space is formatted: it goes with the words before it.
        note = _difference(_marks_at(before, start), _marks_at(after, start))
        notes.append((notes[-1] if notes else "") if text[start:end].isspace() else note)
    parts = zip(notes, pairwise(cuts), strict=True)
    return [
        ("".join(text[start:end] for _, (start, end) in group), note)
        for note, group in groupby(parts, key=lambda part: part[0])
    ]


def _within(spans: Sequence[Span], start: int, size: int) -> list[Span]:
    """The spans in a part of the text, their places counted from its beginning."""
    cut = [(max(0, a - start), min(size, b - start), marks) for a, b, marks in spans]
    return [span for span in cut if span[0] < span[1]]


def _marks_at(spans: Sequence[Span], at: int) -> Marks:
    return next((marks for start, end, marks in spans if start <= at < end), PLAIN)


def _difference(was: Marks, now: Marks) -> str:
    """What is different about words formatted in one way and now in another, in words."""
    notes = [f"now {style}" for style in sorted(now.styles - was.styles)]
    notes += [f"no longer {style}" for style in sorted(was.styles - now.styles)]
    if was.href and not now.href:
        notes.append("no longer a link")
    elif was.href != now.href:
        notes.append(f"link now to {now.href}" if was.href else f"now a link to {now.href}")
    elif was.title != now.title:
        notes.append(f"link’s title now “{now.title}”" if now.title else "link without its title")
    return ", ".join(notes)
