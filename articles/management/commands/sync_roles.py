from fnmatch import fnmatch
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand


def sync_roles() -> None:
    """Give each group of settings.ROLES the permissions its patterns name, and no others."""
    permissions = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    for role, patterns in settings.ROLES.items():
        group, _ = Group.objects.get_or_create(name=role)
        held = [p for name, p in permissions.items() if any(fnmatch(name, pattern) for pattern in patterns)]
        group.permissions.set(held)


class Command(BaseCommand):
    help = "Write the groups of settings.ROLES and their permissions to the database. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        sync_roles()
        self.stdout.write(f"Roles: {', '.join(settings.ROLES)}.")
