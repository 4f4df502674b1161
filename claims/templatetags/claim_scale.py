"""The scale, for the page that explains it: templates are where the apps meet."""

from datetime import date
from typing import Any

from django import template

from claims import scale
from claims.vocabulary import Credibility, Reliability

register = template.Library()

FOR_EXAMPLE = date(2026, 5, 4)


@register.simple_tag
def the_scale() -> dict[str, Any]:
    return {
        "modalities": scale.modalities(),
        "findings": scale.findings(),
        "confidences": scale.confidences(),
        "relations": scale.relations(),
        "attribution_checks": scale.attribution_checks(),
        "reliabilities": scale.ratings(Reliability),
        "credibilities": scale.ratings(Credibility),
        **scale.phrases(FOR_EXAMPLE),
    }
