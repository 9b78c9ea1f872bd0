"""Who comes in: a token with the scope, of a person who holds the office. Both are asked."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.translation import gettext as _

from augenhoehe.domain.moderation.policies import may_moderate, may_see_accounts
from augenhoehe.domain.people.access import TokenHolder
from augenhoehe.domain.people.policies import may_look_after_servers
from augenhoehe.domain.people.who import Who, who_is
from augenhoehe.foundation.verdicts import Verdict, require
from augenhoehe.interfaces.mastodon_api.callers import holder_of
from augenhoehe.interfaces.mastodon_api.errors import Refused


def moderator(request: HttpRequest, scope: str) -> tuple[TokenHolder, Who]:
    """A moderator, by a token with this scope."""
    return _officer(request, scope, may_moderate)


def officer(request: HttpRequest, scope: str) -> tuple[TokenHolder, Who]:
    """A moderator, or an administrator who looks who is there."""
    return _officer(request, scope, may_see_accounts)


def caretaker(request: HttpRequest, scope: str) -> tuple[TokenHolder, Who]:
    """An administrator who looks after the exchange with other servers."""
    return _officer(request, scope, may_look_after_servers)


def _officer(
    request: HttpRequest, scope: str, may: Callable[[Who], Verdict]
) -> tuple[TokenHolder, Who]:
    holder = holder_of(request, scope)
    if holder.voice is not None:
        raise Refused(403, _("A voice holds no office. Please sign in as yourself."))
    who = who_is(holder.account)
    require(may(who))
    return holder, who
