"""Another journal than the one in the settings: its name, its look, its policies."""

from io import BytesIO
from typing import Any

from django.contrib.auth.models import User
from PIL import Image

from articles.models import Policy, Publication
from articles.publication import forget, settle, write_policy

NAME = "The Tidewater Quarterly"
FACTS = {
    "name": NAME,
    "description": "Essays on rivers and those who live by them.",
    "publisher": "Tidewater Trust",
    "publisher_url": "https://trust.example/",
    "email": "desk@tidewater.example",
    "language": "en-GB",
    "accent": "#8a1538",
    "accent_dark": "#f2a3b8",
}


def a_picture(form: str = "PNG", size: tuple[int, int] = (320, 80), **saved: Any) -> bytes:
    """The bytes of a picture file: a red field."""
    file = BytesIO()
    Image.new("RGB", size, "#8a1538").save(file, form, **saved)
    return file.getvalue()


def named(by: User, **changes: Any) -> Publication:
    """Another journal; the pages know of it at once, as they do when the change is committed."""
    publication = settle(by=by, **FACTS | changes)
    forget()
    return publication


def a_policy(by: User, kind: str, *, title: str = "", is_published: bool = True, **more: Any) -> Policy:
    facts = {"title": title or f"On {kind}", "body": f"<p>What we hold on {kind}.</p>"} | more
    policy = write_policy(Policy(kind=kind, is_published=is_published, **facts), by=by)
    forget()
    return policy
