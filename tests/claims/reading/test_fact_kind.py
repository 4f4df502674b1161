import pytest

from tests.claims.reading.proposals import of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Nobody knows who pulled the plug.", "negative_existence"),
        ("He called it “a promise with a handle”.", "quotation"),
        ("Its leaders have signed off on it.", "authorisation"),
        ("The mayor was indicted by a court.", "legal_status"),
        ("The basin covers 14 hectares.", "number"),
        ("It sank because of the wind.", "causal"),
        ("The crew collaborated with the council.", "relationship"),
        ("The desk opened in the spring of 1911.", "date"),
        ("It is the deepest harbour of all.", "comparison"),
        ("The harbour lies below the cliff.", "place"),
        ("The mayor is a diver.", "identity"),
        ("The harbour emptied.", "event"),
    ],
)
def test_the_words_tell_the_kind_of_fact(text: str, kind: str) -> None:
    assert of(text).fact_kind == kind
