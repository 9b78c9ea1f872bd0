"""Lists as streams know them: one's own, and the spaces one belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from augenhoehe.domain.people.reading import list_for
from augenhoehe.domain.posts.audience import Reader
from augenhoehe.domain.posts.pages import list_page, space_page
from augenhoehe.domain.spaces.selectors import spaces_one_belongs_to
from augenhoehe.foundation.stretch import Stretch

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import ReadingList


def may_read_list(reader: Reader, list_id: int) -> bool:
    """Whether it is one's own list, or a space one belongs to."""
    return _own(reader, list_id) is not None or _is_space(reader, list_id)


def stands_in_list(reader: Reader, list_id: int, only: Stretch) -> bool:
    """Whether the one post of a stretch stands in a list."""
    own = _own(reader, list_id)
    if own is not None:
        return bool(list_page(reader, own, only))
    return _is_space(reader, list_id) and bool(space_page(reader, list_id, only))


def _own(reader: Reader, list_id: int) -> ReadingList | None:
    return list_for(reader.who, list_id)


def _is_space(reader: Reader, list_id: int) -> bool:
    return any(space.id == list_id for space in spaces_one_belongs_to(reader.who))
