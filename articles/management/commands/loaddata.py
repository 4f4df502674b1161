from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import loaddata
from django.core.serializers.base import DeserializedObject
from django.db import models, transaction

from articles.body import clean_rendered
from articles.companions import companions
from articles.models import Article, Edition
from articles.models.base import Linkable
from articles.plaintext import fingerprint
from articles.searching import indexing


class LoadedBefore(CommandError):
    """Something of this fixture is in the database already."""


class Command(loaddata.Command):
    """Django's loaddata, which loads a fixture only where nothing of it is yet.

    The original overwrites rows that are there, and brings back those that were taken away: what the desk
    has done since would be lost.
    """

    def load_label(self, fixture_label: str) -> None:
        counts = self.loaded_object_count, self.fixture_object_count, self.fixture_count
        try:
            with transaction.atomic(using=self.using):
                super().load_label(fixture_label)
        except LoadedBefore:
            self.loaded_object_count, self.fixture_object_count, self.fixture_count = counts
            self.stdout.write(f"{fixture_label} is loaded already. What is here was left as it is.")

    def loaddata(self, fixture_labels: Any) -> None:
        """Load; have the texts followed as after a save; and make from the editions what readers look things
        up by, which is in no fixture."""
        self.articles: list[Article] = []
        self.editions: list[Edition] = []
        super().loaddata(fixture_labels)
        for article in Article.objects.filter(pk__in=[article.pk for article in self.articles]):
            for companion in companions():
                companion.revised(article, "", article.reading().text)
        if not self.editions:
            return
        indexing.rebuild()
        for edition in Edition.objects.current().filter(pk__in=[edition.pk for edition in self.editions]):
            for companion in companions():
                companion.published(edition)

    def save_obj(self, obj: DeserializedObject) -> bool:
        row = obj.object
        if self._is_here(row):
            if _is_own(row):
                raise LoadedBefore
            return False
        _refuse_broken(row)
        if isinstance(row, Edition):
            self.editions.append(row)
        if isinstance(row, Article):
            row.fingerprint = fingerprint(row.reading().text)
            self.articles.append(row)
        return super().save_obj(obj)

    def _is_here(self, row: models.Model) -> bool:
        return row.pk is not None and type(row)._base_manager.using(self.using).filter(pk=row.pk).exists()


def _is_own(row: models.Model) -> bool:
    """Whether a row belongs to its newsroom alone; people, tags and texts may be shared."""
    return isinstance(row, Linkable) and not hasattr(row, "natural_key")


def _refuse_broken(row: Any) -> None:
    if not isinstance(row, Edition):
        return
    row.html = clean_rendered(row.html)
    if row.digest_now() != row.digest:
        raise CommandError(f"{row} does not match its digest. Nothing was loaded.")
