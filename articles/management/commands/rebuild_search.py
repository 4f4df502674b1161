from typing import Any

from django.core.management.base import BaseCommand

from articles.searching import indexing
from articles.searching.interface import backend


class Command(BaseCommand):
    help = "Let search find what readers have now and nothing else, from the editions. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        pieces = indexing.rebuild()
        backend().tidy()
        self.stdout.write(f"Pieces that are found: {pieces}.")
