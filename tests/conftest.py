"""The people of the newsroom, and what they find on the desk."""

import os
from collections.abc import Callable
from io import StringIO
from typing import TYPE_CHECKING

import django
import hypothesis
import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client

if TYPE_CHECKING:
    from django.contrib.auth.models import User


# Slow machines are no defect; and CI tries the same examples each time, so that it fails for what changed.
hypothesis.settings.register_profile("local", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "local")


def pytest_configure(config: pytest.Config) -> None:
    """Let a bare `pytest` do, without any environment. The browser's tests need no Django here."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cepa_edge.settings")
    os.environ.setdefault("SECRET_KEY", "only-for-tests")
    os.environ.setdefault("DEBUG", "1")
    if config.pluginmanager.has_plugin("django"):
        django.setup()


@pytest.fixture(autouse=True)
def known_publication(pytestconfig: pytest.Config) -> None:
    """What pages say of the publication is in the cache, as nearly always; and nothing of the test before."""
    if not pytestconfig.pluginmanager.has_plugin("django"):
        return
    # Only now is Django set up.
    from django.conf import settings
    from django.core.cache import cache

    from articles.imprint import Imprint
    from articles.publication import KEY, SHAPE

    cache.clear()
    imprint = Imprint(settings.SITE_NAME, settings.SITE_DESCRIPTION)
    cache.set(KEY, imprint, timeout=None, version=SHAPE)


@pytest.fixture
def roles(db: None) -> None:
    call_command("sync_roles", stdout=StringIO())


def person(role: str) -> "User":
    """A new active member of staff in the group `role`; nobody needs a password here."""
    user = get_user_model().objects.create_user(role, is_staff=True)
    user.groups.add(user.groups.model.objects.get(name=role))
    return user


@pytest.fixture
def contributor(roles: None) -> "User":
    return person("contributor")


@pytest.fixture
def editor(roles: None) -> "User":
    return person("editor")


@pytest.fixture
def checker(roles: None) -> "User":
    return person("checker")


@pytest.fixture
def publisher(roles: None) -> "User":
    return person("publisher")


@pytest.fixture
def reader(db: None) -> Client:
    """The browser of somebody who is not logged in."""
    return Client()


@pytest.fixture
def desk() -> "Callable[[User], Client]":
    """Opens the desk: `desk(editor)` is the browser in which the editor is logged in."""

    def open_for(user: "User") -> Client:
        client = Client()
        client.force_login(user)
        return client

    return open_for


@pytest.fixture
def seed(db: None) -> None:
    call_command("loaddata", "seed_article", verbosity=0)


@pytest.fixture
def example(db: None) -> None:
    call_command("loaddata", "example", verbosity=0)
