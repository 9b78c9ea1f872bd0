"""What can be asked about pictures, films and sounds."""

from collections.abc import Collection, Sequence
from pathlib import Path

from django.conf import settings

from augenhoehe.domain.media.models import CustomEmoji, Picture
from augenhoehe.domain.people.models import Account
from augenhoehe.foundation.ids import is_possible


def own_pictures(account: Account, ids: Sequence[int]) -> list[Picture]:
    """Pictures of this account by id, in the order asked for; foreign ones are left out."""
    possible = [picture_id for picture_id in ids if is_possible(picture_id)]
    found = Picture.objects.filter(owner=account, id__in=possible).in_bulk()
    return [found[picture_id] for picture_id in ids if picture_id in found]


def picture_by_id(picture_id: int) -> Picture | None:
    return Picture.objects.filter(id=picture_id).first()


def pictures_by_ids(ids: Collection[int]) -> dict[int, Picture]:
    """By id, of those that exist. Whoever asks has read where they stand."""
    return Picture.objects.in_bulk([picture_id for picture_id in ids if is_possible(picture_id)])


def picture_file(picture: Picture, size: str) -> Path:
    """Where the file of a size ("small", "large") lies."""
    return Path(settings.MEDIA_ROOT) / picture.folder / f"{size}.webp"


def recording_file(picture: Picture) -> Path:
    """Where a film or a sound lies, as it came."""
    return Path(settings.MEDIA_ROOT) / picture.folder / picture.file


def all_emoji() -> list[CustomEmoji]:
    """The emoji of this server for who looks after them, those out of use too."""
    return list(CustomEmoji.objects.filter(domain="").order_by("category", "shortcode"))


def emoji_by_id(emoji_id: int) -> CustomEmoji | None:
    return CustomEmoji.objects.filter(id=emoji_id).first() if is_possible(emoji_id) else None


def emoji_file(emoji: CustomEmoji) -> Path:
    """Where its picture lies."""
    return Path(settings.MEDIA_ROOT) / emoji.folder / "emoji.webp"
