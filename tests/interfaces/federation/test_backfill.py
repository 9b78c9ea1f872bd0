"""Replies that never came here are asked for when somebody reads a conversation."""

import pytest

from augenhoehe.domain.people.models import Follow
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.posts.ports import somebody_reads
from augenhoehe.domain.posts.uris import local_uri
from augenhoehe.foundation.jobs.models import Job
from augenhoehe.interfaces.federation.asking import run_here
from augenhoehe.interfaces.federation.resolve.backfill import BACKFILL, backfilled
from augenhoehe.interfaces.federation.resolve.posts import known_or_fetched_post
from tests.interfaces.federation.elsewhere import Elsewhere, asking

pytestmark = pytest.mark.django_db


def pages(server, uris, *, size=2):
    """A collection of replies in pages, as its server has it; its address."""
    where = f"{server.base}/replies"
    chunks = [uris[start : start + size] for start in range(0, len(uris), size)]
    server.documents[where] = {"id": where, "type": "Collection", "first": f"{where}?page=0"}
    for number, chunk in enumerate(chunks):
        page = f"{where}?page={number}"
        following = {"next": f"{where}?page={number + 1}"} if number + 1 < len(chunks) else {}
        server.documents[page] = {
            "id": page,
            "type": "CollectionPage",
            "partOf": where,
            "items": chunk,
            **following,
        }
    return where


def has_replies(someone, count, *, size=2):
    note = someone.note("<p>One</p>")
    replies = [someone.note("<p>Re</p>", inReplyTo=note["id"])["id"] for _ in range(count)]
    where = pages(someone.server, replies, size=size)
    note["replies"] = where
    someone.server.documents[note["id"]] = note
    return note, replies


def test_replies_come_from_their_own_homes(cast, ada, elsewhere):
    other = Elsewhere("other.example")
    note, replies = has_replies(ada, 2)
    theirs = other.person("eve").note("<p>Eve</p>", inReplyTo=note["id"])
    foreign = other.people["eve"].note("<p>About something else</p>")
    pages(elsewhere, [*replies, theirs["id"], foreign["id"], local_uri(5)])
    ask = asking(elsewhere, other)
    post = run_here(known_or_fetched_post(note["id"]), ask)

    came = run_here(backfilled(note["id"]), ask)

    assert came == 3
    assert set(Post.objects.filter(in_reply_to=post).values_list("uri", flat=True)) == {
        *replies,
        theirs["id"],
    }


def test_there_is_an_end_to_pages_and_posts(cast, ada, elsewhere):
    note, _replies = has_replies(ada, 40, size=4)

    assert run_here(backfilled(note["id"]), elsewhere.ask) == 20


def test_pages_of_another_host_are_not_read(cast, ada, elsewhere):
    note, replies = has_replies(ada, 2)
    other = Elsewhere("other.example")
    elsewhere.documents[note["id"]]["replies"] = pages(other, replies)

    assert run_here(backfilled(note["id"]), asking(elsewhere, other)) == 0


def test_it_is_asked_for_once_an_hour_by_a_job(cast, ada, elsewhere, clock_at=None):
    note, _replies = has_replies(ada, 1)
    post = run_here(known_or_fetched_post(note["id"]), elsewhere.ask)

    somebody_reads(post)
    somebody_reads(post)
    somebody_reads(cast.says(cast.karl, "Hier gesagt."))

    (job,) = Job.objects.filter(kind=BACKFILL)
    assert job.payload == {"post_id": post.id}


def test_a_post_is_believed_only_at_its_address(cast, ada, elsewhere):
    note = ada.note("<p>One</p>")
    elsewhere.documents[f"{elsewhere.base}/other"] = note | {"id": f"{elsewhere.base}/nowhere"}

    assert run_here(known_or_fetched_post(f"{elsewhere.base}/other"), elsewhere.ask) is None
    elsewhere.documents[f"{elsewhere.base}/page"] = note
    found = run_here(known_or_fetched_post(f"{elsewhere.base}/page"), elsewhere.ask)
    assert found.uri == note["id"]


def test_what_is_gone_or_internal_is_none(cast, ada, elsewhere):
    inside = cast.says(cast.erika, "Unter uns.", space=cast.haus)
    open_post = cast.says(cast.karl, "Offen.")
    elsewhere.gone(f"{elsewhere.base}/gone")

    assert run_here(known_or_fetched_post(f"{elsewhere.base}/gone"), elsewhere.ask) is None
    assert run_here(known_or_fetched_post(local_uri(inside.id)), elsewhere.ask) is None
    assert run_here(known_or_fetched_post(local_uri(open_post.id)), elsewhere.ask) == open_post
    assert not Follow.objects.exists()
