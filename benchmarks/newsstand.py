"""Many published pieces in the database of the environment: `python -m benchmarks.newsstand 20000`.

They are written past the verbs, by the hundred; their digests are those the verbs would give. In the ledger
and in the search they are as if published.
"""

import sys
from copy import copy
from datetime import timedelta
from random import Random
from typing import Any
from uuid import uuid4

import django

WORDS = """harbour mayor treaty winter bridge council guild bread tax river storm minister border signal
    archive engine letter island mountain railway senate tribunal voyage witness""".split()  # noqa: SIM905
BATCH = 500
CLAIMS = 3  # of a piece


def main(count: int) -> None:
    django.setup()
    from django.contrib.auth.models import User

    from articles.models import Edition

    by, model = User.objects.earliest("pk"), Edition.objects.current().get()
    for start in range(0, count, BATCH):
        _write(range(start, min(start + BATCH, count)), by, model)


def _write(numbers: range, by: Any, model: Any) -> None:
    from articles.companions import companions
    from articles.models import Article, Edition
    from articles.searching.indexing import of
    from articles.searching.interface import backend
    from claims.models import Claim

    articles = [_article(number, by) for number in numbers]
    Article.objects.bulk_create(articles)
    editions = Edition.objects.bulk_create(
        _edition(n, a, by, model) for n, a in zip(numbers, articles, strict=True)
    )
    for article, edition in zip(articles, editions, strict=True):
        article.live = edition
    Article.objects.bulk_update(articles, ["live"])
    Claim.objects.bulk_create(claim for edition in editions for claim in _claims(edition, model))
    for edition in editions:
        for companion in companions():
            companion.published(edition)
    backend().index(document for edition in editions for document in of(edition))


def _article(number: int, by: Any) -> Any:
    from articles.models import Article

    return Article(
        headline=_words(number, 6).capitalize(), slug=f"piece-{number}", started_by=by, stage="ready"
    )


def _edition(number: int, article: Any, by: Any, model: Any) -> Any:
    from articles.models import Edition
    from articles.plaintext import fingerprint

    text = "\n\n".join(_words(number * 10 + at, 60).capitalize() + "." for at in range(8))
    at = model.published_at - timedelta(minutes=number + 1)
    edition = Edition(
        id=uuid4(),
        article=article,
        number=1,
        kind="first",
        published_at=at,
        first_published_at=at,
        published_by=by,
        headline=article.headline,
        standfirst=_words(number + 7, 20).capitalize() + ".",
        article_kind="analysis",
        language="en",
        html="".join(f'<p id="p-{at}">{block}</p>' for at, block in enumerate(text.split("\n\n"), start=1)),
        text=text,
        fingerprint=fingerprint(text),
        furniture={"bylines": [], "series": None, "disclaimers": [], "tags": [], "example": False},
        parts={"claims": [_told(number, claim) for claim in model.claims[:CLAIMS]]},
    )
    edition.digest = edition.digest_now()
    return edition


def _told(number: int, claim: dict[str, Any]) -> dict[str, Any]:
    """The seed's claim as another one, of other words."""
    proposition = f"{_words(number * 10 + claim['number'], 12).capitalize()}."
    return claim | {"id": str(uuid4()), "proposition": proposition}


def _claims(edition: Any, model: Any) -> list[Any]:
    """Those of the seed once more, with the ids and propositions `edition` tells."""
    claims = [copy(claim) for claim in model.article.claims.filter(number__lte=CLAIMS).order_by("number")]
    for claim, told in zip(claims, edition.claims, strict=True):
        claim.id, claim.proposition, claim.article_id = told["id"], told["proposition"], edition.article_id
    return claims


def _words(seed: int, count: int) -> str:
    return " ".join(Random(seed).choices(WORDS, k=count))


if __name__ == "__main__":
    main(int(sys.argv[1]))
