from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    """Django's admin, with the newsroom's own site."""

    default_site = "articles.giving_back.DeskSite"
