import csv
from io import StringIO

import pytest

from articles.refusals import Refused
from claims.exchange.csvs import decode, read_csv, write_csv

KNOWN = {"Words", "Name"}
TEXT = "Words,Name\r\n“Café”,Zoë\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_told_with_and_without_its_mark(encoding: str) -> None:
    decoded = decode(TEXT.encode(encoding))
    assert (decoded.text, decoded.doubt) == (TEXT, "")


def test_windows_1252_is_read_and_said_to_be_a_guess() -> None:
    decoded = decode(TEXT.encode("cp1252"))
    assert decoded.text == TEXT
    assert decoded.doubt.endswith("it was read as Windows-1252. Look: “Café”  Zoë")


@pytest.mark.parametrize("data", [b"\x81\x8d\x8f", b"\xef\xbb\xbf\xff", b"\xff\xfea"])
def test_what_is_in_no_encoding_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="encoding"):
        decode(data)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_told_by_the_columns(separator: str) -> None:
    text = f"Words{separator}Name\nA, or B{separator}C\n".replace("A, or B", '"A, or B"')
    sheet = read_csv("a.csv", text, KNOWN)
    assert [row.cells for row in sheet.rows] == [{"Words": "A, or B", "Name": "C"}]


def test_the_line_by_which_excel_names_the_separator_is_no_row() -> None:
    assert read_csv("a.csv", "sep=;\nWords;Name\nA;B\n", KNOWN).columns == ("Words", "Name")


def test_a_row_knows_the_line_a_person_finds_it_in() -> None:
    sheet = read_csv("a.csv", 'Words,Name\n\n"A\nB",C\n\nD,E\n', KNOWN)
    assert [row.line for row in sheet.rows] == [4, 6]


def test_a_short_row_is_filled_up_and_an_empty_one_left_out() -> None:
    sheet = read_csv("a.csv", "Words,Name\nA\n,\n", KNOWN)
    assert [row.cells for row in sheet.rows] == [{"Words": "A", "Name": ""}]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('Words,Name\n"A,B\n', "quotation mark"),
        ("Words,Name\nA,B,C\n", "more cells"),
        ("Words,Words\nA,B\n", "twice"),
        ("Words,,Name\nA,B,C\n,,\n", None),
        ("", "empty"),
    ],
)
def test_a_broken_file_is_refused_with_the_reason(text: str, reason: str | None) -> None:
    if reason is None:
        assert read_csv("a.csv", text, KNOWN).columns == ("Words", "", "Name")
        return
    with pytest.raises(Refused, match=reason):
        read_csv("a.csv", text, KNOWN)


def test_what_is_written_is_known_to_excel_and_has_no_formula() -> None:
    data = write_csv(["Words"], [["=cmd|' /C calc'!A0"], ["Zoë"]])
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(data.decode("utf-8-sig"))))
    assert rows == [["Words"], ["'=cmd|' /C calc'!A0"], ["Zoë"]]
