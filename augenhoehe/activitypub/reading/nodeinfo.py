"""What a server says of itself (https://nodeinfo.diaspora.software/, FEP-0151)."""

from typing import Any

from augenhoehe.activitypub.reading.addresses import address
from augenhoehe.activitypub.reading.bounds import LONGEST_DESCRIPTION, LONGEST_WORD, MOST_LINKS
from augenhoehe.activitypub.reading.refusal import NotReadable
from augenhoehe.activitypub.reading.shapes import flag, inner, many, node, nodes, text, whole, word
from augenhoehe.activitypub.records.discovery import NodeInfo

SCHEMA = "http://nodeinfo.diaspora.software/ns/schema/"
_KNOWN = ("2.1", "2.0", "2.2", "1.1", "1.0")  # in the order we like to read


def read_nodeinfo_links(value: Any) -> str:
    """The address of the document that fits best, out of /.well-known/nodeinfo."""
    found: dict[str, str] = {}
    for link in nodes(node(value).get("links"), MOST_LINKS):
        rel, href = text(link.get("rel")), address(link.get("href"))
        if href and rel.rpartition("/")[0].endswith("nodeinfo.diaspora.software/ns/schema"):
            found.setdefault(rel.rpartition("/")[2], href)
    for version in _KNOWN:
        if version in found:
            return found[version]
    raise NotReadable("no_nodeinfo")


def read_nodeinfo(value: Any) -> NodeInfo:
    """The document itself. The least: the name of the software."""
    opened = node(value)
    software = inner(opened.get("software"))
    name = word(software.get("name")).lower()
    if not name:
        raise NotReadable("no_software")
    usage, metadata = inner(opened.get("usage")), inner(opened.get("metadata"))
    users = inner(usage.get("users"))
    return NodeInfo(
        software=name,
        version=word(software.get("version")),
        schema=word(opened.get("version")),
        protocols=tuple(filter(None, (word(item) for item in many(opened.get("protocols"), 20)))),
        open_registrations=flag(opened.get("openRegistrations")) is True,
        users=whole(users.get("total")),
        active_month=whole(users.get("activeMonth")),
        active_half_year=whole(users.get("activeHalfyear")),
        posts=whole(usage.get("localPosts")),
        comments=whole(usage.get("localComments")),
        name=text(metadata.get("nodeName"), LONGEST_WORD),
        description=text(metadata.get("nodeDescription"), LONGEST_DESCRIPTION),
        repository=address(software.get("repository")),
        homepage=address(software.get("homepage")),
    )
