from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from articles.minting import new_id


class Linkable(models.Model):
    """Anything that can be linked to: it keeps its id for ever, in every database it is loaded into."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True


class Addressed(Linkable):
    """What has a page of its own at its slug once an edition names it: frozen pages lead there for ever."""

    slug: "models.SlugField[str, str] | models.CharField[str, str]"

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        rows: Any = type(self)._base_manager
        stored = rows.filter(pk=self.pk).exclude(slug=self.slug).first()
        if stored is not None and stored.editions.exists():
            message = f"Published pieces lead to “{stored.slug}”: this address stays."
            raise ValidationError({"slug": ValidationError(message, code="published")})


def is_web_address(column: str) -> Q:
    """The condition that a column is empty or leads to the web: a link must never run a script."""
    return (
        Q(**{column: ""})
        | Q(**{f"{column}__startswith": "https://"})
        | Q(**{f"{column}__startswith": "http://"})
    )
