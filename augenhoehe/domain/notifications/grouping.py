"""Which notices can be told as one: likes of one post within half a day, for instance."""

from __future__ import annotations

from datetime import datetime, timedelta

from augenhoehe.domain.notifications.models import Notification
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import first_id_at

Kind = Notification.Kind
# By kind: the word a key begins with.
_WORDS = {Kind.LIKE: "favourite", Kind.BOOST: "reblog", Kind.FOLLOW: "follow"}
GROUPED = frozenset(_WORDS)
_SPAN_HOURS = 12  # from the hour of the first to that of the last


def group_key_for(recipient_id: int, kind: str, post_id: int | None) -> str:
    """The key of the group a new notice joins or begins; "" for what stands alone."""
    if kind not in GROUPED:
        return ""
    hour = _hour(clock.now())
    word = _WORDS[Kind(kind)] if post_id is None else f"{_WORDS[Kind(kind)]}-{post_id}"
    recent = first_id_at(clock.now() - timedelta(hours=_SPAN_HOURS + 1))
    rows = Notification.objects.filter(recipient_id=recipient_id, id__gt=recent, kind=kind)
    rows = rows.filter(post__isnull=True) if post_id is None else rows.filter(post_id=post_id)
    known = rows.exclude(group_key="").order_by("-id").values_list("group_key", flat=True).first()
    began = int(known.rpartition("-")[2]) if known else hour
    return f"{word}-{began if began <= hour < began + _SPAN_HOURS else hour}"


def _hour(moment: datetime) -> int:
    """Hours since 1970, as in Mastodon's keys."""
    return int(moment.timestamp()) // 3600
