"""The annotating desk: claims, their evidence and what was found. Saves go to `annotating`."""

from claims.admin.article import AnnotatedArticleAdmin
from claims.admin.assessment import AssessmentAdmin
from claims.admin.claim import ClaimAdmin
from claims.admin.evidence import EvidenceAdmin
from claims.admin.records import AnchorAdmin, TextVersionAdmin
from claims.admin.source import SourceAdmin

__all__ = [
    "AnchorAdmin",
    "AnnotatedArticleAdmin",
    "AssessmentAdmin",
    "ClaimAdmin",
    "EvidenceAdmin",
    "SourceAdmin",
    "TextVersionAdmin",
]
