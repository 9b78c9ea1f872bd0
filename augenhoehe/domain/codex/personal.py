"""What the tables of this room hold about persons."""

from django.utils.translation import gettext_lazy as _

from augenhoehe.foundation.personal import (
    FOR_GOOD,
    WITH_ACCOUNT,
    WITH_THE_THING,
    Basis,
    Holding,
    let_go,
    mine,
    stays,
)

HOLDINGS = (
    Holding(
        "codex.Version",
        _("who published a version of the codex"),
        (let_go("published_by"),),
        FOR_GOOD,
        Basis.INTEREST,
    ),
    Holding(
        "codex.Acknowledgement",
        _("that somebody read an instruction; only they see it"),
        (mine(),),
        WITH_ACCOUNT,
        Basis.INTEREST,
    ),
    Holding(
        "codex.WorksAgreement",
        _("who named an agreement with the works council, and who confirmed it"),
        (stays("proposed_by"), stays("confirmed_by")),
        FOR_GOOD,
        Basis.LAW,
        stays=_("two keys can only be checked later where both are known to be two people"),
    ),
    *(
        Holding(
            f"codex.{table}",
            _("who last changed something in the next version of the codex"),
            (let_go("changed_by"),),
            WITH_THE_THING,
            Basis.INTEREST,
        )
        for table in ("PlannedClause", "PlannedPlaybook")
    ),
)

_WORDING = _("wording of the codex; it leads to nobody but who published the version")
IMPERSONAL = {f"codex.{table}": _WORDING for table in ("Clause", "Playbook")}
