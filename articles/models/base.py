from django.db import models
from django.db.models import Q

from articles.minting import new_id


class Linkable(models.Model):
    """Anything that can be linked to: it keeps its id for ever, in every database it is loaded into."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True


def is_web_address(column: str) -> Q:
    """The condition that a column is empty or leads to the web: a link must never run a script."""
    return (
        Q(**{column: ""})
        | Q(**{f"{column}__startswith": "https://"})
        | Q(**{f"{column}__startswith": "http://"})
    )
