import stat
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.http import HttpRequest
from pytest_django import Settings

ROLES = ["contributor", "editor", "checker", "publisher"]


@pytest.fixture
def kept(tmp_path: Path, settings: Settings, roles: None) -> Path:
    settings.BASE_DIR = tmp_path
    return tmp_path / ".local" / "people.txt"


def make() -> str:
    out = StringIO()
    call_command("local_people", stdout=out)
    return out.getvalue()


def test_each_role_gets_a_person_who_can_log_in(kept: Path) -> None:
    make()
    passwords = dict(line.split() for line in kept.read_text().splitlines())
    assert list(passwords) == ROLES
    for role, password in passwords.items():
        person = authenticate(HttpRequest(), username=role, password=password)
        assert person is not None and person.is_staff and not person.is_superuser
        assert [group.name for group in person.groups.all()] == [role]


def test_passwords_are_printed_once(kept: Path) -> None:
    first, password = make(), kept.read_text().split()[1]
    assert password in first
    assert password not in make()


def test_repeating_it_changes_nothing(kept: Path) -> None:
    make()
    before = (kept.read_text(), list(User.objects.values()))
    make()
    assert (kept.read_text(), list(User.objects.values())) == before


def test_passwords_are_kept_from_other_people_of_the_machine(kept: Path) -> None:
    make()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_somebody_missing_is_made_again_and_the_others_stay(kept: Path) -> None:
    make()
    User.objects.get(username="checker").delete()
    make()
    assert len(kept.read_text().splitlines()) == 5
    assert User.objects.count() == 4


def test_roles_hold_what_the_settings_name_and_nothing_more(roles: None) -> None:
    group = Group.objects.get(name="contributor")
    held = {permission.codename for permission in group.permissions.all()}
    publisher = Group.objects.get(name="publisher")
    group.permissions.set(publisher.permissions.all())
    call_command("sync_roles", stdout=StringIO())
    assert {permission.codename for permission in group.permissions.all()} == held


@pytest.mark.parametrize("role", ROLES)
def test_nobody_may_delete_a_piece_of_the_record(role: str, roles: None) -> None:
    held = set(Group.objects.get(name=role).permissions.values_list("codename", flat=True))
    assert not held & {"delete_claim", "delete_evidence", "delete_assessment"}
