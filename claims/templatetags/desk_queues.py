"""What waits for whom, for the desk's first page."""

from typing import Any

from django import template

from articles.permissions import may
from claims.queues import Queue, counts

register = template.Library()


@register.simple_tag
def waiting_for(user: Any) -> list[tuple[Queue, int]]:
    """Each queue and how many claims wait in it; nothing for those who may do nothing about them."""
    return counts(user) if may(user, "check") else []
