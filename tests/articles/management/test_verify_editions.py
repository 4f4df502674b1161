from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from articles.models import Edition
from tests.articles.stealing import rewrite
from tests.factories import a_published_piece


def told(*arguments: str) -> str:
    out = StringIO()
    call_command("verify_editions", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def edition(publisher: User) -> Edition:
    return a_published_piece(publisher)


def test_it_says_how_many_pieces_hold(edition: Edition, publisher: User) -> None:
    a_published_piece(publisher)
    assert told() == "Pieces published: 2. Every edition of theirs holds.\n"


def test_it_names_the_edition_that_does_not_hold_and_ends_badly(edition: Edition, publisher: User) -> None:
    a_published_piece(publisher)
    rewrite(edition, text="Other words.")
    said = StringIO()
    with pytest.raises(CommandError, match="Of 2 pieces 1 do not hold") as ended:
        call_command("verify_editions", stdout=StringIO(), stderr=said)
    assert ended.value.returncode == 1
    assert f"{edition.slug}, edition 1: Its content is not the one its digest was made of." in said.getvalue()


def test_heads_are_a_line_a_piece_and_nothing_else(edition: Edition) -> None:
    assert told("--heads") == f"{edition.slug} 1 {edition.digest}\n"


def test_kept_heads_are_looked_for(edition: Edition, tmp_path: Path) -> None:
    kept = tmp_path / "heads"
    kept.write_text(told("--heads"))
    assert "Every edition of theirs holds" in told("--kept", str(kept))
    kept.write_text(f"{edition.slug} 1 {'0' * 64}\n")
    with pytest.raises(CommandError, match="do not hold"):
        call_command("verify_editions", "--kept", str(kept), stdout=StringIO(), stderr=StringIO())


@pytest.mark.parametrize("content", ["nonsense", "a b c", None])
def test_a_file_that_holds_no_heads_is_refused(content: str | None, edition: Edition, tmp_path: Path) -> None:
    kept = tmp_path / "heads"
    if content is not None:
        kept.write_text(content)
    with pytest.raises(CommandError, match="does not hold what --heads prints"):
        told("--kept", str(kept))
