"""The server is killed in the middle of saves: what it acknowledged is there, and what is there is whole."""

from concurrent.futures import Future, ThreadPoolExecutor
from http.client import HTTPException
from threading import Event, Semaphore

import pytest

from tests.browser.site import Site
from tests.concurrent.conftest import state_of
from tests.concurrent.people import Person

AT_WORK = 6
SAVED_BEFORE = 5


def keep_saving(person: Person, piece: str, turn: int, is_over: Event, saved: Semaphore) -> list[str]:
    """Save sentence after sentence into a paragraph of one's own; return those that were acknowledged."""
    acknowledged: list[str] = []
    try:
        while not is_over.is_set():
            sentence = f"Turn {turn}, sailor {person.number}, knot {len(acknowledged)}."
            answer = person.save(piece, person.filled_in(piece, sentence, person.number * 4))
            assert answer.status == 302, answer.page
            if answer.is_saved:
                acknowledged.append(sentence)
                saved.release()
    except (OSError, HTTPException):
        pass  # the server is gone
    return acknowledged


def killed_at_work(site: Site, people: list[Person], piece: str, turn: int) -> list[str]:
    """What was acknowledged by a server that was killed while several saved."""
    is_over, saved = Event(), Semaphore(0)
    with ThreadPoolExecutor(AT_WORK) as pool:
        work: list[Future[list[str]]] = [
            pool.submit(keep_saving, person, piece, turn, is_over, saved) for person in people[:AT_WORK]
        ]
        for _ in range(SAVED_BEFORE + turn):
            assert saved.acquire(timeout=60)
        site.kill()
        is_over.set()
        return [sentence for done in work for sentence in done.result()]


@pytest.mark.parametrize("turn", range(3))
def test_what_was_acknowledged_is_there_and_whole(
    turn: int, site: Site, people: list[Person], pieces: dict[str, str]
) -> None:
    acknowledged = killed_at_work(site, people, pieces["killed"], turn)
    site.start()
    piece = state_of(site)["killed"]
    assert len(acknowledged) >= SAVED_BEFORE
    assert [sentence for sentence in acknowledged if sentence not in piece["body"]] == []
    print(f"Turn {turn}: {len(acknowledged)} acknowledged, {len(piece['history'])} revisions.")
