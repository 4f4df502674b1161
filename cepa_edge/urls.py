from django.contrib import admin
from django.urls import include, path

from articles.views import machines
from cepa_edge import views

urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthz", views.health),
    path("robots.txt", machines.robots),
    path("sitemap.xml", machines.sitemap_index, name="sitemap_index"),
    path("news-sitemap.xml", machines.news_sitemap, name="news_sitemap"),
    path("", include("claims.urls")),
    path("", include("articles.urls")),
]
