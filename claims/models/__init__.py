from claims.models.assessment import Assessment
from claims.models.claim import Anchor, Claim, TextVersion
from claims.models.source import Evidence, Source

__all__ = ["Anchor", "Assessment", "Claim", "Evidence", "Source", "TextVersion"]
