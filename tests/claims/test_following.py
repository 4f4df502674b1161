"""Claims follow their words through the saves of a piece, or say that they lost them."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from articles import publishing, revising
from articles.checklist import problems_of
from articles.minting import now
from articles.models import Article
from articles.refusals import Refused
from claims import annotating, companion, following
from claims.models import Anchor, Claim, TextVersion
from tests.factories import a_claim, a_finding, a_piece, a_proposal, a_ready_piece

FIRST = "The mayor of Ilm signed the treaty in 1987."
SECOND = "The harbour froze twice that winter, and 40 ships were lost."
THIRD = "Nobody in the council asked who would pay for the new bridge."
PARAGRAPHS = [FIRST, SECOND, THIRD]


def body(*paragraphs: str) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


@pytest.fixture
def piece(editor: User) -> Article:
    return a_piece(editor, body=body(*PARAGRAPHS))


@pytest.fixture
def claim(piece: Article, editor: User) -> Claim:
    return a_claim(piece, editor, "40 ships were lost")


@pytest.fixture
def save(piece: Article, editor: User) -> Any:
    """Saves the piece with these paragraphs."""
    return lambda *paragraphs: revising.revise(piece, by=editor, body=body(*paragraphs))


def here(claim: Claim) -> Anchor:
    return claim.anchors.get(text_id=Article.objects.get(pk=claim.article_id).fingerprint)


def stops(piece: Article) -> list[str]:
    return [problem.message for problem in problems_of(piece) if problem.code == "anchor"]


def test_a_claim_keeps_its_words_when_its_paragraph_moves(claim: Claim, save: Any) -> None:
    save(SECOND, FIRST, THIRD)
    assert (here(claim).state, here(claim).exact) in [
        ("moved", "40 ships were lost"),
        ("exact", "40 ships were lost"),
    ]


def test_a_changed_number_is_named(claim: Claim, save: Any) -> None:
    save(FIRST, SECOND.replace("40", "42"), THIRD)
    anchor = here(claim)
    assert (anchor.state, anchor.exact) == ("changed", "42 ships were lost")
    assert anchor.facts_changed == [["number", ["40"], ["42"]]]
    assert "40" in anchor.explanation


def test_changed_words_stop_publication_until_somebody_confirms_them(
    claim: Claim, save: Any, checker: User
) -> None:
    piece = save(FIRST, SECOND.replace("40", "42"), THIRD)
    assert len(stops(piece)) == 1
    annotating.confirm(claim, by=checker)
    assert stops(piece) == []


def test_confirming_makes_the_new_words_the_claims_own(claim: Claim, save: Any, checker: User) -> None:
    save(FIRST, SECOND.replace("40", "42"), THIRD)
    annotating.confirm(claim, by=checker)
    save(FIRST, SECOND.replace("40", "42"), THIRD + " It rained.")
    assert (here(claim).state, here(claim).exact) == ("exact", "42 ships were lost")


def test_unconfirmed_words_stay_changed_however_often_the_piece_is_saved(claim: Claim, save: Any) -> None:
    save(FIRST, SECOND.replace("40", "42"), THIRD)
    save(FIRST, SECOND.replace("40", "42"), THIRD + " It rained.")
    assert here(claim).state == "changed"


def test_words_put_back_are_in_place_again(claim: Claim, save: Any) -> None:
    save(FIRST, SECOND.replace("40", "42"), THIRD)
    save(FIRST, SECOND, THIRD + " It rained.")
    assert here(claim).state == "exact"


def test_the_first_quote_is_never_forgotten(claim: Claim, save: Any, checker: User) -> None:
    save(FIRST, SECOND.replace("40", "42"), THIRD)
    annotating.confirm(claim, by=checker)
    claim.refresh_from_db()
    assert (claim.first_exact, SECOND in claim.made_in.text) == ("40 ships were lost", True)


def test_what_was_found_on_other_words_is_stale(claim: Claim, save: Any, editor: User, checker: User) -> None:
    a_finding(claim, editor, signed_by=checker)
    piece = save(FIRST, SECOND.replace("40", "42"), THIRD)
    annotating.confirm(claim, by=checker)
    assert "stale" in [problem.code for problem in problems_of(piece)]


def test_nothing_is_proposed_on_words_nobody_confirmed(claim: Claim, save: Any, editor: User) -> None:
    save(FIRST, SECOND.replace("40", "42"), THIRD)
    with pytest.raises(Refused, match="Confirm or replace"):
        a_proposal(claim, editor)


def test_there_is_nothing_to_confirm_where_nothing_changed(claim: Claim, checker: User) -> None:
    with pytest.raises(Refused, match="nothing to confirm"):
        annotating.confirm(claim, by=checker)


def test_confirming_stands_in_the_history_of_the_claim(claim: Claim, save: Any, checker: User) -> None:
    save(FIRST, SECOND.replace("40", "42"), THIRD)
    annotating.confirm(claim, by=checker)
    newest = claim.history.first()
    assert (newest.history_user, newest.relations) == (checker, {"words": "42 ships were lost"})


def test_a_deleted_claim_does_not_sit_down_on_its_look_alike(editor: User) -> None:
    alike = "In {} the guild of bakers raised the price of bread by a tenth."
    piece = a_piece(editor, body=body(FIRST, alike.format("March"), SECOND, alike.format("June"), THIRD))
    claim = a_claim(piece, editor, alike.format("March"))
    revising.revise(piece, by=editor, body=body(FIRST, SECOND, alike.format("June"), THIRD))
    assert here(claim).span is None


def test_a_body_emptied_and_refilled_has_its_claims_again(claim: Claim, save: Any) -> None:
    before = here(claim)
    save()
    assert here(claim).state == "orphaned"
    save(*PARAGRAPHS)
    assert here(claim) == before


def test_a_lost_claim_is_found_again_from_the_text_it_was_made_in(claim: Claim, save: Any) -> None:
    save(FIRST, THIRD)
    save(FIRST, THIRD + " It rained.")
    save("A new opening.", FIRST, SECOND, THIRD)
    assert (here(claim).state, here(claim).exact) == ("exact", "40 ships were lost")


def test_a_claim_is_mapped_from_where_it_was_made_whatever_becomes_of_others(
    claim: Claim, save: Any, editor: User
) -> None:
    rewritten = "The harbour froze twice that winter, and 42 ships sank."
    piece = save(FIRST, rewritten, THIRD)
    a_claim(piece, editor, "Nobody in the council asked")
    text = save(FIRST, rewritten, SECOND, "Somebody on the council did ask.").reading().text
    anchor = here(claim)
    assert anchor.state == "ambiguous"
    places = {text[start:end] for start, end, _ in anchor.candidates or []}
    assert places == {"42 ships sank", "40 ships were lost"}


@pytest.mark.parametrize("change", [{"headline": "New"}, {"body": body("It rained.", *PARAGRAPHS, "More.")}])
def test_a_text_that_came_past_the_verb_is_not_published_and_the_next_save_follows_it(
    change: dict[str, str], claim: Claim, piece: Article, editor: User
) -> None:
    Article.objects.filter(pk=piece.pk).update(body=body("It rained.", *PARAGRAPHS))
    piece.refresh_from_db()
    assert "changed past the desk" in " ".join(problem.message for problem in problems_of(piece))
    piece = revising.revise(piece, by=editor, **change)
    assert (here(claim).state, here(claim).exact) == ("exact", "40 ships were lost")
    assert "changed past the desk" not in " ".join(problem.message for problem in problems_of(piece))


def test_another_article_in_its_place_loses_every_claim(claim: Claim, save: Any) -> None:
    save("Quite another story begins here, of snails.", "It ends with a parade of lanterns.")
    assert here(claim).span is None


def test_many_small_edits_do_not_make_a_claim_drift(claim: Claim, save: Any) -> None:
    for count in range(30):
        save(FIRST, SECOND + " It rained." * (count % 7), THIRD + " So it went." * count)
    assert (here(claim).state, here(claim).exact) == ("exact", "40 ships were lost")


def test_a_thousand_overlapping_claims_are_carried(piece: Article, editor: User) -> None:
    text = piece.reading().text
    version = TextVersion.objects.create(fingerprint=piece.fingerprint, text=text)
    claims = [
        Claim(
            article=piece,
            number=number + 1,
            proposition="P.",
            modality="asserted",
            made_in=version,
            first_exact=text[number % 60 : number % 60 + 30],
            first_start=number % 60,
        )
        for number in range(1000)
    ]
    Claim.objects.bulk_create(claims)
    settled = {"settled_at": now(), "settled_by": editor}
    Anchor.objects.bulk_create(
        Anchor.standing(claim.pk, version, claim.first_start, claim.first_start + 30, **settled)
        for claim in claims
    )
    revised = revising.revise(piece, by=editor, body=body("A new opening.", *PARAGRAPHS))
    anchors = Anchor.objects.filter(text_id=revised.fingerprint)
    assert {anchor.state for anchor in anchors} == {"exact"}
    assert all(revised.reading().text[a.start : a.end] == a.exact for a in anchors)


def test_when_claims_cannot_be_followed_the_save_fails_and_says_so(
    claim: Claim, save: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(companion, "follow", lambda *_: 1 / 0)
    with pytest.raises(Refused, match="nothing was saved"):
        save(FIRST)
    assert Article.objects.get().body == body(*PARAGRAPHS)


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("Мэр города подписал договор в 1987 году.", "подписал договор"),
        ("وقع رئيس البلدية المعاهدة في عام 1987.", "المعاهدة"),
        ("市长于1987年签署了该条约。", "签署了该条约"),
        ("महापौर ने 1987 में संधि पर हस्ताक्षर किए।", "संधि पर हस्ताक्षर"),
        ("The 👩‍🚀 crew of 🚀 Nine landed in é\u0301té.", "👩‍🚀 crew of 🚀 Nine"),
        ("The so\u00adcalled treaty was signed.", "so\u00adcalled treaty"),
        ("He said \u2067שלום\u2069 and left the hall.", "\u2067שלום\u2069 and left"),
    ],
)
def test_claims_in_any_script_follow_their_words(sentence: str, quote: str, editor: User) -> None:
    piece = a_piece(editor, body=body(FIRST, sentence, THIRD))
    claim = a_claim(piece, editor, quote)
    revising.revise(piece, by=editor, body=body("A 🚀 new opening.", FIRST, sentence, THIRD))
    anchor = here(claim)
    assert anchor.exact == claim.first_exact


@pytest.mark.parametrize(
    ("html", "quote"),
    [
        (
            "<p>The <strong>mayor of</strong> Ilm <a href='https://a.example/'>signed it</a> then.</p>",
            "mayor of Ilm signed",
        ),
        ("<ul><li><p>The bread was dear.</p></li><li><p>The fish was not.</p></li></ul>", "The fish was not"),
        ("<p>One.</p><p>Two of them came.</p><p>Three left.</p>", "One.\n\nTwo of them came.\n\nThree left."),
        ("<p>Ilm</p>", "Ilm"),
    ],
    ids=["across markup", "in a list", "three paragraphs", "one word"],
)
def test_claims_of_any_shape_follow_their_words(html: str, quote: str, editor: User) -> None:
    piece = a_piece(editor, body=html + body(SECOND))
    claim = a_claim(piece, editor, quote)
    revising.revise(piece, by=editor, body=html + body(SECOND, THIRD))
    assert (here(claim).state, here(claim).exact) == ("exact", quote)


def test_only_anchors_that_nothing_needs_are_pruned(publisher: User) -> None:
    piece = a_ready_piece(publisher, body=body(*PARAGRAPHS))
    claim = a_claim(piece, publisher, "40 ships were lost")
    texts = []
    for added in ("Published.", "In the history.", "Idle.", "Current."):
        piece = revising.revise(piece, by=publisher, body=body(added, *PARAGRAPHS))
        texts.append(piece.fingerprint)
        if added == "Published.":
            publishing.publish(piece, by=publisher)
    published, in_history, idle, current = texts
    Article.history.filter(fingerprint__in=[published, idle]).delete()
    call_command("prune_anchors", verbosity=0)
    kept = set(claim.anchors.values_list("text_id", flat=True))
    assert kept == {claim.made_in_id, published, in_history, current}
    assert not TextVersion.objects.filter(pk=idle).exists()


def test_any_revision_restored_has_its_claims_where_they_were(
    claim: Claim, save: Any, piece: Article, editor: User
) -> None:
    a_claim(piece, editor, "signed the treaty")
    save("A new opening.", THIRD, FIRST.replace("1987", "1990"))
    late = a_claim(Article.objects.get(), editor, "A new opening")
    save("Quite another story begins here, of snails.")
    save(FIRST, SECOND + " It rained.", "A parade of lanterns.")
    before = {row.pk: places(row.fingerprint) for row in Article.history.all()}
    for row in Article.history.order_by("version")[:4]:
        revising.restore(row, by=editor)
        assert places(row.fingerprint).items() >= before[row.pk].items()
    revising.restore(Article.history.get(version=1), by=editor)
    assert (here(late).state, here(late).span) == ("orphaned", None)


def places(text_id: str) -> dict[Any, Any]:
    """The anchors in a text, each as it is stored."""
    return {row["id"]: row for row in Anchor.objects.filter(text_id=text_id).values()}


def test_a_claim_that_went_while_a_copy_of_it_stays_is_lost_and_shows_the_copy(
    claim: Claim, save: Any
) -> None:
    save(FIRST, SECOND, THIRD, SECOND)
    save(FIRST, THIRD, SECOND)
    anchor = here(claim)
    assert (anchor.state, anchor.explanation) == ("orphaned", following.SAME_ELSEWHERE)
    assert [anchor.text.text[start:end] for start, end, _ in anchor.candidates] == ["40 ships were lost"]


def test_words_that_stand_in_many_places_are_no_places_for_a_lost_claim(
    piece: Article, editor: User, save: Any
) -> None:
    lost = a_claim(piece, editor, "council")
    save(FIRST, SECOND, *(f"The council met on day {day}." for day in range(following.MOST_PLACES + 1)))
    assert (here(lost).state, here(lost).candidates) == ("orphaned", [])


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("市长于1987年签署了该条约。", "年签署了该条约"),
        ("市長は1987年に条約に署名した。", "条約に署名"),
        ("นายกเทศมนตรีลงนามในสนธิสัญญาเมื่อปี 1987", "ลงนามในสนธิสัญญา"),
    ],
    ids=["Chinese", "Japanese", "Thai"],
)
def test_a_lost_claim_shows_a_copy_also_where_a_script_writes_no_spaces(
    sentence: str, quote: str, save: Any, editor: User
) -> None:
    lost = a_claim(save(FIRST, sentence, THIRD), editor, quote)
    save(FIRST, sentence, THIRD, sentence)
    save(FIRST, THIRD, sentence)
    anchor = here(lost)
    assert anchor.state == "orphaned"
    assert [anchor.text.text[start:end] for start, end, _ in anchor.candidates] == [quote]


@pytest.mark.parametrize(
    ("quote", "within"), [("council", "councillors and subcouncils met."), ("काम", "कामिनी आई।")]
)
def test_a_part_of_a_longer_word_is_no_place_for_a_lost_claim(
    quote: str, within: str, save: Any, editor: User
) -> None:
    lost = a_claim(save(FIRST, f"{quote}."), editor, quote)
    save(FIRST, "Of snails.", THIRD.replace("council", "house"), f"There {within}")
    assert (here(lost).state, here(lost).candidates) == ("orphaned", [])
