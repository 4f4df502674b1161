"""What a working copy holds, as plain values: the form in which versions are compared, merged and set aside.

A content is a dict: the columns of `FIELDS` (`series` as an id or None), and `bylines` as [author id, role]
pairs in order, `disclaimers` as sorted ids, `tags` as sorted words. JSON keeps it as it is.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from articles.models import Article, Author, Disclaimer, Series
from articles.refusals import Refused

# What a change may name. Stage, embargo and the live edition have verbs of their own.
FIELDS = (
    "headline",
    "slug",
    "standfirst",
    "body",
    "kind",
    "language",
    "series",
    "place",
    "is_example",
)
RELATIONS = ("bylines", "disclaimers", "tags")
Content = dict[str, Any]


def content_of(article: Article) -> Content:
    """What `article` holds, its relations read from the database."""
    return _columns(article) | {
        "bylines": [[str(byline.author_id), byline.role] for byline in article.bylines.all()],
        "disclaimers": sorted(str(disclaimer.pk) for disclaimer in article.disclaimers.all()),
        "tags": sorted(tag.name for tag in article.tags.all()),
    }


def content_of_revision(revision: Any) -> Content:
    """What the piece held at a row of its history."""
    relations = revision.relations
    return _columns(revision) | {
        "bylines": [[byline["author"], byline["role"]] for byline in relations["bylines"]],
        "disclaimers": sorted(disclaimer["id"] for disclaimer in relations["disclaimers"]),
        "tags": sorted(relations["tags"]),
    }


def content_at(article: Article, version: int) -> Content:
    """What the piece held at a version. Refused for one it never had."""
    revision = article.history.filter(version=version).first()
    if revision is None:
        raise Refused(f"This piece never had a version {version}.", code="version")
    return content_of_revision(revision)


def spelled(changes: Mapping[str, Any]) -> Content:
    """Arguments of `revising.revise` as content. TypeError for a name no piece has."""
    if unknown := changes.keys() - {*FIELDS, *RELATIONS}:
        raise TypeError(f"A piece has no {', '.join(sorted(unknown))}.")
    content = dict(changes)
    if "body" in content:
        content["body"] = Article._meta.get_field("body").to_python(content["body"])
    if "series" in content:
        content["series"] = str(content["series"].pk) if content["series"] else None
    if "bylines" in content:
        content["bylines"] = [[str(author.pk), role] for author, role in content["bylines"]]
    if "disclaimers" in content:
        content["disclaimers"] = sorted(str(disclaimer.pk) for disclaimer in content["disclaimers"])
    if "tags" in content:
        content["tags"] = sorted({str(tag) for tag in content["tags"]})
    return content


def rows_of(content: Content) -> dict[str, Any]:
    """Content as arguments of `revising.revise` again.

    Raises Refused where an author, a series or a disclaimer is gone.
    """
    arguments = dict(content)
    if content.get("series"):
        arguments["series"] = _found(Series, [content["series"]])[0]
    if "bylines" in content:
        authors = _found(Author, [author for author, _ in content["bylines"]])
        arguments["bylines"] = list(zip(authors, [role for _, role in content["bylines"]], strict=True))
    if "disclaimers" in content:
        arguments["disclaimers"] = _found(Disclaimer, content["disclaimers"])
    return arguments


def _columns(row: Any) -> Content:
    return {name: getattr(row, name) for name in FIELDS if name != "series"} | {
        "series": str(row.series_id) if row.series_id else None
    }


def _found(model: type[Any], ids: list[str]) -> list[Any]:
    rows = model.objects.in_bulk([UUID(id_) for id_ in ids])
    missing = [id_ for id_ in ids if UUID(id_) not in rows]
    if missing:
        raise Refused(f"A {model._meta.verbose_name} of this text is no longer there.", code="gone")
    return [rows[UUID(id_)] for id_ in ids]
