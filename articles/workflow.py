"""The desk's workflow: stages of a working copy, and every legal move between them in one table."""

from enum import StrEnum


class Stage(StrEnum):
    DRAFT = "draft"
    IN_EDIT = "in_edit"
    IN_CHECK = "in_check"
    READY = "ready"


LABELS = {
    Stage.DRAFT: "Draft",
    Stage.IN_EDIT: "In edit",
    Stage.IN_CHECK: "In check",
    Stage.READY: "Ready",
}

# (from, to) -> the action a person must be allowed to take on the piece (see permissions.may)
MOVES = {
    (Stage.DRAFT, Stage.IN_EDIT): "revise",
    (Stage.IN_EDIT, Stage.DRAFT): "edit",
    (Stage.IN_EDIT, Stage.IN_CHECK): "edit",
    (Stage.IN_CHECK, Stage.IN_EDIT): "check",
    (Stage.IN_CHECK, Stage.READY): "sign_off",
    (Stage.READY, Stage.IN_EDIT): "edit",
    (Stage.READY, Stage.IN_CHECK): "check",
}


def moves_from(stage: str) -> list[Stage]:
    """Where a piece in `stage` can go next, the way forward first."""
    order = list(Stage)
    targets = [target for (start, target) in MOVES if start == stage]
    return sorted(targets, key=order.index, reverse=True)
