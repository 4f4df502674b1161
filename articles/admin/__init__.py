"""The desk: pieces and what stands around them. Saves go to the verbs."""

from articles.admin.article import ArticleAdmin
from articles.admin.furniture import AuthorAdmin, DisclaimerAdmin, PromotionAdmin, SeriesAdmin, TagAdmin
from articles.admin.people import PersonAdmin
from articles.admin.publication import PolicyAdmin, PublicationAdmin
from articles.admin.records import EditionAdmin, FormerAddressAdmin, ScheduleAdmin

__all__ = [
    "ArticleAdmin",
    "AuthorAdmin",
    "DisclaimerAdmin",
    "EditionAdmin",
    "FormerAddressAdmin",
    "PersonAdmin",
    "PolicyAdmin",
    "PromotionAdmin",
    "PublicationAdmin",
    "ScheduleAdmin",
    "SeriesAdmin",
    "TagAdmin",
]
