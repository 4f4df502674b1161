"""What machines ask of the site itself."""

from django.db import Error
from django.db.models import Count, Min
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.minting import now
from articles.models import Schedule


@require_safe
@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """Whether the database answers, and what it says of publications to come: numbers, and nothing else.

    `overdue` counts those whose time is over, `refused` those of them that were tried in vain, and
    `late_seconds` is how long the oldest has waited.
    """
    moment = now()
    counted = {"overdue": Count("pk"), "refused": Count("failed_at"), "since": Min("at")}
    try:
        found = Schedule.objects.due(moment).aggregate(**counted)
    except Error:
        return JsonResponse({"database": "unreachable"}, status=503)
    since = found.pop("since")
    late = int((moment - since).total_seconds()) if since else 0
    return JsonResponse({"database": "ok", **found, "late_seconds": late})
