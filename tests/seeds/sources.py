"""The seeds as files, read here without the code that builds newsrooms from them."""

import json
from typing import Any

from django.conf import settings

SEEDS = settings.BASE_DIR / "seeds"
LINES: list[str] = (SEEDS / "article.txt").read_text(encoding="utf-8").splitlines()
PARAGRAPHS = LINES[:20]
CLAIMS: list[dict[str, Any]] = json.loads((SEEDS / "claims.json").read_text(encoding="utf-8"))


def fixture(name: str) -> list[dict[str, Any]]:
    return json.loads((SEEDS / f"{name}.json").read_text(encoding="utf-8"))
