"""What scopes mean, in words for the person who is asked."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

_WORDS = {
    "profile": _("See who you are"),
    "read": _("Read everything you can read here"),
    "read:accounts": _("See accounts, and your own"),
    "read:blocks": _("See whom you block"),
    "read:bookmarks": _("See the posts you keep"),
    "read:favourites": _("See what you like"),
    "read:filters": _("See your filters"),
    "read:follows": _("See whom you follow"),
    "read:lists": _("See your lists"),
    "read:mutes": _("See whom you mute"),
    "read:notifications": _("See your notices"),
    "read:search": _("Search in your name"),
    "read:statuses": _("Read the posts you can read"),
    "write": _("Write, follow and change everything you can"),
    "write:accounts": _("Change your profile"),
    "write:blocks": _("Block people, and take blocks back"),
    "write:bookmarks": _("Keep posts for you"),
    "write:conversations": _("Mute and remove conversations"),
    "write:favourites": _("Like posts in your name"),
    "write:filters": _("Change your filters"),
    "write:follows": _("Follow people, and stop following them"),
    "write:lists": _("Change your lists"),
    "write:media": _("Upload pictures, sounds and films"),
    "write:mutes": _("Mute people and conversations"),
    "write:notifications": _("Clear your notices"),
    "write:reports": _("Report to the moderators"),
    "write:statuses": _("Write, change and delete posts in your name"),
    "follow": _("Follow, mute and block"),
    "push": _("Send you notices while it is closed"),
    "admin:read": _("Read what moderators read, if you are one"),
    "admin:write": _("Do what moderators do, if you are one"),
}


def in_words(scopes: Iterable[str]) -> list[str]:
    """The scopes as sentences, each once; narrow ones of moderators as the wide one."""
    found = (_WORDS.get(scope) or _WORDS.get(scope.rpartition(":")[0]) for scope in scopes)
    return list(dict.fromkeys(str(words) for words in found if words))
