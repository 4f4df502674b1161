"""What claims do when a piece is revised, checked or frozen: the object behind articles' one door."""

import logging
from typing import Any

from django.db.models import F
from django.urls import reverse

from articles.companions import Frozen, Mapped
from articles.models import Article, Edition
from articles.plaintext import read
from articles.refusals import Problem, Refused
from articles.searching.documents import Document, Kind
from claims.anchoring.canonical import squeezed
from claims.anchoring.weave import Mark, weave
from claims.annotating import count, coverage
from claims.following import follow
from claims.ledger import enter
from claims.models import Anchor, Claim, PublishedClaim, Source
from claims.publication import published_claims, standing_assessment
from claims.vocabulary import AnchorState, is_painted

logger = logging.getLogger(__name__)


class Claims:
    """The companion named in settings.ARTICLE_COMPANIONS."""

    def revised(self, article: Article, old_text: str, new_text: str) -> None:
        """Carry every claim to its words in the new text. When that fails, the save fails and says so."""
        try:
            follow(article, old_text, new_text)
            count(article)
        except Exception as error:
            logger.exception("The claims of %s could not be followed.", article.pk)
            raise Refused(
                "The claims of this piece could not be carried to the new text, so nothing was saved. "
                "Your text is still here; please tell whoever looks after the site.",
                code="claims",
            ) from error

    def problems(self, article: Article) -> list[Problem]:
        claims = article.claims.filter(removed_at=None).with_place().with_evidence().order_by("number")
        found = [problem for claim in claims for problem in _problems(claim)]
        return found + _misplaced(article) + _open_sentences(article)

    def freeze(self, article: Article, edition: Edition) -> Frozen:
        """Mark the painted claims in the edition's body and list them all as published."""
        claims = published_claims(article, edition.fingerprint)
        marks = [_mark(claim) for claim in claims if claim["anchor"]]
        html = weave(edition.html, read(edition.html).runs, marks)
        return Frozen(html=html, name="claims", part=claims)

    def published(self, edition: Edition) -> None:
        """Put the claims of `edition` into the ledger."""
        enter(edition)

    def documents(self, edition: Edition) -> list[Document]:
        """The claims of `edition`, but for those that were removed."""
        return [_document(edition, claim) for claim in edition.claims if not claim["removed"]]

    def pages(self, edition: Edition) -> list[str]:
        """Of every claim the piece ever had and each source one of them leans on, and their lists.

        And what programs read of them: the annotations, one by one and all together.
        """
        numbers = Claim.objects.filter(article=edition.article_id).values_list("number", flat=True)
        sources = Source.objects.filter(evidence__claim__article=edition.article_id).distinct()
        return [
            *(reverse("claims:claim", args=[edition.slug, number]) for number in numbers),
            *(reverse("claims:annotation", args=[edition.slug, number]) for number in numbers),
            reverse("claims:annotations", args=[edition.slug]),
            *(reverse("claims:source", args=[source]) for source in sources.values_list("pk", flat=True)),
            *(reverse(f"claims:{page}") for page in ("ledger", "sources")),
        ]

    def mapped(self) -> dict[str, Mapped]:
        """The pages of the claims readers have now. Each tells of every edition, so a new one changes it."""
        keyed = PublishedClaim.objects.listed().annotate(key=F("claim"), changed_at=F("published_at"))
        rows = keyed.order_by("key").values_list("key", "changed_at", "article__slug", "number")
        return {"claims": Mapped("claims:claim", rows)}

    def weight(self, last: Edition, edition: Edition) -> list[str]:
        """The claims of both editions whose words are others now, or gone."""
        was, now = _words_by_number(last), _words_by_number(edition)
        changed = [number for number in sorted(was.keys() & now.keys()) if was[number] != now[number]]
        return [f"the words of claim {number} changed" for number in changed]


def _document(edition: Edition, claim: dict[str, Any]) -> Document:
    anchor, assessment = claim["anchor"] or {}, claim["assessment"] or {}
    said = [anchor.get("exact", ""), claim["put"], claim["found"], assessment.get("summary", "")]
    return Document(
        id=claim["id"],
        kind=Kind.CLAIM,
        url=_address(edition, claim),
        label=f"Claim {claim['number']} in “{edition.headline}”",
        title=claim["proposition"],
        text=" · ".join(words for words in said if words),
        beside=claim["attribution"]["name"],
        published_at=edition.first_published_at,
        language=edition.language,
        standing=edition.standing,
        is_example=edition.furniture["example"],
    )


def _address(edition: Edition, claim: dict[str, Any]) -> str:
    """Where readers find a claim of a piece."""
    return f"{edition.get_absolute_url()}#{'claim' if claim['anchor'] else 'note'}-{claim['number']}"


def _words_by_number(edition: Edition) -> dict[int, str | None]:
    return {
        claim["number"]: squeezed(claim["anchor"]["exact"]) if claim["anchor"] else None
        for claim in edition.claims
    }


def _problems(claim: Any) -> list[Problem]:
    """What the desk should know of one claim, which carries its place (`with_place`)."""
    if not is_painted(claim.state, claim.settled_at):
        return [Problem("anchor", _what_is_wrong(claim))]
    return [problem for problem in (_unconfirmed(claim), _stale(claim), _unsigned(claim)) if problem]


def _what_is_wrong(claim: Any) -> str:
    if claim.state is None:
        return f"Claim {claim.number} has no place in this text: “{claim.first_exact}”. Place it."
    if claim.state == AnchorState.CHANGED:
        return f"Claim {claim.number} stands on changed words, “{claim.words}”. Do they still make it?"
    label = AnchorState(claim.state).label
    return f"Claim {claim.number}, {label}: “{claim.words}”. Place it again or remove it."


def _misplaced(article: Article) -> list[Problem]:
    """Of claims whose place was written past the verbs, and where other words stand."""
    anchors = Anchor.objects.placed_in(article, article.fingerprint)
    places = anchors.order_by("claim__number").values_list("claim__number", "exact", "start", "end")
    text = article.reading().text
    message = "Claim {} is placed where its words, “{}”, do not stand. Place it again."
    return [
        Problem("anchor", message.format(number, exact), can_be_overridden=False)
        for number, exact, start, end in places
        if text[start:end] != exact
    ]


def _unconfirmed(claim: Any) -> Problem | None:
    if claim.is_confirmed:
        return None
    return Problem("unconfirmed", f"Claim {claim.number} is recorded as a rule proposed. Does it hold?")


def _open_sentences(article: Article) -> list[Problem]:
    count_of_open = len(coverage(article).open)
    if not count_of_open:
        return []
    message = f"Neither annotated nor set aside: {count_of_open} sentences that state something checkable."
    return [Problem("coverage", message, blocks=False)]


def _stale(claim: Any) -> Problem | None:
    if not claim.signed_assessments or standing_assessment(claim, claim.words):
        return None
    newest = claim.signed_assessments[0]
    why = claim.reopened_because if newest.words == claim.words else "Its finding judged other words."
    message = f"Claim {claim.number} is shown as not yet assessed. {why}"
    return Problem("stale", message, blocks=False)


def _unsigned(claim: Any) -> Problem | None:
    if not claim.open_proposals:
        return None
    return Problem("unsigned", f"Claim {claim.number} has a finding that nobody has signed.", blocks=False)


def _mark(claim: dict[str, Any]) -> Mark:
    anchor = claim["anchor"]
    label = f"Note {claim['number']}: {_spoken(claim['put'])}; {_spoken(claim['found'])}"
    return Mark(number=claim["number"], start=anchor["start"], end=anchor["end"], label=label)


def _spoken(phrase: str) -> str:
    return phrase[:1].lower() + phrase[1:]
