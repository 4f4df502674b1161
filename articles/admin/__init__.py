"""The desk: pieces and what stands around them. Saves go to the verbs."""

from django.contrib import admin

from articles.admin.article import ArticleAdmin
from articles.admin.furniture import AuthorAdmin, DisclaimerAdmin, PromotionAdmin, SeriesAdmin, TagAdmin
from articles.admin.records import EditionAdmin, FormerAddressAdmin

__all__ = [
    "ArticleAdmin",
    "AuthorAdmin",
    "DisclaimerAdmin",
    "EditionAdmin",
    "FormerAddressAdmin",
    "PromotionAdmin",
    "SeriesAdmin",
    "TagAdmin",
]

admin.site.site_header = admin.site.site_title = "CEPA Edge"
admin.site.index_title = "The desk"
