from collections.abc import Sequence
from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import loaddata
from django.core.serializers.base import DeserializedObject
from django.db import models
from django.forms import model_to_dict

from articles.body import clean_rendered
from articles.models import Edition


class Command(loaddata.Command):
    """Django's loaddata, which only ever adds.

    The original overwrites rows that are there, and with them what the desk wrote since the fixture was
    loaded. This one leaves them. When a fixture would bring something new beside rows that have
    changed, it is refused whole, for half a newsroom helps nobody.
    """

    def loaddata(self, fixture_labels: Sequence[str]) -> None:
        self.kept: list[models.Model] = []
        self.changed: list[models.Model] = []
        self.added = 0
        super().loaddata(fixture_labels)
        if self.added and self.changed:
            names = ", ".join(f"{row._meta.verbose_name} “{row}”" for row in self.changed[:3])
            raise CommandError(
                f"{len(self.changed)} objects are here already and differ: {names}. Nothing was loaded."
            )
        if self.kept and not self.added:
            self.stdout.write(
                f"Already loaded: all {len(self.kept)} objects are here, and were left as they are."
            )

    def save_obj(self, obj: DeserializedObject) -> bool:
        there = self._stored(obj.object)
        if there is None:
            self._refuse_broken(obj.object)
            self.added += 1
            return super().save_obj(obj)
        self.kept.append(there)
        if obj.object.pk == there.pk and not self._says_the_same(obj.object, there):
            self.changed.append(there)
        return False

    def _stored(self, row: models.Model) -> models.Model | None:
        return type(row)._base_manager.using(self.using).filter(pk=row.pk).first() if row.pk else None

    @staticmethod
    def _says_the_same(mine: models.Model, there: models.Model) -> bool:
        if hasattr(there, "natural_key"):
            return True  # people and tags are shared, and known by name
        return model_to_dict(mine) == model_to_dict(there)

    @staticmethod
    def _refuse_broken(row: Any) -> None:
        if not isinstance(row, Edition):
            return
        row.html = clean_rendered(row.html)
        if row.digest_now() != row.digest:
            raise CommandError(f"{row} does not match its digest. Nothing was loaded.")
