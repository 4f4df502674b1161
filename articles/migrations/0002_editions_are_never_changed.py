from django.db import migrations

from articles.frozen import FreezeRows


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]

    operations = [
        FreezeRows("articles_edition", "Editions"),
        FreezeRows("articles_editionauthor", "Editions"),
        FreezeRows("articles_editiontag", "Editions"),
    ]
