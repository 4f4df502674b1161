from django.db import migrations, models


def place(apps, schema_editor):
    """Which each is of its edition's claims, which stand there in the order of the text."""
    Edition = apps.get_model("articles", "Edition")
    PublishedClaim = apps.get_model("claims", "PublishedClaim")
    entered = PublishedClaim.objects.values("edition")
    for edition in Edition.objects.filter(pk__in=entered).only("parts").iterator(chunk_size=100):
        places = {claim["number"]: place for place, claim in enumerate(edition.parts["claims"])}
        rows = list(PublishedClaim.objects.filter(edition=edition.pk))
        for row in rows:
            row.place = places[row.number]
        PublishedClaim.objects.bulk_update(rows, ["place"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0006_the_publication_and_its_policies"),
        ("claims", "0009_sources_as_they_were_told"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="publishedclaim",
            options={"ordering": ["-published_at", "place", "id"]},
        ),
        migrations.RemoveIndex(
            model_name="publishedclaim",
            name="claims_publ_publish_45e5f8_idx",
        ),
        migrations.RemoveIndex(
            model_name="publishedclaim",
            name="claims_publ_finding_310872_idx",
        ),
        migrations.RemoveIndex(
            model_name="publishedclaim",
            name="claims_publ_modalit_fcde93_idx",
        ),
        migrations.AddField(
            model_name="publishedclaim",
            name="place",
            field=models.PositiveIntegerField(
                default=0, help_text="Which it is of the edition's claims, from 0, in the order of the text."
            ),
            preserve_default=False,
        ),
        migrations.RunPython(place, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name="publishedclaim",
            index=models.Index(
                fields=["-published_at", "place", "id"], name="claims_publ_publish_fb9662_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="publishedclaim",
            index=models.Index(
                fields=["finding", "-published_at", "place", "id"], name="claims_publ_finding_c2d152_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="publishedclaim",
            index=models.Index(
                fields=["modality", "-published_at", "place", "id"], name="claims_publ_modalit_c6c13c_idx"
            ),
        ),
    ]
