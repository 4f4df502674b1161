"""What two people changed, as a page can ask about it: each clash with its three wordings and the choices."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from articles.content import Content, content_of
from articles.models import Article, Author, Disclaimer, Series
from articles.models.article import Role
from articles.reconciling import FieldClash, Outcome
from articles.texts.comparing import BlockChange, Gap, compare, compare_texts, with_context

SIDES = ("base", "theirs", "mine")
NAMED = {"bylines": "Byline", "disclaimers": "Disclaimers", "tags": "Tags"}


@dataclass(frozen=True, slots=True)
class Wording:
    """One of the wordings to choose from, word by word against the one both began with."""

    choice: str
    blocks: Sequence[BlockChange | Gap]


@dataclass(frozen=True, slots=True)
class Question:
    """A clash. Its `name` follows from what clashes, so that an answer stays with it and no other."""

    name: str
    field: str
    label: str
    wordings: Sequence[Wording]
    chosen: str = ""

    @property
    def takes_both(self) -> bool:
        return self.field == "body"


def questions_of(outcome: Outcome, answers: Mapping[str, str]) -> list[Question]:
    """The clashes in order, with the answers given so far by name."""
    seen: Counter[str] = Counter()
    questions = []
    for field, label, sides in _places(outcome):
        digest = sha256(json.dumps([field, sides]).encode()).hexdigest()[:16]
        seen[digest] += 1
        name = f"choice-{digest}-{seen[digest]}"
        questions.append(Question(name, field, label, _wordings(field, sides), answers.get(name, "")))
    return questions


def choices_of(questions: Sequence[Question]) -> dict[str, list[str]]:
    """The answers as `Outcome.chosen` takes them."""
    choices: dict[str, list[str]] = {}
    for question in questions:
        choices.setdefault(question.field, []).append(question.chosen)
    return choices


def changes_by_itself(outcome: Outcome, article: Article) -> list[tuple[str, Sequence[BlockChange | Gap]]]:
    """What taking up the text changes in the piece without a question: label, and old against new."""
    here, merged = content_of(article), _without_clashes(outcome)
    changed = [name for name, value in merged.items() if value != here[name]]
    return [(label_of(name), _difference(name, here[name], merged[name])) for name in changed]


def label_of(field: str) -> str:
    name = NAMED.get(field) or str(_column(field).verbose_name)
    return name[:1].upper() + name[1:]


def _places(outcome: Outcome) -> Iterator[tuple[str, str, list[Any]]]:
    """Field, label and the three wordings of each clash; a body has one for each of its parts."""
    for clash in outcome.clashes:
        parts = clash.merge.clashes if clash.merge else [clash]
        for number, part in enumerate(parts, start=1):
            count = f", place {number} of {len(parts)}" if len(parts) > 1 else ""
            yield clash.field, label_of(clash.field) + count, [getattr(part, side) for side in SIDES]


def _wordings(field: str, sides: Sequence[Any]) -> list[Wording]:
    return [Wording(side, _blocks(field, sides[0], value)) for side, value in zip(SIDES, sides, strict=True)]


def _without_clashes(outcome: Outcome) -> Content:
    """What there is to write, theirs standing wherever both differ."""
    return outcome.content | {clash.field: _theirs(clash) for clash in outcome.clashes}


def _theirs(clash: FieldClash) -> Any:
    return clash.merge.html(["theirs"] * len(clash.merge.clashes)) if clash.merge else clash.theirs


def _difference(field: str, old: Any, new: Any) -> Sequence[BlockChange | Gap]:
    blocks = _blocks(field, old, new)
    return with_context(blocks) if field == "body" else blocks


def _blocks(field: str, old: Any, new: Any) -> Sequence[BlockChange]:
    if field == "body":
        return compare(old, new)
    runs = tuple(compare_texts(_in_words(field, old), _in_words(field, new)))
    is_same = all(run.op == "equal" for run in runs)
    return [BlockChange("same" if is_same else "changed", "p", "p", runs)] if runs else []


def _in_words(field: str, value: Any) -> str:
    """A field's value as the desk reads it."""
    if field == "bylines":
        names = _names(Author, [author for author, _ in value])
        return ", ".join(f"{names[author]} ({Role(role).label.lower()})" for author, role in value)
    if field == "disclaimers":
        return ", ".join(_names(Disclaimer, value).values())
    if field == "series":
        return _names(Series, [value])[value] if value else ""
    if field == "tags":
        return ", ".join(value)
    if field == "is_example":
        return "yes" if value else "no"
    choices = dict(_column(field).flatchoices)
    return "" if value is None else str(choices.get(value, value))


def _column(field: str) -> Any:
    return Article._meta.get_field(field)


def _names(model: type[Any], ids: Sequence[str]) -> dict[str, str]:
    """What rows are called, by their ids; also those that are gone."""
    rows = model.objects.in_bulk([UUID(id_) for id_ in ids])
    return {id_: str(rows.get(UUID(id_), "somebody or something deleted since")) for id_ in ids}
