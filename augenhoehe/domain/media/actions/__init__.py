"""Everything that can be done with pictures, films, sounds and emoji."""

from augenhoehe.domain.media.actions.emoji import (
    add_emoji,
    change_emoji,
    disable_emoji,
    enable_emoji,
    forget_emoji_of,
)
from augenhoehe.domain.media.actions.emoji_away import keep_emoji_away
from augenhoehe.domain.media.actions.pictures import add_picture
from augenhoehe.domain.media.actions.recordings import add_media, add_recording, replace_thumbnail
from augenhoehe.domain.media.actions.words import MAX_DESCRIPTION, describe_picture
from augenhoehe.domain.media.sizes import SIZES

__all__ = [
    "MAX_DESCRIPTION",
    "SIZES",
    "add_emoji",
    "add_media",
    "add_picture",
    "add_recording",
    "change_emoji",
    "describe_picture",
    "disable_emoji",
    "enable_emoji",
    "forget_emoji_of",
    "keep_emoji_away",
    "replace_thumbnail",
]
