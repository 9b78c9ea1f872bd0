"""What programs look for at fixed places: `host-meta` and `nodeinfo`."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from augenhoehe import __version__
from augenhoehe.interfaces.mastodon_api.endpoint import Answer, endpoint
from augenhoehe.interfaces.mastodon_api.errors import not_found
from augenhoehe.interfaces.mastodon_api.figures import figures

_SCHEMA = "http://nodeinfo.diaspora.software/ns/schema/"
_VERSIONS = ("2.0", "2.1")
_KEPT = {"Cache-Control": "public, max-age=3600"}
_XRD = """<?xml version="1.0" encoding="UTF-8"?>
<XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0">
  <Link rel="lrdd" template="{template}"/>
</XRD>
"""


def _template() -> str:
    return f"{settings.BASE_URL}/.well-known/webfinger?resource={{uri}}"


def _host_meta(request: HttpRequest) -> HttpResponse:
    body = _XRD.format(template=_template())
    return HttpResponse(body, content_type="application/xrd+xml; charset=utf-8", headers=_KEPT)


def _host_meta_json(request: HttpRequest) -> Answer:
    return Answer({"links": [{"rel": "lrdd", "template": _template()}]}, headers=_KEPT)


def _nodeinfo_links(request: HttpRequest) -> Answer:
    links = [
        {"rel": f"{_SCHEMA}{version}", "href": f"{settings.BASE_URL}/nodeinfo/{version}"}
        for version in _VERSIONS
    ]
    return Answer({"links": links}, headers=_KEPT)


def _nodeinfo(request: HttpRequest, version: str) -> Answer:
    if version not in _VERSIONS:
        raise not_found()
    said = figures()
    document: dict[str, Any] = {
        "version": version,
        "software": _software(version),
        "protocols": [] if settings.FEDERATION == "closed" else ["activitypub"],
        "services": {"inbound": [], "outbound": ["atom1.0"]},
        "openRegistrations": settings.REGISTRATION == "open",
        "usage": {
            "users": {
                "total": said.people,
                "activeMonth": said.active_month,
                "activeHalfyear": said.active_half_year,
            },
            "localPosts": said.posts,
        },
        "metadata": {"nodeName": settings.SERVER_NAME, "nodeDescription": settings.ORGANISATION},
    }
    kind = f'application/json; profile="{_SCHEMA}{version}#"; charset=utf-8'
    return Answer(document, headers={"Content-Type": kind, "Cache-Control": "public, max-age=1800"})


def _software(version: str) -> dict[str, str]:
    return {"name": "augenhoehe", "version": __version__}


host_meta = endpoint(is_open=True, get=_host_meta)
host_meta_json = endpoint(is_open=True, get=_host_meta_json)
nodeinfo_links = endpoint(is_open=True, get=_nodeinfo_links)
nodeinfo = endpoint(is_open=True, get=_nodeinfo)
