"""Structured data in the words of schema.org: descriptions in, JSON-LD out. Pure.

A description is what `views/describing.py` makes of an edition. There is no ClaimReview here: that is for
what a named second party claimed, on a page of its own, and not for the journal’s own assertions.
"""

from articles.jsonld.pages import author as author
from articles.jsonld.pages import home as home
from articles.jsonld.pages import page as page
from articles.jsonld.pages import series as series
from articles.jsonld.pages import tag as tag
from articles.jsonld.piece import piece as piece
