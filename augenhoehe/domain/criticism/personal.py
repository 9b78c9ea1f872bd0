"""What the tables of this room hold about persons."""

from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.criticism.actions.links import LINK_LASTS
from augenhoehe.domain.criticism.actions.submission import CONFIRM_WITHIN
from augenhoehe.domain.criticism.desk import SIGN_LASTS
from augenhoehe.foundation.personal import (
    FOR_GOOD,
    UNTIL_GONE,
    WITH_THE_THING,
    Basis,
    Fate,
    Holding,
    Kept,
    let_go,
    mine,
    stays,
    theirs,
)

_HISTORY = _(
    "the history of a case is a chain of hashes: a step without its author would break it. Words "
    "of who is erased go, and no name is in it"
)
_TEAM = _("what the team of a case works with stays with the case, without a name")

HOLDINGS = (
    Holding(
        "criticism.Case",
        _("a criticism and what became of it: who criticises, who looks after it"),
        (
            stays("critic"),
            stays("entered_by"),
            stays("taken_by"),
            theirs("about", Fate.STAYS),
            theirs("post__account", Fate.STAYS),
            theirs("contact", Fate.STAYS),
        ),
        FOR_GOOD,
        Basis.INTEREST,
        stays=_HISTORY,
    ),
    Holding(
        "criticism.CaseEvent",
        _("the steps of a case"),
        (stays("by"), stays("to"), theirs("by_contact", Fate.STAYS)),
        FOR_GOOD,
        Basis.INTEREST,
        stays=_HISTORY,
        hidden=frozenset({"salt"}),
    ),
    Holding(
        "criticism.Answer",
        _("who answered a criticism"),
        (stays("given_by"), theirs("post__account", Fate.STAYS)),
        FOR_GOOD,
        Basis.INTEREST,
        stays=_HISTORY,
    ),
    Holding(
        "criticism.Backing",
        _("who said that the organisation stands behind an answer"),
        (stays("by"),),
        FOR_GOOD,
        Basis.INTEREST,
        stays=_HISTORY,
    ),
    *(
        Holding(f"criticism.{table}", why, (let_go("by"),), WITH_THE_THING, Basis.INTEREST, _TEAM)
        for table, why in (
            ("PrivateNote", _("personal data that belong to a case and not in public")),
            ("SharedDraft", _("an answer the team writes together")),
            ("TreeAnswer", _("what the team found for the questions of the answer tree")),
            ("TextBlock", _("pieces of text the team reuses")),
        )
    ),
    Holding(
        "criticism.Webhook",
        _("addresses of the organisation's own tools, and who entered them"),
        (let_go("by"),),
        UNTIL_GONE,
        Basis.INTEREST,
        hidden=frozenset({"secret"}),
    ),
    Holding(
        "criticism.Answering",
        _("that somebody answers a case, so that it is not answered twice; no history"),
        (mine("person"),),
        Kept(
            _("shown without a name for %(term)s; deleted with the answer or the night after"),
            SIGN_LASTS,
        ),
        Basis.INTEREST,
    ),
    Holding(
        "criticism.NoDigest",
        _("who does not want the letter in the morning"),
        (mine("person"),),
        UNTIL_GONE,
        Basis.INTEREST,
    ),
    Holding(
        "criticism.PlaybookRun",
        _("how far the team came in a playbook beside a case; of nobody in particular"),
        (theirs("case__critic", Fate.STAYS),),
        WITH_THE_THING,
        Basis.INTEREST,
        stays=_("there is no person in it"),
    ),
    Holding(
        "criticism.OverdueNotice",
        _("that the team was told of a case that waits; of nobody in particular"),
        (theirs("case__critic", Fate.STAYS),),
        WITH_THE_THING,
        Basis.INTEREST,
        stays=_("there is no person in it"),
    ),
    Holding(
        "criticism.Offer",
        _("an offer to make a case of a post, and who marked it"),
        (mine("post__account"), theirs("marked_by", Fate.LET_GO), theirs("about")),
        WITH_THE_THING,
        Basis.INTEREST,
    ),
    Holding(
        "criticism.CriticLink",
        _("a link by which somebody without an account decides about their case"),
        (mine(), theirs("contact"), theirs("post__account")),
        Kept(_("%(term)s"), LINK_LASTS),
    ),
    Holding(
        "criticism.Submission",
        _("a criticism by mail until its address is confirmed"),
        (theirs("contact"), theirs("about")),
        Kept(_("%(term)s without confirmation"), CONFIRM_WITHIN),
    ),
)
