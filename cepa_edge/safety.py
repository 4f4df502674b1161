"""What is asked and said beside every request for the safety of the site."""

from collections.abc import Callable
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse

# What a browser can do and no page here asks it for; a script that got in could not ask either.
UNUSED = (
    *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone"),
    *("midi", "payment", "publickey-credentials-get", "screen-wake-lock", "usb", "xr-spatial-tracking"),
)
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in UNUSED)


def permissions_policy(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Middleware: every answer tells the browser what no page here needs."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response

    return answer


def client_address(request: HttpRequest) -> str | None:
    """Where a request comes from, for counting failed logins; of IPv6 the network, which is one person's.

    Anybody can write an X-Forwarded-For. Of its entries only the last are believed, one for each of
    settings.TRUSTED_PROXIES, each of which has added the address it was asked from.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    named, proxies = forwarded.split(",") if forwarded else [], settings.TRUSTED_PROXIES
    is_believed = 0 < proxies <= len(named)
    given = named[-proxies] if is_believed else request.META.get("REMOTE_ADDR", "")
    try:
        address = ip_address(given.strip())
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        return str(ip_network((address, 64), strict=False).network_address)
    return str(address)
