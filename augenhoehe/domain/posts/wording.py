"""What a post says, checked and rendered: the part that publishing and editing share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.utils.translation import gettext as _

from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.people.models import Account, ProtectedName
from augenhoehe.domain.people.selectors import accounts_by_handles, domain_kept
from augenhoehe.domain.posts.labels import Labels, checked_labels, labels_of
from augenhoehe.domain.posts.models import (
    Mention,
    Post,
    PostPicture,
    PostTag,
    Revision,
    ScheduledPicture,
    Tag,
)
from augenhoehe.domain.posts.polls import (
    PollWording,
    ask_with,
    checked_poll,
    end_differs,
    kept_of,
)
from augenhoehe.foundation import clock
from augenhoehe.foundation import text as texts
from augenhoehe.foundation.ids import id_at
from augenhoehe.foundation.verdicts import Invalid

MAX_PICTURES = 4


@dataclass(frozen=True, slots=True)
class Wording:
    """What somebody typed: text, warning, language, pictures in their order, or a poll.

    `labels`: None are those it has already, if it stands somewhere.
    """

    text: str
    warning: str = ""
    sensitive: bool = False
    language: str = ""
    pictures: Sequence[Picture] = field(default_factory=tuple)
    poll: PollWording | None = None
    labels: Labels | None = None


def checked(wording: Wording) -> Wording:
    """The wording as it will be kept; raises `Invalid` with the field that is wrong."""
    clean = replace(
        wording,
        text=texts.untracked(texts.tidy(wording.text).strip()),
        warning=texts.tidy(wording.warning).strip(),
        language=wording.language.strip().lower()[:8],
        pictures=tuple(dict.fromkeys(wording.pictures)),
        labels=checked_labels(wording.labels) if wording.labels is not None else None,
    )
    if not _says_something(clean.text) and not clean.pictures:
        raise Invalid(_("Please write something."), field="text", code="empty")
    most = settings.POST_LENGTH
    length = texts.length(clean.text) + texts.length(clean.warning)
    if length > most:
        raise Invalid(
            _("At most %(most)d characters; these are %(length)d.")
            % {"most": most, "length": length},
            field="text",
            code="too_long",
        )
    if len(clean.warning) > 300:
        raise Invalid(_("The warning is too long."), field="warning", code="too_long")
    if len(clean.pictures) > MAX_PICTURES:
        raise Invalid(_("At most four pictures, please."), field="pictures", code="too_many")
    if len(clean.pictures) > 1 and not all(picture.is_image for picture in clean.pictures):
        raise Invalid(
            _("A post has up to four pictures, or one film, or one sound."),
            field="pictures",
            code="mixed",
        )
    if clean.poll is not None:
        return _checked_with_poll(clean, clean.poll)
    return clean


def _checked_with_poll(wording: Wording, poll: PollWording) -> Wording:
    if wording.pictures:  # as elsewhere: apps have one place for both
        raise Invalid(_("A post has pictures or a poll, not both."), field="poll")
    return replace(wording, poll=checked_poll(poll))


def pictures_in(post: Post) -> tuple[Picture, ...]:
    """The pictures of the present wording, in order."""
    rows = PostPicture.objects.filter(post=post).select_related("picture").order_by("position")
    return tuple(row.picture for row in rows)


def _says_something(text: str) -> bool:
    return any(letter.isprintable() and not letter.isspace() for letter in text)


def is_sensitive(wording: Wording) -> bool:
    """Whether pictures are covered until somebody asks for them."""
    return wording.sensitive or bool(wording.warning and wording.pictures)


def differs(post: Post, wording: Wording) -> bool:
    """Whether a wording says anything else than what stands there; else it is no version."""
    last = post.revisions.order_by("-number").first()
    if last is None or end_differs(post, wording.poll):
        return True
    return _as_kept(wording, post) != (
        last.text,
        last.warning,
        last.sensitive,
        last.language,
        last.pictures,
        last.poll,
        labels_of(last),
    )


def _as_kept(wording: Wording, post: Post) -> tuple[Any, ...]:
    return (
        wording.text,
        wording.warning,
        is_sensitive(wording),
        wording.language or post.language,
        described(wording.pictures),
        kept_of(wording.poll),
        labels_of(post) if wording.labels is None else wording.labels,
    )


def described(pictures: Sequence[Picture]) -> list[dict[str, str]]:
    """What a version keeps of its pictures: which, and what was said of each."""
    return [
        {"id": str(one.id), "description": one.description}
        | ({"focus": f"{one.focus_x},{one.focus_y}"} if one.focus_x or one.focus_y else {})
        for one in pictures
    ]


def put_labels_on(post: Post, wording: Wording) -> None:
    """Let a post say of itself what its wording says; those it has stay if that says nothing."""
    if wording.labels is not None:
        post.labels, post.label_words = wording.labels.kinds, dict(wording.labels.words)


def mentioned_accounts(text: str) -> list[Account]:
    """The accounts a text addresses, as far as this server knows them."""
    mentions = texts.find_mentions(text)[:50]
    return accounts_by_handles((mention.handle, mention.domain) for mention in mentions)


def rendered(text: str, mentioned: Sequence[Account]) -> str:
    """The text as HTML. Addresses of this server are relative; interfaces complete them."""
    by_address = {account.address.lower(): account for account in mentioned}

    def mention_url(mention: texts.Mention) -> tuple[str, str] | None:
        domain = domain_kept(mention.domain)
        key = f"{mention.handle}@{domain}" if domain else mention.handle
        account = by_address.get(key.lower())
        if account is None:
            return None
        url = account.url if account.domain else f"/@{account.handle}"
        return url, f"@{account.handle}"

    return texts.render(text, mention_url=mention_url, tag_url=lambda tag: f"/tags/{quote(tag)}")


def attach(
    post: Post,
    wording: Wording,
    mentioned: Sequence[Account],
    *,
    author: Account | None,
    protected: ProtectedName | None = None,
) -> None:
    """Write what belongs to a wording: mentions, hashtags, pictures, a poll."""
    have = set(post.mentions.values_list("account_id", flat=True))
    Mention.objects.bulk_create(
        Mention(post=post, account=account) for account in mentioned if account.id not in have
    )
    _tag(post, wording.text)
    _check_usable(post, wording.pictures, author)
    if protected:
        _blur_pictures(post, wording.pictures)
    PostPicture.objects.filter(post=post).delete()
    PostPicture.objects.bulk_create(
        PostPicture(post=post, picture=picture, position=place)
        for place, picture in enumerate(wording.pictures)
    )
    ask_with(post, wording.poll, by_day=protected is not None)


def _check_usable(post: Post, pictures: Sequence[Picture], author: Account | None) -> None:
    """A picture stands in one post; who edits a post of a voice keeps a colleague's pictures."""
    if not pictures:
        return
    if ScheduledPicture.objects.filter(picture__in=pictures).exists():
        raise Invalid(_("This picture waits in a post for later."), field="pictures", code="in_use")
    used = dict(
        PostPicture.objects.filter(picture__in=pictures).values_list("picture_id", "post_id")
    )
    for picture in pictures:
        if used.get(picture.id, post.id) != post.id:
            raise Invalid(_("This picture is in another post."), field="pictures", code="in_use")
        if picture.id not in used and (author is None or picture.owner_id != author.id):
            raise Invalid(_("This picture is somebody else's."), field="pictures", code="foreign")


def _blur_pictures(post: Post, pictures: Sequence[Picture]) -> None:
    """New pictures get an id that tells the day only: theirs told the moment of the upload."""
    published = {one["id"] for row in post.revisions.all() for one in row.pictures}
    for picture in pictures:
        if str(picture.id) not in published:
            blurred = id_at(clock.somewhen_today(clock.now() - timedelta(days=1)))
            Picture.objects.filter(id=picture.id).update(id=blurred)
            picture.id = blurred


def _tag(post: Post, text: str) -> None:
    PostTag.objects.filter(post=post).delete()
    shown = {texts.normalise_tag(tag)[:100]: tag[:100] for tag in texts.find_hashtags(text)[:30]}
    if not shown:
        return
    Tag.objects.bulk_create(
        (Tag(name=name, shown=tag) for name, tag in shown.items()), ignore_conflicts=True
    )
    PostTag.objects.bulk_create(
        PostTag(post=post, tag=tag) for tag in Tag.objects.filter(name__in=shown)
    )


def keep_revision(
    post: Post,
    wording: Wording,
    *,
    author: Account | None,
    protected: ProtectedName | None,
    is_correction: bool = False,
) -> Revision:
    """Write down the present wording for ever, and under which name it was written."""
    return Revision.objects.create(
        post=post,
        number=post.version,
        text=post.text,
        html=post.html,
        warning=post.warning,
        sensitive=is_sensitive(wording),  # as its author wants it, marked or not
        language=post.language,
        pictures=described(wording.pictures),
        poll=kept_of(wording.poll),
        labels=post.labels,
        label_words=post.label_words,
        written_by=author,
        protected_name=protected,
        created_at=post.edited_at or post.created_at,
        is_correction=is_correction,
    )
