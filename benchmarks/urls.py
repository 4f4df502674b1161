from django.http import HttpRequest, HttpResponse
from django.urls import path

from cepa_edge.urls import urlpatterns as site


def nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Nothing.")


urlpatterns = [path("nothing/", nothing), *site]
