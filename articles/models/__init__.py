from articles.models.article import Article, Byline, FormerAddress
from articles.models.edition import Edition, EditionAuthor, EditionTag
from articles.models.furniture import Author, Disclaimer, Promotion, Series, Tag, TaggedArticle

__all__ = [
    "Article",
    "Author",
    "Byline",
    "Disclaimer",
    "Edition",
    "EditionAuthor",
    "EditionTag",
    "FormerAddress",
    "Promotion",
    "Series",
    "Tag",
    "TaggedArticle",
]
