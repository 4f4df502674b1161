from claims.models.assessment import Assessment
from claims.models.claim import Anchor, Claim, TextVersion
from claims.models.desk import Dismissal, Remark, Tally
from claims.models.ledger import PublishedClaim, PublishedSource
from claims.models.source import Evidence, Source

__all__ = [
    "Anchor",
    "Assessment",
    "Claim",
    "Dismissal",
    "Evidence",
    "PublishedClaim",
    "PublishedSource",
    "Remark",
    "Source",
    "Tally",
    "TextVersion",
]
