from django.db import migrations

from claims.repeating import RepeatProposals

REPEATED = {
    "columns": [
        *("claim_id", "finding", "confidence", "attribution_check", "summary", "reason", "as_of", "words"),
        *("proposed_by_id", "proposed_at"),
    ],
    "message": "A signed finding repeats what was proposed, and who proposed it.",
}


class Migration(migrations.Migration):
    dependencies = [("claims", "0010_in_the_order_of_the_text")]

    operations = [RepeatProposals(**REPEATED)]
