"""RFC 7089 without a server: dates, negotiation, and links in the grammar of RFC 8288."""

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest

from articles.memento import Archive, Memento, link_to_past, moment_of, spelled

START = datetime(2026, 5, 4, 9, 30, 0, 250_000, tzinfo=UTC)
DATE = (
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} "
    r"\d\d:\d\d:\d\d GMT"
)
LINK = re.compile(r'<(?P<address>[^<>"\s]+)>(?P<attributes>(?:; [a-z]+="[^"]*")+)')
ATTRIBUTE = re.compile(r'; ([a-z]+)="([^"]*)"')


def archive(size: int = 4) -> Archive:
    mementos = [
        Memento(f"https://journal.example/editions/{n}/", START + timedelta(days=n)) for n in range(size)
    ]
    return Archive(
        "https://journal.example/", "https://journal.example/g/", "https://journal.example/t/", mementos
    )


def links(header: str, between: str = ", ") -> list[dict[str, str]]:
    """Each link with its attributes; fails where the header is anything but links in a row."""
    found = list(LINK.finditer(header))
    assert between.join(link[0] for link in found) == header
    return [{"address": link["address"]} | dict(ATTRIBUTE.findall(link["attributes"])) for link in found]


def rels(header: str) -> dict[str, str]:
    return {link["address"].removeprefix("https://journal.example/"): link["rel"] for link in links(header)}


def test_a_date_is_spelled_in_gmt_whatever_its_zone() -> None:
    east = START.astimezone(timezone(timedelta(hours=14)))
    assert spelled(east) == spelled(START) == "Mon, 04 May 2026 09:30:00 GMT"


def test_a_date_that_was_spelled_is_read_again() -> None:
    assert moment_of(spelled(START)) == START.replace(microsecond=0)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "yesterday",
        "2026-05-04T09:30:00Z",
        "Mon, 4 May 2026 09:30:00 GMT",
        "Mon, 04 May 2026 09:30:00 +0000",
        "Mon, 04 May 2026 09:30:00",
        "Monday, 04-May-26 09:30:00 GMT",
        "Mon, 31 Jun 2026 09:30:00 GMT",
        "Mon, 04 May 0000 09:30:00 GMT",
        "Mon, 04 May 2026 24:30:00 GMT",
        "Mon, ٠٤ May 2026 09:30:00 GMT",
        "Mon, 04 May 2026 09:30:00 GMT, Tue, 05 May 2026 09:30:00 GMT",
    ],
)
def test_what_is_no_date_of_the_protocol_is_refused(header: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        moment_of(header)


@pytest.mark.parametrize(
    ("after", "index"),
    [
        (timedelta(days=-9), 0),
        (timedelta(0), 0),
        (timedelta(days=1), 1),
        (timedelta(days=1, hours=23), 1),
        (timedelta(days=3), 3),
        (timedelta(days=99), 3),
    ],
)
def test_the_memento_is_the_one_that_stood_at_that_moment(after: timedelta, index: int) -> None:
    assert archive().as_of(START + after) == index


def test_a_memento_is_found_by_its_own_date_to_the_second() -> None:
    found = archive()
    assert [found.as_of(moment_of(spelled(memento.at))) for memento in found.mementos] == [0, 1, 2, 3]


def test_of_two_in_one_second_the_later_one_stood() -> None:
    two = [Memento("https://journal.example/1/", START), Memento("https://journal.example/2/", START)]
    assert Archive("o", "g", "t", two).as_of(START) == 1


def test_without_a_date_the_newest_memento_is_meant() -> None:
    assert archive().as_of(None) == 3


@pytest.mark.parametrize(
    ("size", "index", "expected"),
    [
        (1, 0, {"editions/0/": "first last memento"}),
        (2, 0, {"editions/0/": "first memento", "editions/1/": "last next memento"}),
        (2, 1, {"editions/0/": "first prev memento", "editions/1/": "last memento"}),
        (
            5,
            2,
            {
                "editions/0/": "first memento",
                "editions/1/": "prev memento",
                "editions/2/": "memento",
                "editions/3/": "next memento",
                "editions/4/": "last memento",
            },
        ),
    ],
)
def test_a_memento_names_its_neighbours_and_both_ends(
    size: int, index: int, expected: dict[str, str]
) -> None:
    around = {"": "original", "t/": "timemap", "g/": "timegate"}
    assert rels(archive(size).link_of_memento(index)) == around | expected


def test_every_memento_in_a_header_has_its_date() -> None:
    for link in links(archive().link_of_memento(2)):
        assert bool(re.fullmatch(DATE, link.get("datetime", ""))) is ("memento" in link["rel"])


def test_a_timegate_does_not_name_itself() -> None:
    assert "timegate" not in rels(archive().link_of_timegate(1)).values()


def test_a_timegate_that_has_no_answer_names_the_original_and_the_timemap() -> None:
    assert rels(archive().link_of_timegate()) == {"": "original", "t/": "timemap"}


def test_the_piece_names_its_timegate_and_its_timemap() -> None:
    header = link_to_past("https://journal.example/g/", "https://journal.example/t/")
    assert rels(header) == {"g/": "timegate", "t/": "timemap"}


def test_a_timemap_lists_every_memento_with_its_date() -> None:
    listed = links(archive().listing().removesuffix("\n"), between=",\n")
    mementos = [link for link in listed if "memento" in link["rel"].split()]
    assert [link["rel"] for link in mementos] == ["first memento", "memento", "memento", "last memento"]
    assert [moment_of(link["datetime"]).day for link in mementos] == [4, 5, 6, 7]


def test_a_timemap_says_what_it_is_and_from_when_until_when() -> None:
    [itself] = [
        link for link in links(archive().listing().removesuffix("\n"), between=",\n") if link["rel"] == "self"
    ]
    assert itself == {
        "address": "https://journal.example/t/",
        "rel": "self",
        "type": "application/link-format",
        "from": "Mon, 04 May 2026 09:30:00 GMT",
        "until": "Thu, 07 May 2026 09:30:00 GMT",
    }
