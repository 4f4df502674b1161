"""Workbooks of Excel (.xlsx), without macros and formulas."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from articles.refusals import Refused
from claims.exchange.cells import MOST, coded, escape, text_of
from claims.exchange.sheets import Sheet, sheet_of

WIDTHS = {"Proposition": 60, "Words": 60, "Excerpt": 60, "Public summary": 60, "Source": 40}
USUAL_WIDTH = 18
MOST_COLUMNS = 60
HEADER, FOR_READING = Font(bold=True), PatternFill("solid", fgColor="EEEEEE")
TOP = Alignment(vertical="top", wrap_text=True)

Table = tuple[Sequence[str], Sequence[Sequence[str]]]  # columns, rows


def read_workbook(data: bytes) -> list[Sheet]:
    """Its sheets, as far as anything stands in them. Refused for macros, formulas and what is no workbook."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            if any(name.endswith("vbaProject.bin") for name in archive.namelist()):
                raise Refused("The workbook has macros. Save it as .xlsx, without them.")
        # Formulas as they were typed: what they once came to is nothing a person wrote.
        book = load_workbook(BytesIO(data), read_only=True, data_only=False, keep_links=False)
        sheets = [_read(sheet) for sheet in book.worksheets if sheet.sheet_state == "visible"]
    except (BadZipFile, KeyError, ValueError, TypeError, AttributeError, SyntaxError) as error:
        raise Refused("The file is no workbook that can be read. Save it as .xlsx again.") from error
    return [sheet for sheet in sheets if sheet.columns]


def _read(sheet: Any) -> Sheet:
    sheet.reset_dimensions()  # a file may say of itself what it likes
    rows = enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1)
    lines = [(number, row) for number, row in rows if any(_has(cell) for cell in row)]
    for number, row in lines:
        if any(cell.data_type == "f" for cell in row):
            raise Refused(f"{sheet.title}, line {number}: it has a formula. Put its value there instead.")
    (_, columns), *others = lines or [(1, ())]
    texts = [(number, [text_of(cell.value) for cell in row]) for number, row in others]
    return sheet_of(sheet.title, [text_of(cell.value) for cell in columns], texts)


def _has(cell: Any) -> bool:
    return cell.value not in (None, "")


def write_workbook(tables: Mapping[str, Table], for_reading: Collection[str] = ()) -> bytes:
    """A workbook with a sheet for each table; the columns `for_reading` are greyed.

    Refused, with the place, for a text longer than a cell holds.
    """
    for name, table in tables.items():
        _refuse_long(name, *table)
    book = Workbook(write_only=True)
    for name, (columns, rows) in tables.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for number, column in enumerate(columns, start=1):
            sheet.column_dimensions[get_column_letter(number)].width = WIDTHS.get(column, USUAL_WIDTH)
        sheet.append([_cell(sheet, column, font=HEADER) for column in columns])
        looks = [{"fill": FOR_READING} if column in for_reading else {} for column in columns]
        for row in rows:
            cells = zip(row, looks, strict=True)
            sheet.append([_cell(sheet, text, alignment=TOP, **look) for text, look in cells])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _refuse_long(name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    for row in rows:
        for column, text in zip(columns, row, strict=True):
            if len(coded(escape(text))) > MOST:
                raise Refused(f"{name}: a text in “{column}” is too long for a workbook. Take the CSV.")


def _cell(sheet: Any, text: str, **look: Any) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, coded(escape(text)))
    cell.data_type = "s"
    for name, value in look.items():
        setattr(cell, name, value)
    return cell
