"""Sets of claims and what hangs on them."""

from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, Greatest

from articles.models import Article
from articles.querysets import FrozenQuerySet
from claims.vocabulary import PAINTED, Access, AnchorState

LOST = [AnchorState.AMBIGUOUS, AnchorState.ORPHANED, AnchorState.REMOVED]


class AnchorQuerySet(models.QuerySet):
    def placed_in(self, article: Any, fingerprint: str) -> "AnchorQuerySet":
        """Where claims of a piece (or its key) that nobody removed stand in one of its texts, sure or not."""
        standing = self.filter(claim__article=article, claim__removed_at=None)
        return standing.filter(text_id=fingerprint, start__isnull=False)


class ClaimQuerySet(models.QuerySet):
    def locked(self, pk: object) -> Any:
        """The claim as stored, locked until the transaction ends."""
        return self.select_for_update(of=("self",)).get(pk=pk)

    def with_place(self) -> "ClaimQuerySet":
        """Each claim with `state`, `words` (the exact quote) and `settled_at`: its place in the working copy.

        All are None when the claim has no anchor in that text.
        """
        in_current_text = Q(anchors__text_id=F("article__fingerprint"))
        return self.annotate(
            here=FilteredRelation("anchors", condition=in_current_text),
            state=F("here__state"),
            words=F("here__exact"),
            settled_at=F("here__settled_at"),
        )

    def with_evidence(self) -> "ClaimQuerySet":
        """With evidence, its sources and all assessments: three queries more, however many claims."""
        return self.prefetch_related("evidence__source", "assessments")

    def standing(self) -> "ClaimQuerySet":
        """Those nobody removed."""
        return self.filter(removed_at=None)

    def of_pieces(self, pieces: models.QuerySet) -> "ClaimQuerySet":
        return self.filter(article__in=pieces)

    def painted(self) -> "ClaimQuerySet":
        """Those that stand in the working copy on words somebody accepted. Wants `with_place`."""
        is_confirmed = Q(state=AnchorState.CHANGED, settled_at__isnull=False)
        return self.standing().filter(Q(state__in=PAINTED) | is_confirmed)

    def lost(self) -> "ClaimQuerySet":
        """Those of which somebody has to say where they stand. Wants `with_place`."""
        is_doubtful = Q(state=AnchorState.CHANGED, settled_at=None)
        return self.standing().filter(Q(state=None) | Q(state__in=LOST) | is_doubtful)

    def moved(self) -> "ClaimQuerySet":
        """Those whose words stand elsewhere, or in a sentence that reads anew. Wants `with_place`."""
        reads_anew = Q(state=AnchorState.EXACT, here__context_changed=True)
        return self.standing().filter(Q(state=AnchorState.MOVED) | reads_anew)

    def assigned_to(self, user: User) -> "ClaimQuerySet":
        return self.standing().filter(assigned_to=user)

    def unconfirmed(self) -> "ClaimQuerySet":
        """Those recorded as a rule proposed, which no person has vouched for."""
        return self.standing().filter(confirmed_at=None)

    def due(self, day: date) -> "ClaimQuerySet":
        """Those that somebody wanted looked at again by now."""
        return self.standing().filter(recheck_on__lte=day)

    def signable_by(self, user: User) -> "ClaimQuerySet":
        """Those with a proposal, on the words of today, that this person may sign. Wants `with_place`."""
        if not (user.has_perm("claims.sign_assessment") and user.has_perm("articles.check_article")):
            return self.none()
        proposals = self._assessments().proposed().filter(words=OuterRef("words"))
        waiting = Exists(proposals.exclude(proposed_by=user))
        own = Article.objects.written_by(user)
        return self.painted().filter(waiting).exclude(article__in=own)

    def stale(self) -> "ClaimQuerySet":
        """Those whose newest finding judged other words, or was reopened since. Wants `with_place`.

        Not those for which somebody proposed one anew, which only has to be signed.
        """
        newest = self._assessments().signed().order_by("-signed_at", "-proposed_at")
        judged = self.painted().alias(
            judged=Subquery(newest.values("words")[:1]), signed_at=Subquery(newest.values("signed_at")[:1])
        )
        here = self._assessments().filter(words=OuterRef("words"))
        is_elsewhere = Exists(self._assessments().proposed()) & ~Exists(here)
        is_other = Q(judged__isnull=False) & ~Q(judged=F("words"))
        is_reopened = Q(signed_at__lte=F("reopened_at"))
        anew_since = Coalesce(OuterRef("reopened_at"), OuterRef("made_in__kept_at"))
        return judged.filter(is_elsewhere | is_other | is_reopened).exclude(
            Exists(here.proposed().filter(proposed_at__gte=anew_since))
        )

    # Each says when the wait began, as `since`.

    def since_assigned(self, user: User) -> "ClaimQuerySet":
        """Since the claim was last given to this person."""
        history: Any = self.model.history.model.objects  # type: ignore[attr-defined]
        later = history.filter(id=OuterRef("id"), history_date__gt=OuterRef("history_date"))
        given = history.filter(~Exists(later.exclude(assigned_to=user)), assigned_to=user)
        return self._since(
            Subquery(given.filter(id=OuterRef("pk")).order_by("history_date").values("history_date")[:1])
        )

    def since_marked(self) -> "ClaimQuerySet":
        history: Any = self.model.history.model.objects  # type: ignore[attr-defined]
        return self._since(
            Subquery(history.filter(id=OuterRef("pk"), history_type="+").values("history_date")[:1])
        )

    def since_proposed(self, user: User) -> "ClaimQuerySet":
        proposals = self._assessments().proposed().exclude(proposed_by=user).order_by("proposed_at")
        return self._since(Subquery(proposals.values("proposed_at")[:1]))

    def since_placed(self) -> "ClaimQuerySet":
        """Since the claim stands, or is lost, as it is now."""
        return self._since(self._placed_at())

    def since_stale(self) -> "ClaimQuerySet":
        placed = self._placed_at()
        return self._since(Greatest(Coalesce("reopened_at", placed), placed))

    def _placed_at(self) -> Coalesce:
        """When a person put the claim where it stands, or else when its text was first kept."""
        # A join from the anchor to its text would come before the join that the anchor hangs on.
        texts: Any = self.model.made_in.field.related_model.objects  # type: ignore[attr-defined]
        kept = texts.filter(pk=OuterRef("article__fingerprint")).values("kept_at")
        return Coalesce("settled_at", Subquery(kept))

    def since_due(self) -> "ClaimQuerySet":
        return self._since(F("recheck_on"))

    def _since(self, moment: Any) -> "ClaimQuerySet":
        """Who waits longest comes first."""
        return self.annotate(since=moment).order_by("since", "article__headline", "number")

    def _assessments(self) -> Any:
        assessments: Any = self.model.assessments.rel.related_model.objects  # type: ignore[attr-defined]
        return assessments.filter(claim=OuterRef("pk"))


class SourceQuerySet(models.QuerySet):
    def known_as(self, *, url_key: str = "", doi_key: str = "") -> "SourceQuerySet":
        """The sources with this DOI or, failing that, at this address; none for two empty keys."""
        by_doi = self.filter(doi_key=doi_key) if doi_key else self.none()
        by_url = self.filter(url_key=url_key) if url_key else self.none()
        return by_doi | by_url

    def leant_on(self) -> "SourceQuerySet":
        """Those readers are told of, by title, as dictionaries without anything the desk alone knows.

        `told` is the source in the newest edition that leans on it, `leaning` how many published claims do;
        of these `real` are in pieces that are no fictional example.
        """
        claim = "published__published"
        real = Q(**{f"{claim}__is_example": False})
        counted: Any = (
            self.exclude(access=Access.CONFIDENTIAL)
            .filter(**{f"{claim}__is_removed": False})
            .annotate(leaning=Count(claim, distinct=True), real=Count(claim, distinct=True, filter=real))
        )
        told = counted.annotate(told=self._newest("told")).alias(told_title=self._newest("told__title"))
        return told.order_by("told_title", "id").values("id", "told", "leaning", "real")

    def _newest(self, name: str) -> Subquery:
        """What the newest edition in which a standing claim leans on each source tells of it."""
        published: Any = self.model.published.rel.related_model.objects  # type: ignore[attr-defined]
        leaning = published.filter(source=OuterRef("pk"), published__is_removed=False)
        newest = leaning.order_by("-published__published_at", "-pk")
        return Subquery(newest.values_list(KT(name) if "__" in name else name)[:1])

    def after(self, title: str, id_: object) -> "SourceQuerySet":
        """The sources that follow, in `leant_on()` order, the one with this title and id."""
        return self.filter(Q(told_title__gt=title) | Q(told_title=title, id__gt=id_))


class EvidenceQuerySet(models.QuerySet):
    def live(self) -> "EvidenceQuerySet":
        return self.filter(withdrawn_at=None)


class AssessmentQuerySet(FrozenQuerySet):
    def signed(self) -> "AssessmentQuerySet":
        return self.filter(signed_by__isnull=False)

    def proposed(self) -> "AssessmentQuerySet":
        """Proposals nobody has signed yet."""
        return self.filter(signed_by=None, signature=None)

    def as_signed_by(self, user: User) -> "AssessmentQuerySet":
        """Each with `is_answered` (a row repeats it, signed), `is_own` and `is_of_own_piece`."""
        own = Article.objects.written_by(user).filter(pk=OuterRef("claim__article"))
        return self.annotate(
            is_answered=Q(signature__isnull=False), is_own=Q(proposed_by=user), is_of_own_piece=Exists(own)
        )


class PublishedClaimQuerySet(models.QuerySet):
    def listed(self) -> "PublishedClaimQuerySet":
        """The claims readers find in lists; not those removed from their text.

        The newest edition comes first, and its claims in the order of its text.
        """
        found = self.filter(is_removed=False).select_related("article")
        return found.defer("article__body", "article__standfirst").order_by("-published_at", "place", "id")

    def before(self, moment: datetime, place: int, id_: object) -> "PublishedClaimQuerySet":
        """Those that follow, in `listed()` order, the one published at `moment`, with this place and id."""
        same_edition = Q(place__gt=place) | Q(place=place, id__gt=id_)
        # The second condition is what an index can be entered by.
        return self.filter(
            Q(published_at__lt=moment) | (Q(published_at=moment) & same_edition), published_at__lte=moment
        )

    def with_edition(self) -> "PublishedClaimQuerySet":
        """With the edition each stands in, but for what no list shows; one query."""
        unseen = ("html", "text", "parts", "furniture", "overridden")
        return self.select_related("edition").defer(*(f"edition__{name}" for name in unseen))

    def put_as(self, modality: str) -> "PublishedClaimQuerySet":
        return self.filter(modality=modality)

    def found_to_be(self, finding: str) -> "PublishedClaimQuerySet":
        """Those with this finding; with "" those not assessed, or left unrated."""
        return self.filter(finding=finding)

    def leaning_on(self, source_id: object) -> "PublishedClaimQuerySet":
        """Those with evidence from this source, each once."""
        leaning = self.model.sources.rel.related_model.objects.filter(source=source_id)  # type: ignore[attr-defined]
        return self.filter(pk__in=leaning.values("published"))
