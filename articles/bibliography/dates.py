"""Dates as bibliographies write them, read into YYYY, YYYY-MM or YYYY-MM-DD. Pure."""

import re
from contextlib import suppress
from datetime import date
from itertools import takewhile
from typing import NamedTuple

MONTHS = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
]  # fmt: skip
_NUMERIC = re.compile(
    r"(?P<year>[0-9]{4})(?:[-/.](?P<month>[0-9]{1,2})?(?:[-/.](?P<day>[0-9]{1,2})?(?P<rest>[/T ].*)?)?)?"
)
_COMPACT = re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_ORDINAL = re.compile(r"(?<=[0-9])(?:st|nd|rd|th)\b", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]+|[0-9]+")
_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")


class ReadDate(NamedTuple):
    """A date as YYYY, YYYY-MM, YYYY-MM-DD or "", and whether that is all the text said of it."""

    iso: str
    is_whole: bool


def read_date(text: str) -> ReadDate:
    """A date in ISO 8601, RIS (2024/05/31/), English words ("31 May 2024") or with more around its year.

    Days and months that no calendar has are left out. "05/06/2024" gives its year only: who wrote it
    may have meant May or June.
    """
    text = text.strip()
    if found := _COMPACT.fullmatch(text) or _NUMERIC.fullmatch(text):
        parts = found.groupdict()
        iso = partial(parts["year"], parts["month"], parts["day"])
        season = (parts.get("rest") or "").strip("/ ")
        asked = 1 + bool(parts["month"]) + bool(parts["day"])
        is_time = bool(re.match(r"[0-9]{2}:|T[0-9]", season))
        return ReadDate(iso, iso.count("-") + 1 == asked and bool(iso) and (not season or is_time))
    if "/" in text and (start := read_date(text.split("/")[0])).iso:
        return ReadDate(start.iso, False)
    return _in_words(text)


def _in_words(text: str) -> ReadDate:
    words = _WORDS.findall(_ORDINAL.sub("", text))
    years = [word for word in words if len(word) == 4 and word.isdigit()]
    months = [month for word in words if (month := month_number(word))]
    days = [word for word in words if len(word) <= 2 and word.isdigit()]
    if not years:
        loose = _YEAR.search(text)
        return ReadDate(partial(loose.group(), None, None) if loose else "", False)
    iso = partial(years[0], months[0] if months else None, days[0] if months and days else None)
    return ReadDate(iso, len(words) == iso.count("-") + 1)


def month_number(word: str) -> str | None:
    """The number of a month's English name or its first three letters or more: "05" for "May"."""
    low = word.lower()
    if len(low) < 3:
        return None
    return next((f"{place:02}" for place, name in enumerate(MONTHS, 1) if name.startswith(low)), None)


def partial(*parts: object) -> str:
    """As much of a year, month and day as a calendar has: ("2024", 2, "31") gives "2024-02", no year ""."""
    numbers = [int(str(part)) for part in takewhile(_is_number, parts)][:3]
    for length in range(len(numbers), 0, -1):
        with suppress(ValueError):
            return date(*[*numbers[:length], 1, 1][:3]).isoformat()[: (4, 7, 10)[length - 1]]
    return ""


def _is_number(part: object) -> bool:
    return bool(re.fullmatch("[0-9]{1,4}", str(part)))
