from articles.models.article import Article, Byline, FormerAddress
from articles.models.at_work import Presence, Schedule, SetAside
from articles.models.edition import Edition, EditionAuthor, EditionDisclaimer, EditionTag
from articles.models.furniture import Author, Disclaimer, Promotion, Series, Tag, TaggedArticle
from articles.models.publication import Logo, Policy, PolicyKind, Publication

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
    "Logo",
    "Policy",
    "PolicyKind",
    "Presence",
    "Promotion",
    "Publication",
    "Schedule",
    "Series",
    "SetAside",
    "Tag",
    "TaggedArticle",
]
