"""Sheets of text, as they lie in a file: what a file brought, before anybody asks what it means."""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.refusals import Refused
from claims.exchange.cells import tidy, unescape


@dataclass(frozen=True, slots=True)
class Row:
    """Its cells by column, and the line of the file in which a person finds it."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`name` is what the file calls it; empty rows are left out."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def sheet_of(name: str, columns: Sequence[str], lines: Sequence[tuple[int, Sequence[str]]]) -> Sheet:
    """A sheet of raw cells; each line with its number. Refused for columns or cells that cannot be told."""
    columns = [column.strip() for column in columns]
    while columns and not columns[-1]:
        columns.pop()
    twice = sorted({column for column in columns if columns.count(column) > 1})
    if twice:
        raise Refused(f"{name}: the columns {_listed(twice)} stand there twice, or without a name.")
    rows = [(line, [unescape(tidy(cell)) for cell in cells]) for line, cells in lines]
    return Sheet(name, tuple(columns), tuple(_row(name, columns, *row) for row in rows if any(row[1])))


def _row(name: str, columns: Sequence[str], line: int, cells: Sequence[str]) -> Row:
    if any(cells[len(columns) :]):
        raise Refused(f"{name}, line {line}: it has more cells than there are columns.")
    padded = [*cells, *[""] * len(columns)]
    return Row(line, dict(zip(columns, padded, strict=False)))


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
