"""The promise of spaces, tried every day: can anybody outside read what is said inside?

A canary is a post of two random words. It is really written, by `publish_post`, into each
internal space; then everything that somebody outside could try is tried, through the same
application that answers everybody. Beside it stands the same post for everybody, so that it
is known that a way leads anywhere at all: one that does not find even that is *blind*.

All of it happens within a transaction that is taken back at the end. So the canary disturbs
nobody, leaves nothing behind, and a machine that dies in the middle has nothing to clean up.
What only happens after a commit is done within it, too (`aftermath`). What cannot be seen this
way is said in docs/adr/0026.
"""

from __future__ import annotations

from augenhoehe.config.upkeep.canary.trying import try_promise

__all__ = ["try_promise"]
