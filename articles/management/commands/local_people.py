import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand

KEPT_IN = Path(".local/people.txt")


class Command(BaseCommand):
    help = "Make one local person for each role, with a random password printed once. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        kept = settings.BASE_DIR / KEPT_IN
        missing = [role for role in settings.ROLES if not User.objects.filter(username=role).exists()]
        lines = [f"{role:12} {self._make(role)}" for role in missing]
        if lines:
            kept.parent.mkdir(exist_ok=True)
            kept.touch(mode=0o600)
            with kept.open("a") as file:
                file.writelines(f"{line}\n" for line in lines)
            self.stdout.write("People, with passwords that are printed only now:\n")
            self.stdout.writelines(f"  {line}\n" for line in lines)
        self.stdout.write(f"Passwords are kept in {KEPT_IN}.")

    def _make(self, role: str) -> str:
        password = secrets.token_urlsafe(12)
        person = User.objects.create_user(role, password=password, is_staff=True)
        person.groups.add(Group.objects.get(name=role))
        return password
