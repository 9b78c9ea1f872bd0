"""Pages and files: a `url` may be an address, a Link, or a list of several to choose from."""

from collections.abc import Iterator
from typing import Any

from augenhoehe.activitypub.reading.addresses import address
from augenhoehe.activitypub.reading.bounds import LONGEST_URL, MOST_LINKS
from augenhoehe.activitypub.reading.shapes import Node, inner, many, number, text, word


def page_of(value: Any) -> str:
    """The page for people: what says it is HTML, else the first address."""
    found = list(_links(value))
    pages = [link for link in found if link[1] in ("text/html", "application/xhtml+xml")]
    return (pages or found or [("", "", None)])[0][0]


def file_of(value: Any) -> tuple[str, str]:
    """A file's address and media type; among several, the largest up to 1,080 lines (PeerTube)."""
    found = list(_links(value))
    fitting = [link for link in found if (link[2] or 0) <= 1080] or found
    best = max(fitting, key=lambda link: link[2] or 0, default=("", "", None))
    return best[0], best[1]


def picture_of(value: Any) -> tuple[str, str]:
    """The address of an icon or image, and its description; of several, the widest.

    It may be an address, an Image with a `url`, or a Link with a `href`.
    """
    pictures = [item for item in many(value, MOST_LINKS) if _picture(item)[0]]
    if not pictures:
        return "", ""
    return _picture(max(pictures, key=lambda item: number(inner(item).get("width")) or 0))


def _picture(item: Any) -> tuple[str, str]:
    if isinstance(item, str):
        return address(item, longest=LONGEST_URL), ""
    opened = inner(item)
    where = _href(opened) or file_of(opened.get("url"))[0]
    return where, text(opened.get("name") or opened.get("summary"), 1_500)


def _links(value: Any) -> Iterator[tuple[str, str, float | None]]:
    for item in many(value, MOST_LINKS):
        if isinstance(item, str):
            where, media_type, height = address(item, longest=LONGEST_URL), "", None
        else:
            opened = inner(item)
            where, media_type = _href(opened), word(opened.get("mediaType"))
            height = number(opened.get("height"))
        if where:
            yield where, media_type, height


def _href(opened: Node) -> str:
    for name in ("href", "url", "id"):
        if where := address(opened.get(name), longest=LONGEST_URL):
            return where
    return ""
