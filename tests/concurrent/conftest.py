"""One site with forty people on it, on the database DATABASE_URL names, or on SQLite."""

import json
import os
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from tests import postgres
from tests.browser.site import Site, running
from tests.concurrent.people import Person, together

# As a server runs it, but for what costs time and proves nothing here: dear passwords, files for browsers.
QUICKLY = """
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
"""
INSIDE = Path(__file__).parent / "inside"


def inside(site: Site, name: str) -> str:
    """What a script prints that is run in the site's own environment."""
    script = (INSIDE / f"{name}.py").read_text(encoding="utf-8")
    return site.manage("shell", "--verbosity", "0", "--command", script)


def state_of(site: Site) -> dict[str, Any]:
    """Every piece by its address, as inside/state.py tells it."""
    state = json.loads(inside(site, "state"))
    assert state["broken"] == []
    assert {slug: piece["misfits"] for slug, piece in state["pieces"].items() if piece["misfits"]} == {}
    return state["pieces"]


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    server = os.environ.get("DATABASE_URL", "")
    is_postgres = server.startswith("postgres")
    with (
        postgres.own_database(server) if is_postgres else nullcontext("") as database,
        running(database, workers=2 if is_postgres else 1, prepared_by=["migrate"], settings=QUICKLY) as site,
    ):
        yield site


@pytest.fixture(scope="session")
def pieces(site: Site) -> dict[str, str]:
    """The addresses of the pieces on the desk, by name."""
    made = json.loads(inside(site, "newsroom"))
    return {name: f"/admin/articles/article/{id_}/" for name, id_ in made.items()}


@pytest.fixture(scope="session")
def people(site: Site, pieces: dict[str, str]) -> list[Person]:
    """Forty people who are logged in."""
    return together(Person.log_in, [Person(number, site.url) for number in range(40)])
