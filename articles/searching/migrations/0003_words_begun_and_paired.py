from django.db import migrations

from articles.searching.tables import FindEntries, LoseEntries


class Migration(migrations.Migration):
    """What finds entries, made anew: with a list of words to look beginnings up in, and with pairs of neighbours."""

    dependencies = [("searching", "0002_words_that_stand_often")]

    operations = [LoseEntries(), FindEntries()]
