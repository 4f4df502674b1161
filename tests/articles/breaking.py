"""For tests that try to write what must never exist."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction


@contextmanager
def refused_by(constraint: str) -> Iterator[None]:
    """Expect an IntegrityError of this constraint; SQLite names a unique one by its columns only."""
    is_unique = {"once", "one"} & set(constraint.split("_"))
    pattern = f"{constraint}|UNIQUE" if is_unique else constraint
    with pytest.raises(IntegrityError, match=pattern), transaction.atomic():
        yield


def untried(models_: Iterable[type[models.Model]], tried: Mapping[str, Any]) -> set[str]:
    """Names of constraints that are not tried, and of tried ones that are not there."""
    return {constraint.name for model in models_ for constraint in model._meta.constraints} ^ set(tried)
