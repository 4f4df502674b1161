from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.scheduling import Attempt, publish_due


class Command(BaseCommand):
    help = (
        "Publish every piece whose time has come. Safe to repeat, and to run twice at once; "
        "ends with 1 when a piece was refused, the others being published all the same."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        attempts = publish_due()
        for attempt in attempts:
            self.stdout.write(_told(attempt))
        if refused := [attempt for attempt in attempts if attempt.edition is None]:
            raise CommandError(f"{len(refused)} of {len(attempts)} could not be published.")


def _told(attempt: Attempt) -> str:
    piece = attempt.schedule.article
    if attempt.edition is None:
        return f"Refused: “{piece}”, due {attempt.schedule.at:%Y-%m-%d %H:%M %Z}. {attempt.failure}"
    return f"Published: “{piece}”, edition {attempt.edition.number} ({attempt.edition.kind})."
