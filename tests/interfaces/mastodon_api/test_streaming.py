"""Who hears what on a stream: never more than they would read, and at no great cost."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from augenhoehe.domain.notifications.actions.announcements import (
    Wanted,
    answer_announcement,
    publish_announcement,
    withdraw_announcement,
)
from augenhoehe.domain.people import actions as people
from augenhoehe.domain.people.among import those_hiding
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.selectors import hidden_from
from augenhoehe.domain.posts import actions as posts
from augenhoehe.domain.posts.actions import Wording
from augenhoehe.domain.posts.actions.filter import Word
from augenhoehe.domain.posts.models import Post
from augenhoehe.interfaces.mastodon_api.streaming import newsroom, telling
from augenhoehe.interfaces.mastodon_api.streaming.doors import (
    StreamRefused,
    channels_of,
    visitor_of,
)
from augenhoehe.interfaces.mastodon_api.streaming.names import Channel, Stream

Audience = Post.Audience


class AtOnce:
    """A loop and a thread that do everything at once."""

    def call_soon_threadsafe(self, function, *about):
        function(*about)

    def submit(self, function, *about):
        function(*about)


class Ear:
    """What one token hears."""

    def __init__(self, token, *streams):
        visitor = visitor_of(token)
        keys = [c.key for stream in streams for c in channels_of(visitor, stream)]
        self._heard = newsroom.hub.subscribe(keys)

    def said(self):
        """Everything since the last time: (event, payload)."""
        found = []
        queue = self._heard._queue
        while not queue.empty():
            message = queue.get_nowait()
            if message is not None:
                found.append((message.event, _read(message.data)))
        return found

    def events(self):
        return [event for event, _payload in self.said()]


def _read(data):
    return json.loads(data) if data[:1] in "{[" and data else data


@pytest.fixture
def desk(monkeypatch):
    """The desk is open and nothing waits."""
    at_once = AtOnce()
    monkeypatch.setattr(newsroom, "close_old_connections", lambda: None)
    newsroom.open_desk(at_once, at_once)
    yield
    newsroom.close_desk()


@pytest.fixture
def ear(cast, desk):
    """`ear(cast.karl, Stream("user"))`; None is anybody on the web."""

    def listen(who, *streams, scopes="read", voice=None):
        token = people.issue_token(who, scopes=scopes, voice=voice) if who else ""
        return Ear(token, *(streams or [Stream("user")]))

    return listen


@pytest.fixture
def says(cast, commits):
    def say(who, text, **how):
        with commits():
            return cast.says(who, text, **how)

    return say


EVERYWHERE = [
    Stream("public"),
    Stream("public:local"),
    Stream("hashtag", "riemen"),
    Stream("hashtag:local", "Riemen"),
]


def test_what_is_said_inside_is_heard_inside_only(cast, ear, says):
    outside = [ear(None, *EVERYWHERE), ear(cast.karl, Stream("user"), *EVERYWHERE)]
    member = ear(cast.erika, Stream("user"), *EVERYWHERE)
    people.follow(cast.jonas, by=cast.karl)

    post = says(cast.jonas, "Intern: der #Riemen reisst", space=cast.haus)

    assert all(one.said() == [] for one in outside)
    heard = member.said()
    assert heard
    assert {payload["local_only"] for _event, payload in heard} == {True}
    with CaptureQueriesContext(connection):
        telling.tell_gone(post.id, ())
    assert all(one.said() == [] for one in outside)
    assert set(member.events()) == {"delete"}


def test_a_post_to_followers_is_heard_by_them(cast, ear, says):
    people.follow(cast.karl, by=cast.gerda)
    follower, other = ear(cast.gerda), ear(cast.theo, Stream("user"), *EVERYWHERE)

    says(cast.karl, "Für euch: #Riemen", audience=Audience.FOLLOWERS)

    assert follower.events() == ["update"]
    assert other.said() == []


def test_whom_one_mutes_or_blocks_one_does_not_hear(cast, ear, says):
    for one in (cast.gerda, cast.theo):
        people.follow(cast.karl, by=one)
    people.mute(cast.karl, by=cast.gerda)
    people.block(cast.jonas, by=cast.karl)
    ears = [ear(one, Stream("user"), *EVERYWHERE) for one in (cast.gerda, cast.jonas)]
    open_ear, anybody = ear(cast.theo), ear(None, *EVERYWHERE)

    says(cast.karl, "An alle: #Riemen")

    assert all(one.said() == [] for one in ears)
    assert open_ear.events() == ["update"]
    assert anybody.events() == ["update"] * 4


def test_who_hides_whom_is_the_same_from_both_sides(cast):
    people.mute(cast.karl, by=cast.gerda)
    people.block(cast.jonas, by=cast.karl)
    people.block(cast.karl, by=cast.theo)

    for author in (cast.karl, cast.jonas, cast.gerda, cast.theo):
        hiding = {one.id for one in cast_people(cast) if author.id in hidden_from(one.id)}
        assert those_hiding([author.id]) == hiding


def cast_people(cast):
    return (cast.karl, cast.gerda, cast.jonas, cast.theo, cast.erika)


def test_replies_and_boosts_are_heard_at_home_only(cast, ear, says, commits):
    people.follow(cast.karl, by=cast.gerda)
    post = says(cast.karl, "Der Riemen quietscht")
    home, public = ear(cast.gerda), ear(None, Stream("public"))

    with commits():
        posts.boost(post, by=cast.karl)
    says(cast.karl, "Noch immer", in_reply_to=post)

    assert home.events() == ["update", "update"]
    assert public.said() == []

    with commits():
        posts.unboost(post, by=cast.karl)
    assert home.events() == ["delete"]


def test_an_edit_and_a_deletion_follow_their_post(cast, ear, says, commits):
    public = ear(None, Stream("public"), Stream("public:remote"), Stream("public:media"))
    post = says(cast.karl, "Der Riemen")
    with commits():
        posts.edit_post(post, by=cast.karl, wording=Wording(text="Die Kette"))
    with commits():
        posts.delete_post(post, by=cast.karl)

    (first, new), (second, edited), *deleted = public.said()
    assert (first, second) == ("update", "status.update")
    assert edited["content"] == "<p>Die Kette</p>"
    assert set(deleted) == {("delete", new["id"])}


def test_a_message_among_two_is_a_conversation(cast, ear, says, commits):
    ears = {who: ear(who, Stream("direct"), Stream("user")) for who in (cast.gerda, cast.theo)}

    post = says(cast.karl, "@gerda Nur für dich", audience=Audience.DIRECT)

    heard = dict(ears[cast.gerda].said())
    assert set(heard) == {"conversation", "update", "notification"}
    assert heard["conversation"]["last_status"]["id"] == str(post.id)
    assert ears[cast.theo].said() == []

    with commits():
        posts.delete_post(post, by=cast.karl)
    assert ("delete", str(post.id)) in ears[cast.gerda].said()
    assert ears[cast.theo].said() == []


def test_notices_ask_for_their_scope(cast, ear, says):
    narrow = ear(cast.karl, scopes="read:statuses")
    whole = ear(cast.karl, Stream("user:notification"), scopes="read:notifications")

    says(cast.gerda, "@karl Hallo")

    assert "notification" not in narrow.events()
    ((event, payload),) = whole.said()
    assert (event, payload["type"]) == ("notification", "mention")


def test_a_space_is_heard_as_a_list(cast, ear, says):
    member = ear(cast.erika, Stream("list", str(cast.haus.id)))
    with pytest.raises(StreamRefused, match="Not authorized"):
        ear(cast.karl, Stream("list", str(cast.haus.id)))

    says(cast.jonas, "Im Haus", space=cast.haus)

    assert member.events() == ["update"]


@pytest.mark.parametrize(
    ("stream", "scopes", "status"),
    [
        (Stream("user"), "write", 401),
        (Stream("user"), "read:notifications", 401),
        (Stream("user:notification"), "read:statuses", 401),
        (Stream("public"), "write", 401),
        (Stream("hashtag", "#"), "read", 400),
        (Stream("list"), "read", 400),
        (Stream("list", "9" * 30), "read", 401),
        (Stream("nonsense"), "read", 400),
    ],
)
def test_doors_stay_shut(cast, ear, stream, scopes, status):
    with pytest.raises(StreamRefused) as refused:
        ear(cast.karl, stream, scopes=scopes)

    assert refused.value.status == status


def test_a_revoked_token_opens_nothing(cast):
    token = people.issue_token(cast.karl, scopes="read")
    assert visitor_of(token).account_id == cast.karl.id

    people.deactivate_person(cast.karl)

    with pytest.raises(StreamRefused):
        visitor_of(token)


def test_nothing_is_done_while_nobody_listens(cast, desk, says):
    asked = []
    telling_before = telling.tell_post
    telling.tell_post = lambda *facts: asked.append(facts)
    try:
        says(cast.karl, "In die Stille")
    finally:
        telling.tell_post = telling_before

    assert asked == []


def test_a_thousand_listeners_cost_no_more_than_ten(cast, ear, says):
    def questions(many):
        heard = [Channel("public", one.id).key for one in crowd[:many]]
        subscription = newsroom.hub.subscribe(heard)
        with CaptureQueriesContext(connection) as asked:
            telling.tell_post(post.id, "update")
        assert subscription._queue.qsize() == min(many, 100)
        subscription.end()
        return len(asked)

    names = [Account(handle=f"reader{n}", name=f"Reader {n}") for n in range(1000)]
    crowd = Account.objects.bulk_create(names)
    post = says(cast.karl, "An alle")
    questions(1)  # what is written once is written now

    assert questions(1000) == questions(10) <= 30


def test_who_hears_the_same_hears_what_the_method_answers(cast, ear, says, program):
    """Made once for many, a post is for each of them what they would read."""
    for one in (cast.gerda, cast.theo):
        people.follow(cast.karl, by=one)
    ears = {one: ear(one) for one in (cast.karl, cast.gerda, cast.theo)}

    post = says(cast.karl, "Für alle: #Riemen", quote_policy=Post.QuotePolicy.FOLLOWERS)

    for who, one in ears.items():
        ((_event, heard),) = one.said()
        assert heard == program(who).read(post.id).json(), who


def test_words_somebody_filters_are_marked_for_them_alone(cast, ear, says, commits):
    filtering, other = ear(cast.gerda, Stream("public"), Stream("user")), ear(None, *EVERYWHERE[:1])
    with commits():
        posts.create_filter(
            by=cast.gerda, title="Riemen", contexts=["public"], words=[Word("Riemen")]
        )
    assert filtering.said() == [("filters_changed", "")]

    says(cast.karl, "Der Riemen quietscht")

    ((_event, marked),), ((_other, plain),) = filtering.said(), other.said()
    assert marked["filtered"][0]["filter"]["title"] == "Riemen"
    assert plain["filtered"] == []


def test_a_list_of_one_s_own_is_heard_by_its_owner(cast, ear, says):
    people.follow(cast.karl, by=cast.gerda)
    chosen = people.make_list("Räder", by=cast.gerda, is_exclusive=True)
    people.put_in_list(chosen, [cast.karl], by=cast.gerda)
    listening, home = ear(cast.gerda, Stream("list", str(chosen.id))), ear(cast.gerda)
    with pytest.raises(StreamRefused, match="Not authorized"):
        ear(cast.theo, Stream("list", str(chosen.id)))

    says(cast.karl, "Der Riemen quietscht")
    says(cast.jonas, "Ich höre nichts")

    assert listening.events() == ["update"]
    assert home.said() == []  # whom one reads in a list alone does not stand at home


def test_what_is_announced_to_everybody_is_heard_at_home(cast, ear, commits):
    home, public = ear(cast.karl), ear(cast.gerda, Stream("public"))
    with commits():
        made = publish_announcement(Wanted(text="Am Montag ist zu."), by=cast.inga)
    with commits():
        answer_announcement(made, "👍", by=cast.gerda)
    with commits():
        withdraw_announcement(made, by=cast.inga)

    (new, said), (sign, counted), gone = home.said()
    assert (new, said["content"]) == ("announcement", "<p>Am Montag ist zu.</p>")
    assert sign == "announcement.reaction"
    assert counted == {"name": "👍", "count": 1, "announcement_id": str(made.id)}
    assert gone == ("announcement.delete", str(made.id))
    assert public.said() == []
