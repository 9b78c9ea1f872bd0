import re
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.media import emoji as known
from augenhoehe.domain.media.models import CustomEmoji
from augenhoehe.domain.media.policies import may_keep_emoji
from augenhoehe.domain.media.sizes import EMOJI_BYTES, EMOJI_SIZES, MOST_PIXELS
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation import clock, images
from augenhoehe.foundation.ids import new_id
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, require

_SHORTCODE = re.compile(r"[A-Za-z0-9_]{2,64}", re.ASCII)


def add_emoji(shortcode: str, path: Path, *, by: Account | None, category: str = "") -> CustomEmoji:
    """Let a small picture stand for a word. `by` is None for the operator of the machine.

    Raises `BadImage` or `Invalid`; nothing is left then.
    """
    _require(by)
    shortcode = shortcode.strip().strip(":")
    _check_free(shortcode)
    category = _checked_category(category)
    folder = f"emoji/{new_id()}"
    images.process_image(
        path,
        Path(settings.MEDIA_ROOT) / folder,
        sizes=EMOJI_SIZES,
        max_pixels=MOST_PIXELS,
        max_bytes=EMOJI_BYTES,
    )
    with transaction.atomic():
        made = CustomEmoji.objects.create(shortcode=shortcode, folder=folder, category=category)
        transaction.on_commit(known.forget)
    return made


@transaction.atomic
def change_emoji(
    emoji: CustomEmoji, *, by: Account | None, category: str, is_offered: bool
) -> None:
    """Sort an emoji anew, or leave it out of the picker; where it was used it still shows."""
    _require(by)
    emoji.category, emoji.is_offered = _checked_category(category), is_offered
    emoji.save(update_fields=["category", "is_offered"])
    transaction.on_commit(known.forget)


@transaction.atomic
def disable_emoji(emoji: CustomEmoji, *, by: Account | None) -> None:
    """Take an emoji out of use: its word is a word again, everywhere."""
    _require(by)
    emoji.disabled_at = clock.now()
    emoji.save(update_fields=["disabled_at"])
    transaction.on_commit(known.forget)


@transaction.atomic
def enable_emoji(emoji: CustomEmoji, *, by: Account | None) -> None:
    """Take an emoji into use again."""
    _require(by)
    emoji.disabled_at = None
    emoji.save(update_fields=["disabled_at"])
    transaction.on_commit(known.forget)


@transaction.atomic
def forget_emoji_of(domain: str) -> None:
    """Forget what stands for words on another server, as when that server is forgotten."""
    CustomEmoji.objects.filter(domain=domain).exclude(domain="").delete()
    transaction.on_commit(known.forget)


def _require(by: Account | None) -> None:
    if by is not None:
        require(may_keep_emoji(who_is(by)))


def _check_free(shortcode: str) -> None:
    if not _SHORTCODE.fullmatch(shortcode):
        raise Invalid(
            _("A name of 2 to 64 letters of a to z, digits and _, please."), field="shortcode"
        )
    if CustomEmoji.objects.filter(shortcode=shortcode, domain="").exists():
        raise Invalid(_("This name is taken."), field="shortcode", code="taken")


def _checked_category(category: str) -> str:
    category = tidy(category).strip()
    if len(category) > 60:
        raise Invalid(_("The category is too long."), field="category", code="too_long")
    return category
