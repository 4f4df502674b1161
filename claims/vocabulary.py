"""The values of domain.md, each set once, with what the desk reads beside it."""

from datetime import datetime

from django.db.models import IntegerChoices, TextChoices


class Modality(TextChoices):
    """How the text puts it. "Confirmed" is the author's verb, never our finding."""

    ASSERTED = "asserted", "asserted"
    REPORTED = "reported", "reported"
    ALLEGED = "alleged", "alleged"
    CONFIRMED = "confirmed", "put as confirmed"
    DENIED = "denied", "denied"
    NOT_PROVEN = "not_proven", "put as not proven"
    UNKNOWN = "unknown", "put as unknown"
    POSSIBLE = "possible", "put as possible"
    PREDICTED = "predicted", "predicted"
    EVALUATIVE = "evaluative", "a judgement"


class AttributionKind(TextChoices):
    AUTHOR = "author", "the author"
    NAMED_PERSON = "named_person", "a named person"
    NAMED_ORGANIZATION = "named_organization", "a named organisation"
    GOVERNMENT_BODY = "government_body", "a government body"
    DOCUMENT = "document", "a document"
    MEDIA_REPORT = "media_report", "a media report"
    UNNAMED_SOURCE = "unnamed_source", "an unnamed source"
    UNSPECIFIED = "unspecified", "nobody in particular"


class FactKind(TextChoices):
    IDENTITY = "identity"
    DATE = "date"
    PLACE = "place"
    NUMBER = "number"
    QUOTATION = "quotation"
    EVENT = "event"
    RELATIONSHIP = "relationship"
    CAUSAL = "causal"
    LEGAL_STATUS = "legal_status", "Legal status"
    AUTHORISATION = "authorisation"
    COMPARISON = "comparison"
    NEGATIVE_EXISTENCE = "negative_existence", "Negative existence"


class Checkable(TextChoices):
    YES = "yes"
    PARTLY = "partly"
    NO = "no", "No: opinion, prediction or motive"


class Stakes(TextChoices):
    ROUTINE = "routine"
    MATERIAL = "material"
    CENTRAL = "central"


class LegalSensitivity(TextChoices):
    NONE = "none"
    ELEVATED = "elevated"
    HIGH = "high"


class AnchorState(TextChoices):
    EXACT = "exact", "in place"
    MOVED = "moved", "moved"
    CHANGED = "changed", "words changed"
    AMBIGUOUS = "ambiguous", "place unclear"
    ORPHANED = "orphaned", "words lost"
    REMOVED = "removed", "removed on purpose"


class Finding(TextChoices):
    """What the desk concluded, in the words a reader is told."""

    SUPPORTED = "supported", "Supported by evidence"
    MOSTLY_SUPPORTED = "mostly_supported", "Holds, with a detail wrong or imprecise"
    NEEDS_CONTEXT = "needs_context", "Accurate but incomplete"
    DISPUTED = "disputed", "Credible evidence conflicts"
    INSUFFICIENT_EVIDENCE = "insufficient_evidence", "Could not be established"
    MOSTLY_REFUTED = "mostly_refuted", "Largely contradicted"
    REFUTED = "refuted", "Contradicted by evidence"
    NOT_CHECKABLE = "not_checkable", "Opinion or prediction, not rated"


class Confidence(TextChoices):
    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class AttributionCheck(TextChoices):
    """Whether those on whose word the text says it did say it."""

    NOT_APPLICABLE = "not_applicable", "No attribution to check"
    NOT_DONE = "not_done", "Attribution not checked"
    VERIFIED = "verified", "They did say so"
    MISATTRIBUTED = "misattributed", "They did not say so"
    UNVERIFIABLE = "unverifiable", "Whether they said so could not be verified"


class Relation(TextChoices):
    """How a piece of evidence bears on a claim. `attribution` shows only that somebody said so."""

    SUPPORTS = "supports"
    DISPUTES = "disputes"
    CONTEXT = "context", "Gives context"
    ATTRIBUTION = "attribution", "Shows who said so"


class Credibility(IntegerChoices):
    """The Admiralty code's second half: how far this piece of information is to be believed."""

    CONFIRMED = 1, "1: confirmed by other sources"
    PROBABLE = 2, "2: probably true"
    POSSIBLE = 3, "3: possibly true"
    DOUBTFUL = 4, "4: doubtful"
    IMPROBABLE = 5, "5: improbable"
    UNJUDGED = 6, "6: cannot be judged"


class Reliability(TextChoices):
    """The Admiralty code's first half: how far this source is to be relied on."""

    A = "A", "A: completely reliable"
    B = "B", "B: usually reliable"
    C = "C", "C: fairly reliable"
    D = "D", "D: not usually reliable"
    E = "E", "E: unreliable"
    F = "F", "F: cannot be judged"


class Access(TextChoices):
    OPEN = "open"
    PAYWALLED = "paywalled"
    ON_FILE = "on_file", "On file with the desk"
    CONFIDENTIAL = "confidential", "Confidential: readers learn only that one was used"


class SourceType(TextChoices):
    """CSL item types, those a desk meets."""

    ARTICLE_JOURNAL = "article-journal", "Journal article"
    ARTICLE_MAGAZINE = "article-magazine", "Magazine article"
    ARTICLE_NEWSPAPER = "article-newspaper", "Newspaper article"
    BILL = "bill"
    BOOK = "book"
    BROADCAST = "broadcast"
    CHAPTER = "chapter"
    DATASET = "dataset"
    DOCUMENT = "document"
    HEARING = "hearing"
    INTERVIEW = "interview"
    LEGAL_CASE = "legal_case", "Legal case"
    LEGISLATION = "legislation"
    MANUSCRIPT = "manuscript"
    MAP = "map"
    MOTION_PICTURE = "motion_picture", "Film or video"
    PERSONAL_COMMUNICATION = "personal_communication", "Letter or message"
    POST = "post", "Post on a platform"
    REPORT = "report"
    SPEECH = "speech"
    THESIS = "thesis"
    TREATY = "treaty"
    WEBPAGE = "webpage", "Web page"


PAINTED = [AnchorState.EXACT, AnchorState.MOVED]
ATTACHED = [*PAINTED, AnchorState.CHANGED]
# Findings that say nothing on the matter itself, and so carry no confidence.
UNRATED = [Finding.NOT_CHECKABLE, Finding.INSUFFICIENT_EVIDENCE]
# Which live evidence each finding cannot do without.
NEEDED_EVIDENCE = {
    Finding.SUPPORTED: [Relation.SUPPORTS],
    Finding.MOSTLY_SUPPORTED: [Relation.SUPPORTS],
    Finding.REFUTED: [Relation.DISPUTES],
    Finding.MOSTLY_REFUTED: [Relation.DISPUTES],
    Finding.DISPUTED: [Relation.SUPPORTS, Relation.DISPUTES],
    Finding.NEEDS_CONTEXT: [Relation.CONTEXT],
}


def is_painted(state: str | None, settled: datetime | bool | None) -> bool:
    """Whether readers may see a place: in place, moved, or on changed words that somebody confirmed.

    `settled` is when somebody did, or whether.
    """
    return state in PAINTED or (state == AnchorState.CHANGED and bool(settled))
