"""Pages that are only read."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

READING = ("GET", "HEAD")

View = Callable[..., HttpResponse]


def only_read(view: View) -> View:
    """Refuse every method but GET and HEAD, with a page that says so.

    Nobody is asked for a token first: where nothing can be changed, none would help.
    """

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs) if request.method in READING else _refused(request)

    return answer


def _refused(request: HttpRequest) -> HttpResponse:
    response = render(request, "405.html", status=405)
    response["Allow"] = ", ".join(READING)
    return response
