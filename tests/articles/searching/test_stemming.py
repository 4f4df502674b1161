import pytest

from articles.searching.stemming import stem

ALIKE = """
    attack attacks attacked attacking; stop stops stopped stopping; hope hopes hoped hoping;
    plan planned plans; plane planes; study studies studied studying; create creates created creating;
    fall falls falling;
    propose proposed proposing; refer referred referring; agree agreed agreeing agrees; use uses used using;
    cancel cancelled cancelling; travel travelled travelling; box boxes; church churches; embargo embargoes;
    policy policies; militia militias; missile missiles; tie ties tied; crisis
"""
UNLIKE = [
    ("organ", "organization"),
    ("plan", "plane"),
    ("hop", "hope"),
    ("new", "news"),
    ("us", "use"),
    ("bed", "be"),
    ("rat", "rate"),
]


@pytest.mark.parametrize("forms", [group.split() for group in ALIKE.split(";")], ids=lambda forms: forms[0])
def test_forms_of_a_word_have_one_stem(forms: list[str]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize("pair", UNLIKE, ids="-".join)
def test_other_words_have_another(pair: tuple[str, str]) -> None:
    assert stem(pair[0]) != stem(pair[1])


@pytest.mark.parametrize("word", ["his", "was", "bus", "sing", "feed", "2026s", "работы", "élus", ""])
def test_what_has_no_english_ending_stays(word: str) -> None:
    assert stem(word) == word
