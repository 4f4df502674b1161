import articles.minting
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0005_a_tag_in_use_stays"),
        ("claims", "0007_findings_stand_on_evidence"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublishedClaim",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=articles.minting.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("proposition", models.TextField()),
                (
                    "modality",
                    models.CharField(
                        choices=[
                            ("asserted", "asserted"),
                            ("reported", "reported"),
                            ("alleged", "alleged"),
                            ("confirmed", "put as confirmed"),
                            ("denied", "denied"),
                            ("not_proven", "put as not proven"),
                            ("unknown", "put as unknown"),
                            ("possible", "put as possible"),
                            ("predicted", "predicted"),
                            ("evaluative", "a judgement"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "finding",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("supported", "Supported by evidence"),
                            ("mostly_supported", "Holds, with a detail wrong or imprecise"),
                            ("needs_context", "Accurate but incomplete"),
                            ("disputed", "Credible evidence conflicts"),
                            ("insufficient_evidence", "Could not be established"),
                            ("mostly_refuted", "Largely contradicted"),
                            ("refuted", "Contradicted by evidence"),
                            ("not_checkable", "Opinion or prediction, not rated"),
                        ],
                        max_length=21,
                    ),
                ),
                ("put", models.TextField(help_text="How the text puts it, in words.")),
                ("found", models.TextField(help_text="What the desk found, in words.")),
                ("is_removed", models.BooleanField(default=False)),
                ("is_example", models.BooleanField(default=False)),
                ("published_at", models.DateTimeField(help_text="When the edition was.")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="articles.article"
                    ),
                ),
                (
                    "claim",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="published",
                        to="claims.claim",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="articles.edition"
                    ),
                ),
            ],
            options={
                "ordering": ["-published_at", "article", "number"],
            },
        ),
        migrations.CreateModel(
            name="PublishedSource",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=articles.minting.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("supports", "Supports"),
                            ("disputes", "Disputes"),
                            ("context", "Gives context"),
                            ("attribution", "Shows who said so"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "published",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sources",
                        to="claims.publishedclaim",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="published",
                        to="claims.source",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="publishedclaim",
            index=models.Index(fields=["-published_at", "-id"], name="claims_publ_publish_45e5f8_idx"),
        ),
        migrations.AddIndex(
            model_name="publishedclaim",
            index=models.Index(
                fields=["finding", "-published_at", "-id"], name="claims_publ_finding_310872_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="publishedclaim",
            index=models.Index(
                fields=["modality", "-published_at", "-id"], name="claims_publ_modalit_fcde93_idx"
            ),
        ),
        migrations.AddConstraint(
            model_name="publishedclaim",
            constraint=models.UniqueConstraint(
                fields=("article", "number"), name="published_claim_numbered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="publishedsource",
            constraint=models.UniqueConstraint(
                fields=("published", "source", "relation"), name="published_source_once_per_relation"
            ),
        ),
    ]
