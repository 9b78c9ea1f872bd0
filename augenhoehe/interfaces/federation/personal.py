"""What the tables of federation hold about persons."""

from django.utils.translation import gettext_lazy as _

from augenhoehe.foundation.personal import (
    WITH_THE_THING,
    Fate,
    Holding,
    Kept,
    Link,
    theirs,
)
from augenhoehe.interfaces.federation.outbox.forgetting import _SAID_FOR
from augenhoehe.interfaces.federation.outbox.retry import GIVEN_UP_AFTER

HOLDINGS = (
    Holding(
        "federation.ActorKey",
        _("the key with which what somebody says to other servers is signed"),
        (Link("account", Fate.STAYS),),
        WITH_THE_THING,
        stays=_("other servers believe that somebody is gone only if it is signed; it is no name"),
        hidden=frozenset({"private_pem"}),
    ),
    Holding(
        "federation.RemoteActor",
        _("addresses and public keys of people on other servers"),
        (theirs("account"),),
        WITH_THE_THING,
    ),
    Holding(
        "federation.Activity",
        _("what was said to other servers, until it has arrived"),
        (Link("account", Fate.GOES),),
        Kept(_("%(term)s"), _SAID_FOR),
        spared={"kind__in": ("Delete", "Undo")},
    ),
    Holding(
        "federation.Delivery",
        _("to which servers something is on its way"),
        (theirs("activity__account", Fate.STAYS),),
        Kept(_("until it has arrived, at most %(term)s"), GIVEN_UP_AFTER),
        stays=_("that somebody is gone is on its way to other servers"),
    ),
    Holding(
        "federation.ThreadAsked",
        _("of which conversations replies elsewhere were asked for"),
        (theirs("post__account"),),
        WITH_THE_THING,
    ),
)
