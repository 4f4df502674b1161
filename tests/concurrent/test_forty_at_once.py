"""Forty people save one piece at the same moment: what was acknowledged is in it, the rest is set aside."""

from collections import Counter
from typing import Any

from tests.browser.site import Site
from tests.concurrent.conftest import state_of
from tests.concurrent.people import Answer, Form, Person, together

Saves = list[tuple[str, Answer]]


def all_save(people: list[Person], piece: str, *, paragraphs: list[int]) -> Saves:
    """Everybody opens the piece, adds a sentence, and saves when all have it open."""

    def fill_in(person: Person) -> Form:
        return person.filled_in(piece, person.sentence, paragraphs[person.number])

    forms = together(fill_in, people)
    answers = together(lambda person: person.save(piece, forms[person.number]), people)
    return [(person.sentence, answer) for person, answer in zip(people, answers, strict=True)]


def counted(saves: Saves) -> Counter[str]:
    def word(answer: Answer) -> str:
        if answer.is_saved:
            return "saved"
        return "set aside" if answer.is_set_aside else f"answered {answer.status}"

    return Counter(word(answer) for _, answer in saves)


def lost(saves: Saves, piece: dict[str, Any]) -> list[str]:
    """What was acknowledged and is not in the piece, or was not, and is not set aside."""
    texts = [
        (sentence, [piece["body"]] if answer.is_saved else piece["set_aside"]) for sentence, answer in saves
    ]
    return [sentence for sentence, kept_in in texts if not any(sentence in body for body in kept_in)]


def test_each_in_a_paragraph_of_their_own(site: Site, people: list[Person], pieces: dict[str, str]) -> None:
    saves = all_save(people, pieces["apart"], paragraphs=list(range(40)))
    print(f"A paragraph each: {dict(counted(saves))}")
    piece = state_of(site)["apart"]
    assert counted(saves).keys() <= {"saved", "set aside"}
    assert lost(saves, piece) == []
    assert len(piece["set_aside"]) == counted(saves)["set aside"]


def test_all_in_one_paragraph(site: Site, people: list[Person], pieces: dict[str, str]) -> None:
    saves = all_save(people, pieces["alike"], paragraphs=[3] * 40)
    print(f"One paragraph: {dict(counted(saves))}")
    assert counted(saves) == {"saved": 1, "set aside": 39}
    assert lost(saves, state_of(site)["alike"]) == []


def test_a_save_is_acknowledged_in_words(site: Site, people: list[Person], pieces: dict[str, str]) -> None:
    person, other = people[:2]
    form = other.filled_in(pieces["apart"], "The other was here.", 5)
    assert person.save(pieces["apart"], person.filled_in(pieces["apart"], "One was here.", 20)).is_saved
    assert "was changed successfully" in person.told()
    assert other.save(pieces["apart"], form).is_saved
    assert "others saved it too" in other.told()
    body = state_of(site)["apart"]["body"]
    assert "One was here." in body and "The other was here." in body


def test_the_server_had_nothing_to_complain_of(site: Site, people: list[Person]) -> None:
    assert "Traceback" not in site.log
