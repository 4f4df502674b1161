from django.db import migrations, models


def tell(apps, schema_editor):
    """What each edition in the ledger says of the sources its claims lean on."""
    Edition = apps.get_model("articles", "Edition")
    PublishedSource = apps.get_model("claims", "PublishedSource")
    entered = PublishedSource.objects.values("published__edition")
    for edition in Edition.objects.filter(pk__in=entered).iterator(chunk_size=100):
        sources = [evidence["source"] for claim in edition.parts["claims"] for evidence in claim["evidence"]]
        told = {source["id"]: source for source in sources if not source["confidential"]}
        rows = list(PublishedSource.objects.filter(published__edition=edition.pk))
        for row in rows:
            row.told = told[str(row.source_id)]
        PublishedSource.objects.bulk_update(rows, ["told"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0006_the_publication_and_its_policies"),
        ("claims", "0008_the_ledger"),
    ]

    operations = [
        migrations.AddField(
            model_name="publishedsource",
            name="told",
            field=models.JSONField(default=dict, help_text="The source, as its edition has it."),
            preserve_default=False,
        ),
        migrations.RunPython(tell, migrations.RunPython.noop, elidable=True),
    ]
