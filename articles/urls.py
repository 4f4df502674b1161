from django.urls import path

from articles import feeds
from articles.views import editions, lists, machines, mementos, policies, reading, search

app_name = "articles"

PIECE = "articles/<slug:slug>/"

urlpatterns = [
    path("", lists.home, name="home"),
    path(PIECE, reading.piece, name="piece"),
    path(f"{PIECE}editions/", editions.every, name="editions"),
    path(f"{PIECE}editions/compare/", editions.choose, name="choose"),
    path(f"{PIECE}editions/<int:number>/", editions.one, name="edition"),
    path(f"{PIECE}editions/<int:old>/compare/<int:new>/", editions.compare, name="compare"),
    path(f"{PIECE}timegate/", mementos.timegate, name="timegate"),
    path(f"{PIECE}timemap/", mementos.timemap, name="timemap"),
    path("authors/<slug:slug>/", lists.author, name="author"),
    path("series/<slug:slug>/", lists.series, name="series"),
    path("tags/<str:slug>/", lists.tag, name="tag"),
    path("archive/", lists.archive, name="archive"),
    path("archive/<int:year>/<int:month>/", lists.month, name="month"),
    path("search/", search.search, name="search"),
    path("corrections/", lists.corrections, name="corrections"),
    path("corrections/feed/", feeds.corrections, {"form": "atom"}, name="corrections_feed"),
    path("policies/", policies.every, name="policies"),
    path("policies/<slug:kind>/", policies.one, name="policy"),
    path("publication/logo-<slug:digest>.png", policies.logo, name="logo"),
    path("publication/<str:light>-<str:dark>.css", policies.colours, name="colours"),
    path("corrections/feed.json", feeds.corrections, {"form": "json"}, name="corrections_json_feed"),
    path("feed/", feeds.site, {"form": "atom"}, name="feed"),
    path("feed.json", feeds.site, {"form": "json"}, name="json_feed"),
    path("series/<slug:slug>/feed/", feeds.series, {"form": "atom"}, name="series_feed"),
    path("series/<slug:slug>/feed.json", feeds.series, {"form": "json"}, name="series_json_feed"),
    path("authors/<slug:slug>/feed/", feeds.author, {"form": "atom"}, name="author_feed"),
    path("authors/<slug:slug>/feed.json", feeds.author, {"form": "json"}, name="author_json_feed"),
    path("tags/<str:slug>/feed/", feeds.tag, {"form": "atom"}, name="tag_feed"),
    path("tags/<str:slug>/feed.json", feeds.tag, {"form": "json"}, name="tag_json_feed"),
    path(f"{PIECE}editions/<int:number>/card.png", machines.card, name="card"),
    path(f"{PIECE}editions/<int:number>/cite/<slug:form>/", machines.cite, name="cite"),
    path("sitemaps/<slug:name>.xml", machines.sitemap, name="sitemap"),
    path("oembed", machines.oembed, name="oembed"),
    path("embed/articles/<slug:slug>/", machines.embed_piece, name="embed"),
    path("embed/articles/<slug:slug>/claims/<int:number>/", machines.embed_claim, name="embed_claim"),
]
