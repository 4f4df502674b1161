from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from articles.refusals import Refused
from claims.exchange.workbooks import read_workbook, write_workbook

NASTY = ["=1+1", "-1", "@A1", "'=1", "one\ntwo", "one\x0btwo", " Zoë 桥 ", "2026-05-31", "TRUE", "0012"]


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def a_workbook(*rows: list[Any]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return saved(book)


def test_every_text_comes_back_as_it_went() -> None:
    data = write_workbook({"claims": (["Words"], [[text] for text in NASTY])})
    (sheet,) = read_workbook(data)
    assert [row.cells["Words"] for row in sheet.rows] == [text.strip() for text in NASTY]


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    book = load_workbook(BytesIO(write_workbook({"claims": (["Words"], [[text] for text in NASTY])})))
    assert {cell.data_type for row in book["claims"].iter_rows() for cell in row} == {"s"}


def test_a_text_longer_than_a_cell_is_refused_and_never_cut() -> None:
    with pytest.raises(Refused, match="“Words” is too long"):
        write_workbook({"claims": (["Words"], [["a" * 40_000]])})


def test_a_formula_in_an_uploaded_workbook_is_refused() -> None:
    with pytest.raises(Refused, match="line 2: it has a formula"):
        read_workbook(a_workbook(["Words"], ["=1+1"]))


def test_macros_are_refused_whatever_the_file_is_called() -> None:
    data = BytesIO(a_workbook(["Words"], ["A"]))
    with ZipFile(data, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"")
    with pytest.raises(Refused, match="macros"):
        read_workbook(data.getvalue())


def test_a_damaged_workbook_is_refused() -> None:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<nonsense")
    with pytest.raises(Refused, match="no workbook"):
        read_workbook(out.getvalue())


def test_hidden_and_empty_sheets_are_left_aside() -> None:
    book = Workbook()
    book.active.append(["Words"])
    book.active.append(["A"])
    book.create_sheet("empty")
    hidden = book.create_sheet("hidden")
    hidden.append(["Words"])
    hidden.sheet_state = "hidden"
    assert [sheet.name for sheet in read_workbook(saved(book))] == ["Sheet"]


def test_numbers_are_read_as_they_were_typed() -> None:
    (sheet,) = read_workbook(a_workbook(["Claim no.", "Words"], [3.0, True]))
    assert sheet.rows[0].cells == {"Claim no.": "3", "Words": "yes"}
