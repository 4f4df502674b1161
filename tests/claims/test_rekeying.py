"""Sources kept by an older rule for keys get today's, and two that are the same stay two."""

import importlib
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.test.utils import CaptureQueriesContext

from claims import rekeying
from claims.models import Source
from claims.rekeying import rekey
from tests.factories import SourceFactory

pytestmark = pytest.mark.django_db


def kept_as(key: str, **fields: Any) -> Source:
    """A source with the key of an older rule."""
    source = SourceFactory(**fields)
    Source.objects.filter(pk=source.pk).update(url_key=key)
    return source


def keys() -> list[str]:
    return list(Source.objects.order_by("title").values_list("url_key", flat=True))


def test_a_source_gets_the_key_it_would_get_if_it_were_saved() -> None:
    source = kept_as("x.org/?old", url="https://x.org/a?utm_source=b")
    assert rekey(Source.objects.all()) == (1, [])
    source.refresh_from_db()
    assert source.url_key == source.keys()["url_key"] == "x.org/a"


def test_sources_with_todays_keys_are_not_written() -> None:
    SourceFactory(url="https://x.org/a")
    with CaptureQueriesContext(connection) as queries:
        assert rekey(Source.objects.all()) == (0, [])
    assert not [one for one in queries if "UPDATE" in one["sql"]]


def test_no_history_says_that_somebody_changed_a_source() -> None:
    source = kept_as("old", url="https://x.org/a")
    before = source.history.count()
    rekey(Source.objects.all())
    assert source.history.count() == before


def test_two_that_come_to_the_same_key_both_stay_and_are_named() -> None:
    held = SourceFactory(title="A", url="https://x.org/a")
    left = kept_as("old", title="B", url="https://x.org/b")
    Source.objects.filter(pk=left.pk).update(url="https://x.org/a?utm_source=b")
    changed, [same] = rekey(Source.objects.all())
    assert (changed, same.kept[0], same.left[0]) == (0, held.pk, left.pk)
    assert keys() == ["x.org/a", "old"]


def test_of_two_with_old_keys_one_gets_the_new_and_the_other_keeps_its_own() -> None:
    for title in ("A", "B"):
        kept_as(f"old {title}", title=title, url=f"https://x.org/{title}")
    Source.objects.update(url="https://x.org/a")
    changed, [same] = rekey(Source.objects.all())
    assert changed == 1
    assert sorted(keys()) == [f"old {same.left[1]}", "x.org/a"]


def test_a_key_that_is_given_up_goes_to_whoever_waits_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rekeying, "BATCH", 1)
    kept_as("x.org/b", title="A", url="https://x.org/a")
    kept_as("old", title="B", url="https://x.org/c")
    Source.objects.filter(title="B").update(url="https://x.org/b")
    assert rekey(Source.objects.all()) == (2, [])
    assert keys() == ["x.org/a", "x.org/b"]


def test_what_is_no_address_any_more_has_no_key() -> None:
    source = kept_as("old", url="https://x.org/a")
    Source.objects.filter(pk=source.pk).update(url="https://[x/")
    assert rekey(Source.objects.all()) == (1, [])
    assert keys() == [""]


def test_the_command_says_what_it_did_and_which_are_the_same() -> None:
    SourceFactory(title="A", url="https://x.org/a")
    left = kept_as("old", title="B", url="https://x.org/b")
    Source.objects.filter(pk=left.pk).update(url="https://x.org/a")
    said, warned = StringIO(), StringIO()
    call_command("rekey_sources", stdout=said, stderr=warned)
    assert said.getvalue() == "0 keys are others now.\n"
    assert "“B”" in warned.getvalue()
    assert "Neither was changed." in warned.getvalue()


def test_the_migration_does_the_same() -> None:
    kept_as("old", url="https://x.org/a")
    named = "0012_sources_are_known_by_the_rule_of_today"
    then = MigrationLoader(connection).project_state(("claims", named)).apps
    importlib.import_module(f"claims.migrations.{named}").follow_the_rule(then, None)
    assert keys() == ["x.org/a"]
