"""What the server says of itself; its figures are those that stand elsewhere too."""

import pytest

from augenhoehe.activitypub.reading import load, plain_http, read_nodeinfo, read_nodeinfo_links
from tests.interfaces.federation.documents import ask

pytestmark = pytest.mark.django_db


def test_the_index_leads_to_both(cast, settings):
    assert cast.karl
    settings.FEDERATION_AUTHORIZED_FETCH = True
    links = ask("/.well-known/nodeinfo", accept="*/*")
    with plain_http():
        address = read_nodeinfo_links(load(links.content))
        info = read_nodeinfo(load(ask(address, accept="*/*").content))
    assert info.software == "augenhoehe"
    assert info.protocols == ("activitypub",)
    assert info.users == 1
    assert info.name == "Lindenrad"
    assert ask("/nodeinfo/2.0", accept="*/*").json()["version"] == "2.0"
    assert ask("/nodeinfo/3.0", accept="*/*").status_code == 404


def test_a_closed_server_speaks_no_protocol(settings):
    settings.FEDERATION = "closed"
    assert ask("/nodeinfo/2.1", accept="*/*").json()["protocols"] == []


def test_host_meta_leads_to_webfinger():
    assert b"webfinger?resource={uri}" in ask("/.well-known/host-meta", accept="*/*").content
    links = ask("/.well-known/host-meta.json", accept="*/*").json()["links"]
    assert links[0]["template"].endswith("webfinger?resource={uri}")
