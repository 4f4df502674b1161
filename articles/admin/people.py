"""Accounts, as Django manages them; but whoever had a hand in the record stays in it."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User

from articles.admin.deleting import Deletable

admin.site.unregister(User)  # importing UserAdmin has registered it


@admin.register(User)
class PersonAdmin(Deletable, UserAdmin):
    """An account that is no longer needed is made inactive; one that did nothing can be deleted."""
