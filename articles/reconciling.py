"""Two people's changes to one working copy: what merges by itself, and what somebody has to choose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from articles.content import Content
from articles.texts.merging import Clash, Merge, merge, merge_sets, merge_value

SETS = ("disclaimers", "tags")
CHOICES = ("theirs", "mine", "both", "base")


@dataclass(frozen=True, slots=True)
class FieldClash:
    """A field both changed. `merge` is there for the body, which clashes paragraph by paragraph."""

    field: str
    base: Any
    theirs: Any
    mine: Any
    merge: Merge | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What there is to write if nothing clashes, and what clashes. `content` has theirs where both differ."""

    content: Content
    clashes: tuple[FieldClash, ...]

    def chosen(self, choices: Mapping[str, Sequence[str]]) -> Content:
        """The content with each clash settled: by field, one of CHOICES for each clash in it.

        Only the body takes "both". ValueError where a choice is missing or cannot be meant.
        """
        return self.content | {
            clash.field: _settled(clash, choices.get(clash.field, ())) for clash in self.clashes
        }


def reconcile(base: Content, theirs: Content, mine: Content) -> Outcome:
    """Merge what `mine` names into `theirs`, both made from `base`."""
    content, clashes = {}, []
    for name, value in mine.items():
        found = _merged(name, base[name], theirs[name], value)
        if isinstance(found, FieldClash):
            clashes.append(found)
            content[name] = theirs[name]
        else:
            content[name] = found
    return Outcome(content, tuple(clashes))


def _merged(name: str, base: Any, theirs: Any, mine: Any) -> Any:
    """The merged value of a field, or the clash."""
    if name == "body":
        merged = merge(base, theirs, mine)
        return merged.html([]) if merged.is_clean else FieldClash(name, base, theirs, mine, merged)
    if name in SETS:
        return merge_sets(base, theirs, mine)
    found = merge_value(base, theirs, mine)
    return FieldClash(name, base, theirs, mine) if isinstance(found, Clash) else found


def _settled(clash: FieldClash, choices: Sequence[str]) -> Any:
    if clash.merge:
        return clash.merge.html(choices)
    if len(choices) != 1 or choices[0] not in ("theirs", "mine", "base"):
        raise ValueError(f"Choose one wording for the {clash.field}.")
    return getattr(clash, choices[0])
