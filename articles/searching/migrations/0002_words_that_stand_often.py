from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import migrations, models

from articles.searching.tables import FindEntries, LoseEntries
from articles.searching.words import often

AT_ONCE = 200
KEPT = [
    *("key", "document", "digest", "kind", "url", "label", "published_at", "language", "standing"),
    *("is_example", "title", "title_words", "beside_words", "text", "text_words"),
]


def counted(kept: dict[str, Any]) -> dict[str, Any]:
    return kept | {"often_words": often(kept["text_words"])}


def copy(
    apps: Any,
    schema_editor: Any,
    *,
    source: str,
    target: str,
    told: Callable[[dict[str, Any]], dict[str, Any]],
) -> None:
    old, new = (apps.get_model("searching", name) for name in (source, target))
    keys = list(old.objects.values_list("pk", flat=True))
    for first in range(0, len(keys), AT_ONCE):
        rows = old.objects.filter(pk__in=keys[first : first + AT_ONCE]).values(*KEPT)
        new.objects.bulk_create(new(**told(row)) for row in rows)


class Migration(migrations.Migration):
    """In a table of its own, since SQLite reads a row up to what it is asked for: the texts stay last."""

    dependencies = [("searching", "0001_entries")]

    operations = [
        LoseEntries(),
        migrations.CreateModel(
            name="Counted",
            fields=[
                ("key", models.BigIntegerField(primary_key=True, serialize=False)),
                ("document", models.CharField(max_length=100, unique=True)),
                ("digest", models.CharField(max_length=64)),
                ("kind", models.CharField(choices=[("piece", "piece"), ("claim", "claim")], max_length=10)),
                ("url", models.CharField(max_length=500)),
                ("label", models.CharField(max_length=500)),
                ("published_at", models.DateTimeField()),
                ("language", models.CharField(max_length=35)),
                ("standing", models.CharField(max_length=20)),
                ("is_example", models.BooleanField()),
                ("title", models.TextField()),
                ("title_words", models.TextField()),
                ("beside_words", models.TextField()),
                ("often_words", models.TextField()),
                ("text", models.TextField()),
                ("text_words", models.TextField()),
            ],
            options={
                "verbose_name_plural": "entries",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["piece", "claim"])), name="entry_kind"
                    )
                ],
            },
        ),
        migrations.RunPython(
            partial(copy, source="Entry", target="Counted", told=counted),
            partial(copy, source="Counted", target="Entry", told=dict),
            elidable=True,
        ),
        migrations.DeleteModel("Entry"),
        migrations.RenameModel("Counted", "Entry"),
        FindEntries(),
    ]
