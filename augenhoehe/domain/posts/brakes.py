"""Brakes against spam that are not censorship: a moment of patience, the same for everybody.

Nothing here looks at what is said about whom. It counts, and it asks to wait.
"""

from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet

from augenhoehe.domain.people.models import Account, MailContact
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation import clock, patience
from augenhoehe.foundation.ids import first_id_at

NEW_FOR = timedelta(days=1)  # how long an account counts as new
LINK_PAUSE = timedelta(minutes=5)  # between two posts with links of a new account
REPEAT_PAUSE = timedelta(minutes=2)  # between two posts with the same words


def ask_for_patience(account: Account, text: str) -> None:
    """Raise `Patience` when somebody posts too fast, repeats, or is new and links a lot."""
    if not settings.RATE_LIMITS or clock.is_pretended():
        return
    is_new = clock.now() - account.created_at < NEW_FOR
    patience.spend("post_new_account" if is_new else "post", str(account.id))
    _slow_down(Post.objects.filter(written_by_id=account.id), text, is_new=is_new)


def ask_for_patience_with_edits(account: Account) -> None:
    """Raise `Patience` when somebody changes posts all the time: every wording is kept."""
    if settings.RATE_LIMITS and not clock.is_pretended():
        patience.spend("edit", str(account.id))


def ask_guest_for_patience(guest: MailContact, text: str) -> None:
    """The same for somebody without an account, who is always new."""
    if not settings.RATE_LIMITS or clock.is_pretended():
        return
    patience.spend("post_new_account", f"guest:{guest.id}")
    _slow_down(Post.objects.filter(guest_id=guest.id), text, is_new=True)


def _slow_down(posts: QuerySet[Post], text: str, *, is_new: bool) -> None:
    if text and _recent(posts, REPEAT_PAUSE).filter(text=text).exists():
        raise patience.Patience(int(REPEAT_PAUSE.total_seconds()))
    links = is_new and "://" in text
    if links and _recent(posts, LINK_PAUSE).filter(text__contains="://").exists():
        raise patience.Patience(int(LINK_PAUSE.total_seconds()))


def _recent(posts: QuerySet[Post], pause: timedelta) -> QuerySet[Post]:
    since = first_id_at(clock.now() - pause)
    return posts.filter(id__gt=since, deleted_at__isnull=True)
