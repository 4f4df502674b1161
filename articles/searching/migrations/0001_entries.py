from django.db import migrations, models

from articles.searching.tables import FindEntries


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entry",
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
        FindEntries(),
    ]
