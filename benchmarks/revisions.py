"""How well claims follow their words through real revisions: two folders with the same texts, old and new.

    python -m benchmarks.revisions OLD NEW [--ending .txt] [--show 10]

Every sentence of five words or more is a claim. Nobody has labelled them, so only those count whose fate is
plain: *kept*, if it stands word for word exactly once in both texts; *changed*, if one sentence of the new
text is at least 80 % alike, no other comes within 15 points, and the old text has it nowhere: what stood
there before is another's. A claim put on words that share nothing with the right ones is *wrong*; look at
these (--show), for now and then it is the label that is wrong.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rapidfuzz import fuzz, process

from claims.anchoring.relocate import relocate
from claims.anchoring.relocation import Relocation, Span

SENTENCE = re.compile(r"\S[^\n]*?(?:[.!?](?=\s)|(?=\n|\Z))")
WORDS = 5
ALIKE, CLEARLY = 80, 15
VERDICTS = ("right", "lost", "wrong")


def main() -> None:
    parser = argparse.ArgumentParser(description="How well claims follow their words through real revisions.")
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--ending", default=".txt")
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    for old, new in _pairs(options.old, options.new, options.ending):
        counts["texts"] += 1
        for what, was, now in _judged(old, new):
            counts.update([what, what.split()[0]])
            if what.endswith("wrong") and counts["shown"] < options.show:
                counts["shown"] += 1
                print(f"{what}\n  was {was}\n  now {now}")
    print(f"{counts['texts']} revised texts, {counts['kept'] + counts['changed']:,} claims of plain fate:")
    for fate in ("kept", "changed"):
        print(f"  {fate} {counts[fate]:,}: {', '.join(_share(counts, fate, word) for word in VERDICTS)}")


def _share(counts: Counter[str], fate: str, verdict: str) -> str:
    count = counts[f"{fate} {verdict}"]
    return f"{verdict} {count:,} ({100 * count / (counts[fate] or 1):.2f} %)"


def _pairs(old: Path, new: Path, ending: str) -> Iterator[tuple[str, str]]:
    for path in sorted(old.rglob(f"*{ending}")):
        other = new / path.relative_to(old)
        if other.is_file():
            texts = _text(path), _text(other)
            if texts[0] != texts[1]:
                yield texts


def _text(path: Path) -> str:
    """A file's paragraphs, each on one line, a blank line between."""
    paragraphs = re.split(r"\n\s*\n", path.read_text(encoding="utf-8", errors="replace"))
    return "\n\n".join(line for paragraph in paragraphs if (line := " ".join(paragraph.split())))


def _judged(old: str, new: str) -> Iterator[tuple[str, str, str]]:
    """For each claim of plain fate: that fate and how it was answered, its words, and those it was put on."""
    spans = _sentences(old)
    targets = _sentences(new)
    words = [new[slice(*target)] for target in targets]
    for span, answer in zip(spans, relocate(old, new, spans), strict=True):
        was = old[slice(*span)]
        if old.count(was) != 1:
            continue
        if new.count(was) == 1:
            start = new.index(was)
            yield "kept " + _verdict(answer, (start, start + len(was))), was, _words(new, answer)
        elif (
            was not in new and (place := _plain_successor(was, words)) is not None and words[place] not in old
        ):
            yield "changed " + _verdict(answer, targets[place]), was, _words(new, answer)


def _sentences(text: str) -> list[Span]:
    return [match.span() for match in SENTENCE.finditer(text) if len(match[0].split()) >= WORDS]


def _plain_successor(was: str, sentences: list[str]) -> int | None:
    best = process.extract(was, sentences, scorer=fuzz.ratio, limit=2, score_cutoff=ALIKE - CLEARLY)
    if not best or best[0][1] < ALIKE or (len(best) > 1 and best[0][1] - best[1][1] < CLEARLY):
        return None
    return best[0][2]


def _verdict(answer: Relocation, due: Span) -> str:
    if answer.start is None or answer.end is None:
        return "lost"
    return "right" if answer.start < due[1] and due[0] < answer.end else "wrong"


def _words(text: str, answer: Relocation) -> str:
    return "" if answer.start is None else text[answer.start : answer.end]


if __name__ == "__main__":
    main()
