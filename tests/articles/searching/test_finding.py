"""What the database finds: the same on SQLite and on PostgreSQL."""

from datetime import timedelta

import pytest

from articles.searching import database
from articles.searching.documents import Kind
from articles.searching.interface import BadKey, Order, backend
from tests.articles.searching.papers import (
    BEGINNING,
    a_document,
    addresses,
    found,
    indexed,
    the_hit,
    walked,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "query",
    [
        "harbour",
        "HARBOURS",
        "harbour freezes",
        '"harbour froze"',
        "froze harbour",
        "twice harb",
        "harbour -mayor",
        'harbour -"froze harbour"',
    ],
)
def test_what_matches_is_found(query: str) -> None:
    assert indexed(a_document("The harbour froze twice; it freezes often.")) == found(query)


@pytest.mark.parametrize(
    "query",
    ["mayor", "harbour mayor", '"froze harbour"', "arbour", "harbour -froze", 'harbour -"harbour froze"'],
)
def test_what_does_not_match_is_not_found(query: str) -> None:
    indexed(a_document("The harbour froze twice."))
    assert found(query) == []


@pytest.mark.parametrize(
    ("language", "text", "query"),
    [
        ("en", "Volodymyr Zelenský spoke", "zelensky"),
        ("en", "Volodymyr Zelensky spoke", "Zelenský"),
        ("pl", "Lech Wałęsa", "walesa"),
        ("uk", "Верховна Рада України", "рада"),
        ("ru", "Министерство обороны", "министерств"),
        ("ar", "قالت وزارة الخارجية", "الخارجية"),
        ("ar", "كِتَابٌ", "كتاب"),
        ("he", "משרד החוץ", "החוץ"),
        ("zh", "中华人民共和国外交部发言人", "外交部"),
        ("zh", "中华人民共和国外交部发言人", "人"),
        ("ja", "東京で記者会見を開いた", "記者会見"),
        ("ko", "러시아는 부인했다", "러시아"),
        ("th", "กระทรวงการต่างประเทศ", "ต่างประเทศ"),
        ("hi", "विदेश मंत्रालय ने कहा", "मंत्रालय"),
        ("el", "Υπουργείο Εξωτερικών", "υπουργειο"),
        ("fr", "L’Ukraine et l’Élysée", "elysee"),
    ],
)
def test_every_script_is_found(language: str, text: str, query: str) -> None:
    assert indexed(a_document(text, language=language)) == found(query)
    assert "<mark>" in the_hit(query).snippet


@pytest.mark.parametrize("count", [1, 8, 9, 30])
@pytest.mark.parametrize("kind", [None, Kind.CLAIM])
def test_words_that_begin_alike_are_all_found_few_or_many(count: int, kind: Kind | None) -> None:
    alike = indexed(*(a_document(f"treaty{n:02} harbour", kind=Kind.CLAIM) for n in range(count)))
    indexed(a_document("treat, treatz: harbour", kind=Kind.CLAIM), a_document("treaty", kind=Kind.CLAIM))
    assert sorted(found("harbour treaty", kind=kind, limit=50)) == sorted(alike)


def test_characters_in_another_order_are_not_found() -> None:
    indexed(a_document("東京都", language="zh"))
    assert found("京東") == []


def test_english_endings_are_taken_from_english_alone() -> None:
    french = indexed(a_document("les partis", language="fr"))
    assert found("partis x") == found("parti x") == []
    assert found("partis les") == french
    assert found("parti les") == []


def test_a_title_counts_more_than_a_text() -> None:
    [titled] = indexed(a_document("Of the sea.", title="The harbour"))
    [mentioned] = indexed(a_document("The harbour of the sea.", title="The sea"))
    assert found("harbour") == [titled, mentioned]


def test_a_name_counts_more_than_a_text_and_less_than_a_title() -> None:
    [named] = indexed(a_document("Of the sea.", beside="Harbour"))
    [titled] = indexed(a_document("Of the sea.", title="The harbour"))
    [mentioned] = indexed(a_document("The harbour " * 5))
    assert found("harbour") == [titled, named, mentioned]


@pytest.mark.parametrize("query", ["harbour", "harbours", "harb", '"the harbour"'])
def test_a_text_about_it_counts_more_than_one_that_mentions_it(query: str) -> None:
    [about] = indexed(a_document("The harbour, the harbour, the harbour."))
    [mentioned] = indexed(a_document("The harbour, the sea, the ice, the ice."))
    assert found(query) == [about, mentioned]


def test_every_word_counts() -> None:
    [both] = indexed(a_document("Of the sea.", title="Ice in the harbour"))
    [one] = indexed(a_document("The ice of the sea.", title="The harbour"))
    assert found("harbour ice") == [both, one]


def test_of_what_is_as_good_the_newest_comes_first() -> None:
    old, new = indexed(a_document("The harbour."), a_document("The harbour, and much else besides."))
    assert found("harbour") == [new, old]


def test_a_phrase_does_not_go_from_a_title_into_a_text() -> None:
    indexed(a_document("froze twice.", title="The harbour"))
    assert found('"harbour froze"') == []


@pytest.mark.parametrize(
    "query",
    [
        '"ice snow"',
        '"the ice snow sea"',
        '"ice snow" "sea ice"',
        'sea "ices snow"',
        "sea-ice-snow",
        '"ice snow" -fog',
    ],
)
def test_a_phrase_of_common_words_is_found_among_texts_that_have_the_words_apart(query: str) -> None:
    apart = (a_document(f"Snow, ice, sea {n}; the ice, sea, snow, ice.") for n in range(30))
    indexed(*apart, a_document("Fog: the ice snow sea."))
    indexed(a_document("Ice", "Snow sea ice"), a_document("snow", "sea ice"))
    about = indexed(a_document("The sea ice snow sea, the ices snow sea."))
    assert found(query)[:1] == about
    assert len(found(query, limit=50)) <= 2


def test_words_of_a_phrase_in_another_order_are_passed_over() -> None:
    [phrase] = indexed(a_document("The harbour froze."))
    indexed(*(a_document("Froze the harbour?") for _ in range(40)))
    assert found('"harbour froze"') == found('"harbour froze" -sea') == [phrase]


def test_names_beside_a_text_are_found_and_not_shown() -> None:
    indexed(a_document("The harbour.", beside="Olga Lautman"))
    assert the_hit("lautman").snippet == "The harbour."


def test_a_piece_comes_before_its_claim() -> None:
    text = "The harbour froze. " + "Nobody asked the mayor. " * 50
    [claim] = indexed(a_document("", title="The harbour froze.", kind=Kind.CLAIM))
    [piece] = indexed(a_document(text, title="The harbour in winter"))
    assert found("harbour") == [piece, claim]


@pytest.mark.parametrize("order", Order)
def test_the_kinds_are_found_together(order: Order) -> None:
    urls = [indexed(a_document("", title="Ice", kind=kind))[0] for kind in [*Kind, *Kind]]
    assert sorted(walked("ice", order=order, limit=1)) == sorted(urls)


@pytest.mark.parametrize("order", Order)
def test_one_kind_is_found_by_itself(order: Order) -> None:
    urls = {kind: indexed(a_document("harbour", kind=kind)) for kind in Kind}
    assert {kind: found("harbour", kind=kind, order=order) for kind in Kind} == urls


def test_newest_first_is_by_date_whenever_indexed() -> None:
    days = [5, 1, 9, 3]
    urls = {day: indexed(a_document("ice", published_at=BEGINNING + timedelta(day)))[0] for day in days}
    assert found("ice", order=Order.NEWEST) == [urls[day] for day in (9, 5, 3, 1)]


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("limit", [1, 3, 7, 20])
def test_pages_bring_each_match_once(order: Order, limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(backend()), "band_size", 6)
    urls = indexed(*(a_document("ice " * (n % 5 + 1) + "sea " * (n % 3)) for n in range(23)))
    assert sorted(walked("ice", order=order, limit=limit)) == sorted(urls)


def test_bands_come_newest_first_and_the_best_of_each_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(backend()), "band_size", 2)
    titles = ["Ice", "Sea", "Ice", "Sea"]
    oldest, old, new, newest = indexed(*(a_document("The ice of the sea.", title=title) for title in titles))
    assert walked("ice", limit=2) == [new, newest, oldest, old]


def test_what_is_published_meanwhile_moves_no_page() -> None:
    urls = indexed(*(a_document("ice") for _ in range(6)))
    first = backend().search("ice", limit=3, order=Order.NEWEST)
    indexed(a_document("ice"))
    second = backend().search("ice", limit=3, order=Order.NEWEST, before=first.next)
    assert addresses(first) + addresses(second) == urls[::-1]


@pytest.mark.parametrize("order", Order)
def test_the_last_page_has_none_after_it(order: Order) -> None:
    indexed(*(a_document("ice") for _ in range(4)))
    assert backend().search("ice", limit=4, order=order).next == ""


def test_a_document_indexed_again_is_found_as_it_is_now() -> None:
    indexed(a_document("ice", id="one"))
    indexed(a_document("snow", id="one", url="/elsewhere/"))
    assert (found("ice"), found("snow")) == ([], ["/elsewhere/"])


def test_a_document_indexed_as_it_was_writes_nothing(django_assert_num_queries: object) -> None:
    document = a_document("ice")
    indexed(document)
    with django_assert_num_queries(3):  # type: ignore[operator]  # a savepoint, and the look
        indexed(document)


def test_a_deleted_document_is_not_found() -> None:
    [kept] = indexed(a_document("ice", id="kept"))
    indexed(a_document("ice", id="gone"))
    backend().delete(["gone", "never there"])
    assert found("ice") == [kept]


def test_hundreds_are_indexed_and_deleted_at_once() -> None:
    ids = [f"n{n}" for n in range(2 * database.AT_ONCE + 1)]
    indexed(*(a_document("ice", id=id_, published_at=BEGINNING) for id_ in ids))
    assert len(walked("ice")) == len(ids)
    backend().delete(ids)
    assert found("ice") == []


def test_a_text_without_end_is_indexed() -> None:
    text = "ice " + " ".join(f"word{n}ż{n * 7919 % 1000003}" for n in range(120_000))
    assert indexed(a_document(text)) == found("ice")


@pytest.mark.parametrize("order", Order)
def test_a_search_is_one_query(order: Order, django_assert_num_queries: object) -> None:
    indexed(*(a_document("ice") for _ in range(5)))
    with django_assert_num_queries(1):  # type: ignore[operator]
        backend().search("ice sea -snow", order=order)


@pytest.mark.parametrize("before", ["", "yesterday", "1_2", "1' OR '1'='1"])
def test_a_place_nobody_gave_is_refused(before: str) -> None:
    with pytest.raises(BadKey):
        backend().search("ice", before=before)


def test_a_hit_says_when_it_was_published() -> None:
    at = BEGINNING + timedelta(microseconds=1)
    indexed(a_document("ice", published_at=at), a_document("snow", published_at=BEGINNING))
    assert [the_hit(word).published_at for word in ("ice", "snow")] == [at, BEGINNING]


def test_a_flag_comes_with_the_hit() -> None:
    indexed(a_document("ice", standing="retracted", is_example=True))
    assert (the_hit("ice").standing, the_hit("ice").is_example) == ("retracted", True)
