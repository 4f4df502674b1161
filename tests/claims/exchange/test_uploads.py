from io import BytesIO
from zipfile import ZipFile

import pytest

from articles.refusals import Refused
from claims.exchange.uploads import MOST_BYTES, MOST_ROWS, read_upload

KNOWN = {"Words", "Name"}


def zipped(**files: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.csv", b"a" * (MOST_BYTES + 1), "larger than 2 MB"),
        ("a.xlsm", b"PK\x03\x04", "macros"),
        ("a.xls", b"\xd0\xcf\x11\xe0", "old kind"),
        ("a.zip", b"PK\x03\x04damaged", "damaged"),
        ("a.ods", zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "Neither a workbook"),
        ("a.csv", b"Words\n" + b"A\n" * (MOST_ROWS + 1), "2001 rows"),
        ("a.csv", b"Words,Name\n", "nothing in the file"),
        ("a.zip", zipped(**{"a.csv": b"a" * 30_000_000}), "larger|too large"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        read_upload(name, data, KNOWN)


def test_the_csv_files_of_a_zip_are_its_sheets() -> None:
    upload = read_upload(
        "a.zip", zipped(**{"a.csv": b"Words\nA\n", "b.csv": "Name\nZoë\n".encode("cp1252")}), KNOWN
    )
    assert [sheet.name for sheet in upload.sheets] == ["a.csv", "b.csv"]
    assert upload.doubts[0].startswith("b.csv: The file is not in UTF-8")
