"""People of other servers in our stories, as federation would have made them known.

They speak no protocol; for servers that do, see `tests/interfaces/federation/elsewhere.py`.
"""

from __future__ import annotations

from typing import Any

from augenhoehe.domain.media.models import CustomEmoji
from augenhoehe.domain.people.actions import Told, keep_account
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.actions import receive_post
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.posts.received import Said

HOME = "rad.example"


def somebody(
    handle: str = "frieda", name: str = "Frieda", *, home: str = HOME, **told: Any
) -> Account:
    """A person (or whoever `kind` says) of another server."""
    known = {"kind": "person", "url": f"https://{home}/@{handle}", "name": name}
    return keep_account(
        Told(uri=f"https://{home}/users/{handle}", handle=handle, domain=home, **(known | told))
    )


def says(
    who: Account, html: str = "<p>Grüße von nebenan</p>", number: int = 1, **said: Any
) -> Post:
    """Somebody elsewhere says something that concerns somebody here."""
    known = {"uri": f"{who.uri}/posts/{number}", "url": f"{who.url}/{number}", "html": html}
    post = receive_post(Said(**(known | said)), by=who, wanted=True)
    assert post is not None
    return post


def emoji(shortcode: str, *, home: str = HOME) -> CustomEmoji:
    """A small picture that stands for a word there."""
    url = f"https://{home}/emoji/{shortcode}.png"
    return CustomEmoji.objects.create(shortcode=shortcode, domain=home, folder="", away=url)
