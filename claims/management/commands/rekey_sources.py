from typing import Any

from django.core.management.base import BaseCommand

from claims.models import Source
from claims.rekeying import rekey


class Command(BaseCommand):
    help = "Give each source the key it has by today's rule; say which of them are the same."

    def handle(self, *args: Any, **options: Any) -> None:
        changed, same = rekey(Source.objects.all())
        self.stdout.write(f"{changed} keys are others now.")
        for one in same:
            self.stderr.write(f"{one}. Neither was changed.")
