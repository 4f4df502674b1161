"""The documents as the database keeps them."""

from django.db import models
from django.db.models import Q

from articles.searching.documents import Kind


class Entry(models.Model):
    """A document with the words it is found by. `database` is the only writer.

    Newest first is by `key`, from the last to the first: see `keys`. What the databases find it by (an FTS5
    table, a tsvector) they keep themselves: see `tables`.
    """

    key = models.BigIntegerField(primary_key=True)
    document = models.CharField(max_length=100, unique=True)
    digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in Kind])
    url = models.CharField(max_length=500)
    label = models.CharField(max_length=500)
    published_at = models.DateTimeField()
    language = models.CharField(max_length=35)
    standing = models.CharField(max_length=20)
    is_example = models.BooleanField()
    title = models.TextField()
    title_words = models.TextField()
    beside_words = models.TextField()
    often_words = models.TextField()
    text = models.TextField()
    text_words = models.TextField()

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in Kind]), name="entry_kind")
        ]

    def __str__(self) -> str:
        return self.title
