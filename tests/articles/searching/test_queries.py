import pytest

from articles.searching.queries import LONGEST, MOST_TERMS, Term, parsed


def test_each_word_is_wanted_stemmed_or_as_typed() -> None:
    first, _ = parsed("treaties x").wanted
    assert first == Term((("treaty",), ("treaties",)))


def test_the_last_word_may_be_a_beginning() -> None:
    first, last = parsed("harbour treat").wanted
    assert (first.is_open, last.is_open) == (False, True)


@pytest.mark.parametrize("query", ["tr", '"harbour treaty"', "harbour treaty -mayor", 'harbour "treaty"'])
def test_nothing_else_is_a_beginning(query: str) -> None:
    terms = parsed(query).wanted + parsed(query).unwanted
    assert not any(term.is_open for term in terms)


def test_a_phrase_is_one_term() -> None:
    [phrase] = parsed("“The Harbours froze”").wanted
    assert phrase.phrases == (("the", "harbour", "froze"), ("the", "harbours", "froze"))


def test_an_unclosed_quotation_is_a_phrase() -> None:
    assert parsed('mayor "the harbour').wanted[1].phrases == (("the", "harbour"),)


def test_a_minus_before_a_word_excludes_it() -> None:
    query = parsed('harbour -treaty -"the mayor"')
    assert [term.phrases[-1] for term in query.unwanted] == [("treaty",), ("the", "mayor")]
    assert len(query.wanted) == 1


def test_a_hyphen_within_a_word_excludes_nothing() -> None:
    [term] = parsed("fact-check").wanted
    assert term.phrases == (("fact", "check"),)


def test_the_end_of_a_run_without_spaces_may_go_on() -> None:
    [term] = parsed("東京都 ").wanted
    assert term == Term((("東京", "京都", "都"),), is_open=True)


def test_a_word_typed_twice_is_wanted_once() -> None:
    assert len(parsed("ice ICE ice x").wanted) == 2


@pytest.mark.parametrize("query", ["", "  ", "💥", '"" - ""', "-", "-harbour", "\0", "&|!<->:*()", "' --"])
def test_what_wants_nothing_is_false(query: str) -> None:
    assert not parsed(query)


def test_of_a_long_query_the_beginning_counts() -> None:
    assert len(parsed(" ".join(f"word{n}" for n in range(20_000))).wanted) == MOST_TERMS
    [term] = parsed("x" * 100_000).wanted
    assert len(term.phrases[0][0]) < LONGEST
