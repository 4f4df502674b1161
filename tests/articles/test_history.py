import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from articles.history import keep
from articles.models import Author, Series
from tests.factories import AuthorFactory, DisclaimerFactory, SeriesFactory, a_colleague, a_piece


@pytest.fixture
def author(db: None) -> Author:
    return AuthorFactory(name="Ada")


def test_a_new_row_is_kept_with_one_history_row(editor: User) -> None:
    author = Author(name="Ada", slug="ada")
    assert keep(author, by=editor, why="A new voice")
    row = author.history.get()
    assert (row.history_type, row.history_user, row.history_change_reason) == ("+", editor, "A new voice")


def test_a_change_is_kept_with_one_history_row(author: Author, editor: User) -> None:
    author.bio = "Moved to the coast."
    assert keep(author, by=editor)
    assert [row.bio for row in author.history.all()] == ["Moved to the coast.", "Writes about mills."]


def test_keeping_the_same_again_writes_nothing(author: Author, editor: User) -> None:
    assert not keep(Author.objects.get(), by=editor)
    assert author.history.count() == 1


def test_a_plain_save_of_the_same_leaves_no_history_row(author: Author) -> None:
    Author.objects.get().save()
    assert author.history.count() == 1


def test_relations_are_kept_with_their_row_as_one_change(editor: User) -> None:
    series, small_print = SeriesFactory(), DisclaimerFactory(name="Own views")
    series.title = "Dams"
    keep(series, by=editor, relations={"disclaimers": [small_print]})
    assert series.history.count() == 2
    assert series.history.first().relations == {
        "disclaimers": [{"id": str(small_print.pk), "name": "Own views"}]
    }


def test_the_same_relations_again_write_nothing(editor: User) -> None:
    series, small_print = SeriesFactory(), DisclaimerFactory()
    keep(series, by=editor, relations={"disclaimers": [small_print]})
    assert not keep(Series.objects.get(), by=editor, relations={"disclaimers": [small_print]})


def test_a_wrong_field_is_named_and_nothing_is_kept(author: Author, editor: User) -> None:
    author.links = [{"label": "Site", "url": "javascript:alert(1)"}]
    author.name = ""
    with pytest.raises(ValidationError) as refusal:
        keep(author, by=editor)
    assert refusal.value.error_dict.keys() == {"links", "name"}
    assert (Author.objects.get().name, author.history.count()) == ("Ada", 1)


@pytest.mark.parametrize(
    "links",
    [
        {"label": "Site", "url": "https://a.example"},
        ["https://a.example"],
        [{"label": "Site"}],
        [{"label": "Site", "url": 1}],
        [{"label": "Site", "url": "data:text/html,x"}],
        [{"label": "Site", "url": "https://a.example", "onclick": "alert(1)"}],
    ],
)
def test_links_are_labels_with_web_addresses(links: object, author: Author, editor: User) -> None:
    author.links = links
    with pytest.raises(ValidationError) as refusal:
        keep(author, by=editor)
    assert refusal.value.error_dict.keys() == {"links"}


def test_who_stands_in_a_history_cannot_be_deleted(author: Author) -> None:
    leaving = User.objects.create_user("leaving")
    keep(AuthorFactory.build(), by=leaving)
    with pytest.raises(ProtectedError):
        leaving.delete()


def test_an_author_of_a_piece_cannot_be_deleted(author: Author, editor: User) -> None:
    a_piece(editor, bylines=[(author, "author")])
    with pytest.raises(ProtectedError):
        author.delete()


def test_who_started_a_piece_cannot_be_deleted(roles: None) -> None:
    leaving = a_colleague("editor")
    a_piece(leaving)
    with pytest.raises(ProtectedError):
        leaving.delete()
