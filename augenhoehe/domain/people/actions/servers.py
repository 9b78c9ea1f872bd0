from __future__ import annotations

import re

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.people.actions.habits import take_up
from augenhoehe.domain.people.actions.relations import end_follow, turn_away, withdraw_request
from augenhoehe.domain.people.models import Account, DomainBlock, Follow, FollowRequest, Habit
from augenhoehe.domain.people.policies_reading import may_block_server
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation.text import ascii_domain
from augenhoehe.foundation.verdicts import Invalid, require

# Names of servers as they stand in addresses, at last with a port.
_DOMAIN = re.compile(r"(?=.{1,253}$)[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?", re.ASCII)


@transaction.atomic
def block_server(domain: str, *, by: Account) -> str:
    """Read nothing of a server, nor be followed from there; ends follows both ways.

    Returns its name as it is kept. People of that server do not learn of it.
    """
    require(may_block_server(who_is(by)))
    name = _checked(domain)
    DomainBlock.objects.get_or_create(account=by, domain=name)
    take_up(by.id, Habit.BLOCKS_SERVERS)
    for asked in FollowRequest.objects.filter(follower=by, followed__domain=name).select_related():
        withdraw_request(by, asked.followed)
    for asked in FollowRequest.objects.filter(followed=by, follower__domain=name).select_related():
        turn_away(asked.follower, by)
    for row in Follow.objects.filter(follower=by, followed__domain=name).select_related():
        end_follow(by, row.followed)
    for row in Follow.objects.filter(followed=by, follower__domain=name).select_related():
        turn_away(row.follower, by)
    return name


@transaction.atomic
def unblock_server(domain: str, *, by: Account) -> None:
    """Read people of a server again; follows do not come back by themselves."""
    DomainBlock.objects.filter(account=by, domain=_plain(domain)).delete()


def _plain(domain: str) -> str:
    """As it stands in addresses: without what somebody copied along with it."""
    typed = domain[:500].strip().lower()
    typed = typed.removeprefix("https://").removeprefix("http://").rpartition("@")[2]
    name, colon, port = typed.partition("/")[0].partition(":")
    return f"{ascii_domain(name) or ''}{colon}{port}"


def _checked(domain: str) -> str:
    name = _plain(domain)
    if not domain.strip():
        raise Invalid(_("Domain can't be blank"), field="domain")
    if not _DOMAIN.fullmatch(name) or ".." in name:
        raise Invalid(_("Domain is not a valid domain name"), field="domain")
    if name == settings.HOST:
        raise Invalid(_("This server itself cannot be blocked."), field="domain")
    return name
