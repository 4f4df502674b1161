from claims.models.assessment import Assessment
from claims.models.claim import Anchor, Claim, TextVersion
from claims.models.desk import Dismissal, Remark, Tally
from claims.models.source import Evidence, Source

__all__ = [
    "Anchor",
    "Assessment",
    "Claim",
    "Dismissal",
    "Evidence",
    "Remark",
    "Source",
    "Tally",
    "TextVersion",
]
