from django.db import migrations


def number_versions(apps, schema_editor):
    """Each row of a piece's history is one version of it, oldest first."""
    History = apps.get_model("articles", "HistoricalArticle")
    for article in History.objects.order_by().values_list("id", flat=True).distinct():
        rows = History.objects.filter(id=article).order_by("history_date", "history_id").only("history_id")
        for version, row in enumerate(rows, start=1):
            History.objects.filter(pk=row.pk).update(version=version)


def find_disclaimers(apps, schema_editor):
    """What editions already there stand on; they know their disclaimers by name."""
    Disclaimer = apps.get_model("articles", "Disclaimer")
    Row = apps.get_model("articles", "EditionDisclaimer")
    by_name = dict(Disclaimer.objects.values_list("name", "pk"))
    for edition in apps.get_model("articles", "Edition").objects.only("furniture").iterator():
        names = {disclaimer["name"] for disclaimer in edition.furniture.get("disclaimers", [])}
        Row.objects.bulk_create(
            Row(edition=edition, disclaimer_id=by_name[name]) for name in sorted(names & by_name.keys())
        )


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_editions_remember_what_came_before")]

    operations = [
        migrations.RunPython(number_versions, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(find_disclaimers, migrations.RunPython.noop, elidable=True),
    ]
