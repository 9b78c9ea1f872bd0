"""What the tables of this room hold about persons."""

from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.moderation.entries import APPEAL_TERM
from augenhoehe.foundation.personal import (
    FOR_GOOD,
    UNTIL_GONE,
    WITH_THE_THING,
    Basis,
    Fate,
    Holding,
    Kept,
    stays,
    theirs,
)

_DECIDED = _(
    "who decided what, and why, must stay checkable, and decisions can be contested (art. 17 (3) "
    "(b) and (e) GDPR); the public register never had a name in it"
)
_REPORTED = _("a report and its answer stay as long as the decision can be contested")

HOLDINGS = (
    Holding(
        "moderation.StreisandCheck",
        _("what was weighed before criticism was restricted, and by whom"),
        (stays("by"), theirs("post__account", Fate.STAYS)),
        FOR_GOOD,
        Basis.INTEREST,
        stays=_DECIDED,
    ),
    Holding(
        "moderation.Amplification",
        _("how far something was passed on before and after a measure: numbers only"),
        (theirs("check_run__by", Fate.STAYS),),
        FOR_GOOD,
        Basis.INTEREST,
        stays=_("there is no person in it"),
    ),
    Holding(
        "moderation.Office",
        _("the name of an office under which somebody decides in public"),
        (stays("account"),),
        FOR_GOOD,
        Basis.LAW,
        stays=_DECIDED,
    ),
    Holding(
        "moderation.OfficeReading",
        _("who read which person is behind an office, and why"),
        (stays("by"), stays("office__account", exported=False)),
        FOR_GOOD,
        Basis.INTEREST,
        stays=_DECIDED,
    ),
    Holding(
        "moderation.Report",
        _("what was reported, by whom, and what became of it"),
        (
            stays("reporter"),
            stays("assigned_to"),
            stays("decided_by"),
            stays("account", exported=False),
            theirs("contact", Fate.STAYS),
            theirs("office__account", Fate.STAYS),
            theirs("post__account", Fate.STAYS),
        ),
        Kept(_("as long as the decision can be contested: %(term)s"), APPEAL_TERM),
        Basis.LAW,
        stays=_REPORTED,
        hidden=frozenset({"words_print", "link_print"}),
    ),
    Holding(
        "moderation.ReportMessage",
        _("what an office and who reported wrote to each other"),
        (
            stays("report__reporter"),
            stays("office__account"),
            theirs("report__account", Fate.STAYS),
        ),
        WITH_THE_THING,
        Basis.LAW,
        stays=_REPORTED,
    ),
    Holding(
        "moderation.ReportStep",
        _("who took which report, and when it was handed on"),
        (stays("by"), stays("to"), theirs("report__account", Fate.STAYS)),
        WITH_THE_THING,
        Basis.LAW,
        stays=_REPORTED,
    ),
    Holding(
        "moderation.Intervention",
        _("what was restricted, on which grounds, by whom; without names in public"),
        (
            stays("decided_by"),
            stays("second"),
            theirs("office__account", Fate.STAYS),
            theirs("second_office__account", Fate.STAYS),
            theirs("report__reporter", Fate.STAYS),
        ),
        FOR_GOOD,
        Basis.LAW,
        stays=_DECIDED,
    ),
    Holding(
        "moderation.Target",
        _("whom or what a measure concerns"),
        (
            stays("affected"),
            stays("account"),
            theirs("voice", Fate.STAYS),
            theirs("post__account", Fate.STAYS),
            theirs("hat__account", Fate.STAYS),
            theirs("membership__person", Fate.STAYS),
            theirs("intervention__decided_by", Fate.STAYS),
        ),
        FOR_GOOD,
        Basis.LAW,
        stays=_DECIDED,
    ),
    Holding(
        "moderation.Appeal",
        _("who appealed, with which words, and how it was decided"),
        (
            stays("account"),
            stays("decided_by"),
            theirs("contact", Fate.STAYS),
            theirs("office__account", Fate.STAYS),
        ),
        FOR_GOOD,
        Basis.LAW,
        stays=_DECIDED,
    ),
    Holding(
        "moderation.RegisterSubscriber",
        _("who gets the head of the register by mail"),
        (theirs("contact"),),
        UNTIL_GONE,
        Basis.CONSENT,
    ),
)
