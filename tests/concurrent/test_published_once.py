"""Several publish one piece at the same moment: readers get one edition."""

import json

from tests.browser.site import Site
from tests.concurrent.conftest import inside, state_of
from tests.concurrent.people import Answer, Form, Person, together


def test_two_at_once_make_one_edition(site: Site, people: list[Person], pieces: dict[str, str]) -> None:
    address = f"{pieces['raced']}publish/"
    token = {person.number: person.token(address) for person in people[:8]}

    def publish(person: Person) -> Answer:
        form = {"csrfmiddlewaretoken": token[person.number], "kind": "first", "note": ""}
        return person.ask(address, list(form.items()))

    answers = together(publish, people[:8])
    assert sorted(answer.status for answer in answers) == [200] * 7 + [302]
    assert state_of(site)["raced"]["editions"] == 1


def test_what_is_saved_while_others_publish_is_in_the_piece_or_set_aside(
    site: Site, people: list[Person], pieces: dict[str, str]
) -> None:
    """Each of 36 adds a sentence and a tag of their own while four publish."""
    piece = pieces["crowded"]
    writers, publishers = people[:36], people[36:]
    forms = together(lambda person: with_a_tag(person, piece), writers)
    tokens = together(lambda person: person.token(f"{piece}publish/"), publishers)

    def act(person: Person) -> Answer:
        if person in writers:
            return person.save(piece, forms[person.number])
        token = tokens[person.number - len(writers)]
        form = [("csrfmiddlewaretoken", token), ("kind", "first"), ("note", "")]
        return person.ask(f"{piece}publish/", form)

    answers = together(act, people)
    found = state_of(site)["crowded"]
    assert sorted(answer.status for answer in answers[36:]) == [200] * 3 + [302]
    assert found["editions"] == 1
    assert [answer.status for answer in answers[:36]] == [302] * 36
    for person, answer in zip(writers, answers[:36], strict=True):
        if answer.is_saved:
            assert person.sentence in found["body"] and f"tag-{person.number}" in found["tags"]
        else:
            assert any(person.sentence in draft for draft in found["set_aside"])


def with_a_tag(person: Person, piece: str) -> Form:
    form = person.filled_in(piece, person.sentence, person.number)
    return [*(pair for pair in form if pair[0] != "tags"), ("tags", f"tag-{person.number}")]


def test_what_is_due_is_published_once_by_two_at_once(
    site: Site, people: list[Person], pieces: dict[str, str]
) -> None:
    inside(site, "schedule")
    done = together(lambda _: json.loads(inside(site, "due")), people[:2])
    assert [result for each in done for result in each] == ["published"]
    assert state_of(site)["due"]["editions"] == 1
