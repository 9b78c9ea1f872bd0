"""Who is told of a notice on their telephone: places, and whether one is wanted there."""

from __future__ import annotations

from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from augenhoehe.domain.notifications.events import Noticed
from augenhoehe.domain.notifications.models import Notification, PushSubscription
from augenhoehe.domain.people.models import Follow, Login
from augenhoehe.domain.people.policies import may_speak_as
from augenhoehe.domain.people.tokens import includes
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation import clock, jobs
from augenhoehe.foundation.prepared import prepared

KIND = "push"
SCOPE = "push"
From, Kind = PushSubscription.From, Notification.Kind
# By kind: the name of the alert an app asks for.
ALERTS: dict[str, str] = {
    Kind.MENTION: "mention",
    Kind.REPLY: "mention",
    Kind.CASE_OPENED: "mention",
    Kind.CASE_STEP: "mention",
    Kind.POST: "status",
    Kind.BOOST: "reblog",
    Kind.LIKE: "favourite",
    Kind.FOLLOW: "follow",
    Kind.FOLLOW_REQUEST: "follow_request",
    Kind.POLL_ENDED: "poll",
    Kind.POST_EDITED: "update",
    Kind.QUOTE: "quote",
    Kind.QUOTED_EDITED: "quoted_update",
    Kind.INTERVENTION: "moderation_warning",
    Kind.MODERATION: "admin.report",
}


def push_of_token(token_id: int) -> PushSubscription | None:
    """Where an app is told."""
    return PushSubscription.objects.filter(token_id=token_id).first()


def push_by_id(subscription_id: int) -> PushSubscription | None:
    """One place, with whose it is."""
    rows = PushSubscription.objects.select_related("account", "token__user", "token__voice")
    return rows.filter(id=subscription_id).first()


def notice_to_push(notice_id: int, *, recipient_id: int) -> Notification | None:
    """A notice that still stands, with what it is about."""
    rows = Notification.objects.filter(id=notice_id, recipient_id=recipient_id, is_held_back=False)
    return rows.select_related("actor", "case__about", "space").first()


def push_notice(event: Noticed) -> None:
    """Within the transaction of a notice: a job for each place that wants to be told."""
    places = _places(event.recipient_id)
    if not places:
        return
    notice = Notification.objects.get(id=event.notification_id)
    for place in places:
        if _wants(place, notice):
            payload = {"subscription": place.id, "notice": notice.id}
            # One after the other: whoever names many places that never answer waits for them.
            jobs.enqueue(KIND, payload, host=f"{KIND}:{place.account_id}")


@prepared
def _places(account_id: int) -> QuerySet[PushSubscription]:
    return PushSubscription.objects.filter(account_id=account_id).order_by("id")


def _wants(place: PushSubscription, notice: Notification) -> bool:
    # Our own pages know every kind of notice; an app is told what it asked for.
    if place.token_id is not None and not place.alerts.get(ALERTS.get(notice.kind, "")):
        return False
    if notice.actor_id is None or place.wanted_from == From.ALL:
        return place.wanted_from != From.NONE
    other, me = notice.actor_id, place.account_id
    match place.wanted_from:
        case From.FOLLOWED:
            return Follow.objects.filter(follower_id=me, followed_id=other).exists()
        case From.FOLLOWER:
            return Follow.objects.filter(follower_id=other, followed_id=me).exists()
    return False


def has_access(place: PushSubscription) -> bool:
    """Whether the app or the browser may still speak for this person."""
    login = Login.objects.filter(account_id=place.account_id).first()
    if login is None or not login.is_active or place.account.left_at is not None:
        return False
    token = place.token
    if token is None:
        kept = Session.objects.filter(session_key=place.session_key)
        return kept.filter(expire_date__gt=clock.now()).exists()
    if token.expires <= clock.now() or not includes(frozenset(token.scope.split()), SCOPE):
        return False
    return token.voice is None or bool(may_speak_as(who_is(place.account), token.voice))
