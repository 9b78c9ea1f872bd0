"""What one does with `Mastodon.py` beyond writing and reading; see `test_with_mastodon_py`."""

import queue
from datetime import UTC, datetime, timedelta

import pytest
from mastodon import CallbackStreamListener, MastodonAPIError


def asking(karl, ada):
    poll = karl.make_poll(["Kette", "Riemen"], expires_in=600, multiple=True)
    post = karl.status_post("Was fahrt ihr?", poll=poll)
    ada.poll_vote(post.poll, [1])
    assert ada.poll_vote(post.poll, [0]).own_votes == [1, 0]
    assert karl.poll(post.poll).voters_count == 1
    quote = ada.status_post("Gute Frage", quoted_status_id=post)
    assert quote.quote.quoted_status.id == post.id
    assert [one.id for one in karl.status_quotes(post)] == [quote.id]
    closed = karl.status_update_quote_approval_policy(post, "nobody")
    assert closed.quote_approval.automatic == []
    assert karl.status_quote_revoke(post, quote).quote.state == "revoked"
    assert karl.timeline_hashtag("riemen")
    with pytest.raises(MastodonAPIError):
        karl.timeline_link("https://zeitung.example/nie-geteilt")
    assert karl.tag_feature("riemen").featuring
    assert not karl.tag_unfeature("riemen").featuring


def looking_away(karl, ada):
    one = karl.create_filter_v2(
        "Ketten", ["home"], "warn", keywords_attributes=[{"keyword": "kette"}]
    )
    word = karl.add_filter_keyword_v2(one.id, "ritzel", whole_word=True)
    assert len(karl.filter_keywords_v2(one.id)) == 2
    post = ada.status_post("Meine Kette")
    entry = karl.add_filter_status_v2(one.id, post.id)
    assert karl.filter_status_v2(entry.id).status_id == post.id
    assert len(karl.filter_statuses_v2(one.id)) == 1
    assert karl.status(post).filtered[0].filter.title == "Ketten"
    karl.delete_filter_status_v2(entry.id)
    karl.delete_filter_keyword_v2(word.id)
    assert karl.update_filter_v2(one.id, title="Alte Technik").title == "Alte Technik"
    assert karl.filter_v2(one.id).title == "Alte Technik"
    karl.delete_filter_v2(one.id)
    old = karl.filter_create("kette", ["home", "public"])
    assert karl.filter(old).phrase == "kette"
    assert karl.filter_update(old, phrase="Kette").phrase == "Kette"
    karl.filter_delete(old)
    assert karl.status_mute(post).muted
    assert not karl.status_unmute(post).muted
    assert karl.account_endorse(karl.account_lookup("ada")).endorsed
    assert not karl.account_unendorse(karl.account_lookup("ada")).endorsed


def labelling(karl, ada):
    """Nothing of it is known to the library: a first line labels, and everybody sees it."""
    post = karl.status_post("/werbung\n/bezahlt von Lindenrad GmbH\nEin schönes Rad")
    seen = ada.status(post)
    assert [one["name"] for one in seen["labels"]] == ["advertising", "paid_by"]
    assert seen.content.index("Lindenrad GmbH") < seen.content.index("Ein schönes Rad")
    assert karl.status_source(post).text == "Ein schönes Rad"
    edited = karl.status_update(post, "Ein sehr schönes Rad")
    assert edited.content.count("Lindenrad GmbH") == 1


def who_may_write_to_one(karl, ada):
    me = karl.me()
    karl.account_unfollow(ada.me())
    policy = karl.update_notifications_policy(for_not_following="filter")
    assert policy.for_not_following == "filter"
    ada.status_post("@karl hallo")
    (waiting,) = karl.notification_requests()
    assert karl.notification_request(waiting).account.acct == "ada"
    karl.dismiss_notification_request(waiting)
    assert karl.notification_requests() == []
    ada.status_post("@karl bist du da?")
    karl.accept_notification_request(karl.notification_requests()[0])
    assert karl.notifications_merged() is True
    assert karl.notifications_policy().summary.pending_requests_count == 0
    karl.update_notifications_policy(for_not_following="accept")
    groups = karl.grouped_notifications()
    key = groups.notification_groups[0].group_key
    assert karl.grouped_notification(key).notification_groups[0].group_key == key
    assert karl.grouped_notification_accounts(key)[0].acct == "ada"
    assert karl.unread_grouped_notifications_count() >= 1
    karl.dismiss_grouped_notification(key)
    ada.status_post("@karl psst", visibility="direct")
    (talk,) = karl.conversations()
    assert not karl.conversations_read(talk).unread
    assert karl.profile_update(note="Ich fahre Riemen").note == "Ich fahre Riemen"
    assert karl.profile().id == me.id
    karl.account_delete_avatar()
    karl.account_delete_header()
    _keys, public = karl.push_subscription_generate_keys()
    karl.push_subscription_set("https://push.example/1", public, mention_events=True)
    assert karl.push_subscription().alerts.mention
    assert not karl.push_subscription_update(mention_events=False).alerts.mention
    karl.push_subscription_delete()


def in_the_right_hour(karl, ada):
    later = datetime.now(UTC) + timedelta(hours=2)
    waits = karl.status_post("Guten Morgen", scheduled_at=later)
    assert karl.scheduled_status(waits).params.text == "Guten Morgen"
    moved = karl.scheduled_status_update(waits, later + timedelta(hours=1))
    assert moved.scheduled_at > waits.scheduled_at
    assert [one.id for one in karl.scheduled_statuses()] == [waits.id]
    karl.scheduled_status_delete(waits)
    assert karl.annual_report_state(2026).state == "ineligible"
    assert karl.app_verify_credentials().name
    assert karl.set_language("de") is None


class Listener(CallbackStreamListener):
    """Says when a stream is open: with the greeting the server begins it with."""

    def __init__(self, *, opened, **handlers):
        super().__init__(**handlers)
        self._opened = opened

    def handle_heartbeat(self):
        self._opened.put(True)


def listening(karl, ada):
    assert karl.stream_healthy()
    karl.account_follow(ada.me())
    heard, opened = queue.Queue(), queue.Queue()
    listener = Listener(
        opened=opened,
        update_handler=lambda one: heard.put(("update", int(one.id))),
        notification_handler=lambda one: heard.put((one.type, int(one.status.id))),
        delete_handler=lambda number: heard.put(("delete", int(number))),
    )
    streams = [
        karl.stream_user(listener, run_async=True),
        karl.stream_hashtag("strom", listener, run_async=True),
    ]
    try:
        for _ in streams:  # the library opens them in threads of its own, whenever those run
            opened.get(timeout=20)
        post = ada.status_post("@karl hörst du #strom?")
        told = [heard.get(timeout=20) for _ in range(3)]
        ada.status_delete(post)
        told += [heard.get(timeout=20) for _ in range(2)]
    finally:
        for stream in streams:
            stream.close()
    heard_of = ["delete", "delete", "mention", "update", "update"]
    assert sorted(told) == [(kind, int(post.id)) for kind in heard_of]
