"""`Mastodon.py`, a library nobody here wrote, against a server of its own: nothing is changed
in it. Every method is called once at least, in the order in which somebody would.
"""

import io
import json

import pytest
import requests
from mastodon import Mastodon, MastodonAPIError, MastodonError
from PIL import Image

from tests.config.process import House, Server, free_port
from tests.interfaces.mastodon_api.mastodon_py_stories import (
    asking,
    in_the_right_hour,
    labelling,
    listening,
    looking_away,
    who_may_write_to_one,
)

PEOPLE = """
import json
from augenhoehe.domain.people.actions import (
    add_to_voice, become_member, create_person, create_voice, issue_token)
from augenhoehe.domain.spaces.actions import create_space, join_space
tokens = {}
for name in ("karl", "ada", "erika"):
    who = create_person(handle=name, name=name.title(), email=f"{name}@example.org",
        password="Lieber zu Fuss als mit dem Bus", address_confirmed=True)
    if name == "erika":
        become_member(who, by=None)
        voice = create_voice(handle="lindenrad", name="Lindenrad", by=None)
        add_to_voice(voice, who, by=None, role="steward")
        tokens["lindenrad"] = issue_token(who, scopes="read write follow push", voice=voice)
        create_space(slug="haus", name="Unter uns", reach="house", by=who)
        space = create_space(slug="tisch", name="Stammtisch", reach="world", by=who)
    tokens[name] = issue_token(who, scopes="read write follow push")
from augenhoehe.domain.people.selectors import account_by_address
join_space(space, by=account_by_address("karl"))
print("TOKENS" + json.dumps(tokens))
"""


class Counted:
    """Passes calls on and remembers which methods were called."""

    def __init__(self, api, called):
        self._api, self._called = api, called

    def __getattr__(self, name):
        self._called.add(name)
        return getattr(self._api, name)


@pytest.fixture(scope="module")
def apps(tmp_path_factory):
    """By name: everybody with an app of their own, and the names of what was called."""
    port = free_port()
    house = House(
        tmp_path_factory.mktemp("mastodon") / "data",
        AUGENHOEHE_BASE_URL=f"http://127.0.0.1:{port}",
        AUGENHOEHE_NAME="Lindenrad",
        AUGENHOEHE_RATE_LIMITS="off",
    )
    house.lay()
    tokens = json.loads(house.python(PEOPLE).partition("TOKENS")[2])
    called = set()
    with Server(house, port) as server:
        base = f"http://127.0.0.1:{server.port}"
        found = {
            name: Counted(Mastodon(access_token=token, api_base_url=base), called)
            for name, token in tokens.items()
        }
        yield found | {"called": called, "base": base}


def _png():
    file = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(file, "PNG")
    return file.getvalue()


def test_a_day_with_an_app(apps):
    karl, ada = apps["karl"], apps["ada"]
    _writing(karl, ada)
    _people(karl, ada)
    _lists(karl)
    _reading_on(karl, ada)
    asking(karl, ada)
    looking_away(karl, ada)
    labelling(karl, ada)
    who_may_write_to_one(karl, ada)
    in_the_right_hour(karl, ada)
    listening(karl, ada)
    _at_the_end(karl, ada)

    assert len(apps["called"]) >= 150, sorted(apps["called"])


def _writing(karl, ada):
    me = karl.account_verify_credentials()
    karl.me()
    picture = karl.media_post(_png(), mime_type="image/png", description="Türkis", focus=(0.1, 0.2))
    picture = karl.media_update(picture, description="Ein Rechteck", focus=(0.5, -0.5))
    assert karl.media(picture).description == "Ein Rechteck"
    first = karl.status_post(
        "Der Riemen ist gerissen #riemen @ada",
        media_ids=[picture],
        spoiler_text="Technik",
        language="de",
        idempotency_key="eins",
    )
    again = karl.status_post("Der Riemen ist gerissen #riemen @ada", idempotency_key="eins")
    assert again.id == first.id
    karl.toot("Kurz gesagt")
    answer = ada.status_reply(first, "Meiner auch")
    assert answer.in_reply_to_id == first.id
    edited = karl.status_update(first, "Er ist ganz durch #riemen", media_ids=[picture])
    assert edited.edited_at is not None
    assert len(karl.status_history(first)) == 2
    assert karl.status_source(first).text.startswith("Er ist")
    assert [one.id for one in karl.status_context(first).descendants] == [answer.id]
    assert [one.id for one in karl.statuses([first, answer])] == [first.id, answer.id]
    assert karl.status(first).account.id == me.id
    assert ada.status_favourite(first).favourited
    assert ada.status_reblog(first).reblog.reblogged
    assert ada.status_bookmark(first).bookmarked
    assert [one.acct for one in karl.status_favourited_by(first)] == ["ada"]
    assert [one.acct for one in karl.status_reblogged_by(first)] == ["ada"]
    assert [one.id for one in ada.favourites()] == [first.id]
    assert [one.id for one in ada.bookmarks()] == [first.id]
    assert not ada.status_unfavourite(first).favourited
    assert not ada.status_unreblog(first).reblogged
    assert not ada.status_unbookmark(first).bookmarked
    karl.status_card(first)
    with pytest.raises(MastodonError):
        karl.status_translate(first)
    gone = karl.status_post("Gleich wieder weg")
    assert karl.status_delete(gone).text == "Gleich wieder weg"


def _people(karl, ada):
    me, other = karl.me(), ada.me()
    assert karl.account(other).acct == "ada"
    assert len(karl.accounts([me, other])) == 2
    assert karl.account_lookup("ada").id == other.id
    assert karl.account_search("ada")[0].id == other.id
    assert karl.account_follow(other).following
    assert karl.account_relationships([other])[0].following
    assert ada.account_followers(other)[0].id == me.id
    assert karl.account_following(me)[0].id == other.id
    karl.account_statuses(other, exclude_replies=True, only_media=False)
    karl.account_familiar_followers([other])
    karl.account_lists(other)
    karl.account_featured_tags(other)
    assert ada.account_remove_from_followers(me).followed_by is False
    assert karl.account_mute(other, notifications=True, duration=60).muting
    assert karl.mutes()[0].id == other.id
    assert not karl.account_unmute(other).muting
    assert karl.account_block(other).blocking
    assert karl.blocks()[0].id == other.id
    assert not karl.account_unblock(other).blocking
    ada.account_update_credentials(locked=True, note="Ich frage erst", fields=[("Rad", "blau")])
    assert karl.account_follow(other).requested
    assert [one.id for one in ada.follow_requests()] == [me.id]
    assert ada.follow_request_authorize(me).followed_by
    assert not karl.account_unfollow(other).following
    karl.account_follow(other)
    assert not ada.follow_request_reject(me).requested_by
    ada.account_update_credentials(
        locked=False, display_name="Ada O.", avatar=_png(), avatar_mime_type="image/png"
    )
    assert karl.account(other).display_name == "Ada O."
    karl.directory(local=True)
    karl.suggestions()
    karl.endorsements()
    karl.domain_blocks()
    karl.report(other, comment="Nur ein Versuch", category="spam")


def _lists(karl):
    assert [one.title for one in karl.lists()] == ["Stammtisch"]
    space = karl.lists()[0]
    assert karl.list(space).title == "Stammtisch"
    assert len(karl.list_accounts(space)) == 2
    assert karl.timeline_list(space) == []
    with pytest.raises(MastodonAPIError):
        karl.list_update(space, "Meine")
    _own_list(karl)
    _for_oneself(karl)


def _own_list(karl):
    ada = karl.account_lookup("ada")
    mine = karl.list_create("Meine", replies_policy="none")
    with pytest.raises(MastodonAPIError):
        karl.list_accounts_add(mine, [karl.account_lookup("erika")])
    karl.account_follow(ada)
    karl.list_accounts_add(mine, [ada])
    assert [one.acct for one in karl.list_accounts(mine)] == ["ada"]
    assert mine.id in [one.id for one in karl.account_lists(ada)]
    karl.timeline_list(mine)
    assert karl.list_update(mine, "Unsere", exclusive=True).title == "Unsere"
    karl.list_accounts_delete(mine, [ada])
    karl.list_delete(mine)


def _for_oneself(karl):
    ada, me = karl.account_lookup("ada"), karl.me()
    assert karl.tag_follow("riemen").following
    assert [one.name for one in karl.followed_tags()] == ["riemen"]
    assert not karl.tag_unfollow("riemen").following
    shown = karl.featured_tag_create("riemen")
    assert karl.account_featured_tags(me)[0].name == "riemen"
    karl.featured_tag_delete(shown)
    post = karl.status_post("Das steht zuerst")
    assert karl.status_pin(post).pinned
    assert [one.id for one in karl.account_statuses(me, pinned=True)] == [post.id]
    assert not karl.status_unpin(post).pinned
    assert karl.account_pin(ada).endorsed
    assert not karl.account_unpin(ada).endorsed
    assert karl.account_note_set(ada, "Riemen").note == "Riemen"
    karl.domain_block("laut.example")
    assert karl.domain_blocks() == ["laut.example"]
    karl.domain_unblock("laut.example")
    assert karl.account_follow(ada, reblogs=False, notify=True).notifying
    karl.suggestion_delete(karl.account_lookup("erika"))


def _reading_on(karl, ada):
    for number in range(5):
        karl.status_post(f"Nummer {number} #zahl")
    page = karl.timeline_home(limit=2)
    older = karl.fetch_next(page)
    assert older[0].id < page[-1].id
    assert [one.id for one in karl.fetch_previous(older)] == [one.id for one in page]
    assert len(karl.fetch_remaining(page)) > 5
    assert len(karl.timeline_hashtag("zahl", local=True)) == 5
    karl.timeline_local()
    karl.timeline_public(only_media=True)
    karl.timeline("home")
    assert karl.tag("zahl").name == "zahl"
    found = karl.search("riemen")
    assert len(found.statuses) == 1
    karl.search_v2("ada", result_type="accounts")
    ada.status_post("@karl hallo")
    notices = karl.notifications()
    assert {one.type for one in notices} >= {"mention", "favourite"}
    assert karl.notifications(types=["mention"])[0].status.content
    newest = notices[0]
    assert karl.notifications(newest).id == newest.id
    assert karl.notifications_unread_count().count > 0
    karl.markers_set(["home", "notifications"], [page[0], newest])
    assert karl.markers_get(["home"]).home.last_read_id == page[0].id
    karl.notifications_dismiss(newest)
    karl.notifications_clear()
    for ask in ("trending_tags", "trending_statuses", "trending_links", "filters", "filters_v2"):
        assert list(getattr(karl, ask)()) == []
    for ask in ("conversations", "scheduled_statuses", "featured_tags", "followed_tags"):
        assert list(getattr(karl, ask)()) == []
    karl.featured_tag_suggestions()
    karl.preferences()


def _at_the_end(karl, ada):
    for ask in (
        "instance",
        "instance_v1",
        "instance_v2",
        "instance_rules",
        "instance_peers",
        "instance_activity",
        "instance_extended_description",
        "instance_health",
        "instance_nodeinfo",
        "instance_languages",
        "instance_domain_blocks",
        "instance_translation_languages",
        "custom_emojis",
        "announcements",
        "retrieve_mastodon_version",
        "get_supported_version",
        "get_approx_server_time",
    ):
        getattr(karl, ask)()


def test_a_voice_is_an_account_of_its_own(apps):
    voice = apps["lindenrad"]
    me = voice.account_verify_credentials()
    said = voice.status_post("Wir kümmern uns.")

    assert me.acct == "lindenrad"
    assert said.account.id == me.id
    assert "Written by" in said.content
    with pytest.raises(MastodonAPIError):
        voice.account_mute(apps["karl"].me())


def test_a_member_speaks_inside_the_house(apps):
    token = apps["erika"].access_token
    said = requests.post(  # the library knows of no posts for one server alone
        f"{apps['base']}/api/v1/statuses",
        headers={"Authorization": f"Bearer {token}"},
        json={"status": "Unter uns", "visibility": "local"},
        timeout=30,
    ).json()

    assert said["local_only"] is True
    with pytest.raises(MastodonError):
        apps["karl"].status(said["id"])
