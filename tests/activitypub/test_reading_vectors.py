"""What real servers send is understood: one vector per server and thing, with its source noted."""

import dataclasses
import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from augenhoehe.activitypub import reading
from augenhoehe.activitypub.reading import claims
from augenhoehe.activitypub.records import Post

VECTORS = sorted(
    path
    for path in (Path(__file__).parent / "vectors").rglob("*.json")
    if {"read", "source", "expected"} <= set(json.loads(path.read_text()))
)
HOST = re.compile(r"https?://([^/\s\"'<>?#\\]+)")
# Where terms and relations are defined; everything else in a vector is invented.
STANDARDS = {
    "www.w3.org",
    "w3id.org",
    "joinmastodon.org",
    "gotosocial.org",
    "schema.org",
    "ostatus.org",
    "webfinger.net",
    "misskey-hub.net",
    "joinpeertube.org",
    "join-lemmy.org",
    "joinmobilizon.org",
    "pixelfed.org",
    "litepub.social",
    "diasporafoundation.org",
    "purl.org",
    "datatracker.ietf.org",
}
PROMISED = {"mastodon", "gotosocial", "pleroma", "misskey", "sharkey", "lemmy", "peertube"}
PROMISED |= {"pixelfed", "friendica", "wordpress"}
READERS = {
    "activity": reading.read_activity,
    "actor": reading.read_actor,
    "collection": reading.read_collection,
    "key": reading.read_key,
    "nodeinfo": reading.read_nodeinfo,
    "post": reading.read_post,
    "webfinger": reading.read_webfinger,
}


def plain(value: Any) -> Any:
    """A value as a vector writes it: lists without the empty ends of records, times as text."""
    if dataclasses.is_dataclass(value):
        value = [getattr(value, field.name) for field in dataclasses.fields(value)]
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, list | tuple):
        found = [plain(item) for item in value]
        while found and found[-1] in ("", None, False, []):
            found.pop()
        return found
    return value


def told(record: Any, name: str) -> Any:
    if name == "audience_word":
        return reading.audience_of(record.to, record.cc, author=record.author).word
    if name == "attachment_urls":
        return [attachment.url for attachment in record.attachments]
    return getattr(record, name)


@pytest.mark.parametrize("path", VECTORS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_it_is_understood(path):
    vector = json.loads(path.read_text())

    record = READERS[vector["read"]](reading.load(json.dumps(vector["document"]).encode()))

    understood = {name: plain(told(record, name)) for name in vector["expected"]}
    assert understood == {name: plain(value) for name, value in vector["expected"].items()}


@pytest.mark.parametrize("path", VECTORS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_it_says_where_it_comes_from_and_names_nobody_real(path):
    vector = json.loads(path.read_text())

    assert vector["source"]
    hosts = set(HOST.findall(json.dumps(vector["document"], ensure_ascii=False)))
    assert {host for host in hosts if not host.endswith(".example")} <= STANDARDS


def test_every_server_of_the_promise_is_there():
    assert {path.parent.name for path in VECTORS} >= PROMISED


SHAPES = {"Create", "Announce", "Follow", "Update", "Delete"}
ACTIVITIES = [path for path in VECTORS if json.loads(path.read_text())["read"] == "activity"]


@pytest.mark.parametrize("server", sorted(PROMISED))
def test_every_server_of_the_promise_does_what_servers_do(server):
    vectors = [json.loads(path.read_text()) for path in VECTORS if path.parent.name == server]

    done = {one["document"]["type"] for one in vectors if one["read"] == "activity"}

    assert done >= SHAPES


@pytest.mark.parametrize("path", ACTIVITIES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_what_comes_along_can_be_read_too(path):
    document = json.loads(path.read_text())["document"]
    activity = reading.read_activity(document)
    if activity.kind not in ("Create", "Update") or activity.embedded is None:
        return

    is_actor = activity.object == activity.actor
    what = (reading.read_actor if is_actor else reading.read_post)(activity.embedded)

    assert what.id == activity.object
    assert is_actor or claims.may_say(what, actor=activity.actor)


def test_what_comes_along_in_a_create_is_a_post():
    vector = json.loads((Path(__file__).parent / "vectors/mastodon/create.json").read_text())

    activity = reading.read_activity(vector["document"])

    assert isinstance(reading.read_post(activity.embedded), Post)
    assert reading.same_host(activity.object, activity.actor)


def test_what_a_group_passes_on_is_an_activity():
    vector = json.loads((Path(__file__).parent / "vectors/lemmy/announce.json").read_text())

    activity = reading.read_activity(vector["document"])

    assert reading.is_activity(activity.embedded)
    assert reading.read_inner_activity(activity.embedded).kind == "Create"
