"""The claims of some pieces, their evidence and their findings, as files."""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from articles.models import Article
from articles.refusals import Refused
from claims.exchange.claim_rows import ClaimRows
from claims.exchange.columns import Choice
from claims.exchange.csvs import write_csv
from claims.exchange.evidence_rows import EvidenceRows
from claims.exchange.finding_rows import FindingRows
from claims.exchange.outcomes import Outcome
from claims.exchange.rows import DeskResource
from claims.exchange.workbooks import Table, write_workbook

SHEETS: dict[str, type[DeskResource]] = {one.sheet: one for one in (ClaimRows, EvidenceRows, FindingRows)}
WHY = "Refused because"
"""The column of what was refused that says why; it is skipped when it comes back."""


def tables_of(pieces: Sequence[Article]) -> dict[str, Table]:
    """By sheet its columns and rows, as text. `write_csv` and `write_workbook` see to formulas."""
    found: dict[str, Table] = {}
    for name, resource in SHEETS.items():
        rows = resource(pieces)
        dataset = rows.export(rows.rows())
        found[name] = dataset.headers, list(dataset)
    return found


def workbook_of(pieces: Sequence[Article]) -> bytes:
    greyed = {column for resource in SHEETS.values() for column in resource.for_reading()}
    return write_workbook(tables_of(pieces), greyed)


def csvs_of(pieces: Sequence[Article]) -> bytes:
    """A ZIP with one CSV file for each sheet."""
    return _zipped(tables_of(pieces))


def _zipped(tables: Mapping[str, Table]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, table in tables.items():
            archive.writestr(f"{name}.csv", write_csv(*table))
    return out.getvalue()


def csv_of(pieces: Sequence[Article], sheet: str) -> bytes:
    return write_csv(*tables_of(pieces)[sheet])


def refused_file(refused: Iterable[Outcome]) -> tuple[bytes, str]:
    """What was refused, as it came, with a column that says why: to be put right and imported again.

    A workbook or, where a text is too long for one, CSV files in a ZIP; and which: "xlsx" or "zip".
    """
    rows: dict[str, list[list[str]]] = {}
    for outcome in refused:
        columns = SHEETS[outcome.sheet].columns()
        cells = [outcome.cells.get(column, "") for column in columns]
        rows.setdefault(outcome.sheet, []).append([*cells, " ".join(outcome.reasons)])
    tables: dict[str, Table] = {name: ([*SHEETS[name].columns(), WHY], found) for name, found in rows.items()}
    try:
        return write_workbook(tables), "xlsx"
    except Refused:
        return _zipped(tables), "zip"


def words_to_choose_from() -> dict[str, list[str]]:
    """For each column that takes only some words, these words."""
    fields = [field for resource in SHEETS.values() for field in resource.fields.values()]
    chosen = [field for field in fields if isinstance(field.widget, Choice) and not field.readonly]
    return {field.column_name: [*field.widget.words.values()] for field in chosen}
