"""Notices as programs turn their pages, and how far somebody has read."""

from augenhoehe.domain.notifications.actions import dismiss_notices, keep_markers
from augenhoehe.domain.notifications.models import Notification
from augenhoehe.domain.notifications.pages import Sort, markers_of, notices_page, unread_among
from augenhoehe.domain.people.actions import follow
from augenhoehe.foundation.stretch import Stretch

Kind = Notification.Kind
EVERY = Sort(tuple(Kind.values))


def test_nobody_dismisses_what_is_another_persons(cast):
    follow(cast.karl, by=cast.ada)
    notice = Notification.objects.get(recipient=cast.karl)

    dismiss_notices(by=cast.ada, kinds=[Kind.FOLLOW], notice_id=notice.id)
    dismiss_notices(by=cast.karl, kinds=[Kind.LIKE])

    assert Notification.objects.filter(id=notice.id).exists()
    dismiss_notices(by=cast.karl, kinds=[Kind.FOLLOW])
    assert not Notification.objects.filter(id=notice.id).exists()


def test_pages_go_down_and_up(cast):
    for person in (cast.ada, cast.ben, cast.gerda, cast.luise):
        follow(cast.karl, by=person)
    reader = cast.reads(cast.karl)

    def names(stretch):
        return [notice.row.actor.handle for notice in notices_page(reader, EVERY, stretch)]

    assert names(Stretch(limit=2)) == ["luise", "gerda"]
    last = notices_page(reader, EVERY, Stretch())[-1].row.id
    assert names(Stretch(after=last, limit=2, upwards=True)) == ["gerda", "ben"]
    assert names(Stretch(after=last, limit=2)) == ["luise", "gerda"]
    assert unread_among(reader, Kind.values, limit=3) == 3


def test_a_person_and_a_voice_have_read_differently_far(cast):
    keep_markers(by=cast.jonas, account=cast.jonas, last_read={"home": 5})
    keep_markers(by=cast.jonas, account=cast.lindenrad, last_read={"home": 9})
    keep_markers(by=cast.jonas, account=cast.jonas, last_read={"home": 7})

    own = markers_of(cast.jonas, cast.jonas, ["home", "notifications"])
    voices = markers_of(cast.jonas, cast.lindenrad, ["home"])
    assert [(marker.last_read, marker.version) for marker in own] == [(7, 2)]
    assert [marker.last_read for marker in voices] == [9]


def test_reading_notices_in_an_app_is_reading_them(cast):
    follow(cast.karl, by=cast.ada)
    notice = Notification.objects.get(recipient=cast.karl)

    keep_markers(by=cast.karl, account=cast.karl, last_read={"notifications": notice.id})

    notice.refresh_from_db()
    assert notice.read_at is not None
