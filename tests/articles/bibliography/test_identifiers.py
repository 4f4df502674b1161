import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from articles.bibliography.identifiers import as_given, canonical_url, doi_key, doi_of, quoted, url_key

PIECES = [
    *(
        "a",
        "B",
        "/",
        "//",
        "..",
        ".",
        "%7e",
        "%2F",
        "%2f",
        "%",
        "%%4",
        "é",
        "e\u0301",
        " ",
        "?",
        "&",
        "=",
        "+",
        "#",
    ),
    *(
        "#!",
        "#/",
        "utm_source=x",
        "fbclid=1",
        "q=1",
        "b=2",
        ":80",
        "@",
        "\\",
        "<",
        "{",
        "|",
        ";",
        "~",
        "\ud800",
    ),
]
HOSTS = [
    "example.org",
    "WWW.Example.org",
    "straße.example",
    "日本。example",
    "a_b.example",
    "[::1]",
    "10.0.0.1",
]
tails = st.lists(st.sampled_from(PIECES), max_size=10).map("".join)
addresses = st.builds(
    "{}://{}{}/{}".format, st.sampled_from(["http", "HTTPS"]), st.sampled_from(HOSTS),
    st.sampled_from(["", ":80", ":443", ":8080"]), tails,
)  # fmt: skip


@given(addresses)
def test_a_canonical_address_is_its_own(url: str) -> None:
    once = canonical_url(url)
    assert canonical_url(once) == once and once.isascii()


@given(addresses)
def test_a_canonical_address_has_the_key_of_the_given_one(url: str) -> None:
    assert url_key(canonical_url(url)) == url_key(url)


@given(tails)
def test_http_and_https_with_and_without_www_have_one_key(tail: str) -> None:
    hosts = (
        "http://example.org/",
        "https://example.org/",
        "http://www.example.org/",
        "HTTPS://WWW.EXAMPLE.ORG/",
    )
    assert len({url_key(host + tail) for host in hosts}) == 1


@given(st.text())
def test_any_text_is_an_address_or_refused_in_words(text: str) -> None:
    refusal = ""
    try:
        canonical_url(text)
    except ValueError as error:
        refusal = str(error)
    assert refusal.startswith("“") or text.strip().lower().startswith("http")


@pytest.mark.parametrize(
    ("given_url", "canonical"),
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        ("https://example.org:443/a", "https://example.org/a"),
        ("https://example.org:8443/a", "https://example.org:8443/a"),
        ("https://example.org/a#part-2", "https://example.org/a"),
        ("https://example.org/#!/page", "https://example.org/#!/page"),
        ("https://example.org/#/page", "https://example.org/#/page"),
        ("https://example.org/?utm_source=x&b=2&fbclid=1&a=1", "https://example.org/?b=2&a=1"),
        ("https://example.org/?UTM_Medium=x&mc_cid=1&gclid=2", "https://example.org/"),
        ("https://www.nytimes.com/a.html?smid=url-share", "https://www.nytimes.com/a.html"),
        ("https://x.com/ada/status/1?s=20&t=Zm9v&lang=en", "https://x.com/ada/status/1?lang=en"),
        ("https://mobile.twitter.com/ada/status/1?s=20", "https://mobile.twitter.com/ada/status/1"),
        ("https://www.twitter.com/ada/status/1?S=20&T=1", "https://www.twitter.com/ada/status/1"),
        ("https://youtu.be/abc?t=90&s=1", "https://youtu.be/abc?t=90&s=1"),
        ("https://example.org/?s=harbour", "https://example.org/?s=harbour"),
        ("https://notx.com/?s=harbour", "https://notx.com/?s=harbour"),
        ("https://example.org/a/./b/../c//d/", "https://example.org/a/c//d/"),
        ("https://example.org/../a", "https://example.org/a"),
        ("https://example.org/%7euser/%c3%a9/a%2fb", "https://example.org/~user/%C3%A9/a%2Fb"),
        ("https://example.org/é?q=a b&c=100%", "https://example.org/%C3%A9?q=a%20b&c=100%25"),
        ("https://straße.example./", "https://xn--strae-oqa.example/"),
        ("https://[2001:DB8::1]:443/", "https://[2001:db8::1]/"),
    ],
)
def test_an_address_has_one_spelling(given_url: str, canonical: str) -> None:
    assert canonical_url(given_url) == canonical


@pytest.mark.parametrize(
    "text",
    [
        *(
            "javascript:alert(1)",
            "ftp://example.org/",
            "mailto:a@example.org",
            "data:text/html,x",
            "//example.org/",
        ),
        *(
            "example.org",
            "https://",
            "https:///path",
            "https://a..b/",
            "https://exa mple.org/",
            "https://[::1/",
        ),
        *(
            "https://example.org:99999/",
            "https://example.org:x/",
            "https://ex%61mple.org/",
            "https://☃.example/",
        ),
        *("https://user:word@example.org/", "http://good.example\\@bad.example/", ""),
    ],
)
def test_what_is_no_web_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="“"):
        canonical_url(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://www.example.org/a/", "https://example.org/a"),
        ("https://example.org/?a=1&b=2", "https://example.org/?b=2&a=1&utm_term=x"),
        ("https://example.org", "http://example.org/#top"),
        ("https://web.archive.org/web/20240531120000/http://example.org/a", "https://example.org/a"),
    ],
)
def test_two_spellings_of_one_page_have_one_key(one: str, other: str) -> None:
    assert url_key(one) == url_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "https://example.org/A"),
        ("https://example.org/?a=1&a=2", "https://example.org/?a=2&a=1"),
        ("https://example.org/a%2Fb", "https://example.org/a/b"),
        ("https://example.org/#/a", "https://example.org/#/b"),
        ("https://example.org/", "https://news.example.org/"),
        ("https://www.example/", "https://example/"),
    ],
)
def test_different_pages_have_different_keys(one: str, other: str) -> None:
    assert url_key(one) != url_key(other)


def test_an_address_is_kept_as_it_was_given() -> None:
    assert (
        as_given(" HTTP://www.Example.org/a?utm_source=x#part ")
        == "http://www.Example.org/a?utm_source=x#part"
    )


def test_www_without_a_scheme_is_an_address() -> None:
    assert as_given("www.example.org/a b") == "https://www.example.org/a%20b"


@given(addresses)
def test_an_address_made_fit_stays_as_it_is(url: str) -> None:
    fit = as_given(url)
    assert as_given(fit) == fit == quoted(fit)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "10.1000/AbC",
            " doi:10.1000/AbC.",
            "DOI: 10.1000/AbC",
            "https://doi.org/10.1000/AbC",
            "<10.1000/AbC>",
        ),
        *(
            "http://dx.doi.org/10.1000%2FAbC?utm_source=x",
            "HTTPS://WWW.DOI.ORG/10.1000/AbC#top",
            "(10.1000/AbC),",
        ),
        *("doi.org/10.1000/AbC", "doi:https://doi.org/10.1000/AbC", "“10.1000/AbC”"),
    ],
)
def test_a_doi_is_read_out_of_all_its_dresses(text: str) -> None:
    assert doi_of(text) == "10.1000/AbC"
    assert doi_key(text) == "10.1000/abc"


def test_brackets_that_belong_to_a_doi_stay() -> None:
    sici = "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O"
    assert doi_of(f"({sici})") == sici


@pytest.mark.parametrize(
    "text",
    [
        "",
        "10.1/x",
        "11.1000/182",
        "10.1000/",
        "a 10.1000/182",
        "10.1000/1 82",
        "https://x.example/10.1000/182",
    ],
)
def test_what_is_no_doi_is_none(text: str) -> None:
    assert doi_of(text) is None
    assert doi_key(text) is None


@given(st.text().map("10.1000/{}".format) | st.text().map("https://doi.org/10.1000/{}".format))
def test_a_doi_is_its_own_and_fits_a_source(text: str) -> None:
    doi = doi_of(text)
    assume(doi)
    assert doi is not None and doi_of(doi) == doi
    assert re.fullmatch(r"10\.\d{4,9}/\S+", doi)
    assert doi_key(doi_key(doi) or "") == doi_key(doi)
