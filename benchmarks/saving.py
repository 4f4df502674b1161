"""How much the claims of a piece add to a save in the admin: the same edit with none and with many.

    python -m benchmarks.saving [--words 20000] [--claims 1000] [--saves 7]

Both pieces are saved in turns in one run, through the form and the verb, in a scratch database; the ratio
of the medians is what counts. Django is set up first, so its modules are imported where they are used.
"""

import argparse
import os
from collections.abc import Callable
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

WORDS = [
    "harbour",
    "mayor",
    "treaty",
    "winter",
    "bridge",
    "council",
    "guild",
    "bread",
    "tax",
    "river",
    "storm",
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--words", type=int, default=20_000)
    parser.add_argument("--claims", type=int, default=1_000)
    parser.add_argument("--saves", type=int, default=7)
    options = parser.parse_args()
    measure = _in_scratch_database(_measure)
    without, with_claims = measure(options.words, options.claims, options.saves)
    print(f"A save of {options.words:,} words, median of {options.saves}, in one run:")
    print(f"  without claims        {without * 1000:7.0f} ms")
    print(f"  with {options.claims:,} claims     {with_claims * 1000:7.0f} ms")
    print(f"  ratio                 {with_claims / without:7.2f}")


def _in_scratch_database(work: Callable[..., Any]) -> Callable[..., Any]:
    os.environ |= {"DJANGO_SETTINGS_MODULE": "cepa_edge.settings", "SECRET_KEY": "benchmark"}
    os.environ |= {"SITE_URL": "http://testserver", "DEBUG": "0", "DATABASE_URL": "sqlite://:memory:"}
    import django

    django.setup()
    from django.db import connection

    def run(*arguments: Any) -> Any:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        return work(*arguments)

    return run


def _measure(words: int, claims: int, saves: int) -> tuple[float, float]:
    from django.contrib.auth.models import User
    from django.test import Client

    editor = User.objects.create_superuser("editor")
    desk = Client()
    desk.force_login(editor)
    bare, annotated = _piece(editor, "bare", words), _piece(editor, "annotated", words)
    _annotate(annotated, editor, claims)
    timed: dict[str, list[float]] = {"bare": [], "annotated": []}
    for turn in range(saves + 1):
        for piece in (bare, annotated):
            seconds = _save(desk, piece, turn)
            if turn:  # the first save warms up what is built once
                timed[piece.slug].append(seconds)
    return median(timed["bare"]), median(timed["annotated"])


def _piece(editor: Any, slug: str, words: int) -> Any:
    from articles import revising

    random = Random(slug)
    paragraphs = []
    for number in range(words // 80):
        sentences = [" ".join(random.choices(WORDS, k=15)).capitalize() for _ in range(5)]
        paragraphs.append(
            f"<p>{number} " + ". ".join(f"{s} {random.randrange(9999)}" for s in sentences) + ".</p>"
        )
    return revising.start(by=editor, headline=slug, slug=slug, body="".join(paragraphs))


def _annotate(piece: Any, editor: Any, count: int) -> None:
    from articles.minting import now
    from claims.models import Anchor, Claim
    from claims.models.claim import remember

    text = piece.reading().text
    version = remember(text)
    step = len(text) // count
    claims = [
        Claim(
            article=piece,
            number=number + 1,
            proposition="Something is so.",
            modality="asserted",
            made_in=version,
            first_exact=text[number * step : number * step + 60],
            first_start=number * step,
        )
        for number in range(count)
    ]
    Claim.objects.bulk_create(claims)
    settled = {"settled_at": now(), "settled_by": editor}
    Anchor.objects.bulk_create(
        Anchor.standing(claim.pk, version, claim.first_start, claim.first_start + 60, **settled)
        for claim in claims
    )


def _save(desk: Any, piece: Any, turn: int) -> float:
    """Seconds from sending the form to the answer; the edit is a word in the middle of the piece."""
    from articles.models import Article

    stored = Article.objects.get(pk=piece.pk)
    middle = stored.body.index("</p><p>", len(stored.body) // 2)
    form = {
        "headline": stored.headline,
        "slug": stored.slug,
        "body": f"{stored.body[:middle]} Edit {turn}.{stored.body[middle:]}",
        "kind": "analysis",
        "language": "en",
        "started_from": stored.version,
        "bylines-TOTAL_FORMS": 0,
        "bylines-INITIAL_FORMS": 0,
        "_save": "Save",
    }
    begun = perf_counter()
    answer = desk.post(f"/admin/articles/article/{piece.pk}/change/", form)
    seconds = perf_counter() - begun
    if answer.status_code != 302:
        raise SystemExit(f"The save was refused: {answer.status_code}")
    return seconds


if __name__ == "__main__":
    main()
