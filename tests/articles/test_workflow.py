import pytest

from articles.permissions import RULES
from articles.workflow import LABELS, MOVES, Stage, moves_from


def test_every_stage_has_a_label() -> None:
    assert list(LABELS) == list(Stage)


def test_the_table_of_moves_is_the_one_agreed_on() -> None:
    assert {(str(start), str(end)) for start, end in MOVES} == {
        ("draft", "in_edit"),
        ("in_edit", "draft"),
        ("in_edit", "in_check"),
        ("in_check", "in_edit"),
        ("in_check", "ready"),
        ("ready", "in_edit"),
        ("ready", "in_check"),
    }


def test_every_move_asks_for_an_action_that_permissions_know() -> None:
    assert set(MOVES.values()) <= RULES.keys()


@pytest.mark.parametrize(
    ("stage", "targets"),
    [
        ("draft", ["in_edit"]),
        ("in_edit", ["in_check", "draft"]),
        ("in_check", ["ready", "in_edit"]),
        ("ready", ["in_check", "in_edit"]),
    ],
)
def test_the_way_forward_is_offered_first(stage: str, targets: list[str]) -> None:
    assert moves_from(stage) == targets
