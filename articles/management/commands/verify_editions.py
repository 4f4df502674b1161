from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.verifying import Broken, Whole, missing_from, verify


class Command(BaseCommand):
    help = "Walk every piece's editions and name those that do not hold any more; status 1 if there are any."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--heads",
            action="store_true",
            help="Print address, number and digest of each piece's newest edition, to be kept elsewhere.",
        )
        parser.add_argument(
            "--kept",
            metavar="FILE",
            type=Path,
            help="What --heads once printed: look for those editions too.",
        )

    def handle(self, *, heads: bool, kept: Path | None, **options: Any) -> None:
        whole = broken = 0
        for finding in chain(verify(), missing_from(_read(kept)) if kept else []):
            if isinstance(finding, Broken):
                broken += 1
                self.stderr.write(str(finding))
            else:
                whole += 1
                if heads:
                    self.stdout.write(str(finding))
        if broken:
            raise CommandError(f"Of {whole + broken} pieces {broken} do not hold.")
        if not heads:
            self.stdout.write(f"Pieces published: {whole}. Every edition of theirs holds.")


def _read(kept: Path) -> Iterator[Whole]:
    """The heads a file keeps, one a line. CommandError for a file that is none of ours."""
    try:
        for line in kept.read_text(encoding="utf-8").splitlines():
            slug, number, digest = line.split()
            yield Whole(slug, int(number), digest)
    except (OSError, ValueError) as error:
        raise CommandError(f"{kept} does not hold what --heads prints. {error}") from error
