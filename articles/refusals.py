"""How a verb says no. Nothing has been written when one of these is raised."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the desk should know before a piece is published.

    A blocking one stops it, unless somebody who may override it gives a reason; some nobody may override.
    """

    code: str
    message: str
    blocks: bool = True
    can_be_overridden: bool = True


class Refused(ValidationError):
    """The change breaks a rule; its messages say which."""


class Conflict(Refused):
    """Somebody else changed the same, and saved first. `clashes` says where (see reconciling.FieldClash)."""

    def __init__(self, current_version: int, clashes: Sequence[Any] = ()) -> None:
        super().__init__(
            "Somebody changed the same part of this piece after you opened it, and saved first.",
            code="conflict",
        )
        self.current_version = current_version
        self.clashes = tuple(clashes)


class NotReady(Refused):
    """The piece cannot be published yet; `problems` lists why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__([ValidationError(problem.message, code=problem.code) for problem in problems])
        self.problems = tuple(problems)


class NotAllowed(PermissionDenied):
    """This person may not do that to this piece."""
