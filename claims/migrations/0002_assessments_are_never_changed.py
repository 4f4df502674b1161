from django.db import migrations

from articles.frozen import FreezeRows


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_initial")]

    operations = [FreezeRows("claims_assessment", "Assessments")]
