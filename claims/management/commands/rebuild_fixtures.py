import json
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import User
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models

from articles.models import Tag
from claims import newsroom
from claims.models import Assessment, PublishedClaim, PublishedSource

SEEDS: Path = settings.BASE_DIR / "seeds"
FIXTURES = {
    "seed_article": lambda: newsroom.seed(SEEDS),
    "example": lambda: newsroom.read(SEEDS / "example" / "newsroom.toml"),
}

# Tags come first, by name; the ledger is made from editions when they are loaded.
NOT_KEPT = {Tag, PublishedClaim, PublishedSource}


def build(name: str) -> str:
    """Build the newsroom `name` in the present, empty database; return it as a fixture in JSON."""
    newsroom.Newsroom(FIXTURES[name]()).build()
    return (
        json.dumps([*_people(), *_tags(), *_rows()], cls=DjangoJSONEncoder, indent=1, ensure_ascii=False)
        + "\n"
    )


def _people() -> list[Any]:
    """People, without a password or a right in the newsroom the fixture is loaded into."""
    people = _serialised(User.objects.order_by("username"), natural=True)
    for person in people:
        person["fields"] |= {"is_active": False, "groups": [], "user_permissions": []}
    return people


def _tags() -> list[Any]:
    return _serialised(Tag.objects.order_by("name"), natural=True)


def _rows() -> list[Any]:
    """Every row of both apps: assessments last, for the database wants what they stand on to be there."""
    ours = [
        *apps.get_app_config("articles").get_models(),
        *apps.get_app_config("claims").get_models(),
    ]
    ours.sort(key=lambda model: model is Assessment)
    kept = [model for model in ours if model not in NOT_KEPT]
    return [row for model in kept for row in _serialised(model._base_manager.order_by("pk"))]


def _serialised(rows: models.QuerySet, *, natural: bool = False) -> list[Any]:
    return serializers.serialize(
        "python", rows, use_natural_primary_keys=natural, use_natural_foreign_keys=True
    )


class Command(BaseCommand):
    help = "Rebuild seeds/*.json from their sources, in a scratch database, through the verbs an editor uses."

    def handle(self, *args: Any, **options: Any) -> None:
        for name in FIXTURES:
            before = connection.settings_dict["NAME"]
            connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            try:
                fixture = build(name)
            except (ValidationError, ValueError) as error:
                raise CommandError(f"{name}: {' '.join(getattr(error, 'messages', [str(error)]))}") from error
            finally:
                connection.creation.destroy_test_db(before, verbosity=0)
            (SEEDS / f"{name}.json").write_text(fixture, encoding="utf-8")
            self.stdout.write(f"seeds/{name}.json: {fixture.count(chr(34) + 'model' + chr(34))} objects.")
