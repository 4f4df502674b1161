"""Static files as a release collects them, those of installed packages included."""

import json
import os
import re
import subprocess
import sys
from hashlib import md5
from pathlib import Path

import pytest
from django.conf import settings

from tests.cepa_edge.test_settings import OURS, SOUND

COLLECT = """
import django
from django.conf import settings
from django.core.management import call_command
settings.STATIC_ROOT = {place!r}
django.setup()
call_command("collectstatic", interactive=False, verbosity=0)
"""
NAMED_BY_ADDRESS = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["']([./][^"']*)["']""")
IS_HASHED = re.compile(r"\.[0-9a-f]{12}\.js$")


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("collected")
    inherited = {name: value for name, value in os.environ.items() if name not in OURS}
    command = [sys.executable, "-c", COLLECT.format(place=str(place))]
    subprocess.run(command, env=inherited | SOUND, cwd=settings.BASE_DIR, check=True)
    return place


@pytest.fixture(scope="module")
def served(collected: Path) -> dict[str, str]:
    """Every script a page can name: its own name, and what is served for it."""
    paths = json.loads((collected / "staticfiles.json").read_text())["paths"]
    return {name: hashed for name, hashed in paths.items() if name.endswith(".js")}


def test_a_module_names_the_hashed_file_of_what_it_imports(collected: Path, served: dict[str, str]) -> None:
    desk = (collected / served["js/desk.js"]).read_text()

    imported = [served[f"js/{name}.js"] for name in ("local_copy", "presence", "editors")]
    assert [name.removeprefix("js/") for name in imported] == [
        address.removeprefix("./") for address in NAMED_BY_ADDRESS.findall(desk)
    ]


def test_no_script_imports_a_file_by_a_name_without_a_hash(collected: Path, served: dict[str, str]) -> None:
    imported = {
        (hashed, address)
        for hashed in served.values()
        for address in NAMED_BY_ADDRESS.findall((collected / hashed).read_text())
    }

    assert len(imported) > 10
    assert {one for one in imported if not IS_HASHED.search(one[1])} == set()
    assert {one for one in imported if not (collected / one[0]).parent.joinpath(one[1]).exists()} == set()


def test_what_the_import_map_names_stays_as_it_is(collected: Path, served: dict[str, str]) -> None:
    for name in ("js/claims_in_editor.js", "django_prose_editor/configurable.js"):
        assert '"django-prose-editor/editor"' in (collected / served[name]).read_text()


def test_a_module_has_another_name_when_what_it_imports_has(collected: Path, served: dict[str, str]) -> None:
    """The hash is that of the script as served, the names in it included: a browser may keep it for ever."""
    for hashed in served.values():
        content = (collected / hashed).read_bytes()
        assert md5(content, usedforsecurity=False).hexdigest()[:12] in hashed
