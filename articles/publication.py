"""The publication: what it is called, how it looks, by which policies it works; written and told here.

Every page needs `current()`, and the database is asked for it next to never.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from articles.history import keep
from articles.imprint import Imprint, PolicyPage, ShownLogo
from articles.jsonld.parts import image
from articles.logos import picture_of
from articles.models import Logo, Policy, PolicyKind, Publication
from articles.purging import purge_everything, purge_page
from articles.refusals import NotAllowed

KEY = "publication"
SHAPE = 1  # of Imprint; to be raised with it, as a release before this one may have filled the cache
KEPT = 30  # seconds

SETTINGS = ["name", "description", "publisher", "publisher_url", "email", "language", "accent", "accent_dark"]
# Where schema.org puts a policy of an organisation.
PROPERTIES = {
    PolicyKind.PRINCIPLES: "publishingPrinciples",
    PolicyKind.CORRECTIONS: "correctionsPolicy",
    PolicyKind.ETHICS: "ethicsPolicy",
    PolicyKind.ANNOTATION: "verificationFactCheckingPolicy",
}


def current() -> Imprint:
    """The publication as it is. Kept in the cache, and let go there when somebody changes it.

    A process with a cache of its own learns of what another one changed up to KEPT seconds later.
    """
    imprint: Imprint | None = cache.get(KEY, version=SHAPE)
    if imprint is None:
        imprint = stored()
        cache.set(KEY, imprint, KEPT, version=SHAPE)
    return imprint


def stored() -> Imprint:
    """The publication as the database has it: two queries."""
    published = Policy.objects.published().values_list("kind", "title")
    policies = tuple(PolicyPage(kind, title) for kind, title in published)
    row = Publication.objects.select_related("logo").defer("logo__png").first() or unnamed()
    same = {name: getattr(row, name) for name in SETTINGS}
    return Imprint(**same, logo=_shown(row), policies=policies)


def unnamed() -> Publication:
    """A publication nobody has named yet, not saved: it is called what the settings say."""
    return Publication(name=settings.SITE_NAME, description=settings.SITE_DESCRIPTION)


def may_settle(user: User | AnonymousUser | AbstractBaseUser) -> bool:
    return isinstance(user, User) and user.has_perm("articles.settle_publication")


@transaction.atomic
def settle(*, by: User, why: str = "", picture: bytes | None = None, **changes: Any) -> Publication:
    """Set what the publication is called and how it looks.

    `changes` name fields, `picture` is a logo as uploaded; `logo=None` takes it down. Raises NotAllowed, or
    ValidationError naming each wrong field.
    """
    if not may_settle(by):
        raise NotAllowed(f"{by} may not change the publication.")
    publication = Publication.objects.select_for_update(of=("self",)).first() or unnamed()
    for name, value in changes.items():
        setattr(publication, name, value)
    if picture is not None:
        publication.logo = _kept(picture)
    if keep(publication, by=by, why=why):
        transaction.on_commit(forget)
        purge_everything()
    return publication


@transaction.atomic
def write_policy(policy: Policy, *, by: User, why: str = "") -> Policy:
    """Keep a page on how the journal works. Raises NotAllowed, or ValidationError naming each wrong field."""
    needed = "articles.add_policy" if policy._state.adding else "articles.change_policy"
    if not by.has_perm(needed):
        raise NotAllowed(f"{by} may not write the journal’s policies.")
    before = stored()
    if keep(policy, by=by, why=why):
        transaction.on_commit(forget)
        # Every page leads to those published, by their titles.
        purge_page(policy.get_absolute_url()) if stored() == before else purge_everything()
    return policy


def forget() -> None:
    cache.delete(KEY, version=SHAPE)


def policy_urls(imprint: Imprint | None = None) -> dict[str, str]:
    """The absolute address of each published policy, by its kind."""
    return {page.kind: _absolute(page.address) for page in (imprint or current()).policies}


def publisher_ld(imprint: Imprint | None = None) -> dict[str, Any]:
    """The publication as schema.org's NewsMediaOrganization, for the `publisher` of a piece.

    Without "@context", and without what is not known. `@id` is the same on every page.
    """
    imprint = imprint or current()
    addresses = policy_urls(imprint)
    said = {
        "description": imprint.description,
        "logo": _logo_ld(imprint),
        "email": imprint.email,
        "contactPoint": _contact_ld(imprint.email, addresses.get(PolicyKind.CONTACT, "")),
        "parentOrganization": _publisher_ld(imprint),
        **{name: addresses.get(kind, "") for kind, name in PROPERTIES.items()},
    }
    home = _absolute(reverse("articles:home"))
    who = {"@type": "NewsMediaOrganization", "@id": f"{home}#publisher", "name": imprint.name, "url": home}
    return who | {name: value for name, value in said.items() if value}


def _shown(row: Publication) -> ShownLogo | None:
    logo = row.logo
    return ShownLogo(logo.digest, logo.width, logo.height, row.logo_alt) if logo else None


def _logo_ld(imprint: Imprint) -> dict[str, Any]:
    logo = imprint.logo
    return image(_absolute(logo.address), logo.width, logo.height) if logo else {}


def _contact_ld(email: str, page: str) -> dict[str, str]:
    ways = {name: value for name, value in (("email", email), ("url", page)) if value}
    return {"@type": "ContactPoint", "contactType": "newsroom", **ways} if ways else {}


def _publisher_ld(imprint: Imprint) -> dict[str, str]:
    if not imprint.publisher:
        return {}
    url = {"url": imprint.publisher_url} if imprint.publisher_url else {}
    return {"@type": "Organization", "name": imprint.publisher, **url}


def _absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def _kept(upload: bytes) -> Logo:
    """The logo's row, there already or new. What is wrong with the file is said of the field `picture`."""
    try:
        picture = picture_of(upload)
    except ValidationError as refusal:
        raise ValidationError({"picture": refusal}) from refusal
    facts = {"png": picture.png, "width": picture.width, "height": picture.height}
    return Logo.objects.get_or_create(digest=picture.digest, defaults=facts)[0]
