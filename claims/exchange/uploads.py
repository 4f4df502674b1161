"""A file that somebody uploaded, whatever it is, as sheets of text."""

from collections.abc import Collection
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from articles.refusals import Refused
from claims.exchange.csvs import decode, read_csv
from claims.exchange.sheets import Sheet
from claims.exchange.workbooks import read_workbook

MOST_BYTES = 2_000_000
MOST_UNPACKED = 20_000_000
MOST_ROWS = 2_000

OLD_EXCEL = b"\xd0\xcf\x11\xe0"
ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Upload:
    """Its sheets, and what a person should look at before anything is taken over."""

    sheets: tuple[Sheet, ...]
    doubts: tuple[str, ...] = ()


def read_upload(name: str, data: bytes, known: Collection[str]) -> Upload:
    """The sheets of a workbook, a CSV file, or CSV files in a ZIP. Refused, with what to do about it."""
    if len(data) > MOST_BYTES:
        raise Refused(f"The file is larger than {MOST_BYTES // 1_000_000} MB. Import it in parts.")
    if name.lower().endswith((".xlsm", ".xltm", ".xlsb")):
        raise Refused("Workbooks with macros are not read. Save it as .xlsx, without them.")
    if data.startswith(OLD_EXCEL):
        raise Refused("The workbook is of an old kind, or has a password. Save it as .xlsx, without one.")
    upload = _unpacked(data, known) if data.startswith(ZIP) else _of_csv(name, data, known)
    rows = sum(len(sheet.rows) for sheet in upload.sheets)
    if rows > MOST_ROWS:
        raise Refused(f"The file has {rows} rows, and {MOST_ROWS} at most are read. Import it in parts.")
    if not rows:
        raise Refused("There is nothing in the file but, at most, names of columns.")
    return upload


def _unpacked(data: bytes, known: Collection[str]) -> Upload:
    try:
        with ZipFile(BytesIO(data)) as archive:
            files = archive.infolist()
            if sum(file.file_size for file in files) > MOST_UNPACKED:
                raise Refused("Unpacked, the file is too large. Import it in parts.")
            if "[Content_Types].xml" in archive.namelist():
                return Upload(tuple(read_workbook(data)))
            csvs = [file.filename for file in files if file.filename.lower().endswith(".csv")]
            if not csvs:
                raise Refused("Neither a workbook (.xlsx) nor CSV files: save it as one of these.")
            uploads = [_of_csv(one, archive.read(one), known) for one in csvs]
    except (BadZipFile, RuntimeError, NotImplementedError) as error:
        raise Refused("The file is damaged, or has a password.") from error
    sheets = tuple(sheet for upload in uploads for sheet in upload.sheets)
    return Upload(sheets, tuple(doubt for upload in uploads for doubt in upload.doubts))


def _of_csv(name: str, data: bytes, known: Collection[str]) -> Upload:
    decoded = decode(data)
    doubts = (f"{name}: {decoded.doubt}",) if decoded.doubt else ()
    return Upload((read_csv(name, decoded.text, known),), doubts)
