"""The settings as a start reads them, each time in a process of its own."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

SOUND = {
    "SECRET_KEY": "x" * 60,
    "SITE_URL": "https://journal.example",
    "DATABASE_URL": "sqlite:///:memory:",
}
OURS = {
    *("SECRET_KEY", "DEBUG", "ALLOWED_HOSTS", "DATABASE_URL", "CACHE_URL", "SITE_URL", "TRUSTED_PROXIES"),
}


def start(expression: str = "1", **changes: str | None) -> subprocess.CompletedProcess[str]:
    """Import the settings with SOUND and `changes` (None: not set) and print what `expression` gives."""
    wanted = {name: value for name, value in (SOUND | changes).items() if value is not None}
    inherited = {name: value for name, value in os.environ.items() if name not in OURS}
    return subprocess.run(
        [sys.executable, "-c", f"from cepa_edge import settings\nprint({expression})"],
        env=inherited | wanted,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


def test_sound_settings_start() -> None:
    assert start("settings.DEBUG").stdout == "False\n"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"DEBUG": "maybe"}, "DEBUG='maybe' is neither on nor off. Write DEBUG=1 or DEBUG=0."),
        ({"SECRET_KEY": None}, "SECRET_KEY is not set."),
        ({"SITE_URL": None}, "SITE_URL is not set."),
        ({"SITE_URL": "journal.example"}, "SITE_URL='journal.example' is not a site's address."),
        ({"ALLOWED_HOST": "journal.example"}, "ALLOWED_HOST is not a setting. Did you mean ALLOWED_HOSTS?"),
        ({"DATABASE_URL": "mysql://a:b@localhost/c"}, "Use sqlite:///… or postgresql://…"),
        ({"DATABASE_URL": "postgre://a:b@localhost/c"}, "DATABASE_URL"),
        ({"DATABASE_URL": "nonsense"}, "DATABASE_URL"),
        ({"DATABASE_URL": ""}, "DATABASE_URL"),
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"CACHE_URL": "nonsense://"}, "Invalid cache schema nonsense"),
        ({"TRUSTED_PROXIES": "nginx"}, "TRUSTED_PROXIES='nginx' is no number."),
    ],
    ids=str,
)
def test_a_setting_that_cannot_be_meant_stops_the_start(changes: dict[str, str | None], message: str) -> None:
    started = start(**changes)
    assert started.returncode != 0
    last_line = started.stderr.strip().splitlines()[-1]
    assert message in last_line
    assert "ImproperlyConfigured" in last_line


def test_a_start_in_the_open_answers_to_its_own_host_only() -> None:
    assert start("settings.ALLOWED_HOSTS").stdout == "['journal.example']\n"


def test_a_start_at_home_answers_to_this_machine() -> None:
    assert start("'localhost' in settings.ALLOWED_HOSTS", DEBUG="1", SITE_URL=None).stdout == "True\n"


def test_cookies_travel_encrypted_where_the_site_does() -> None:
    cookies = (
        "settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE and settings.SECURE_SSL_REDIRECT"
    )
    assert start(cookies).stdout == "True\n"


def test_who_came_encrypted_once_comes_so_for_a_year() -> None:
    assert start("settings.SECURE_HSTS_SECONDS >= 31_536_000").stdout == "True\n"


def test_where_the_site_is_not_encrypted_cookies_are_not_held_back() -> None:
    secure = "any(hasattr(settings, n) for n in ('SESSION_COOKIE_SECURE', 'SECURE_SSL_REDIRECT'))"
    assert start(secure, SITE_URL="http://journal.example").stdout == "False\n"


def test_no_proxy_is_believed_that_is_not_named() -> None:
    assert start("settings.TRUSTED_PROXIES").stdout == "0\n"
    assert start("settings.TRUSTED_PROXIES", TRUSTED_PROXIES="2").stdout == "2\n"


def test_sqlite_waits_for_its_turn_and_writes_ahead() -> None:
    options = start("settings.DATABASES['default']['OPTIONS']").stdout
    assert "'transaction_mode': 'IMMEDIATE'" in options
    assert "journal_mode = WAL" in options


def test_sqlite_answers_when_the_disk_has_it() -> None:
    assert "synchronous = FULL" in start("settings.DATABASES['default']['OPTIONS']").stdout


def test_postgresql_has_a_pool() -> None:
    assert (
        "'pool'"
        in start(
            "settings.DATABASES['default']['OPTIONS']", DATABASE_URL="postgresql://a:b@localhost/c"
        ).stdout
    )
