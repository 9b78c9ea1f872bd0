"""How we are found: WebFinger, host-meta, NodeInfo."""

from xml.sax.saxutils import quoteattr

from augenhoehe.activitypub.records.discovery import JrdLink, NodeInfo, WebFinger
from augenhoehe.activitypub.vocabulary import ACTIVITYSTREAMS, MEDIA_TYPE
from augenhoehe.activitypub.writing.fields import Document, laid

_SCHEMA = "http://nodeinfo.diaspora.software/ns/schema"


def write_webfinger(found: WebFinger) -> Document:
    """The answer for an account (RFC 7033), application/jrd+json."""
    return laid(
        subject=found.subject,
        aliases=list(found.aliases),
        links=[_link(link) for link in found.links],
    )


def account_links(*, actor: str, page: str, subscribe: str = "") -> tuple[JrdLink, ...]:
    """The links of one of our accounts; `subscribe` is a template with {uri}."""
    links = (
        JrdLink("http://webfinger.net/rel/profile-page", page, "text/html"),
        JrdLink("self", actor, MEDIA_TYPE),
        JrdLink("http://ostatus.org/schema/1.0/subscribe", template=subscribe),
    )
    return tuple(link for link in links if link.href or link.template)


def write_host_meta(base: str) -> str:
    """host-meta (RFC 6415) as XRD; `base` is our address without a slash at its end."""
    template = quoteattr(f"{base}/.well-known/webfinger?resource={{uri}}")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0">\n'
        f'  <Link rel="lrdd" template={template}/>\n'
        "</XRD>\n"
    )


def write_nodeinfo_links(base: str) -> Document:
    """/.well-known/nodeinfo: where our two documents stand."""
    return {
        "links": [
            {"rel": f"{_SCHEMA}/{version}", "href": f"{base}/nodeinfo/{version}"}
            for version in ("2.1", "2.0")
        ]
    }


def write_nodeinfo(info: NodeInfo) -> Document:
    """NodeInfo by its schema, 2.0 or 2.1; only 2.1 knows repository and homepage."""
    newer = info.schema == "2.1"
    return {
        "version": info.schema,
        "software": laid(
            name=info.software,
            version=info.version,
            repository=info.repository if newer else None,
            homepage=info.homepage if newer else None,
        ),
        "protocols": list(info.protocols),
        "services": {"inbound": [], "outbound": []},
        "openRegistrations": info.open_registrations,
        "usage": laid(localPosts=info.posts, localComments=info.comments)
        | {
            "users": laid(
                total=info.users,
                activeMonth=info.active_month,
                activeHalfyear=info.active_half_year,
            )
        },
        "metadata": laid(nodeName=info.name, nodeDescription=info.description),
    }


def _link(link: JrdLink) -> Document:
    kind = {f"{ACTIVITYSTREAMS}#type": link.kind} if link.kind else None
    return laid(
        rel=link.rel,
        type_=link.media_type,
        href=link.href,
        template=link.template,
        properties=kind,
    )
