import pytest

from articles.searching.words import MOST, WORD, often, words

SAMPLES = [
    "The harbour froze twice.",
    "Zelenskyy — Zelenský’s “visit” to Kyiv/Київ, 1,200 km",
    "Россия и Украина",
    "العَرَبِيَّةُ ـ كتاب",
    "東京で会議、 ロシアとHamas",
    "हिन्दी में समाचार",
    "한국 정부는",
    "ไทยและลาว",
    "ﷺ ﬁne Ⅷ ½ ŉ",
    "",
]


def test_words_are_folded_and_stemmed() -> None:
    assert words("The Harbours froze, TWICE.", "en-GB") == " the harbour froze twice "


def test_other_languages_are_not_stemmed() -> None:
    assert words("Les partis attendent", "fr") == " les partis attendent "


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Zelenský", "zelensky"),
        ("Wałęsa", "walesa"),
        ("Søren Ærø", "soren aero"),
        ("Erdoğan", "erdogan"),
        ("İstanbul", "istanbul"),
        ("Straße", "strasse"),
        ("Ёлка", "елка"),
        ("كِتَابٌ", "كتاب"),
        ("ｆｕｌｌ", "full"),
        ("ﬁne", "fine"),
        ("Russia’s", "Russia"),
        ("Άθηνα", "αθηνα"),
    ],
)
def test_case_diacritics_and_ligatures_do_not_count(written: str, typed: str) -> None:
    assert words(written, "xx") == words(typed, "xx")


def test_voiced_kana_stay_apart() -> None:
    assert words("ガラス", "ja") != words("カラス", "ja")


def test_a_run_without_spaces_becomes_pairs_of_characters() -> None:
    assert words("東京都 は", "ja") == " 東京 京都 都 は "


def test_a_run_without_spaces_ends_at_a_word_of_letters() -> None:
    assert words("ロシアHamas", "ja") == " ロシ シア ア hamas "


@pytest.mark.parametrize("text", SAMPLES)
def test_the_nth_word_is_that_of_the_nth_match(text: str) -> None:
    assert len(words(text, "en").split()) == len(WORD.findall(text))


def test_of_an_endless_text_only_the_beginning_is_kept() -> None:
    kept = words("слово " * 100_000, "ru")
    assert len(kept.encode()) <= MOST + 1
    assert set(kept.split()) == {"слово"}
    assert kept.endswith(" ")


def test_words_stand_often_from_three_times_on() -> None:
    assert often(words("Ice and ice, snow and ice", "en")) == " ice "
    assert often("  ") == "  "


def test_in_a_long_text_words_stand_often_once_in_three_hundred() -> None:
    assert often(" ice" * 4 + " snow" * 3 + " and" * 1193 + " ") == " ice and "
