"""A cell of a sheet as text, such that no spreadsheet takes it for a formula, and back again."""

import re
from datetime import date, datetime
from typing import Any

MOST = 32_767
"""Characters that a cell of a workbook holds."""

# What spreadsheets take for the beginning of a formula, behind apostrophes put there to stop it.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_CODED = re.compile(r"_x(00(?:0[0-8BCEF]|1[0-9A-F]))_", re.IGNORECASE)
_LOOKS_CODED = re.compile(r"_(?=x[0-9A-F]{4}_)", re.IGNORECASE)


def tidy(text: str) -> str:
    """A text as it is kept in a cell: line feeds alone, and no space around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def escape(text: str) -> str:
    """With an apostrophe before what would be a formula; `unescape` takes it away."""
    return f"'{text}" if _FORMULA.match(text) else text


def unescape(text: str) -> str:
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def coded(text: str) -> str:
    """For a workbook, whose XML has no control characters: “_x000B_” for a vertical tab."""
    return _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", _LOOKS_CODED.sub("_x005F_", text))


def decoded(text: str) -> str:
    """Undo `coded`, of which the reader of workbooks undid the underscores."""
    return _CODED.sub(lambda found: chr(int(found[1], 16)), text)


def text_of(value: Any) -> str:
    """What a workbook has in a cell, as it would have been typed: days in ISO form, yes and no."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat()
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
    return decoded(str(value))
