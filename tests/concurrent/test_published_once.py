"""Several publish one piece at the same moment: readers get one edition."""

import json

from tests.browser.site import Site
from tests.concurrent.conftest import inside, state_of
from tests.concurrent.people import Answer, Person, together


def test_two_at_once_make_one_edition(site: Site, people: list[Person], pieces: dict[str, str]) -> None:
    address = f"{pieces['raced']}publish/"
    token = {person.number: person.token(address) for person in people[:8]}

    def publish(person: Person) -> Answer:
        form = {"csrfmiddlewaretoken": token[person.number], "kind": "first", "note": ""}
        return person.ask(address, list(form.items()))

    answers = together(publish, people[:8])
    assert sorted(answer.status for answer in answers) == [200] * 7 + [302]
    assert state_of(site)["raced"]["editions"] == 1


def test_what_is_due_is_published_once_by_two_at_once(
    site: Site, people: list[Person], pieces: dict[str, str]
) -> None:
    inside(site, "schedule")
    done = together(lambda _: json.loads(inside(site, "due")), people[:2])
    assert [result for each in done for result in each] == ["published"]
    assert state_of(site)["due"]["editions"] == 1
