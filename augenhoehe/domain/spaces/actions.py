"""Everything that can be done with spaces."""

import re
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.people.hats import hat_by_id
from augenhoehe.domain.people.models import Account, Hat
from augenhoehe.domain.people.names import free_handle
from augenhoehe.domain.people.who import who_is
from augenhoehe.domain.spaces.events import SpaceInvited, SpaceJoined, SpaceRequested, SpacesLeaked
from augenhoehe.domain.spaces.models import (
    HatHabit,
    JoinRequest,
    SelfTest,
    Space,
    SpaceMembership,
)
from augenhoehe.domain.spaces.policies import (
    may_ask_to_join,
    may_found_space,
    may_join,
    may_look_after_promise,
    may_moderate_space,
    may_wear_by_habit,
)
from augenhoehe.domain.spaces.selectors import has_asked, is_invited, role_in
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, require

Role = SpaceMembership.Role


@transaction.atomic
def create_space(
    *,
    slug: str,
    name: str,
    reach: str,
    join: str = Space.Join.OPEN,
    purpose: str = "",
    by: Account | None,
) -> Space:
    """Found a space. Its reach is chosen here and never changes. `by` None: command line."""
    if by is not None:
        require(may_found_space(who_is(by), reach))
    if reach not in Space.Reach.values:
        raise Invalid(_("Please choose a reach."), field="reach")
    if join not in Space.Join.values:
        raise Invalid(_("Please choose how people join."), field="join")
    slug = _free_slug(slug)
    name = tidy(name).strip()[:100] or slug
    space = Space.objects.create(
        account=_account_for(slug, name, reach),
        slug=slug,
        name=name,
        purpose=tidy(purpose).strip()[:1000],
        reach=reach,
        join=join,
        created_by=by,
    )
    if by is not None:
        SpaceMembership.objects.create(space=space, account=by, role=Role.MODERATOR)
    return space


def _free_slug(slug: str) -> str:
    slug = slug.strip().lower()
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) or len(slug) > 30:
        raise Invalid(
            _("A short name has up to 30 small letters, digits and dashes."), field="slug"
        )
    if Space.objects.filter(slug=slug).exists():
        raise Invalid(_("There is a space of this name already."), field="slug")
    return slug


def _account_for(slug: str, name: str, reach: str) -> Account:
    try:
        handle = free_handle(slug)
    except Invalid as refusal:
        raise Invalid(refusal.message, field="slug", code=refusal.code) from None
    return Account.objects.create(
        kind=Account.Kind.GROUP,
        handle=handle,
        name=name,
        discoverable=reach == Space.Reach.WORLD,
    )


@transaction.atomic
def join_space(space: Space, *, by: Account) -> None:
    """Enter a space that is open, or to which one was invited."""
    require(may_join(who_is(by), space, invited=is_invited(space, by)))
    _admit(space, by, by=None)


@transaction.atomic
def ask_to_join(space: Space, *, by: Account) -> None:
    """Ask the moderators of a space to be admitted."""
    require(may_ask_to_join(who_is(by), space))
    if role_in(space, by.id):
        return
    _request, new = JoinRequest.objects.get_or_create(space=space, account=by, invited_by=None)
    if new:
        emit(SpaceRequested(space.id, by.id))


@transaction.atomic
def admit_to_space(space: Space, account: Account, *, by: Account) -> None:
    """Let somebody in who asked."""
    require(may_moderate_space(who_is(by), space, role_in(space, by.id)))
    require(may_join(who_is(account), space, invited=True))
    if not has_asked(space, account):
        raise Invalid(_("This person has not asked. You can invite them."), field="account")
    _admit(space, account, by=by)


@transaction.atomic
def decline_request(space: Space, account: Account, *, by: Account) -> None:
    """Not let somebody in who asked."""
    require(may_moderate_space(who_is(by), space, role_in(space, by.id)))
    JoinRequest.objects.filter(space=space, account=account, invited_by=None).delete()


@transaction.atomic
def invite_to_space(space: Space, account: Account, *, by: Account) -> None:
    """Invite somebody; they enter when they want to."""
    require(may_moderate_space(who_is(by), space, role_in(space, by.id)))
    require(may_join(who_is(account), space, invited=True))
    if role_in(space, account.id):
        return
    if has_asked(space, account):
        _admit(space, account, by=by)
    elif not is_invited(space, account):
        JoinRequest.objects.create(space=space, account=account, invited_by=by)
        emit(SpaceInvited(space.id, account.id, by.id))


@transaction.atomic
def leave_space(space: Space, *, by: Account) -> None:
    """Stop belonging to a space; or decline an invitation, or take one's request back."""
    SpaceMembership.objects.filter(space=space, account=by).delete()
    JoinRequest.objects.filter(space=space, account=by).delete()


@transaction.atomic
def wear_by_habit(space: Space, hat: Hat | None, *, by: Account) -> None:
    """Put this hat on in a space unless one says otherwise; None: speak without one there."""
    is_in = role_in(space, by.id) is not None
    require(may_wear_by_habit(who_is(by), space, is_member_of_space=is_in))
    if hat is None:
        HatHabit.objects.filter(space=space, account=by).delete()
        return
    if hat_by_id(by.id, hat.id) is None:
        raise Invalid(_("You do not have this hat at present."), field="hat")
    HatHabit.objects.update_or_create(space=space, account=by, defaults={"hat": hat})


@transaction.atomic
def make_space_moderator(space: Space, account: Account, *, by: Account | None) -> None:
    """Let a member look after the space too. `by` None: command line, which may also add one."""
    require(may_join(who_is(account), space, invited=True))
    if by is not None:
        require(may_moderate_space(who_is(by), space, role_in(space, by.id)))
        if not role_in(space, account.id):
            raise Invalid(_("Only members of the space can look after it."), field="account")
    SpaceMembership.objects.update_or_create(
        space=space, account=account, defaults={"role": Role.MODERATOR}
    )


def _admit(space: Space, account: Account, *, by: Account | None) -> None:
    JoinRequest.objects.filter(space=space, account=account).delete()
    _membership, new = SpaceMembership.objects.get_or_create(
        space=space, account=account, defaults={"added_by": by}
    )
    if new:
        emit(SpaceJoined(space.id, account.id, by.id if by else None))


@transaction.atomic
def note_self_test(
    *,
    spaces: int,
    ways: Sequence[str],
    blind: Sequence[str] = (),
    leaks: Sequence[Mapping[str, str]] = (),
    seconds: float = 0,
    error: str = "",
) -> SelfTest:
    """Write down what came out when the promise of spaces was tried. The server itself does it."""
    test = SelfTest.objects.create(
        spaces=spaces,
        ways=list(ways),
        blind=list(blind),
        leaks=[dict(leak) for leak in leaks],
        seconds=seconds,
        error=error[:2000],
    )
    if leaks:
        emit(SpacesLeaked(test.id))
    return test


@transaction.atomic
def look_at_leaks(*, by: Account) -> int:
    """Say that one looked at what leaked: from then on other servers are talked with again."""
    require(may_look_after_promise(who_is(by)))
    waiting = SelfTest.objects.filter(looked_at=None).exclude(leaks=[])
    return waiting.update(looked_at=clock.now(), looked_by=by)
