"""Days as readers and machines read them."""

from datetime import date, datetime
from functools import lru_cache

from django import template
from django.utils.dateformat import format as worded
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def day(moment: datetime) -> SafeString:
    return _day(moment.date())


# Lists say the same days over and over.
@lru_cache(maxsize=1000)
def _day(day: date) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), worded(day, "j F Y"))
