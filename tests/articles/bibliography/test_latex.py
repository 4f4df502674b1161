import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.bibliography.item import cleaned
from articles.bibliography.latex import decoded, escaped
from tests.articles.bibliography.items import texts


@given(texts)
def test_escaped_text_comes_back(text: str) -> None:
    assert cleaned(decoded(escaped(cleaned(text)))) == cleaned(text)


@given(texts)
def test_escaped_text_keeps_the_braces_of_its_entry(text: str) -> None:
    latex = escaped(text)
    assert latex.count("{") == latex.count("}")
    assert "\\{" not in latex and "\\}" not in latex


@given(st.text(alphabet="\\{}$%&#_^~`'\"abx[]* \n") | texts)
def test_no_latex_is_too_broken_to_read(latex: str) -> None:
    assert isinstance(decoded(latex), str)


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"G{\"o}del, Erd\H{o}s, \'Elo\"ise", "Gödel, Erdős, Éloïse"),
        (r"Stra{\ss}e, {\O}re, \aa ngstr{\"o}m, \'{\i}", "Straße, Øre, ångström, í"),
        (r"{\v{C}}apek, \c{c}a, \~nandu, {\L}{\'o}d{\'z}", "Čapek, ça, ñandu, Łódź"),
        ("{{Nested} {Bra{ces}}}", "Nested Braces"),
        (r"A \& B \% C \$ D \# E \_ F", "A & B % C $ D # E _ F"),
        ("Research & Development", "Research & Development"),
        ("50% of it", "50% of it"),
        ("from $5 to $10", "from $5 to $10"),
        (r"the $\alpha$ and H$_2$O", "the α and H_2O"),
        (r"\emph{Homo} \textbf{sapiens} \mkbibquote{x}", "Homo sapiens x"),
        (r"2019--2020 --- ``so''", "2019–2020 — “so”"),
        (
            r"see \url{https://x.example/a_b} and \href{https://y.example}{there}",
            "see https://x.example/a_b and there",
        ),
        (r"\textless 5 \textgreater", "<5 >"),
        (r"the \unknown thing", r"the \unknown thing"),
    ],
)
def test_latex_is_read(latex: str, text: str) -> None:
    assert cleaned(decoded(latex)) == text


def test_a_file_is_never_read() -> None:
    assert "root" not in decoded(r"\input{/etc/passwd} \include{/etc/passwd}")


def test_a_thousand_braces_are_only_braces() -> None:
    assert decoded("{" * 5000 + "x" + "}" * 5000) == "x"
