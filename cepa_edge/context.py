from typing import Any

from django.conf import settings
from django.http import HttpRequest

from articles.publication import current


def site(request: HttpRequest) -> dict[str, Any]:
    """What every page may say of the publication, and the one address the page is known by."""
    imprint = current()
    return {
        "imprint": imprint,
        "site_name": imprint.name,
        "site_description": imprint.description,
        "canonical_url": settings.SITE_URL + request.path,
    }
