"""Whatever is typed is answered."""

import pytest
from django.test import Client
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.searching.interface import Order, backend
from articles.searching.words import tokens
from tests.articles.searching.papers import a_document, found, indexed

HOSTILE = [
    *(
        '"',
        '""',
        "'",
        "''",
        '"harbour',
        "harbour'",
        "`",
        "\\",
        "\\'",
        '\\"',
        "--",
        "/* */",
        ";",
        "%",
        "_",
        "*",
    ),
    *("(", ")", "((harbour", "harbour))", "()", "[harbour]", "{harbour}", "harbour:", "text_words:harbour"),
    *("AND", "OR", "NOT", "NEAR", "harbour AND", "OR harbour", "NOT NOT", "NEAR(harbour mayor, 5)"),
    *("harbour & !mayor", "harbour <-> mayor", "harbour:*", "harbour:A", "!harbour", "|", "&&", "<2>"),
    *("'; DROP TABLE searching_entry; --", "1 UNION SELECT password FROM auth_user", "$1", ":matching"),
    *("%(matching)s", "%s", "{0}", "${harbour}", "{{ q }}", "{% url %}", "<script>alert(1)</script>"),
    *(
        "\0",
        "har\0bour",
        "\ud800",
        "\ufeff",
        "\u202eharbour",
        "💥",
        "👩‍👩‍👧",
        "\u0301",
        "a\u0301" * 90,
        "ﷺ" * 50,
    ),
    *("the", "the of and", "-", "-harbour", "-the -of", "- harbour", '-"', "--harbour", "-" * 500),
    *("x" * 100_000, "harbour " * 12_500, '"' * 100_000, "(" * 100_000, "💥" * 25_000, "日本" * 500),
    *(" ".join(f"word{n}" for n in range(20_000)), "-x " * 30_000, "a.b" * 300, "東 " * 300),
]


@pytest.mark.django_db
@pytest.mark.parametrize("order", Order)
def test_a_hostile_query_is_no_error(order: Order) -> None:
    indexed(a_document("The harbour froze; nobody asked the mayor."))
    for query in HOSTILE:
        assert backend().search(query, order=order).next == ""


@pytest.mark.django_db
def test_the_page_answers_a_hostile_query() -> None:
    indexed(a_document("The harbour froze; nobody asked the mayor."))
    for query in HOSTILE:
        response = Client().get("/search/", {"q": query.encode(errors="replace")})
        assert response.status_code == 200
        assert b"<script>alert" not in response.content


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["kind", "order"])
def test_the_page_answers_a_hostile_choice(name: str) -> None:
    for value in ("x", "PIECE", "piece'--", "💥", "\0", "<b>"):
        response = Client().get("/search/", {"q": "harbour", name: value})
        assert response.status_code == 404
        assert b"<b>" not in response.content
    assert Client().get("/search/", {"q": "harbour", name: ""}).status_code == 200


SYNTAX = st.sampled_from([*"\"'()-*:&|!<>\\^{}+~% ", " AND ", " OR ", " NOT ", " NEAR ", "harbour", "the"])
TYPED = st.lists(st.one_of(SYNTAX, st.text(max_size=8)), max_size=40).map("".join)
WORDLY = st.characters(codec="utf-8", exclude_categories=["Cn", "Co", "Cc"], max_codepoint=0x2FFFF)


class HostileTests(TestCase):
    @settings(max_examples=150)
    @given(query=TYPED)
    def test_nothing_that_can_be_typed_is_an_error(self, query: str) -> None:
        indexed(a_document("The harbour froze; nobody asked the mayor."))
        for order in Order:
            backend().search(query, order=order)

    @settings(max_examples=150)
    @given(text=st.text(WORDLY, max_size=60))
    @example(text="0ｦ")
    def test_every_text_is_found_by_its_own_words(self, text: str) -> None:
        url = indexed(a_document(text, language="xx"))
        for word in tokens(text, english=False)[:3]:
            assert found(f'"{word}"') == url
