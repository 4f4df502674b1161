from typing import Any

from django.core.management.base import BaseCommand

from claims.ledger import rebuild


class Command(BaseCommand):
    help = "Make the ledger of published claims anew from the current editions."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"The claims of {rebuild()} pieces are in the ledger.")
