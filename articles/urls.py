from django.urls import path

from articles import feeds
from articles.views import editions, lists, mementos, reading

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
    path("corrections/", lists.corrections, name="corrections"),
    path("corrections/feed/", feeds.corrections, name="corrections_feed"),
]
