"""What waits for another person of a voice, asked for by who may see it."""

from __future__ import annotations

from typing import TypeGuard

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.selectors import protected_name_in_use
from augenhoehe.domain.posts.audience import Reader
from augenhoehe.domain.posts.labels import Labels, from_written, labels_of
from augenhoehe.domain.posts.models import Post, ScheduledPost
from augenhoehe.domain.posts.places import may_read_waiting
from augenhoehe.domain.posts.policies_help import may_release
from augenhoehe.domain.posts.wording import mentioned_accounts, rendered


def is_waiting(said: object) -> TypeGuard[ScheduledPost]:
    """Whether something was handed in instead of published."""
    return isinstance(said, ScheduledPost)


def waiting_for(reader: Reader) -> list[ScheduledPost]:
    """What waits with the voices somebody writes for, the oldest first; one's own among it."""
    if not reader.who.is_member or not reader.who.voices:
        return []
    rows = ScheduledPost.objects.filter(
        voice__in=list(reader.who.voices), waits_since__isnull=False, given_back_at=None
    )
    found = rows.select_related("account", "voice", "edits__account").order_by("waits_since", "id")
    return [row for row in found if may_read_waiting(reader, row)]


def waiting_row(reader: Reader, row_id: int) -> ScheduledPost | None:
    """One of them."""
    return next((row for row in waiting_for(reader) if row.id == row_id), None)


def as_it_would_read(row: ScheduledPost) -> Post:
    """The post it will be, unsaved: for who wrote it alone."""
    wanted = row.wanted
    text = str(wanted["text"])
    labels = _labels(row)
    return Post(
        id=row.id,
        account=row.voice or row.account,
        written_by=row.account,
        protected_name=protected_name_in_use(row.account, row.voice) if row.voice else None,
        created_at=row.created_at,
        audience=wanted["audience"],
        in_reply_to_id=wanted.get("in_reply_to"),
        in_service=True,
        text=text,
        html=rendered(text, mentioned_accounts(text)),
        warning=wanted["warning"],
        sensitive=wanted["sensitive"],
        language=wanted["language"],
        labels=labels.kinds,
        label_words=dict(labels.words),
    )


def _labels(row: ScheduledPost) -> Labels:
    """Those it will have: an edit that says nothing of them keeps those of the post."""
    chosen = from_written(row.wanted.get("labels"))
    if chosen is not None:
        return chosen
    return labels_of(row.edits) if row.edits is not None else Labels()


def can_release(reader: Reader, row: ScheduledPost) -> bool:
    return bool(may_release(reader, row))


def writer_shown(row: ScheduledPost) -> str:
    """Who wrote it, by the name readers of the voice will see."""
    protected = protected_name_in_use(row.account, row.voice) if row.voice else None
    return protected.name if protected is not None else row.account.known_as


def people_to_ask(row: ScheduledPost, among: set[int]) -> list[Account]:
    """Of these people: everybody but who wrote it."""
    return list(Account.objects.filter(id__in=among).exclude(id=row.account_id))
