import articles.fields
import articles.minting
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from articles.frozen import FreezeAgain, FreezeRows

FROZEN = ["articles_edition", "articles_editionauthor", "articles_editiontag"]


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_editions_are_never_changed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *(FreezeAgain(table, "Editions") for table in FROZEN),
        migrations.CreateModel(
            name="Presence",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=articles.minting.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("seen_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Schedule",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=articles.minting.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        help_text="When it is published; the working copy as it is by then."
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("first", "First edition"),
                            ("update", "Update"),
                            ("correction", "Correction"),
                            ("clarification", "Clarification"),
                            ("editors_note", "Editor’s note"),
                            ("annotation", "Annotation"),
                            ("minor", "Minor change"),
                            ("expression_of_concern", "Expression of concern"),
                            ("retraction", "Retraction"),
                            ("removal", "Removal"),
                        ],
                        max_length=25,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                (
                    "override",
                    models.TextField(blank=True, help_text="Why it is published against its checklist."),
                ),
                ("made_at", models.DateTimeField(default=articles.minting.now)),
                ("failed_at", models.DateTimeField(blank=True, null=True)),
                ("failure", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["at"],
            },
        ),
        migrations.CreateModel(
            name="SetAside",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=articles.minting.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField(default=articles.minting.now)),
                (
                    "started_from",
                    models.PositiveIntegerField(help_text="The version of the piece it was written on."),
                ),
                ("content", models.JSONField()),
                ("why", models.TextField(blank=True, help_text="The reason given for the change.")),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True, choices=[("taken_up", "Taken up"), ("let_go", "Let go")], max_length=10
                    ),
                ),
            ],
            options={
                "verbose_name": "set-aside draft",
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.AlterModelOptions(
            name="article",
            options={
                "ordering": ["headline"],
                "permissions": [
                    ("edit_article", "Can revise and move any piece"),
                    ("check_article", "Can check a piece: its claims, not its body"),
                    ("publish_article", "Can publish a piece"),
                    ("override_checks", "Can publish a piece against its checklist, with a reason"),
                    ("retract_article", "Can express concern about a published piece, retract and remove it"),
                ],
            },
        ),
        migrations.AddField(
            model_name="article",
            name="embargoed_until",
            field=models.DateTimeField(
                blank=True, editable=False, help_text="Nobody publishes the piece before.", null=True
            ),
        ),
        migrations.AddField(
            model_name="disclaimer",
            name="is_current",
            field=models.BooleanField(
                default=True,
                help_text="Unticked, it stops the publication of pieces that carry it, until they carry another.",
                verbose_name="in use",
            ),
        ),
        migrations.AddField(
            model_name="edition",
            name="overridden",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="edition",
            name="past",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="historicalarticle",
            name="changed",
            field=models.JSONField(default=list, editable=False),
        ),
        migrations.AddField(
            model_name="historicalarticle",
            name="embargoed_until",
            field=models.DateTimeField(
                blank=True, editable=False, help_text="Nobody publishes the piece before.", null=True
            ),
        ),
        migrations.AddField(
            model_name="historicalarticle",
            name="extent",
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="historicalarticle",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name="historicalauthor",
            name="changed",
            field=models.JSONField(default=list, editable=False),
        ),
        migrations.AddField(
            model_name="historicalauthor",
            name="extent",
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="historicaldisclaimer",
            name="changed",
            field=models.JSONField(default=list, editable=False),
        ),
        migrations.AddField(
            model_name="historicaldisclaimer",
            name="extent",
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="historicaldisclaimer",
            name="is_current",
            field=models.BooleanField(
                default=True,
                help_text="Unticked, it stops the publication of pieces that carry it, until they carry another.",
                verbose_name="in use",
            ),
        ),
        migrations.AddField(
            model_name="historicalpromotion",
            name="changed",
            field=models.JSONField(default=list, editable=False),
        ),
        migrations.AddField(
            model_name="historicalpromotion",
            name="extent",
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="historicalseries",
            name="changed",
            field=models.JSONField(default=list, editable=False),
        ),
        migrations.AddField(
            model_name="historicalseries",
            name="extent",
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.CreateModel(
            name="EditionDisclaimer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=articles.minting.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "disclaimer",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="articles.disclaimer"),
                ),
                (
                    "edition",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="articles.edition"),
                ),
            ],
        ),
        migrations.AddField(
            model_name="edition",
            name="disclaimers_then",
            field=models.ManyToManyField(
                related_name="editions", through="articles.EditionDisclaimer", to="articles.disclaimer"
            ),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(fields=["-published_at", "-id"], name="articles_ed_publish_5f8d40_idx"),
        ),
        migrations.AddField(
            model_name="presence",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="presences", to="articles.article"
            ),
        ),
        migrations.AddField(
            model_name="presence",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="schedule",
            name="article",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="schedule", to="articles.article"
            ),
        ),
        migrations.AddField(
            model_name="schedule",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="setaside",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="set_aside", to="articles.article"
            ),
        ),
        migrations.AddField(
            model_name="setaside",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="editiondisclaimer",
            constraint=models.UniqueConstraint(
                fields=("edition", "disclaimer"), name="edition_disclaimer_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="presence",
            constraint=models.UniqueConstraint(fields=("article", "user"), name="present_once"),
        ),
        migrations.AddConstraint(
            model_name="setaside",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", ""), ("settled_at", None)),
                    models.Q(("settled_at__isnull", False), models.Q(("outcome", ""), _negated=True)),
                    _connector="OR",
                ),
                name="set_aside_settled_with_an_outcome",
            ),
        ),
        migrations.AlterField(
            model_name="edition",
            name="html",
            field=articles.fields.RenderedField(blank=True),
        ),
        migrations.AlterField(
            model_name="edition",
            name="text",
            field=models.TextField(blank=True),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("html", ""), ("kind", "removal"), ("text", "")),
                    models.Q(("text", ""), ("kind", "removal"), _connector="OR", _negated=True),
                    _connector="OR",
                ),
                name="edition_has_text_unless_removed",
            ),
        ),
        *(FreezeAgain(table, "Editions") for table in FROZEN),
        FreezeRows("articles_editiondisclaimer", "Editions"),
    ]
