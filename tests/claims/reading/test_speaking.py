import pytest

from tests.claims.reading.proposals import of


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("The plug is lost.", "author", ""),
        ("The Harbour Gazette reported a leak.", "media_report", "the Harbour Gazette"),
        ("According to the Daily Barometer, it leaks.", "media_report", "the Daily Barometer"),
        ("It leaks, the Ministry of Umbrellas said.", "government_body", "the Ministry of Umbrellas"),
        ("French authorities said that it leaks.", "government_body", "French authorities"),
        ("“It leaks,” said President Anna Moll.", "named_person", "President Anna Moll"),
        ("The mayor, Anna Moll, confirmed a leak.", "named_person", "Anna Moll"),
        ("They met Anna Moll, a diver, who has denied it.", "named_person", "Anna Moll"),
        ("The Rain Society claimed that it leaks.", "named_organization", "the Rain Society"),
        ("A study found that it leaks.", "document", "a study"),
        ("Letters from the Moll Archive revealed a leak.", "document", "the Moll Archive"),
        ("Two officials said that it leaks.", "unnamed_source", "two officials"),
        ("Reports indicated that it leaks.", "unspecified", ""),
        ("The mayor allegedly knew.", "unspecified", ""),
        ("The mayor was accused of theft.", "unspecified", ""),
        ("The mayor was accused by the Rain Society of theft.", "named_organization", "the Rain Society"),
        ("We do not know why it leaks.", "author", ""),
        ("Moll has long denied it.", "named_person", "Moll"),
        ("Villagers said that it leaks.", "unnamed_source", "Villagers"),
        ("The Rain Watch has accused the mayor of theft.", "named_organization", "the Rain Watch"),
        ("The opposition accuses the mayor of theft.", "named_organization", "the opposition"),
        ("The central bank forecasts that it will leak.", "government_body", "the central bank"),
        ("According to emails seen by Der Spiegel, it leaks.", "document", "emails seen by Der Spiegel"),
        ("Le Monde revealed that it leaks.", "media_report", "Le Monde"),
        ("An audit by the Rain Society found two leaks.", "document", "an audit by the Rain Society"),
        ("Satellite images suggest that it leaks.", "document", "Satellite images"),
        (
            "A port official, who gave no name, said the boats were Swiss.",
            "unnamed_source",
            "a port official",
        ),
    ],
)
def test_a_speaker_is_told_by_its_looks(text: str, kind: str, name: str) -> None:
    proposal = of(text)
    assert (proposal.attribution_kind, proposal.attribution_name) == (kind, name)


def test_a_pronoun_stands_for_the_speaker_before_it() -> None:
    proposal = of("The circular is brisk. It states that umbrellas are lent.", "umbrellas are lent")
    assert (proposal.attribution_kind, proposal.attribution_name) == ("document", "the circular")
