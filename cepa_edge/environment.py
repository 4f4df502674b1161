"""Reading settings from the environment, loudly: a value that cannot be meant stops the start."""

import os
from collections.abc import Iterable
from difflib import get_close_matches
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


def required(name: str) -> str:
    """Return the variable `name`; raise ImproperlyConfigured when it is missing or empty."""
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. README lists the settings and what they mean.")
    return value


def flag(name: str, *, default: bool = False) -> bool:
    """Return the switch `name`; raise ImproperlyConfigured for a word that is neither yes nor no."""
    value = os.environ.get(name, "1" if default else "0").strip().lower()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name}={value!r} is neither on nor off. Write {name}=1 or {name}=0.")
    return value in TRUE


def number(name: str) -> int:
    """Return the count `name`, 0 where it is not set; raise ImproperlyConfigured for what is none."""
    value = os.environ.get(name, "").strip() or "0"
    if not (value.isascii() and value.isdigit()):
        raise ImproperlyConfigured(f"{name}={value!r} is no number. Write {name}=1, or leave it out.")
    return int(value)


def origin(name: str, *, default: str = "") -> str:
    """Return a site's address: scheme and host, no closing slash. Without a default it is required."""
    value = (os.environ.get(name, default) if default else required(name)).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise ImproperlyConfigured(
            f"{name}={value!r} is not a site's address. Write scheme and host, as in https://journal.example"
        )
    return value


def refuse_misspelt(known: Iterable[str]) -> None:
    """Raise ImproperlyConfigured for a variable that is one slip away from a setting.

    A misspelt setting is otherwise silently ignored, and the site runs on a default nobody chose.
    """
    known = set(known)
    for name in os.environ.keys() - known:
        if meant := get_close_matches(name, known, n=1, cutoff=0.9):
            raise ImproperlyConfigured(f"{name} is not a setting. Did you mean {meant[0]}?")
