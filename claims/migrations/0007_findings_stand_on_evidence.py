from django.db import migrations

from claims.standing_on import StandOnEvidence

SUPPORTS, DISPUTES, CONTEXT = "supports it", "disputes it", "gives its context"


def needs(label, **relations):
    return {relation: f"“{label}” needs live evidence that {does}." for relation, does in relations.items()}


RULES = {
    "needs": {
        "supported": needs("Supported by evidence", supports=SUPPORTS),
        "mostly_supported": needs("Holds, with a detail wrong or imprecise", supports=SUPPORTS),
        "needs_context": needs("Accurate but incomplete", context=CONTEXT),
        "disputed": needs("Credible evidence conflicts", supports=SUPPORTS, disputes=DISPUTES),
        "mostly_refuted": needs("Largely contradicted", disputes=DISPUTES),
        "refuted": needs("Contradicted by evidence", disputes=DISPUTES),
    },
    "high": "High confidence needs two independent origins, a primary source rated A or B, or a recorded reason.",
    "by_an_author": "An author of the piece does not sign its findings.",
}


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0005_a_tag_in_use_stays"),
        ("claims", "0006_a_source_is_kept_once"),
    ]

    operations = [StandOnEvidence(**RULES)]
