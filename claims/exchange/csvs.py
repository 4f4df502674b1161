"""Comma-separated values, as the spreadsheets of this world write them."""

import csv
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from io import StringIO

from articles.refusals import Refused
from claims.exchange.cells import escape
from claims.exchange.sheets import Sheet, sheet_of

SEPARATORS = (",", ";", "\t")
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
WORD = re.compile(r'[^\s,;"]+')
SHOWN = 5
"""Words that show how an old encoding was read."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and what a person should look at because the encoding was only guessed; "" if it was not."""

    text: str
    doubt: str = ""


def decode(data: bytes) -> Decoded:
    """The text of a file: UTF-8, UTF-16, or what Windows wrote before them. Refused when it is none."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return Decoded(_strictly(data, encoding))
    if b"\0" in data:
        # Latin letters in UTF-16 have their empty byte behind them, or before them.
        is_little = data[1::2].count(0) > data[0::2].count(0)
        return Decoded(_strictly(data, "utf-16-le" if is_little else "utf-16-be"))
    try:
        return Decoded(data.decode())
    except UnicodeDecodeError:
        text = _strictly(data, "cp1252")
    words = [word for word in dict.fromkeys(WORD.findall(text)) if not word.isascii()][:SHOWN]
    return Decoded(text, f"The file is not in UTF-8; it was read as Windows-1252. Look: {'  '.join(words)}")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused("The encoding of the file cannot be told. Save it as “CSV UTF-8”.") from error


def read_csv(name: str, text: str, known: Collection[str]) -> Sheet:
    """The sheet in a CSV text; its separator is the one that gives most of the `known` columns."""
    text = text.lstrip("\ufeff")
    first, _, rest = text.partition("\n")
    if first.strip().lower() in {f"sep={separator}" for separator in SEPARATORS}:
        return read_csv(name, rest, known)
    separator = max(
        SEPARATORS, key=lambda one: len(set(next(csv.reader([first], delimiter=one), [])) & {*known})
    )
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        columns, *lines = [(reader.line_num, cells) for cells in reader if cells]
    except csv.Error as error:
        raise Refused(f"{name}, line {reader.line_num}: {error}. Is a quotation mark missing?") from error
    except ValueError as error:
        raise Refused(f"{name} is empty.") from error
    return sheet_of(name, columns[1], lines)


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """In UTF-8 with the mark by which Excel knows it; no cell is a formula."""
    out = StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    writer.writerows([escape(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
