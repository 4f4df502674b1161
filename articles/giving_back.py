"""A save that reaches nobody, its session over or its page older than the login: the text comes back."""

import re
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.csrf import csrf_failure as plain_csrf_failure

from articles.publication import current

ID = re.compile(r"[0-9a-f-]{36}")


def typed_in(request: HttpRequest) -> list[tuple[str, str]]:
    """Fields of a refused form that hold somebody's words, and more of them than are quickly typed again."""
    return [(name, str(text)) for name, text in request.POST.items() if _is_typed(name, str(text))]


def typed_back(request: HttpRequest, *, why: str, **more: Any) -> HttpResponse:
    """A page that says why nothing was saved, and has every word that was sent."""
    context = {"title": "Not saved", "typed": typed_in(request), "why": why, **more}
    context |= admin.site.each_context(request)
    return TemplateResponse(request, "admin/not_saved.html", context, status=403).render()


class DeskSite(admin.AdminSite):
    """Django's admin, but that a save from somebody whose session is over does not end at the login page."""

    index_title = "The desk"

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        name = current().name
        return super().each_context(request) | {"site_header": name, "site_title": name}

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        guarded = super().admin_view(view, cacheable)

        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST" and not self.has_permission(request) and typed_in(request):
                return typed_back(request, why="You are no longer logged in.", may_log_in=True)
            return guarded(request, *args, **kwargs)

        return answer


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """For a page opened before the last login: what it sent is refused, and given back."""
    if not typed_in(request):
        return plain_csrf_failure(request, reason)
    return typed_back(request, why="This page was opened before you last logged in.")


def _is_typed(name: str, text: str) -> bool:
    is_machinery = name in ("csrfmiddlewaretoken", "password", "username") or name.startswith("_")
    return len(text) > 20 and not is_machinery and not ID.fullmatch(text)
