"""Who may do what with accounts, voices and roles."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.people.models import Account, Restriction, RoleGrant, VoiceMembership
from augenhoehe.domain.people.who import Who
from augenhoehe.foundation.rights import Right
from augenhoehe.foundation.verdicts import YES, Verdict, no

Role = RoleGrant.Role
STEWARD = VoiceMembership.Role.STEWARD
# Said to whoever was blocked for a voice, by an intervention.
CLOSED_TO_YOU = _(
    "You cannot address or follow this voice at present. You can read it, and make a case of what "
    "you criticise. The notice we sent you says why, and has the link to appeal."
)


def may_take_part(who: Who) -> Verdict:
    """Do anything that needs a name: the least that is asked everywhere."""
    if not who.is_known:
        return no(_("Please sign in first."))
    if who.is_suspended:
        return no(
            _(
                "This account is suspended: it can read, appeal, and delete what it said. The "
                "notice we sent you says why, and has the link to appeal."
            )
        )
    return YES


def may_write(who: Who) -> Verdict:
    """Say something, whatever it is: everybody, unless an intervention in force says no."""
    if not may_take_part(who):
        return may_take_part(who)
    if who.is_under(Restriction.TIME_LIMIT):
        return no(
            _(
                "This account cannot write for a time. The notice we sent you says why and until "
                "when, and has the link to appeal."
            )
        )
    if who.is_under(Restriction.NO_POSTING):
        return no(
            _(
                "This account cannot write here at present. The notice we sent you says why, and "
                "has the link to appeal."
            )
        )
    return YES


def may_change_profile(who: Who, account: Account) -> Verdict:
    """Change what others see of an account: one's own, or as a steward a voice's."""
    if account.id != who.account_id:
        return may_steward(who, account)
    return may_take_part(who)


def may_follow(who: Who, account: Account) -> Verdict:
    if not may_take_part(who):
        return may_take_part(who)
    if account.id in who.speaks_as:
        return no(_("Nobody follows themselves."))
    if account.left_at:
        return no(_("This account has left."))
    if account.is_local and not (account.is_person or account.is_voice):
        return _may_follow_place(who, account)
    return YES


def _may_follow_place(who: Who, account: Account) -> Verdict:
    """A space of the world, or the register, is followed from elsewhere: one cannot join there."""
    if account.kind == Account.Kind.GROUP and who.is_local:
        return no(_("Spaces are joined, not followed."))
    return YES if account.discoverable else no(_("Nobody follows this account."))


def may_see_relations(who: Who, account: Account) -> Verdict:
    """See whom somebody follows and who follows them: everybody, unless they hide it."""
    if not account.hides_relations or account.id in who.speaks_as:
        return YES
    return no(_("This account does not show whom it follows and who follows it."))


def may_mute_or_block(who: Who, account: Account) -> Verdict:
    """A natural person's own right. A voice has neither: it cannot look away."""
    if not may_take_part(who):
        return may_take_part(who)
    if not who.is_person:
        return no(_("A voice can neither mute nor block: it speaks for the organisation."))
    if account.id in who.speaks_as:
        return no(_("One cannot mute or block oneself."))
    return YES


def may_speak_as(who: Who, voice: Account) -> Verdict:
    """Write through a voice: its writers and stewards, as long as they work here."""
    if not voice.is_voice:
        return no(_("This is a person, not a voice."))
    if voice.id not in who.voices:
        return no(_("You do not write for this voice. Its stewards can let you in."))
    if not who.is_member:
        return no(_("Only members of the organisation speak through its voices."))
    return YES


def may_steward(who: Who, voice: Account) -> Verdict:
    """Let people in, say who is a steward, write the profile: of a voice, never of a person."""
    if not voice.is_voice:
        return no(_("This is a person, not a voice."))
    if who.is_suspended:
        return may_take_part(who)
    if who.has_role(Role.ADMIN) or (who.is_member and who.voices.get(voice.id) == STEWARD):
        return YES
    return no(_("Only stewards of this voice can do that."))


def may_leave_voice(who: Who, voice: Account) -> Verdict:
    """Everybody may stop speaking for the organisation at any time."""
    return YES if voice.id in who.voices else no(_("You do not write for this voice."))


def may_dismiss_from_voice(who: Who, voice: Account) -> Verdict:
    """Take a voice from somebody just so: nobody. It is an intervention, with all that needs."""
    return no(
        _(
            "A voice is taken from somebody only by an intervention: with a rule, reasons, an "
            "entry in the public register and a way to appeal. The person can leave by herself."
        )
    )


def may_grant_roles(who: Who) -> Verdict:
    return YES if who.has_role(Role.ADMIN) else no(_("Only administrators grant roles."))


def may_create_voice(who: Who) -> Verdict:
    return YES if who.has_role(Role.ADMIN) else no(_("Only administrators found voices."))


def may_resolve_protected_name(who: Who) -> Verdict:
    if who.has_role(Role.AUDITOR):
        return YES
    return no(_("Only the auditor may resolve a protected name, and that is logged."))


def may_affiliate(who: Who) -> Verdict:
    if who.has_role(Role.ADMIN):
        return YES
    return no(_("Only administrators confirm who works here."))


def may_announce(who: Who) -> Verdict:
    """Say something to everybody on this server, beside all posts."""
    if who.has_role(Role.ADMIN) or who.has_role(Role.MODERATOR):
        return YES
    return no(_("Only administrators and moderators make announcements."))


def may_look_after_servers(who: Who) -> Verdict:
    """See with which other servers this one exchanges what, and try what failed again."""
    if who.has_role(Role.ADMIN):
        return YES
    return no(_("Only administrators look after the exchange with other servers."))


def may_invite(who: Who) -> Verdict:
    return may_take_part(who)


def _rights() -> list[Right]:
    def on_other(policy: Any) -> Any:
        return lambda specimen: policy(specimen.who, specimen.somebody)

    def on_me(policy: Any) -> Any:
        return lambda specimen: policy(specimen.who, Account(id=specimen.who.account_id))

    def on_voice(policy: Any) -> Any:
        return lambda specimen: policy(specimen.who, specimen.voice)

    def alone(policy: Any) -> Any:
        return lambda specimen: policy(specimen.who)

    rows: list[tuple[str, Any, Callable[..., Verdict], Any]] = [
        ("take_part", _("Take part, under a name of one's own"), may_take_part, alone),
        ("write", _("Write, unless an entry in the register says no"), may_write, alone),
        ("own_profile", _("Change one's own profile"), may_change_profile, on_me),
        ("others_profile", _("Change somebody else's profile"), may_change_profile, on_other),
        ("follow", _("Follow somebody"), may_follow, on_other),
        ("relations", _("See whom somebody follows"), may_see_relations, on_other),
        ("mute", _("Mute or block somebody for oneself"), may_mute_or_block, on_other),
        ("speak", _("Speak through a voice, with one's name below"), may_speak_as, on_voice),
        ("steward", _("Let people into a voice"), may_steward, on_voice),
        ("leave_voice", _("Leave a voice"), may_leave_voice, on_voice),
        (
            "dismiss",
            _("Take a voice from somebody without an entry in the register"),
            may_dismiss_from_voice,
            on_voice,
        ),
        ("roles", _("Grant and revoke roles (logged)"), may_grant_roles, alone),
        ("found_voice", _("Found a voice"), may_create_voice, alone),
        ("affiliate", _("Confirm who works here"), may_affiliate, alone),
        (
            "resolve",
            _("Read who stands behind a protected name (logged)"),
            may_resolve_protected_name,
            alone,
        ),
        ("invite", _("Invite people"), may_invite, alone),
        ("announce", _("Make an announcement to everybody here"), may_announce, alone),
        (
            "servers",
            _("See how it goes with other servers, and try again"),
            may_look_after_servers,
            alone,
        ),
    ]
    return [
        Right(f"people.{name}", sentence, how(policy), (policy,))
        for name, sentence, policy, how in rows
    ]


RIGHTS = _rights()
