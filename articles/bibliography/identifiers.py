"""Addresses and DOIs: the same thing under every spelling of it. Pure.

`canonical_url` is an address to fetch, `url_key` only a value to compare by. Neither is what a source
stores: that keeps the address as somebody gave it.
"""

import re
from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

import idna

from articles.bibliography.archives import unarchived

# Names that only say where a reader came from. The endings of families of names stand below.
_TRACKING = frozenset([
    "__hsfp", "__hssc", "__hstc", "__s", "__twitter_impression", "_ga", "_gl", "_hsenc", "_hsmi", "dclid",
    "fbclid", "gbraid", "gclid", "gclsrc", "guccounter", "guce_referrer", "guce_referrer_sig",
    "hsctatracking", "igsh", "igshid", "li_fat_id", "mc_cid", "mc_eid", "mkt_tok", "msclkid", "oly_anon_id",
    "oly_enc_id", "pk_campaign", "pk_kwd", "pk_medium", "pk_source", "ref_src", "ref_url", "s_cid", "smid",
    "ttclid", "twclid", "vero_conv", "vero_id", "wbraid", "wickedid", "wt.mc_id", "wt_mc", "xtor", "yclid",
])  # fmt: skip
_TRACKING_FAMILIES = ("utm_", "mtm_", "at_campaign", "at_custom", "at_medium")
# Names that do so on these sites only, and on others may be what is asked for.
_TRACKING_AT = dict.fromkeys(("x.com", "twitter.com"), frozenset(("s", "t")))
_DEFAULT_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}|[^A-Za-z0-9\-._~]")
_UNRESERVED = re.compile(r"[A-Za-z0-9\-._~]")
_KEPT = frozenset(":/?#[]@!$&'()*+,;=")
# With the accents after it: they would settle on the last letter of its escape.
_UNQUOTED = re.compile(r"[\s{}\\<>\"][\u0300-\u036f]*")
_DOI = re.compile(r"10\.[0-9]{4,9}/[^\s{}\\|\"]+")
_DOI_LABEL = re.compile(r"doi\s*:\s*", re.IGNORECASE)
_DOI_SITE = re.compile(r"(?:https?://)?(?:dx\.|www\.)?doi\.org/", re.IGNORECASE)
_MARKS = " .,;:!?'\"’”»"
_BRACKETS = {")": "(", "]": "[", ">": "<"}
_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


def canonical_url(url: str) -> str:
    """The address in its one spelling, still to be fetched. ValueError, in words, where it is no web address.

    Lower-case scheme and host (the host in ASCII, by IDNA 2008), no default port, no fragment but the
    `#!…` and `#/…` that some sites route by, no tracking parameters, dots in the path resolved,
    percent-encoding only where it is needed and in capitals. Whether the path ends in a slash and in
    which order the parameters stand is kept: some servers care.
    """
    parts = _web(url)
    path = _without_dots(_escaped(parts.path)) or "/"
    authority = _authority(parts)
    query = "&".join(_asked(_escaped(parts.query), authority))
    fragment = _escaped(parts.fragment) if parts.fragment.startswith(("!", "/")) else ""
    return (
        f"{parts.scheme}://{authority}{path}"
        + (f"?{query}" if query else "")
        + (f"#{fragment}" if fragment else "")
    )


def url_key(url: str) -> str:
    """What two spellings of one page's address have in common: "example.org/page?a=1". No address itself.

    Beyond `canonical_url`: http and https, `www.` and none, and a slash at the end and none are the same,
    parameters stand by name (those of one name in their order), and an archived copy counts as its original.
    """
    original, _, _ = unarchived(url)
    parts = urlsplit(canonical_url(original or url))
    pairs = sorted(parts.query.split("&"), key=lambda pair: pair.partition("=")[0])
    bare = parts.netloc.removeprefix("www.")
    host = bare if "." in bare else parts.netloc
    return host + urlunsplit(("", "", parts.path.rstrip("/"), "&".join(pairs), parts.fragment))


def as_given(url: str) -> str:
    """The address as somebody gave it, made fit to store: `www.` gets its https://, blanks are encoded.

    ValueError, in words, where it is no web address.
    """
    trimmed = url.strip()
    scheme, colon, rest = trimmed.partition(":")
    whole = f"https://{trimmed}" if trimmed.lower().startswith("www.") else scheme.lower() + colon + rest
    canonical_url(whole)
    return quoted(whole)


def quoted(url: str) -> str:
    """The address without blanks, brackets and quotation marks of the kinds that end one in a text."""
    return _UNQUOTED.sub(lambda found: quote(found.group(), safe="", errors="replace"), url)


def doi_of(text: str) -> str | None:
    """The DOI that is the whole of a text: bare, after `doi:`, or as an address of doi.org. Case is kept."""
    plain = _DOI_LABEL.sub("", text.strip().lstrip("<\"'“‘(["), count=1)
    if site := _DOI_SITE.match(plain):
        plain = unquote(re.split(r"[?#]", plain[site.end() :])[0])
    bare = _unpunctuated(plain)
    return bare if _DOI.fullmatch(bare) else None


def doi_key(text: str) -> str | None:
    """The DOI in lower case (of ASCII only, as the DOI Handbook has it), to compare and to store by."""
    doi = doi_of(text)
    return doi and doi.translate(_LOWER)


def _unpunctuated(text: str) -> str:
    """`text` without the marks of the sentence around it: a bracket goes if its partner is not inside."""
    unpaired = {closing: text.count(closing) - text.count(opening) for closing, opening in _BRACKETS.items()}
    end = len(text)
    while end and (text[end - 1] in _MARKS or unpaired.get(text[end - 1], 0) > 0):
        end -= 1
        if text[end] in unpaired:
            unpaired[text[end]] -= 1
    return text[:end]


def _web(url: str) -> SplitResult:
    try:
        parts = urlsplit(url.strip())
    except ValueError as error:
        raise ValueError(f"“{url}” is not a web address.") from error
    if parts.scheme not in _DEFAULT_PORTS or not parts.netloc:
        raise ValueError(f"“{url}” is not a web address: those begin with https:// or http://.")
    if "@" in parts.netloc:
        raise ValueError(f"“{url}” carries a name or a password: leave out what stands before the @.")
    return parts


def _authority(parts: SplitResult) -> str:
    try:
        host, port = _ascii_host(parts), parts.port
    except ValueError as error:
        raise ValueError(f"“{parts.netloc}” is not the name of a place on the web.") from error
    return host if port in (None, _DEFAULT_PORTS[parts.scheme]) else f"{host}:{port}"


def _ascii_host(parts: SplitResult) -> str:
    """The host as the network names it. ValueError where it cannot be one."""
    host = (parts.hostname or "").removesuffix(".")
    if "[" in parts.netloc:
        return f"[{ip_address(host)}]"
    plain = host if host.isascii() else idna.encode(host, uts46=True).decode()
    if not _HOST.fullmatch(plain):
        raise ValueError(plain)
    return plain


def _escaped(text: str) -> str:
    return _ESCAPE.sub(_one_escape, text)


def _one_escape(found: re.Match[str]) -> str:
    text = found.group()
    if len(text) == 3:
        character = chr(int(text[1:], 16))
        return character if _UNRESERVED.fullmatch(character) else text.upper()
    return text if text in _KEPT else quote(text, safe="", errors="replace")


def _without_dots(path: str) -> str:
    """The path with its `.` and `..` resolved (RFC 3986, 5.2.4); empty segments stay."""
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == ".." and len(kept) > 1:
            kept.pop()
        elif segment not in (".", ".."):
            kept.append(segment)
    return "/".join([*kept, ""] if segments[-1] in (".", "..") else kept)


def _asked(query: str, authority: str) -> Iterator[str]:
    """The parameters of a query that say what is asked for."""
    site = authority.removeprefix("www.").removeprefix("mobile.")
    tracking = _TRACKING | _TRACKING_AT.get(site, frozenset())
    for pair in filter(None, query.split("&")):
        name = unquote(pair.partition("=")[0]).lower()
        if name not in tracking and not name.startswith(_TRACKING_FAMILIES):
            yield pair
