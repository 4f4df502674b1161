"""How a verb says no. Nothing has been written when one of these is raised."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the desk should know before a piece is published; a blocking one stops it."""

    code: str
    message: str
    blocks: bool = True


class Refused(ValidationError):
    """The change breaks a rule; its messages say which."""


class Conflict(Refused):
    """Somebody else saved the piece first."""

    def __init__(self, current_version: int) -> None:
        super().__init__(
            "Somebody saved this piece after you opened it. Your text is still here, below: "
            "copy what you need, open the piece again and put it in.",
            code="conflict",
        )
        self.current_version = current_version


class NotReady(Refused):
    """The piece cannot be published yet; `problems` lists why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__([ValidationError(problem.message, code=problem.code) for problem in problems])
        self.problems = tuple(problems)


class NotAllowed(PermissionDenied):
    """This person may not do that to this piece."""
