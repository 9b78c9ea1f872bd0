"""For tests that tell many short stories with one cast."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens in the block has not happened after it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
