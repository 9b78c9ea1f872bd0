"""Help before something is said: a colleague looks, another person of a voice says yes."""

from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.policies import may_speak_as, may_take_part
from augenhoehe.domain.people.prior_approval import waits_for_approval
from augenhoehe.domain.people.who import who_is
from augenhoehe.domain.posts.audience import Reader
from augenhoehe.domain.posts.models import Look, ScheduledPost
from augenhoehe.foundation import clock
from augenhoehe.foundation.rights import Right
from augenhoehe.foundation.verdicts import YES, Verdict, no

_MEMBERS = _("Only members of the organisation can do that.")


def may_ask_colleagues(reader: Reader) -> Verdict:
    """Ask colleagues to look at drafts, whoever they are."""
    if not may_take_part(reader.who):
        return may_take_part(reader.who)
    return YES if reader.who.is_member else no(_MEMBERS)


def may_ask_to_look(reader: Reader, colleague: Account) -> Verdict:
    """Ask a colleague to look at a draft. They comment; nobody has to wait for them."""
    if not (verdict := may_ask_colleagues(reader)):
        return verdict
    if colleague.id == reader.account_id:
        return no(_("Please choose somebody else than yourself."))
    other = who_is(colleague)
    if not other.is_member or other.is_suspended or colleague.left_at is not None:
        return no(_("This person cannot look at drafts at present."))
    return YES


def may_see_look(reader: Reader, look: Look) -> Verdict:
    """Read a draft one was asked to look at, or the comments on one's own: these two, nobody."""
    if not reader.who.is_member or reader.account_id not in (look.by_id, look.colleague_id):
        return no(_("This draft is somebody else's."))
    return may_take_part(reader.who)


def may_release(reader: Reader, row: ScheduledPost) -> Verdict:
    """Let what waits be published, or give it back: another person of the voice."""
    if row.voice is None or row.waits_since is None:
        return no(_("Nobody looks at this before it is published."))
    if not may_speak_as(reader.who, row.voice):
        return may_speak_as(reader.who, row.voice)
    if row.account_id == reader.account_id and waits_for_approval(row.voice):
        return no(_("Somebody else looks at it: whoever wrote it does not release it."))
    return may_take_part(reader.who)


def _waiting(voice: Account, writer_id: int) -> ScheduledPost:
    return ScheduledPost(voice=voice, account_id=writer_id, waits_since=clock.now())


HELP_RIGHTS = [
    Right(
        "posts.ask_to_look",
        _("Ask a colleague to look at a draft; they comment, and release nothing"),
        lambda s: may_ask_colleagues(s.reader),
        (may_ask_colleagues, may_ask_to_look),
    ),
    Right(
        "posts.see_look",
        _("Read the draft of somebody who asked somebody else"),
        lambda s: may_see_look(s.reader, Look(by_id=-1, colleague_id=-2)),
        (may_see_look,),
    ),
    Right(
        "posts.release",
        _("Release somebody else's post of a voice that looks at its posts before"),
        lambda s: may_release(s.reader, _waiting(s.voice, -1)),
        (may_release,),
    ),
]
