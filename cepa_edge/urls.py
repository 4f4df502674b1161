from django.contrib import admin
from django.urls import include, path

from cepa_edge import views

urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthz", views.health),
    path("", include("articles.urls")),
]
