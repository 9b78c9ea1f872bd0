"""Who may publish a version of the codex, or acknowledge it. Everybody reads every version."""

from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.people.models import RoleGrant
from augenhoehe.domain.people.who import Who
from augenhoehe.foundation.rights import Right
from augenhoehe.foundation.verdicts import YES, Verdict, no


def may_publish_codex(who: Who) -> Verdict:
    """Publish a new version; what stands in an old one, nobody changes."""
    if who.has_role(RoleGrant.Role.ADMIN):
        return YES
    return no(_("Only administrators publish a version of the codex."))


def may_change_published_codex(who: Who) -> Verdict:
    """Nobody: measures cite the wording of their day."""
    return no(_("A published version is never changed. A new version can be published."))


def may_acknowledge(who: Who) -> Verdict:
    """Say that one has read an instruction; nothing depends on it."""
    if who.is_member and who.is_person:
        return YES
    return no(_("Only members of the organisation acknowledge its instructions."))


RIGHTS = [
    Right(
        "codex.publish",
        _("Publish a new version of the codex"),
        lambda s: may_publish_codex(s.who),
        (may_publish_codex,),
    ),
    Right(
        "codex.change_published",
        _("Change a version of the codex after it was published"),
        lambda s: may_change_published_codex(s.who),
        (may_change_published_codex,),
    ),
    Right(
        "codex.acknowledge",
        _("Say that one has read an instruction of the codex"),
        lambda s: may_acknowledge(s.who),
        (may_acknowledge,),
    ),
]
