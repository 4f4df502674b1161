import articles.minting
import claims.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_number_versions_and_find_disclaimers"),
        ("claims", "0003_history_says_what_changed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Dismissal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=articles.minting.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        help_text="Of the sentence, as `claims.coverage` makes it.", max_length=64
                    ),
                ),
                ("sentence", models.TextField()),
                ("reason", models.TextField()),
                ("at", models.DateTimeField(default=articles.minting.now)),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=articles.minting.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField(default=articles.minting.now)),
                ("text", models.TextField()),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=articles.minting.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("annotated", models.PositiveIntegerField()),
                ("dismissed", models.PositiveIntegerField()),
                ("open", models.PositiveIntegerField()),
            ],
            options={
                "verbose_name_plural": "tallies",
            },
        ),
        migrations.RemoveConstraint(
            model_name="source",
            name="source_doi_once",
        ),
        migrations.AddField(
            model_name="claim",
            name="assigned_to",
            field=models.ForeignKey(
                blank=True,
                help_text="Who looks after it.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="confirmed_at",
            field=models.DateTimeField(
                editable=False, help_text="When a person vouched for how it is recorded.", null=True
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="confirmed_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="recheck_on",
            field=models.DateField(
                blank=True, help_text="The day on which somebody should look at it again.", null=True
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="reopened_at",
            field=models.DateTimeField(
                editable=False, help_text="Findings signed before have to be signed anew.", null=True
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="reopened_because",
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name="historicalclaim",
            name="assigned_to",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="Who looks after it.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalclaim",
            name="confirmed_at",
            field=models.DateTimeField(
                editable=False, help_text="When a person vouched for how it is recorded.", null=True
            ),
        ),
        migrations.AddField(
            model_name="historicalclaim",
            name="confirmed_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalclaim",
            name="recheck_on",
            field=models.DateField(
                blank=True, help_text="The day on which somebody should look at it again.", null=True
            ),
        ),
        migrations.AddField(
            model_name="historicalclaim",
            name="reopened_at",
            field=models.DateTimeField(
                editable=False, help_text="Findings signed before have to be signed anew.", null=True
            ),
        ),
        migrations.AddField(
            model_name="historicalclaim",
            name="reopened_because",
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name="historicalsource",
            name="doi_key",
            field=claims.fields.KeyField(blank=True, default="", editable=False, max_length=500),
        ),
        migrations.AddField(
            model_name="historicalsource",
            name="retracted_at",
            field=models.DateField(
                blank=True,
                help_text="A retracted source carries no finding.",
                null=True,
                verbose_name="retracted on",
            ),
        ),
        migrations.AddField(
            model_name="historicalsource",
            name="url_key",
            field=claims.fields.KeyField(blank=True, default="", editable=False, max_length=500),
        ),
        migrations.AddField(
            model_name="source",
            name="doi_key",
            field=claims.fields.KeyField(blank=True, default="", editable=False, max_length=500),
        ),
        migrations.AddField(
            model_name="source",
            name="retracted_at",
            field=models.DateField(
                blank=True,
                help_text="A retracted source carries no finding.",
                null=True,
                verbose_name="retracted on",
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="url_key",
            field=claims.fields.KeyField(blank=True, default="", editable=False, max_length=500),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_at", None), ("confirmed_by", None)),
                    models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                    _connector="OR",
                ),
                name="claim_confirmed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reopened_at", None), ("reopened_because", "")),
                    models.Q(
                        ("reopened_at__isnull", False), models.Q(("reopened_because", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="claim_reopened_with_reason",
            ),
        ),
        migrations.AddField(
            model_name="dismissal",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="dismissals", to="articles.article"
            ),
        ),
        migrations.AddField(
            model_name="dismissal",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="remark",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="remark",
            name="claim",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="remarks", to="claims.claim"
            ),
        ),
        migrations.AddField(
            model_name="tally",
            name="article",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="tally", to="articles.article"
            ),
        ),
        migrations.AddConstraint(
            model_name="dismissal",
            constraint=models.UniqueConstraint(fields=("article", "key"), name="sentence_dismissed_once"),
        ),
        migrations.AddConstraint(
            model_name="dismissal",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="dismissal_has_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="remark",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="remark_has_text"
            ),
        ),
    ]
