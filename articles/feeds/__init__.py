"""What can be followed in a feed reader: the journal, a series, an author, a tag, and the corrections."""

from articles.feeds.views import author as author
from articles.feeds.views import corrections as corrections
from articles.feeds.views import series as series
from articles.feeds.views import site as site
from articles.feeds.views import tag as tag
