"""How the desk's two readers fare on pieces whose claims people chose: the seed essay, the example newsroom.

    python -m benchmarks.coverage [--missed]

First, which sentences `claims.coverage` lists as checkable, beside trivial ways. A claim is *found* if a
sentence it covers is listed. A sentence is listed *in vain* if no claim covers it, though it may well be
checkable: nobody chose these claims to be complete. Then, how often `claims.proposing` proposes what people
put down, beside always proposing what they put down most often; and the same of sixty sentences of other
prose, put down before the rules were last changed and not looked at meanwhile.
"""

import argparse
import json
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from articles.plaintext import read
from claims.anchoring.locate import locate
from claims.coverage import Checkable, Span, cover, every_sentence
from claims.proposing import Proposal, propose

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
HELD_OUT = Path(__file__).with_name("put_down.txt")
BODY_LINES = 20  # of article.txt, as claims/newsroom.py reads it
WAYS: dict[str, Callable[[str, Checkable], bool]] = {
    "claims.coverage": lambda words, sentence: bool(sentence.reasons),
    "of these, hard facts": lambda words, sentence: sentence.is_hard,
    "every sentence": lambda words, sentence: True,
    "those with a digit": lambda words, sentence: any(letter.isdigit() for letter in words),
}
COUNTED = ("claims", "found", "sentences", "listed", "in vain")
FIELDS = ("modality", "attribution_kind", "attribution_name", "attribution_cue", "fact_kind")
HELD_FIELDS = FIELDS[:3]
GIVEN = ("asserted", "author", "", "", "event")


@dataclass
class Piece:
    name: str
    text: str
    spans: list[Span]
    labels: list[dict[str, str]]


def main() -> None:
    parser = argparse.ArgumentParser(
        description="How well the desk's sentences and proposals fit people's claims."
    )
    parser.add_argument(
        "--missed", action="store_true", help="show what was missed, in vain, or proposed otherwise"
    )
    options = parser.parse_args()
    pieces = [piece for piece in (_essay(), *_example()) if piece.spans]
    _print_listed(pieces)
    _print_proposed(pieces)
    _print_held_out()
    if options.missed:
        for piece in pieces:
            _print_missed(piece)


def _essay() -> Piece:
    lines = (SEEDS / "article.txt").read_text(encoding="utf-8").splitlines()[:BODY_LINES]
    given = json.loads((SEEDS / "claims.json").read_text(encoding="utf-8"))
    ours = tomllib.loads((SEEDS / "seed_article.toml").read_text(encoding="utf-8"))["claims"]
    claims = [{**claim, **supplement} for claim, supplement in zip(given, ours, strict=True)]
    return _piece("the essay", "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines), claims)


def _example() -> Iterator[Piece]:
    newsroom = tomllib.loads((SEEDS / "example" / "newsroom.toml").read_text(encoding="utf-8"))
    for piece in newsroom["pieces"]:
        yield _piece(piece["slug"], piece["body"], piece["claims"])


def _piece(name: str, body: str, claims: list[dict[str, Any]]) -> Piece:
    text = read(body).text
    spans, labels = [], []
    for claim in claims:
        place = locate(text, claim["quote"], claim.get("prefix", ""), claim.get("suffix", ""))
        if place.start is None or place.end is None:
            raise ValueError(f"These words have no place in “{name}”: {claim['quote']}")
        spans.append((place.start, place.end))
        attribution = {f"attribution_{field}": value for field, value in claim["attribution"].items()}
        labels.append({**attribution, "modality": claim["modality"], "fact_kind": claim["fact_kind"]})
    return Piece(name, text, spans, labels)


def _print_listed(pieces: list[Piece]) -> None:
    print("".join((" " * 46, *(f"{name:>11}" for name in COUNTED))))
    totals: dict[str, Counter[str]] = {way: Counter() for way in WAYS}
    for piece in pieces:
        for way in WAYS:
            counts = _listed(piece, WAYS[way])
            totals[way] += counts
            _print_counts(piece.name, way, counts)
    for way, counts in totals.items():
        _print_counts("in all", way, counts)


def _listed(piece: Piece, is_listed: Callable[[str, Checkable], bool]) -> Counter[str]:
    claimed = {one.sentence.start: one.claims for one in cover(piece.text, piece.spans, ()).annotated}
    sentences = every_sentence(piece.text)
    listed = [one for one in sentences if is_listed(piece.text[one.start : one.end], one)]
    found = {claim for one in listed for claim in claimed.get(one.start, ())}
    vain = sum(1 for one in listed if one.start not in claimed)
    counts = (len(piece.spans), len(found), len(sentences), len(listed), vain)
    return Counter(dict(zip(COUNTED, counts, strict=True)))


def _print_counts(name: str, way: str, counts: Counter[str]) -> None:
    print("".join((f"{name:24}{way:22}", *(f"{counts[of]:11}" for of in COUNTED))))


def _print_proposed(pieces: list[Piece]) -> None:
    print(
        f"\n{'proposed as people put it down':46}{'claims':>8}" + "".join(f"{field:>18}" for field in FIELDS)
    )
    totals = Counter[str](), Counter[str]()
    for piece in pieces:
        ours = _agreed(piece, [_fields(propose(piece.text, *span)) for span in piece.spans])
        same = _agreed(piece, [dict(zip(FIELDS, GIVEN, strict=True))] * len(piece.spans))
        for total, counts in zip(totals, (ours, same), strict=True):
            total.update(counts)
        _print_agreed(piece.name, "claims.proposing", ours)
        _print_agreed(piece.name, "always the commonest", same)
    _print_agreed("in all", "claims.proposing", totals[0])
    _print_agreed("in all", "always the commonest", totals[1])


def _print_held_out() -> None:
    lines = [line for line in HELD_OUT.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    ours, same = Counter({"claims": len(lines)}), Counter({"claims": len(lines)})
    for line in lines:
        marked, *label = (part.strip() for part in line.split("|"))
        before, words, behind = re.split(r"[\[\]]", marked)
        proposal = propose(before + words + behind, len(before), len(before) + len(words))
        for field, put_down, given in zip(HELD_FIELDS, label, GIVEN, strict=False):
            # A phrase that opens a sentence has a capital there.
            ours[field] += str(getattr(proposal, field)).casefold() == put_down.casefold()
            same[field] += given == put_down
    _print_agreed("other prose, held out", "claims.proposing", ours, HELD_FIELDS)
    _print_agreed("other prose, held out", "always the commonest", same, HELD_FIELDS)


def _fields(proposal: Proposal) -> dict[str, str]:
    return {field: getattr(proposal, field) for field in FIELDS}


def _agreed(piece: Piece, proposed: list[dict[str, str]]) -> Counter[str]:
    counts = Counter({"claims": len(piece.labels)})
    for label, ours in zip(piece.labels, proposed, strict=True):
        counts.update(field for field in FIELDS if ours[field] == label[field])
    return counts


def _print_agreed(name: str, way: str, counts: Counter[str], fields: tuple[str, ...] = FIELDS) -> None:
    print(f"{name:24}{way:22}{counts['claims']:8}" + "".join(f"{counts[field]:18}" for field in fields))


def _print_missed(piece: Piece) -> None:
    coverage = cover(piece.text, piece.spans, ())
    print(f"\n{piece.name}")
    for one in coverage.annotated:
        if not one.sentence.reasons:
            print(f"  not listed: {piece.text[one.sentence.start : one.sentence.end]}")
    for one in coverage.open:
        print(f"  in vain: {piece.text[one.sentence.start : one.sentence.end]} ({one.sentence.explanation})")
    for span, label in zip(piece.spans, piece.labels, strict=True):
        ours = _fields(propose(piece.text, *span))
        apart = [
            f"{field} “{ours[field]}”, not “{label[field]}”"
            for field in FIELDS
            if ours[field] != label[field]
        ]
        if apart:
            print(f"  {piece.text[slice(*span)]}: {'; '.join(apart)}")


if __name__ == "__main__":
    main()
