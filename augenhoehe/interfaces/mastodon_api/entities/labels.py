"""The labels of a post as clients know them: data for those that know it, a line for all others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import escape

from augenhoehe.domain.posts.labels import in_one_line, lines_of, said_labels

if TYPE_CHECKING:
    from augenhoehe.domain.posts.labels import Labelled, Labels


def labels_entity(said: Labelled) -> list[dict[str, str]]:
    """Each label: its name, its words ("" where it has none), and what readers are told."""
    return [{"name": one.name, "words": one.words, "text": one.line} for one in said_labels(said)]


def wanted_labels(labels: Labels | None) -> list[dict[str, str]]:
    """The same of what is to be said later."""
    found = lines_of(labels) if labels else ()
    return [{"name": one.name, "words": one.words, "text": one.line} for one in found]


def labels_line(said: Labelled) -> str:
    """A first line with all labels: an app knows of no field for them."""
    line = in_one_line(said)
    return f'<p class="post-label"><strong>{escape(line)}</strong></p>' if line else ""
