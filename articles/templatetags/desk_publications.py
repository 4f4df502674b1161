"""What the desk's pages show of publications to come, and of two states of a piece."""

from typing import Any

from django import template

from articles.minting import now
from articles.models import Article, Schedule
from articles.texts.comparing import BlockChange

register = template.Library()


@register.simple_tag
def overdue_for(user: Any) -> list[Schedule]:
    """The publications whose time is over and that are not published, of pieces this person may open."""
    pieces = Article.objects.visible_to(user)
    due = Schedule.objects.due(now()).filter(article__in=pieces)
    return list(due.defer("article__body", "article__standfirst"))


@register.simple_tag
def to_come(article: Article) -> dict[str, Any]:
    """What is scheduled for a piece, and how long nobody may publish it; and the time it is now."""
    moment = now()
    until = article.embargoed_until
    return {
        "schedule": Schedule.objects.filter(article=article).select_related("by").first(),
        "embargo": until if until and until > moment else None,
        "now": moment,
    }


STATUSES = {
    "added": "Added",
    "removed": "Removed",
    "changed": "Changed",
    "moved_changed": "Changed",
}


@register.filter
def became(block: BlockChange) -> str:
    """What became of a block, in words: “Added”, “Changed, now a heading”, “Moved up”."""
    said = ", ".join(part for part in (STATUSES.get(block.status), block.note) if part)
    return said[:1].upper() + said[1:]
