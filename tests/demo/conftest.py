"""Telling it all takes a while: once for every test of this folder."""

import pytest
from django.db import transaction


@pytest.fixture(scope="package")
def lindenrad(django_db_setup, django_db_blocker):
    """The demo as it is after loading, with everything it said meanwhile."""
    from augenhoehe.demo.load import load_demo

    said: list[str] = []
    with django_db_blocker.unblock(), transaction.atomic():
        load_demo(said.append)
        yield said
        transaction.set_rollback(True)
