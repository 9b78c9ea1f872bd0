"""Questions (AS2 Vocabulary 5.1: oneOf, anyOf, closed), with Mastodon's `votersCount`."""

from augenhoehe.activitypub.reading.bounds import LONGEST_NAME, MOST_OPTIONS
from augenhoehe.activitypub.reading.moments import moment
from augenhoehe.activitypub.reading.shapes import Node, flag, inner, nodes, text, whole
from augenhoehe.activitypub.records.post import Poll, PollOption


def poll_of(node: Node) -> Poll | None:
    """What is asked, or None; a poll has at least one option."""
    multiple = not node.get("oneOf") and bool(node.get("anyOf"))
    options = _options(node, "anyOf" if multiple else "oneOf")
    if not options:
        return None
    closed_at = moment(node.get("closed"))
    return Poll(
        options=options,
        multiple=multiple,
        ends_at=moment(node.get("endTime")),
        closed_at=closed_at,
        is_closed=closed_at is not None or flag(node.get("closed")) is True,
        voters=whole(node.get("votersCount")),
    )


def _options(node: Node, name: str) -> tuple[PollOption, ...]:
    found: dict[str, PollOption] = {}
    for item in nodes(node.get(name), MOST_OPTIONS):
        called = text(item.get("name"), LONGEST_NAME)
        if called:
            votes = whole(inner(item.get("replies")).get("totalItems"))
            found.setdefault(called, PollOption(called, votes))
    return tuple(found.values())
