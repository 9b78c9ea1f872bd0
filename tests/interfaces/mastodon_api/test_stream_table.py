"""Which stream tells of what: every name and every event of the documentation, each once."""

from __future__ import annotations

from collections import Counter

import pytest

from augenhoehe.domain.notifications.actions.announcements import (
    Wanted,
    answer_announcement,
    publish_announcement,
    withdraw_announcement,
)
from augenhoehe.domain.people import actions as people
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts import actions as posts
from augenhoehe.domain.posts.actions import Wording
from augenhoehe.domain.posts.actions.filter import Word
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.interfaces.mastodon_api.streaming.names import (
    HASHTAG,
    PATHS,
    PERSONAL,
    PUBLIC,
    Stream,
)
from tests.interfaces.mastodon_api.test_streaming import desk, ear  # noqa: F401 - fixtures

NAMES = (*PUBLIC, *HASHTAG, *PERSONAL)
HERE = {"public", "public:media", "public:local", "public:local:media"}
AWAY = {"public", "public:media", "public:remote", "public:remote:media"}
OF_THE_POST = {"user", "hashtag", "list"}
# Whoever may have seen a post is told that it is gone, wherever they listen.
EVERY_PLACE_OF_POSTS = {"user", "list", *PUBLIC, *HASHTAG}


def a_post(cast, commits, **how):
    with commits():
        return cast.says(cast.karl, "Der #riemen reisst", pictures=[cast.picture(cast.karl)], **how)


def update(cast, commits):
    a_post(cast, commits)
    return OF_THE_POST | HERE | {"hashtag:local"}


def update_from_elsewhere(cast, commits):
    Account.objects.filter(id=cast.karl.id).update(domain="weg.example")
    a_post(cast, commits)
    return OF_THE_POST | AWAY


def update_of_words(cast, commits):
    with commits():
        cast.says(cast.karl, "Der #riemen reisst")
    return OF_THE_POST | {"public", "public:local", "hashtag:local"}


def update_for_followers(cast, commits):
    a_post(cast, commits, audience=Audience.FOLLOWERS)
    return OF_THE_POST | {"hashtag:local"}  # as on the pages: under a tag one finds what one reads


def status_update(cast, commits):
    post = a_post(cast, commits)
    with commits():
        wording = Wording(text="Der #riemen hält", pictures=list(post.pictures.all()))
        posts.edit_post(post, by=cast.karl, wording=wording)
    return OF_THE_POST | HERE | {"hashtag:local"}


def delete(cast, commits):
    post = a_post(cast, commits)
    with commits():
        posts.delete_post(post, by=cast.karl)
    return EVERY_PLACE_OF_POSTS


def notification(cast, commits):
    with commits():
        cast.says(cast.karl, "@gerda hallo")
    return {"user", "user:notification"}


def filters_changed(cast, commits):
    with commits():
        posts.create_filter(
            by=cast.gerda, title="Riemen", contexts=["public"], words=[Word("Riemen")]
        )
    return {"user"}


def conversation(cast, commits):
    with commits():
        cast.says(cast.karl, "@gerda psst", audience=Audience.DIRECT)
    return {"direct"}


def announcement(cast, commits):
    with commits():
        publish_announcement(Wanted(text="Am Montag ist zu."), by=cast.inga)
    return {"user"}


def announcement_reaction(cast, commits):
    with commits():
        made = publish_announcement(Wanted(text="Am Montag ist zu."), by=cast.inga)
    with commits():
        answer_announcement(made, "👍", by=cast.karl)
    return {"user"}


def announcement_delete(cast, commits):
    with commits():
        made = publish_announcement(Wanted(text="Am Montag ist zu."), by=cast.inga)
    with commits():
        withdraw_announcement(made, by=cast.inga)
    return {"user"}


EVENTS = [
    ("update", update),
    ("update", update_from_elsewhere),
    ("update", update_of_words),
    ("update", update_for_followers),
    ("status.update", status_update),
    ("delete", delete),
    ("notification", notification),
    ("filters_changed", filters_changed),
    ("conversation", conversation),
    ("announcement", announcement),
    ("announcement.reaction", announcement_reaction),
    ("announcement.delete", announcement_delete),
]


def test_every_name_of_the_documentation_is_here():
    assert set(PATHS.values()) <= set(NAMES)
    assert {f"{name}:media" for name in ("public", "public:local", "public:remote")} <= set(NAMES)


@pytest.mark.parametrize(("event", "happens"), EVENTS)
def test_each_stream_tells_it_once_or_not_at_all(cast, ear, commits, event, happens):  # noqa: F811
    people.follow(cast.karl, by=cast.gerda)
    chosen = people.make_list("Räder", by=cast.gerda)
    people.put_in_list(chosen, [cast.karl], by=cast.gerda)
    of = {"hashtag": "riemen", "hashtag:local": "Riemen", "list": str(chosen.id)}
    ears = {name: ear(cast.gerda, Stream(name, of.get(name, ""))) for name in NAMES}

    expected = happens(cast, commits)

    heard = {name: Counter(one.events())[event] for name, one in ears.items()}
    assert heard == {name: int(name in expected) for name in NAMES}
