from django.urls import path

from claims.views import annotations, claim, ledger, vocabulary

app_name = "claims"

PIECE = "articles/<slug:slug>/"

urlpatterns = [
    path(f"{PIECE}claims/<int:number>/", claim.one, name="claim"),
    path(f"{PIECE}claims/<int:number>/annotation/", annotations.one, name="annotation"),
    path(f"{PIECE}annotations/", annotations.collection, name="annotations"),
    path("claims/", ledger.every, name="ledger"),
    path("sources/", ledger.sources, name="sources"),
    path("sources/<uuid:pk>/", ledger.source, name="source"),
    path("vocabulary/", vocabulary.terms, name="vocabulary"),
]
