"""Where most stories about other servers begin: nothing is remembered, and Ada lives elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:  # this file is read before the applications are ready
    from tests.interfaces.federation.at_the_door import AtTheDoor
    from tests.interfaces.federation.elsewhere import Elsewhere, Someone
    from tests.interfaces.federation.mailbag import Mailbag


@pytest.fixture(autouse=True)
def _begin_anew(settings):
    from augenhoehe.interfaces.federation.inbox import limits
    from augenhoehe.interfaces.federation.resolve import documents, keys

    settings.FEDERATION = "open"
    settings.FEDERATION_HTTP = True  # our own address in tests
    for memory in (documents, keys, limits):
        memory.forget_all()


@pytest.fixture
def elsewhere(db) -> Elsewhere:
    from tests.interfaces.federation.elsewhere import Elsewhere

    return Elsewhere()


@pytest.fixture
def ada(elsewhere) -> Someone:
    """Somebody there; `ada.known_here()` makes her known."""
    return elsewhere.person("ada")


@pytest.fixture
def door(elsewhere) -> AtTheDoor:
    from tests.interfaces.federation.at_the_door import AtTheDoor

    return AtTheDoor(elsewhere.ask)


@pytest.fixture
def bag() -> Mailbag:
    """All inboxes of all other servers."""
    from tests.interfaces.federation.mailbag import Mailbag

    return Mailbag()
