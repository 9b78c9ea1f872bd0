"""Who may enter, join and look after a space."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.people.models import RoleGrant
from augenhoehe.domain.people.policies import may_take_part
from augenhoehe.domain.people.who import Who
from augenhoehe.domain.spaces.models import Space, SpaceMembership
from augenhoehe.foundation.rights import Right
from augenhoehe.foundation.verdicts import YES, Verdict, no

MODERATOR = SpaceMembership.Role.MODERATOR
Reach = Space.Reach
Join = Space.Join


def spaces_open_to(who: Who, my_spaces: frozenset[int]) -> Q:
    """The spaces somebody may read: the one rule, for lists and for single spaces."""
    readable = Q(reach=Reach.WORLD)
    if who.is_member:
        readable |= Q(reach=Reach.HOUSE)
    if my_spaces:
        readable |= Q(id__in=my_spaces, reach=Reach.CIRCLE)
    return readable


def may_found_space(who: Who, reach: str) -> Verdict:
    if not who.is_member:
        return no(_("Spaces are founded by members of the organisation."))
    return may_take_part(who)


def may_join(who: Who, space: Space, *, invited: bool = False) -> Verdict:
    """Enter a space: at once, by asking, or by an invitation."""
    if not may_take_part(who):
        return may_take_part(who)
    if space.reach == Reach.HOUSE and not who.is_member:
        return no(_("This space is for members of the organisation."))
    if not who.is_local and space.is_internal:
        return no(_("Internal spaces admit people of this server only."))
    if invited or space.join == Join.OPEN:
        return YES
    if space.join == Join.REQUEST:
        return no(_("This space admits people on request."))
    return no(_("This space admits people by invitation."))


def may_ask_to_join(who: Who, space: Space) -> Verdict:
    if space.join != Join.REQUEST:
        return no(_("This space does not take requests."))
    return may_join(who, space, invited=True)


def may_moderate_space(who: Who, space: Space, role: str | None) -> Verdict:
    """Admit people; `role` is the person's own role in the space. It ends with employment."""
    if space.reach == Reach.HOUSE and not who.is_member:
        return no(_("This space is for members of the organisation."))
    if role == MODERATOR:
        return may_take_part(who)
    return no(_("Only moderators of this space can do that."))


def may_wear_by_habit(who: Who, space: Space, *, is_member_of_space: bool = False) -> Verdict:
    """Say which hat one puts on in a space: where one writes, and for oneself alone."""
    if space.reach == Reach.HOUSE and who.is_member:
        return may_take_part(who)
    if is_member_of_space:
        return may_take_part(who)
    return no(_("Please join this space first, then you can choose a hat for it."))


def may_look_after_promise(who: Who) -> Verdict:
    """Read what the self-test of spaces found, and say that one looked at a leak."""
    if who.has_role(RoleGrant.Role.ADMIN):
        return YES
    return no(_("Only administrators look at what the self-test of spaces found."))


def _rights() -> list[Right]:
    return [
        Right(
            "spaces.found",
            _("Found a space"),
            lambda s: may_found_space(s.who, Reach.WORLD),
            (may_found_space,),
        ),
        Right(
            "spaces.join_world",
            _("Join an open public space"),
            lambda s: may_join(s.who, s.world_space),
            (may_join,),
        ),
        Right(
            "spaces.join_house",
            _("Join an internal space of the house"),
            lambda s: may_join(s.who, s.house_space),
            (may_join,),
        ),
        Right(
            "spaces.ask",
            _("Ask to be admitted to a circle"),
            lambda s: may_ask_to_join(s.who, s.circle),
            (may_ask_to_join,),
        ),
        Right(
            "spaces.moderate",
            _("Admit people to a space"),
            lambda s: may_moderate_space(s.who, s.house_space, s.space_role),
            (may_moderate_space,),
        ),
        Right(
            "spaces.hat_habit",
            _("Choose which of one's hats one puts on in a space"),
            lambda s: may_wear_by_habit(s.who, s.house_space),
            (may_wear_by_habit,),
        ),
        Right(
            "spaces.self_test",
            _("Look at what the self-test of internal spaces found"),
            lambda s: may_look_after_promise(s.who),
            (may_look_after_promise,),
        ),
    ]


RIGHTS = _rights()
