from articles.models.article import Article, Byline, FormerAddress
from articles.models.at_work import Presence, Schedule, SetAside
from articles.models.edition import Edition, EditionAuthor, EditionDisclaimer, EditionTag
from articles.models.furniture import Author, Disclaimer, Promotion, Series, Tag, TaggedArticle

__all__ = [
    "Article",
    "Author",
    "Byline",
    "Disclaimer",
    "Edition",
    "EditionAuthor",
    "EditionDisclaimer",
    "EditionTag",
    "FormerAddress",
    "Presence",
    "Promotion",
    "Schedule",
    "Series",
    "SetAside",
    "Tag",
    "TaggedArticle",
]
