"""The keys of sources when the rule they are made by has changed: what was stored by the old rule follows.

No source is merged and none loses the key it has: where another is known by the new one, both stay as they
are, and a person is told. What is given is a queryset, so that a migration can hand over its own models.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from articles.bibliography.identifiers import doi_key, url_key
from claims.fields import key_by

BATCH = 500
RULES = (("url_key", "url", url_key), ("doi_key", "doi", doi_key))


@dataclass(frozen=True, slots=True)
class Same:
    """Two sources that are one by today's rule; `name` is the key that `kept` has and `left` wants."""

    name: str
    key: str
    kept: tuple[Any, str]
    left: tuple[Any, str]

    def __str__(self) -> str:
        (kept, title), (left, other) = self.kept, self.left
        return f"“{other}” ({left}) is “{title}” ({kept}) by today’s rule: both are {self.key}"


def rekey(sources: Any) -> tuple[int, list[Same]]:
    """Give each source the keys it would get if it were saved; how many changed, and which are the same."""
    changed, same = 0, []
    for name, of, make in RULES:
        # Each time round may free a key that another source waits for.
        while moved := sum(_batches(sources, name, of, make)):
            changed += moved
        same += _same(sources, name, of, make)
    return changed, same


def _batches(sources: Any, name: str, of: str, make: Any) -> Iterator[int]:
    """How many got another key, some at a time."""
    for wanted in _astray(sources, name, of, make):
        with transaction.atomic():
            given = [_give(sources, pk, {name: key}, {of: value}) for pk, (key, value, _) in wanted.items()]
        yield sum(given)


def _astray(sources: Any, name: str, of: str, make: Any) -> Iterator[dict[Any, tuple[str, str, str]]]:
    """Some at a time: the key that a source should have and has not, what it is made of, and the title."""
    longest = sources.model._meta.get_field(name).max_length
    last = None
    while rows := _after(sources, last, name, of):
        last = rows[-1][0]
        made = {pk: (key_by(make, value)[:longest], value, title) for pk, _, value, title in rows}
        if wanted := {pk: made[pk] for pk, key, _, _ in rows if made[pk][0] != key}:
            yield wanted


def _after(sources: Any, last: Any, name: str, of: str) -> list[tuple[Any, ...]]:
    rest = sources.order_by("pk") if last is None else sources.order_by("pk").filter(pk__gt=last)
    return list(rest.values_list("pk", name, of, "title")[:BATCH])


def _give(sources: Any, pk: Any, key: dict[str, str], value: dict[str, str]) -> bool:
    """Whether it has the key now; not if another has it, or somebody saved another value meanwhile."""
    if all(key.values()) and sources.filter(**key).exists():
        return False
    return bool(sources.filter(pk=pk, **value).update(**key))


def _same(sources: Any, name: str, of: str, make: Any) -> list[Same]:
    found = []
    for wanted in _astray(sources, name, of, make):
        held = sources.filter(**{f"{name}__in": [key for key, _, _ in wanted.values() if key]})
        holders = {key: (pk, title) for key, pk, title in held.values_list(name, "pk", "title")}
        for pk, (key, _, title) in wanted.items():
            if key in holders:
                found.append(Same(name, key, holders[key], (pk, title)))
    return found
