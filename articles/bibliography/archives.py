"""Web archives: what an archived copy is a copy of, and when it was made. Pure."""

import re
from datetime import UTC, datetime
from urllib.parse import unquote, urlsplit

# Archives whose addresses end in the original's: …/20240531120000/https://example.org/page
_WAYBACK_HOSTS = frozenset([
    "arquivo.pt", "vefsafn.is", "wayback.archive-it.org", "wayback.archive.org", "web.archive.org",
    "webarchive.loc.gov", "webarchive.nationalarchives.gov.uk", "webarchive.org.uk",
    "webarchive.parliament.uk",
])  # fmt: skip
_ARCHIVE_TODAY = frozenset(f"archive.{ending}" for ending in ("today", "ph", "is", "li", "vn", "md", "fo"))
# Archives that give a copy a short name, which says nothing of the original.
_SHORT_NAMES = {
    "perma.cc": re.compile(r"/[A-Z0-9]{2,4}(-[A-Z0-9]{2,4})+/?", re.IGNORECASE),
    "ghostarchive.org": re.compile(r"/(archive|varchive)/[\w/-]+"),
} | dict.fromkeys(_ARCHIVE_TODAY, re.compile(r"/[A-Za-z0-9]{4,6}(/[\w-]*)?/?"))
# An original without its scheme is one only after a time; a star stands for the list of all copies.
_COPY = re.compile(
    r"/(?:[\w-]+/)*?"
    r"(?:(?P<time>[0-9]{4,14}|[0-9]{4}\.[0-9]{2}\.[0-9]{2}-[0-9]{6}|\*)(?:[a-z]{2}_)?/)?"
    r"(?P<original>(?:https?(?::|%3a)|(?<=[0-9_*]/)[\w-]+\.).+)",
    re.DOTALL | re.IGNORECASE,
)
_SCHEME = re.compile(r"(https?):/{1,2}(?=[^/])", re.IGNORECASE)


def unarchived(url: str) -> tuple[str, str, datetime | None]:
    """The original's address, the copy's, and when the copy was made, in UTC.

    An address of no archive comes back as the original, with "" and None. A copy under a short name
    (perma.cc/AB12-CD34) does not tell its original: "", the copy, None. The time is None where the
    address gives less than the second: "web/2024/…" leads to whichever copy is nearest.
    """
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.").removesuffix(".")
    except ValueError:
        return url, "", None
    tail = re.split(r"//[^/]*", url, maxsplit=1)[-1]
    if (found := _COPY.fullmatch(tail)) and host in _WAYBACK_HOSTS | _ARCHIVE_TODAY:
        original = _with_scheme(found["original"])
        is_list = found["time"] == "*"
        return original, "" if is_list else url, _time(found["time"] or "")
    if host in _SHORT_NAMES and _SHORT_NAMES[host].fullmatch(tail):
        return "", url, None
    return url, "", None


def _with_scheme(original: str) -> str:
    """The original's address: archives may leave out its scheme, lose one of its slashes or encode it."""
    plain = unquote(original) if re.match("https?%3a", original, re.IGNORECASE) else original
    if found := _SCHEME.match(plain):
        return f"{found[1].lower()}://{plain[found.end() :]}"
    return f"http://{plain}"


def _time(text: str) -> datetime | None:
    digits = re.sub(r"[.-]", "", text)
    if len(digits) != 14 or not digits.isdecimal():
        return None
    try:
        return datetime.strptime(digits, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
