from django.db import migrations
from django.db.models import OuterRef, Subquery

from articles.bibliography.identifiers import doi_key, url_key


def confirm_claims(apps, schema_editor):
    """Whoever marked a claim recorded it by hand, and so vouched for it."""
    Claim = apps.get_model("claims", "Claim")
    History = apps.get_model("claims", "HistoricalClaim")
    marked = History.objects.filter(id=OuterRef("pk"), history_type="+")
    Claim.objects.filter(
        confirmed_at=None, pk__in=History.objects.filter(history_type="+").values("id")
    ).update(
        confirmed_at=Subquery(marked.values("history_date")[:1]),
        confirmed_by=Subquery(marked.values("history_user")[:1]),
    )


def name_sources(apps, schema_editor):
    """Give each source its keys; of two that turn out to be the same, the second goes without."""
    Source = apps.get_model("claims", "Source")
    taken = set()
    for source in Source.objects.order_by("pk").iterator():
        keys = {"url_key": _key(url_key, source.url), "doi_key": _key(doi_key, source.doi)}
        mine = {name: key for name, key in keys.items() if key and (name, key) not in taken}
        taken |= set(mine.items())
        Source.objects.filter(pk=source.pk).update(**mine)


def _key(make, value):
    try:
        return make(value)[:500] if value else ""
    except ValueError:
        return ""


class Migration(migrations.Migration):
    dependencies = [("claims", "0004_the_annotating_desk")]

    operations = [
        migrations.RunPython(confirm_claims, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(name_sources, migrations.RunPython.noop, elidable=True),
    ]
