"""What a client sends to write or change a post, read as the domain wants it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from augenhoehe.domain.media.selectors import own_pictures
from augenhoehe.domain.people.hats import hat_by_id, hat_named
from augenhoehe.domain.people.posting import posting_of
from augenhoehe.domain.posts.actions import Wording, describe_upload
from augenhoehe.domain.posts.audience import Audience, Reader
from augenhoehe.domain.posts.labels import EVERY, Labels, kinds_named, names_of
from augenhoehe.domain.posts.selectors import pictures_of, post_for
from augenhoehe.domain.posts.wording import mentioned_accounts
from augenhoehe.domain.spaces.selectors import house_space
from augenhoehe.interfaces.mastodon_api.endpoint import Refused, invalid, whole_id
from augenhoehe.interfaces.mastodon_api.entities.account import accounts_for
from augenhoehe.interfaces.mastodon_api.parameters import Parameters
from augenhoehe.interfaces.mastodon_api.routes.media import focus_of
from augenhoehe.interfaces.mastodon_api.routes.polls import poll_in

if TYPE_CHECKING:
    from augenhoehe.domain.media.models import Picture
    from augenhoehe.domain.people.models import Account
    from augenhoehe.domain.posts.models import Post
    from augenhoehe.domain.spaces.models import Space

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,4})?", re.IGNORECASE | re.ASCII)
AUDIENCES = {
    "public": Audience.PUBLIC,
    "unlisted": Audience.UNLISTED,
    "private": Audience.FOLLOWERS,
    "direct": Audience.DIRECT,
}
_LOCAL = "local"


def new_wording(sent: Parameters, author: Account) -> Wording:
    """What a new post says."""
    sensitive = sent.choice("sensitive")
    return Wording(
        text=sent.text("status"),
        warning=sent.text("spoiler_text"),
        sensitive=posting_of(author.id).is_sensitive if sensitive is None else sensitive,
        language=_language(sent),
        pictures=_pictures(sent, author),
        poll=poll_in(sent),
        labels=_labels(sent),
    )


def changed_wording(sent: Parameters, post: Post, author: Account) -> Wording:
    """What a post says from now on. Words that are not sent stay; the rest is named or gone."""
    sensitive = sent.choice("sensitive")
    return Wording(
        text=sent.text("status") if sent.says("status") else post.text,
        warning=sent.text("spoiler_text") if sent.says("spoiler_text") else post.warning,
        sensitive=post.sensitive if sensitive is None else sensitive,
        language=_language(sent),
        pictures=_kept_pictures(sent, post, author),
        poll=poll_in(sent),
        labels=_labels(sent),
    )


def _labels(sent: Parameters) -> Labels | None:
    """What readers are told before the text; None where a client does not speak of it."""
    if not sent.says("labels") and not sent.says("label_words"):
        return None
    said = sent.part("label_words")
    words = {name: said.text(name) for name in names_of(EVERY) if said.says(name)}
    return Labels(kinds_named(sent.texts("labels")), words)


def _language(sent: Parameters) -> str:
    """A language nobody knows is guessed, as if none had been said."""
    language = sent.text("language").strip()
    return language if _LANGUAGE.fullmatch(language) else ""


def _pictures(sent: Parameters, author: Account) -> Sequence[Picture]:
    wanted = sent.numbers("media_ids")
    found = own_pictures(author, wanted)
    if len(found) != len(wanted):
        raise invalid(_("These pictures are not there: please upload them first."))
    return found


def _kept_pictures(sent: Parameters, post: Post, author: Account) -> Sequence[Picture]:
    """Those of the post that are named, a colleague's too, and new ones of one's own."""
    wanted = sent.numbers("media_ids")
    known = {picture.id: picture for picture in pictures_of([post.id]).get(post.id, ())}
    known |= {picture.id: picture for picture in own_pictures(author, wanted)}
    if any(number not in known for number in wanted):
        raise invalid(_("These pictures are not there: please upload them first."))
    for part in sent.parts("media_attributes"):
        picture = known.get(whole_id(part.values.get("id")) or 0)
        if picture is not None and picture.owner_id == author.id:
            _describe(picture, part, author, post)
    return [known[number] for number in wanted]


def _describe(picture: Picture, part: Parameters, author: Account, post: Post) -> None:
    description = part.text("description") if part.says("description") else picture.description
    describe_upload(picture, by=author, description=description, focus=focus_of(part), edited=post)


def place_of(sent: Parameters, reader: Reader) -> tuple[Space | None, int]:
    """The space a post is for, if it is for one, and for whom it is outside of spaces."""
    wanted = sent.text("visibility")
    if sent.truth("local_only") or wanted == _LOCAL:
        return _house(reader), Audience.PUBLIC
    if not wanted:  # as the person wants their posts to begin
        return None, posting_of(reader.account_id or 0).audience
    if wanted not in AUDIENCES:
        raise invalid(_("Please choose for whom this post is."))
    return None, AUDIENCES[wanted]


def _house(reader: Reader) -> Space:
    if not reader.who.is_member:
        raise invalid(_("Only members of the organisation post into the house."))
    space = house_space()
    if space is None:
        raise invalid(_("There is no space of the house yet."))
    return space


def speaking_of(sent: Parameters, author: Account) -> dict[str, Any]:
    """As what somebody speaks, for apps that know it; for all others the first line says it."""
    wanted = sent.text("hat").strip()
    if not wanted:
        return {"in_service": sent.choice("in_service")}
    number = whole_id(wanted)
    hat = (hat_by_id(author.id, number) if number else None) or hat_named(author.id, wanted)
    if hat is None:
        raise invalid(_("You do not have this hat at present."))
    return {"hat": hat}


def parent_of(sent: Parameters, reader: Reader) -> Post | None:
    """What a post replies to."""
    wanted = sent.number("in_reply_to_id")
    if wanted is None:
        return None
    parent = post_for(reader, wanted)
    if parent is not None and parent.boost_of_id is not None:
        parent = post_for(reader, parent.boost_of_id)
    if parent is None:
        raise Refused(404, _("The post you are replying to does not exist."))
    return parent


def refuse_unexpected(sent: Parameters) -> None:
    """A client may say whom a post is meant to address; others are named, not addressed."""
    if not sent.says("allowed_mentions"):
        return
    allowed = set(sent.numbers("allowed_mentions"))
    mentioned = mentioned_accounts(sent.text("status"))
    unexpected = [account for account in mentioned if account.id not in allowed]
    if unexpected:
        said = _("This post would address people it is not meant to address.")
        raise Refused(422, said, more={"unexpected_accounts": accounts_for(unexpected)})


def submission_of(request: HttpRequest) -> str | None:
    """The client's key under a digest: as long as it likes, and no key of a form."""
    key = request.headers.get("Idempotency-Key", "").strip()
    return f"api:{hashlib.sha256(key.encode()).hexdigest()}" if key else None
