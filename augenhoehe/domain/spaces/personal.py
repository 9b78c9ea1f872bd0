"""What the tables of this room hold about persons."""

from django.utils.translation import gettext_lazy as _

from augenhoehe.foundation.personal import (
    UNTIL_GONE,
    WITH_THE_THING,
    Fate,
    Holding,
    let_go,
    mine,
    theirs,
)

HOLDINGS = (
    Holding(
        "spaces.Space",
        _("who founded a space"),
        (theirs("account", Fate.STAYS), let_go("created_by")),
        WITH_THE_THING,
        stays=_("its account is the space's own and no person"),
    ),
    Holding(
        "spaces.SpaceMembership",
        _("who belongs to a space, and who let them in"),
        (mine(), theirs("added_by", Fate.LET_GO)),
        UNTIL_GONE,
    ),
    Holding(
        "spaces.HatHabit",
        _("with which hat somebody writes in a space, unless they choose otherwise"),
        (mine(),),
        UNTIL_GONE,
    ),
    Holding(
        "spaces.JoinRequest",
        _("who asked to join a space, or was asked in"),
        (mine(), theirs("invited_by")),
        UNTIL_GONE,
    ),
    Holding(
        "spaces.SelfTest",
        _("which administrator looked at a leak"),
        (let_go("looked_by"),),
        WITH_THE_THING,
    ),
)
