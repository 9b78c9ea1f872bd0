"""What a post says, checked and rendered: the part that publishing and editing share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from django.conf import settings
from django.utils.translation import gettext as _

from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.selectors import accounts_by_handles
from augenhoehe.domain.posts.models import Mention, Post, PostPicture, PostTag, Revision, Tag
from augenhoehe.foundation import text as texts
from augenhoehe.foundation.verdicts import Invalid

MAX_PICTURES = 4


@dataclass(frozen=True, slots=True)
class Wording:
    """What somebody typed: text, warning, language, pictures in their order."""

    text: str
    warning: str = ""
    sensitive: bool = False
    language: str = ""
    pictures: Sequence[Picture] = field(default_factory=tuple)


def checked(wording: Wording) -> Wording:
    """The wording as it will be kept; raises `Invalid` with the field that is wrong."""
    clean = replace(
        wording,
        text=texts.tidy(wording.text).strip(),
        warning=texts.tidy(wording.warning).strip(),
        language=wording.language.strip().lower()[:8],
    )
    if not clean.text and not clean.pictures:
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
    return clean


def mentioned_accounts(text: str) -> list[Account]:
    """The accounts a text addresses, as far as this server knows them."""
    mentions = texts.find_mentions(text)[:50]
    return accounts_by_handles((mention.handle, mention.domain) for mention in mentions)


def rendered(text: str, mentioned: Sequence[Account]) -> str:
    """The text as HTML. Addresses of this server are relative; interfaces complete them."""
    by_address = {account.address.lower(): account for account in mentioned}

    def mention_url(mention: texts.Mention) -> tuple[str, str] | None:
        key = f"{mention.handle}@{mention.domain}" if mention.domain else mention.handle
        account = by_address.get(key.lower())
        if account is None:
            return None
        url = account.url if account.domain else f"/@{account.handle}"
        return url, f"@{account.handle}"

    return texts.render(text, mention_url=mention_url, tag_url=lambda tag: f"/tags/{quote(tag)}")


def attach(post: Post, wording: Wording, mentioned: Sequence[Account]) -> None:
    """Write what belongs to a wording: mentions, hashtags, pictures."""
    have = set(post.mentions.values_list("account_id", flat=True))
    Mention.objects.bulk_create(
        Mention(post=post, account=account) for account in mentioned if account.id not in have
    )
    _tag(post, wording.text)
    PostPicture.objects.filter(post=post).delete()
    _check_unused(wording.pictures)
    PostPicture.objects.bulk_create(
        PostPicture(post=post, picture=picture, position=place)
        for place, picture in enumerate(wording.pictures)
    )


def _check_unused(pictures: Sequence[Picture]) -> None:
    if PostPicture.objects.filter(picture__in=pictures).exists():
        raise Invalid(_("This picture is in another post."), field="pictures", code="in_use")


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


def keep_revision(post: Post, wording: Wording, *, author: Account) -> Revision:
    """Write down the present wording for ever."""
    return Revision.objects.create(
        post=post,
        number=post.version,
        text=post.text,
        html=post.html,
        warning=post.warning,
        sensitive=post.sensitive,
        language=post.language,
        pictures=[
            {"id": str(picture.id), "description": picture.description}
            for picture in wording.pictures
        ],
        written_by=author,
        protected_name=post.protected_name,
    )
