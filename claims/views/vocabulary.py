"""The terms annotations are classified by, each with an address: a page, or SKOS for programs that ask."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from articles.views.methods import only_read
from claims import scale
from claims.webannotation import RECORD

JSON_LD = "application/ld+json"
FAIR = scale.Step(
    RECORD,
    "Fair description of the public record",
    "The text says that something is not known or not proven, and that is what the record shows.",
)


@only_read
def terms(request: HttpRequest) -> HttpResponse:
    schemes = {"modality": scale.modalities(), "finding": [*scale.findings(), FAIR]}
    if request.get_preferred_type(["text/html", JSON_LD]) == JSON_LD:
        response: HttpResponse = JsonResponse(_skos(schemes), content_type=JSON_LD)
        response["Access-Control-Allow-Origin"] = "*"
    else:
        response = render(request, "claims/vocabulary.html", schemes)
    patch_vary_headers(response, ["Accept"])
    return response


def _skos(schemes: dict[str, list[scale.Step]]) -> dict[str, Any]:
    here = settings.SITE_URL + reverse("claims:vocabulary")
    graph: list[dict[str, Any]] = []
    for name, steps in schemes.items():
        graph.append({"id": f"{here}#{name}", "type": "ConceptScheme"})
        graph += [_concept(here, name, step) for step in steps]
    terms = {"@vocab": "http://www.w3.org/2004/02/skos/core#", "id": "@id", "type": "@type"}
    return {"@context": terms | {"inScheme": {"@type": "@id"}}, "@graph": graph}


def _concept(here: str, name: str, step: scale.Step) -> dict[str, Any]:
    return {
        "id": f"{here}#{name}-{step.value}",
        "type": "Concept",
        "inScheme": f"{here}#{name}",
        "notation": str(step.value),
        "prefLabel": {"@value": str(step.words), "@language": "en-GB"},
        "definition": {"@value": str(step.meaning), "@language": "en-GB"},
    }
