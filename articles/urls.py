from django.urls import path

from articles import views

app_name = "articles"

urlpatterns = [
    path("", views.home, name="home"),
    path("articles/<slug:slug>/", views.piece, name="piece"),
    path("authors/<slug:slug>/", views.author, name="author"),
    path("series/<slug:slug>/", views.series, name="series"),
    path("tags/<str:slug>/", views.tag, name="tag"),
]
