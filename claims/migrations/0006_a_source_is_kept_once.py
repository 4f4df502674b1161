from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0005_vouch_for_what_is_there")]

    operations = [
        migrations.AddConstraint(
            model_name="source",
            constraint=models.UniqueConstraint(
                condition=models.Q(("doi_key", ""), _negated=True),
                fields=("doi_key",),
                name="source_doi_once",
                violation_error_message="The library has a source with this DOI.",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.UniqueConstraint(
                condition=models.Q(("url_key", ""), _negated=True),
                fields=("url_key",),
                name="source_url_once",
                violation_error_message="The library has a source at this address.",
            ),
        ),
    ]
