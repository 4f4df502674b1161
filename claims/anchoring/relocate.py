"""Where claims stand after an edit, when the text before it is known too."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from rapidfuzz.distance import Indel, Levenshtein

from claims.anchoring import explaining
from claims.anchoring.canonical import Canonical, canonical, folded, snapped, squeezed, trimmed
from claims.anchoring.copies import dispute_copies
from claims.anchoring.editing import match_edited
from claims.anchoring.facts import changes
from claims.anchoring.likeness import Run, align, compare
from claims.anchoring.matching import Matches, increasing, match_equal, unchanged_stretches
from claims.anchoring.pairing import Sides
from claims.anchoring.projecting import Projector
from claims.anchoring.relocation import Candidate, Relocation, Span
from claims.anchoring.sentences import Sentence, Spans
from claims.anchoring.tokens import Scale, tokenise, word_count
from claims.anchoring.window import window
from claims.anchoring.wordmap import WordMap

RESCUE_WORDS = 8
"""A lost quote of fewer words may stand in new text by chance."""

HARDLY_KEPT = 0.3
"""Where less of a claim is left, its words may all stand elsewhere."""

WAS_HERE = 80
"""Characters of text on either side by which an editor knows where a lost claim stood."""


def relocate(old_text: str, new_text: str, spans: Sequence[Span]) -> list[Relocation]:
    """One answer for each span of the old text, in code points, in the order of the spans.

    A pure function of its arguments, each span for itself. Blocks of both texts are separated by blank
    lines. Raises ValueError for a span that does not lie in the old text.
    """
    for start, end in spans:
        if not 0 <= start <= end <= len(old_text):
            raise ValueError(f"Span {start}-{end} does not lie in a text of {len(old_text)} characters.")
    if old_text == new_text:
        return [_verbatim((start, end), explaining.UNTOUCHED) for start, end in spans]
    relocator = _Relocator(old_text, new_text)
    answers = {span: relocator.relocate(*span) for span in set(spans)}
    return [answers[span] for span in spans]


def _verbatim(
    span: Span, explanation: str, *, moved: bool = False, context_changed: bool = False
) -> Relocation:
    return Relocation(
        "moved" if moved else "exact",
        explanation,
        *span,
        score=1.0,
        similarity=1.0,
        context_changed=context_changed,
    )


class _Relocator:
    """Two texts, matched once for all spans."""

    def __init__(self, old_text: str, new_text: str) -> None:
        self.old_text, self.new_text = old_text, new_text
        self.old, self.new = window(old_text, new_text)
        self.old_spans, self.new_spans = Spans(self.old), Spans(self.new)
        self.shift = len(new_text) - len(old_text)
        self._projector: Projector | None = None
        self._likenesses: dict[tuple[int, int], tuple[float, list[Run]]] = {}

    def relocate(self, start: int, end: int) -> Relocation:
        if end <= self.old[0].end:
            return _verbatim((start, end), explaining.UNTOUCHED)
        if start >= self.old[-1].start and end > start:
            return _verbatim((start + self.shift, end + self.shift), explaining.UNTOUCHED)
        words = trimmed(self.old_text[start:end])
        if not words.strip():
            return self._orphan(start, end, explaining.WORDLESS)
        lead = self.old_text[start:end].index(words)
        return self._relocate_words(start + lead, start + lead + len(words), (start, end))

    def _relocate_words(self, start: int, end: int, asked: Span) -> Relocation:
        projector = self.projector()
        sentences = self.old_spans.overlapped(start, end)
        if span := self._carried(start, end, sentences):
            return self._attached(start, end, self._with_margins(asked, (start, end), span), sentences, 1.0)
        disputed = [i for i in sentences if self.matches.to[i] is None and i in self.matches.disputed]
        if disputed and len(sentences) == 1:
            return self._ambiguous(start, end, disputed[0])
        projection = projector.project(start, end, sentences)
        is_lost = not disputed and (projection is None or projection.kept < HARDLY_KEPT)
        if is_lost and (rescued := self._rescued(start, end)):
            return _verbatim(rescued, explaining.FOUND_AGAIN, moved=True, context_changed=True)
        if projection and not self._is_elsewhere(disputed, start, end, projection.kept):
            span = self._with_margins(asked, (start, end), (projection.start, projection.end))
            return self._attached(start, end, span, sentences, projection.kept)
        unsure = disputed or [
            i for i in sentences if i in self.matches.possible and not self.words.is_attached(i)
        ]
        if unsure:
            return self._ambiguous(start, end, unsure[0])
        return self._orphan(start, end, explaining.GONE)

    def _is_elsewhere(self, disputed: list[int], start: int, end: int, kept: float) -> bool:
        """Whether more of a claim is in sentences that stand nobody knows where than has been found."""
        sizes = [min(end, self.old[i].end) - max(start, self.old[i].start) for i in disputed]
        return sum(sizes) > kept * (end - start)

    def projector(self) -> Projector:
        """The word-by-word map, drawn when the first span asks for it."""
        if self._projector is None:
            self.matches: Matches = match_equal(self.old, self.new)
            scale = Scale(self.old_text)
            old, new = Sides(self.old, scale), Sides(self.new, scale)
            match_edited(self.matches, old, new)
            dispute_copies(self.matches, old, new)
            self.moved = {i for i, _ in self.matches.pairs()} - increasing(self.matches.pairs())
            self.stretches = unchanged_stretches(self.matches)
            self.words = WordMap(self.matches, old, new)
            self._projector = Projector(self.words, old, new, self.new_spans)
        return self._projector

    def _carried(self, start: int, end: int, sentences: range) -> Span | None:
        """The place of a span whose sentences are unchanged and still follow one another."""
        first, last = sentences[0], sentences[-1]
        place = self.matches.to[first]
        if place is None or self.stretches[first] is None or self.stretches[first] != self.stretches[last]:
            return None
        return (
            _carry(self.old[first], self.new[place], start, is_end=False),
            _carry(self.old[last], self.new[place + last - first], end, is_end=True),
        )

    def _with_margins(self, asked: Span, words: Span, span: Span) -> Span:
        """A found span with the space an editor marked along with the words, where it is still there."""
        lead, tail = self.old_text[asked[0] : words[0]], self.old_text[words[1] : asked[1]]
        start = span[0] - len(lead) if lead and self.new_text.endswith(lead, 0, span[0]) else span[0]
        end = span[1] + len(tail) if tail and self.new_text.startswith(tail, span[1]) else span[1]
        return start, end

    def _attached(self, start: int, end: int, span: Span, sentences: range, score: float) -> Relocation:
        span = snapped(self.new_text, *span)
        was, now = self.old_text[start:end], self.new_text[slice(*span)]
        words = (was, now) if was == now else (squeezed(was), squeezed(now))
        if words[0] == words[1]:
            moved = not self.moved.isdisjoint(sentences)
            same_context = None not in self.stretches[sentences.start : sentences.stop]
            return _verbatim(
                span,
                explaining.verbatim(moved=moved, same_context=same_context),
                moved=moved,
                context_changed=not same_context,
            )
        opens = self.old[sentences[0]].start == start
        changed = changes(tokenise(was), tokenise(now), opens=opens)
        return Relocation(
            "changed",
            explaining.changed(changed),
            *span,
            score=round(score, 3),
            similarity=round(Indel.normalized_similarity(*words), 3),
            facts_changed=changed,
            context_changed=True,
        )

    def _ambiguous(self, start: int, end: int, i: int) -> Relocation:
        places = self.matches.disputed.get(i) or self.matches.possible[i]
        candidates = [self._candidate(start, end, i, j) for j in sorted(places)]
        candidates.sort(key=lambda candidate: (-candidate.score, candidate.start))
        return Relocation(
            "ambiguous",
            explaining.ambiguous(len(candidates)),
            score=candidates[0].score,
            candidates=tuple(candidates),
        )

    def _candidate(self, start: int, end: int, i: int, j: int) -> Candidate:
        """The claim's words in a sentence that may be its own, or else that whole sentence."""
        score, runs = self._likeness(i, j)
        asked, now = self.old[i].tokens.overlapped(start, end), self.new[j].tokens
        first, last = asked.start, asked.stop
        found = [b + at - a for a, b, size in runs for at in range(max(a, first), min(a + size, last))]
        if not found:
            return Candidate(self.new[j].start, self.new[j].end, score)
        return Candidate(now.starts[found[0]], now.ends[found[-1]], score)

    def _likeness(self, i: int, j: int) -> tuple[float, list[Run]]:
        """How much of an old sentence is in a new one, and which words. Many claims may ask."""
        if (i, j) not in self._likenesses:
            old, new = self.words.old[i], self.words.new[j]
            self._likenesses[i, j] = round(compare(old, new).kept, 3), align(old, new)
        return self._likenesses[i, j]

    def _rescued(self, start: int, end: int) -> Span | None:
        """The one place where a lost quote of some length stands in text that nothing old explains.

        If the old text had it twice, nobody knows which of the two it was.
        """
        quote = folded(self.old_text[start:end])
        if word_count(quote) < RESCUE_WORDS:
            return None
        was, view = self._views
        at = view.text.find(quote)
        if at < 0 or view.text.find(quote, at + 1) >= 0 or was.text.count(quote) > 1:
            return None
        found = view.span(at, at + len(quote))
        span = found[0] + self.new[0].end, found[1] + self.new[0].end
        return span if self._is_free(span) else None

    @cached_property
    def _views(self) -> tuple[Canonical, Canonical]:
        """The old text, and the part of the new one in which they differ, as they are compared."""
        return canonical(self.old_text), canonical(self.new_text[self.new[0].end : self.new[-1].start])

    def _is_free(self, span: Span) -> bool:
        for j in self.new_spans.overlapped(*span):
            i = self.matches.back[j]
            if i is not None and self.matches.is_equal(i):
                return False
            if not self.words.taken.get(j, set()).isdisjoint(self.new[j].tokens.overlapped(*span)):
                return False
        return True

    def _orphan(self, start: int, end: int, explanation: str) -> Relocation:
        before = self.old_text[max(0, start - WAS_HERE) : start]
        behind = self.old_text[end : end + WAS_HERE]
        return Relocation("orphaned", explanation, was_after=before, was_before=behind)


def _carry(old: Sentence, new: Sentence, offset: int, *, is_end: bool) -> int:
    """An offset in an unchanged sentence, in which typography may have changed."""
    if old.text == new.text:
        return new.start + offset - old.start
    offset -= old.start
    for code in Levenshtein.opcodes(old.text, new.text):
        if code.src_start <= offset < code.src_end or (is_end and code.src_start < offset == code.src_end):
            if code.tag == "equal" or code.src_end - code.src_start == code.dest_end - code.dest_start:
                return new.start + code.dest_start + offset - code.src_start
            return new.start + (code.dest_end if is_end else code.dest_start)
    return new.end if offset else new.start


__all__ = ["Candidate", "Relocation", "relocate"]
