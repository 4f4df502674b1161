"""Run inside a site, by `manage.py shell`: a piece is saved, and at once its claims put right or pruned."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep
from typing import Any

from django.contrib.auth.models import User
from django.db import connections, transaction

from articles import revising
from articles.models import Article
from claims import annotating
from claims.management.commands.prune_anchors import prune
from claims.models import Anchor

SAVING = 0.5  # seconds from the end of the work to the commit, in which the other begins
by = User.objects.get(username="person-0")
piece = Article.objects.get(slug="mended")
claim, other = piece.claims.order_by("number")[:2]


def saved(began: Event, edit: str) -> str:
    with transaction.atomic():
        stored = Article.objects.get(pk=piece.pk)
        revising.revise(stored, by=by, body=stored.body.replace("<p>", f"<p>{edit} ", 1))
        began.set()
        sleep(SAVING)
    return "saved"


def at_once(edit: str, mend: Callable[[], Any]) -> list[str]:
    """What becomes of a save, and of what is done to a claim before the save is through."""
    began = Event()

    def mended() -> str:
        began.wait(30)
        mend()
        return "mended"

    with ThreadPoolExecutor(2) as pool:
        done = [pool.submit(within, saved, began, edit), pool.submit(within, mended)]
    return [outcome_of(one) for one in done]


def within(work: Callable[..., str], *arguments: Any) -> str:
    try:
        return work(*arguments)
    finally:
        connections.close_all()


def outcome_of(done: Any) -> str:
    error = done.exception()
    return type(error).__name__ if error else str(done.result())


def restored_and_pruned() -> list[str | int]:
    """A text comes back at the moment when nothing else needs its places any more."""
    text = Article.objects.get(pk=piece.pk).body
    for body in (text.replace("<p>", "<p>Third. ", 1), text):
        revising.revise(piece, by=by, body=body)
    Article.history.filter(id=piece.pk, body__contains="Third.").update(fingerprint="")
    done = at_once("Third.", prune)
    restored = Article.objects.get(pk=piece.pk).fingerprint
    return [*done, Anchor.objects.filter(text_id=restored).count()]


print(
    json.dumps(
        {
            "restored": restored_and_pruned(),
            "placed": at_once("First.", lambda: annotating.place_again(claim, by=by, quote="paid 36 crowns")),
            "removed": at_once("Second.", lambda: annotating.remove(other, by=by, reason="Cut.")),
        }
    )
)
