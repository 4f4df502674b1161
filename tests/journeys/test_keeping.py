"""Pages that are not made again: returning readers, kept pages, and what publishing lets go of."""

import gzip
from collections.abc import Iterator, Sequence
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any, ClassVar

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from articles import publishing, revising
from articles.models import Edition, Policy, Promotion
from articles.promoting import promote, take_down
from articles.publication import settle, write_policy
from articles.purging import PAGES_SINCE, PurgeRequests, changed_by, page_key
from articles.views import keeping
from tests.factories import (
    PromotionFactory,
    SeriesFactory,
    a_claim,
    a_published_piece,
    a_ready_piece,
    some_evidence,
)


@pytest.fixture
def edition(publisher: User) -> Edition:
    return a_published_piece(
        publisher, slug="mill", headline="The Mill", series=SeriesFactory(), tags=["ice"]
    )


@pytest.fixture
def keeping_pages(settings: Any) -> None:
    settings.PAGES_KEPT_FOR = 60


def corrected(edition: Edition, by: User) -> Edition:
    revising.revise(edition.article, by=by, headline="The Idle Mill")
    return publishing.publish(edition.article, by=by, kind="correction", note="It was idle.")


@pytest.mark.parametrize("address", ["/articles/mill/", "/", "/tags/ice/", "/corrections/"])
def test_a_returning_reader_is_told_that_nothing_changed(
    address: str, edition: Edition, reader: Client
) -> None:
    tag = reader.get(address)["ETag"]
    again = reader.get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)


def test_a_returning_reader_of_a_piece_costs_one_query_and_no_template(
    edition: Edition, reader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    tag = reader.get("/articles/mill/")["ETag"]
    with django_assert_num_queries(1):
        again = reader.get("/articles/mill/", headers={"If-None-Match": tag})
    assert (again.status_code, again.templates) == (304, [])


def test_the_next_reader_of_a_piece_costs_one_query(
    edition: Edition, reader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = reader.get("/articles/mill/")
    with django_assert_num_queries(1):
        second = reader.get("/articles/mill/")
    assert (second.content, second["Link"], second["ETag"]) == (first.content, first["Link"], first["ETag"])


def test_a_new_edition_is_seen_at_once(edition: Edition, publisher: User, reader: Client) -> None:
    before = reader.get("/articles/mill/")["ETag"]
    corrected(edition, publisher)
    after = reader.get("/articles/mill/", headers={"If-None-Match": before})
    assert (after.status_code, "The Idle Mill" in after.content.decode()) == (200, True)


def test_pages_may_be_kept_by_others_for_a_minute(edition: Edition, reader: Client) -> None:
    said = reader.get("/articles/mill/")["Cache-Control"]
    assert {"public", "max-age=0", "s-maxage=60"} <= set(said.split(", "))


SHARED = [
    *("/", "/tags/ice/", "/articles/mill/editions/", "/articles/mill/editions/1/", "/articles/mill/timemap/"),
    *("/feed/", "/feed.json", "/tags/ice/feed/", "/corrections/feed.json", "/articles/mill/annotations/"),
]


@pytest.mark.parametrize("address", SHARED)
def test_others_may_keep_whatever_publishing_tells_them_of(
    address: str, edition: Edition, reader: Client, settings: Any
) -> None:
    settings.PAGES_SHARED_FOR = 24 * 3600
    assert address in changed_by(edition)
    made = reader.get(address)
    assert "s-maxage=86400" in made["Cache-Control"]
    again = reader.get(address, headers={"If-None-Match": made["ETag"]})
    assert (again.status_code, again["Cache-Control"]) == (304, made["Cache-Control"])


@pytest.mark.parametrize(
    "address", ["/?before=", "/sitemap.xml", "/sitemaps/pieces.xml", "/news-sitemap.xml"]
)
def test_what_nobody_tells_of_is_kept_by_others_for_a_minute(
    address: str, edition: Edition, reader: Client, settings: Any
) -> None:
    settings.PAGES_SHARED_FOR = 24 * 3600
    assert "s-maxage=60" in reader.get(address)["Cache-Control"]


def test_an_edition_that_is_no_longer_the_last_says_so_at_once(
    keeping_pages: None,
    edition: Edition,
    publisher: User,
    reader: Client,
    django_capture_on_commit_callbacks: Any,
) -> None:
    reader.get("/articles/mill/editions/1/")
    with django_capture_on_commit_callbacks(execute=True):
        corrected(edition, publisher)
    assert "The Idle Mill" in reader.get("/articles/mill/").content.decode()
    assert "/articles/mill/editions/2/" in reader.get("/articles/mill/editions/1/")["Link"]


def test_a_kept_page_costs_no_query(
    keeping_pages: None, edition: Edition, reader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = reader.get("/articles/mill/")
    with django_assert_num_queries(0):
        assert reader.get("/articles/mill/").content == first.content


HEADERS = ("Content-Type", "Content-Length", "ETag", "Cache-Control", "Vary", "Link", "X-Frame-Options")
SAFETY = ("Content-Security-Policy", "Permissions-Policy", "X-Content-Type-Options", "Referrer-Policy")


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_kept_page_says_all_that_a_made_one_says(
    method: str, keeping_pages: None, edition: Edition, reader: Client
) -> None:
    made = reader.get("/articles/mill/")
    again = getattr(reader, method)("/articles/mill/")
    assert again.templates == []
    told = {name: made.headers[name] for name in (*HEADERS, *SAFETY)}
    assert {name: again.headers.get(name) for name in told} == told


@pytest.mark.parametrize("pages_kept_for", [0, 60])
def test_not_modified_says_for_whom_and_for_how_long(
    pages_kept_for: int, edition: Edition, reader: Client, settings: Any
) -> None:
    settings.PAGES_KEPT_FOR = pages_kept_for
    made = reader.get("/articles/mill/")
    again = reader.get("/articles/mill/", headers={"If-None-Match": made["ETag"]})
    assert again.status_code == 304
    assert (again["Vary"], again["Cache-Control"]) == ("Accept-Encoding", made["Cache-Control"])


def test_whoever_has_a_session_neither_gets_a_kept_page_nor_leaves_one(
    keeping_pages: None, edition: Edition, publisher: User, reader: Client
) -> None:
    desk = Client()
    desk.force_login(publisher)
    assert desk.get("/articles/mill/").status_code == 200
    assert cache.get(page_key("/articles/mill/")) is None
    cache.set(page_key("/articles/mill/"), (None, (b"Kept.", {"ETag": '"kept"'})), 60)
    assert b"The Mill" in desk.get("/articles/mill/").content
    assert reader.get("/articles/mill/").content == b"Kept."


def test_an_unknown_host_gets_no_kept_page(keeping_pages: None, edition: Edition, reader: Client) -> None:
    reader.get("/articles/mill/")
    assert reader.get("/articles/mill/", headers={"Host": "elsewhere.example"}).status_code == 400


def test_a_kept_page_is_no_answer_to_a_form(keeping_pages: None, edition: Edition, reader: Client) -> None:
    reader.get("/articles/mill/")
    assert reader.post("/articles/mill/").status_code == 405


@pytest.mark.parametrize("pages_kept_for", [0, 60])
def test_whoever_takes_gzip_gets_the_same_page_in_it(
    pages_kept_for: int, edition: Edition, reader: Client, settings: Any
) -> None:
    settings.PAGES_KEPT_FOR = pages_kept_for
    plain = reader.get("/articles/mill/")
    for _ in range(2):
        packed = reader.get("/articles/mill/", headers={"Accept-Encoding": "gzip, br"})
        assert (packed["Content-Encoding"], gzip.decompress(packed.content)) == ("gzip", plain.content)
    again = reader.get("/articles/mill/")
    assert (again.content, again.has_header("Content-Encoding")) == (plain.content, False)
    assert plain["Vary"] == packed["Vary"] == "Accept-Encoding"


def test_a_reader_who_has_it_in_gzip_is_told_that_nothing_changed(edition: Edition, reader: Client) -> None:
    first = reader.get("/articles/mill/", headers={"Accept-Encoding": "gzip"})
    again = reader.get("/articles/mill/", headers={"Accept-Encoding": "gzip", "If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert all(again[name] == first[name] for name in ("Vary", "Cache-Control"))


def test_publishing_lets_go_of_the_pages_it_changes(
    keeping_pages: None,
    edition: Edition,
    publisher: User,
    reader: Client,
    django_capture_on_commit_callbacks: Any,
) -> None:
    without_headlines = {"/archive/", "/claims/", "/sources/"}
    without_headlines |= {f"/articles/mill/{page}/" for page in ("editions/1", "timemap")}
    pages = [path for path in changed_by(edition) if reader.get(path).status_code == 200]
    pages = [path for path in pages if path not in without_headlines]
    assert {"/", "/articles/mill/", "/corrections/", "/tags/ice/"} <= set(pages)
    with django_capture_on_commit_callbacks(execute=True):
        corrected(edition, publisher)
    assert all("The Idle Mill" in reader.get(path).content.decode() for path in pages)


def test_a_piece_that_moves_is_let_go_of_where_it_was(
    keeping_pages: None,
    edition: Edition,
    publisher: User,
    reader: Client,
    django_capture_on_commit_callbacks: Any,
) -> None:
    reader.get("/articles/mill/"), reader.get("/")
    with django_capture_on_commit_callbacks(execute=True):
        revising.revise(edition.article, by=publisher, slug="wheel")
    assert reader.get("/articles/mill/").status_code == 301
    assert 'href="/articles/wheel/"' in reader.get("/").content.decode()


def test_a_piece_that_leaves_a_series_is_let_go_of_in_it(edition: Edition, publisher: User) -> None:
    other = a_published_piece(publisher, slug="other", series=edition.series)
    revising.revise(edition.article, by=publisher, series=None)
    later = publishing.publish(edition.article, by=publisher, kind="update", note="No longer a part.")
    assert other.get_absolute_url() in changed_by(later)


def test_a_page_asked_for_with_a_query_is_not_kept(
    keeping_pages: None, edition: Edition, publisher: User, reader: Client
) -> None:
    reader.get("/?utm=1")
    corrected(edition, publisher)
    assert "The Idle Mill" in reader.get("/?utm=1").content.decode()


def test_what_stands_beside_a_piece_is_part_of_its_tag(edition: Edition, reader: Client) -> None:
    before = reader.get("/articles/mill/")["ETag"]
    PromotionFactory()
    cache.clear()
    assert reader.get("/articles/mill/")["ETag"] != before


@pytest.fixture
def cdn() -> Iterator[tuple[str, list[str]]]:
    """Something that understands PURGE, and what it was asked."""
    asked: list[str] = []

    class Keeper(BaseHTTPRequestHandler):
        def do_PURGE(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Quietly."""

    server = HTTPServer(("127.0.0.1", 0), Keeper)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def test_a_cdn_is_asked_to_let_go(cdn: tuple[str, list[str]]) -> None:
    address, asked = cdn
    PurgeRequests().purge([f"{address}/articles/mill/", f"{address}/"])
    assert asked == ["/articles/mill/", "/"]


def test_a_cdn_that_does_not_answer_stops_nothing() -> None:
    PurgeRequests().purge(["http://127.0.0.1:9/articles/mill/"])


class Heard:
    """A purger that notes the paths it is told of."""

    paths: ClassVar[list[str]] = []

    def purge(self, urls: Sequence[str]) -> None:
        self.paths += [url.removeprefix(settings.SITE_URL) for url in urls]


@pytest.fixture
def heard(settings: Any) -> list[str]:
    settings.PURGER = f"{__name__}.Heard"
    Heard.paths.clear()
    return Heard.paths


HOUR = timedelta(hours=1)


def test_renaming_the_publication_is_told_of_every_page(
    heard: list[str], publisher: User, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        settle(by=publisher, name="The Millstone")
    assert heard == ["/*"]


def test_the_new_name_is_read_at_once_and_told_of_once_it_is_known(
    keeping_pages: None,
    edition: Edition,
    publisher: User,
    reader: Client,
    django_capture_on_commit_callbacks: Any,
) -> None:
    for _ in range(2):
        assert "The Millstone" not in reader.get("/articles/mill/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        settle(by=publisher, name="The Millstone")
    for _ in range(2):
        assert "The Millstone" in reader.get("/articles/mill/").content.decode()


def test_a_page_made_while_all_are_let_go_of_is_not_given_out(
    keeping_pages: None, edition: Edition, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(keeping, "share", lambda *_: cache.set(PAGES_SINCE, "later", None))
        reader.get("/articles/mill/")
    assert "s-maxage" in reader.get("/articles/mill/")["Cache-Control"]


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        ({"is_published": False}, {"title": "Who we are"}, ["/policies/about/"]),
        ({"is_published": True}, {"body": "<p>Otherwise.</p>"}, ["/policies/about/"]),
        ({"is_published": True}, {"title": "Who we are"}, ["/*"]),
        ({"is_published": False}, {"is_published": True}, ["/*"]),
        ({"is_published": True}, {"is_published": False}, ["/*"]),
        ({"is_published": True}, {}, []),
    ],
)
def test_what_a_policy_changes_is_told(
    first: dict[str, Any],
    then: dict[str, Any],
    told: list[str],
    heard: list[str],
    publisher: User,
    django_capture_on_commit_callbacks: Any,
) -> None:
    policy = write_policy(Policy(kind="about", title="About", body="<p>So.</p>", **first), by=publisher)
    for name, value in then.items():
        setattr(policy, name, value)
    with django_capture_on_commit_callbacks(execute=True):
        write_policy(policy, by=publisher)
    assert heard == told


def test_a_promotion_is_told_of_wherever_it_stands(
    heard: list[str], edition: Edition, publisher: User, django_capture_on_commit_callbacks: Any
) -> None:
    a_published_piece(publisher, slug="elsewhere")
    promotion = PromotionFactory.build(series=edition.series)
    with django_capture_on_commit_callbacks(execute=True):
        promote(promotion, by=publisher)
    assert heard == ["/articles/mill/"]

    heard.clear()
    promotion.series = None
    with django_capture_on_commit_callbacks(execute=True):
        promote(promotion, by=publisher)
    assert heard == ["/articles/*"]

    heard.clear()
    with django_capture_on_commit_callbacks(execute=True):
        take_down([promotion])
    assert heard == ["/articles/*"]


def test_a_promotion_left_as_it_is_is_not_told_of(
    heard: list[str], publisher: User, django_capture_on_commit_callbacks: Any
) -> None:
    promotion = PromotionFactory()
    with django_capture_on_commit_callbacks(execute=True):
        promote(promotion, by=publisher)
    assert heard == []


def test_a_promotion_put_up_on_the_desk_shows_at_once(
    keeping_pages: None,
    edition: Edition,
    publisher: User,
    reader: Client,
    django_capture_on_commit_callbacks: Any,
) -> None:
    reader.get("/articles/mill/")
    desk = Client()
    desk.force_login(publisher)
    with django_capture_on_commit_callbacks(execute=True):
        desk.post("/admin/articles/promotion/add/", {"kind": "event", "title": "A ball at the mill"})
    assert "A ball at the mill" in reader.get("/articles/mill/").content.decode()
    promotion = Promotion.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(f"/admin/articles/promotion/{promotion.pk}/delete/", {"post": "yes"})
    assert "A ball at the mill" not in reader.get("/articles/mill/").content.decode()


@pytest.mark.parametrize("change", ["starts_at", "ends_at"])
def test_others_keep_a_piece_no_longer_than_what_stands_beside_it(
    change: str, edition: Edition, reader: Client, settings: Any
) -> None:
    settings.PAGES_SHARED_FOR = 24 * 3600
    PromotionFactory(**{change: timezone.now() + HOUR})
    for headers in ({}, {"If-None-Match": reader.get("/articles/mill/")["ETag"]}):
        said = reader.get("/articles/mill/", headers=headers)["Cache-Control"]
        [seconds] = [int(part[9:]) for part in said.split(", ") if part.startswith("s-maxage=")]
        assert seconds <= 3600


def test_a_promotion_that_is_over_keeps_nobody_from_keeping(
    edition: Edition, reader: Client, settings: Any
) -> None:
    settings.PAGES_SHARED_FOR = 24 * 3600
    PromotionFactory(ends_at=timezone.now() - HOUR)
    assert "s-maxage=86400" in reader.get("/articles/mill/")["Cache-Control"]


# Claims


@pytest.fixture
def leaning(publisher: User, editor: User) -> Edition:
    """A piece with a claim that leans on a source."""
    piece = a_ready_piece(publisher, slug="mill")
    some_evidence(a_claim(piece, editor), editor)
    return publishing.publish(piece, by=publisher)


def pages_of_claims(edition: Edition) -> list[str]:
    return [path for path in changed_by(edition) if "/claims/" in path or path.startswith("/sources/")]


def test_the_pages_of_claims_are_let_go_of_too(leaning: Edition) -> None:
    paths = pages_of_claims(leaning)
    assert {"/articles/mill/claims/1/", "/claims/", "/sources/"} < set(paths)
    assert len(paths) == 5


def test_a_returning_reader_of_a_claim_is_told_that_nothing_changed(leaning: Edition, reader: Client) -> None:
    for path in pages_of_claims(leaning):
        tag = reader.get(path)["ETag"]
        assert reader.get(path, headers={"If-None-Match": tag}).status_code == 304
