import pytest
from django.core.exceptions import ImproperlyConfigured

from cepa_edge.environment import flag, number, origin, refuse_misspelt, required

KNOWN = {"SECRET_KEY", "DEBUG", "ALLOWED_HOSTS", "DATABASE_URL", "CACHE_URL", "SITE_URL"}


@pytest.mark.parametrize("word", ["1", "true", "True", "YES", "on", " on "])
def test_a_switch_is_on(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBUG", word)
    assert flag("DEBUG") is True


@pytest.mark.parametrize("word", ["0", "false", "No", "off", ""])
def test_a_switch_is_off(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBUG", word)
    assert flag("DEBUG", default=True) is False


@pytest.mark.parametrize("default", [True, False])
def test_a_switch_nobody_set_is_as_by_default(default: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DEBUG", raising=False)
    assert flag("DEBUG", default=default) is default


@pytest.mark.parametrize("word", ["maybe", "2", "tru", "да"])
def test_a_word_that_is_neither_stops_the_start(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBUG", word)
    with pytest.raises(ImproperlyConfigured, match="neither on nor off. Write DEBUG=1 or DEBUG=0"):
        flag("DEBUG")


@pytest.mark.parametrize(("given", "meant"), [(None, 0), ("", 0), ("0", 0), ("2", 2), (" 1 ", 1)])
def test_a_count_is_none_unless_it_is_given(
    given: str | None, meant: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TRUSTED_PROXIES", raising=False)
    if given is not None:
        monkeypatch.setenv("TRUSTED_PROXIES", given)
    assert number("TRUSTED_PROXIES") == meant


@pytest.mark.parametrize("given", ["-1", "one", "1.5", "²", "true"])
def test_what_is_no_count_stops_the_start(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUSTED_PROXIES", given)
    with pytest.raises(ImproperlyConfigured, match="is no number. Write TRUSTED_PROXIES=1"):
        number("TRUSTED_PROXIES")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://journal.example", "https://journal.example"),
        ("https://journal.example/", "https://journal.example"),
        ("http://localhost:8000", "http://localhost:8000"),
    ],
)
def test_a_sites_address_is_scheme_and_host(given: str, kept: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", given)
    assert origin("SITE_URL") == kept


def test_a_sites_address_may_have_a_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SITE_URL", raising=False)
    assert origin("SITE_URL", default="http://localhost:8000") == "http://localhost:8000"


@pytest.mark.parametrize(
    "given",
    [
        "",
        "journal.example",
        "ftp://journal.example",
        "https://",
        "https://journal.example/x",
        "https://j.example?x=1",
    ],
)
def test_anything_else_is_no_address(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", given)
    with pytest.raises(ImproperlyConfigured, match="SITE_URL=.* is not a site's address"):
        origin("SITE_URL", default="http://localhost:8000")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("ALLOWED_HOST", "ALLOWED_HOSTS"),
        ("SECRETKEY", "SECRET_KEY"),
        ("DATABASE_URI", "DATABASE_URL"),
        ("SITE_URLS", "SITE_URL"),
        ("DEBUGS", "DEBUG"),
    ],
)
def test_a_misspelt_setting_is_named_with_what_was_meant(
    name: str, meant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "x")
    with pytest.raises(ImproperlyConfigured, match=f"{name} is not a setting. Did you mean {meant}?"):
        refuse_misspelt(KNOWN)


def test_other_variables_are_none_of_our_business(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("EDITOR", "LANG", "DEBIAN_FRONTEND", "HOSTNAME", "PGHOST"):
        monkeypatch.setenv(name, "x")
    refuse_misspelt(KNOWN)


@pytest.mark.parametrize("value", [None, ""])
def test_a_setting_without_a_default_must_be_set(value: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    if value is not None:
        monkeypatch.setenv("SECRET_KEY", value)
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is not set"):
        required("SECRET_KEY")
