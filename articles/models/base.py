from django.db import models

from articles.minting import new_id


class Linkable(models.Model):
    """Anything that can be linked to: it keeps its id for ever, in every database it is loaded into."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True
