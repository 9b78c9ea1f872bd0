"""What somebody sets up for their own reading: nobody else has a say in it, nor learns of it."""

from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.people.who import Who
from augenhoehe.domain.posts.audience import Reader
from augenhoehe.domain.posts.models import Conversation, Filter
from augenhoehe.foundation.rights import Right
from augenhoehe.foundation.verdicts import YES, Verdict, no


def may_filter(reader: Reader) -> Verdict:
    """Not read certain words. A natural person's own right; whoever can read has it."""
    return _may_choose(reader.who)


def may_change_filter(reader: Reader, chosen: Filter) -> Verdict:
    """Read, change and remove a filter: whose it is, and nobody else."""
    if not may_filter(reader):
        return may_filter(reader)
    if chosen.account_id != reader.account_id:
        return no(_("This filter is somebody else's."))
    return YES


def may_mute_threads(reader: Reader) -> Verdict:
    """Hear no more of a conversation. What becomes of a case is told all the same."""
    return _may_choose(reader.who)


def may_keep_conversation(reader: Reader, conversation: Conversation) -> Verdict:
    """Mark a conversation as read, or put it away: as one sees it oneself."""
    if not reader.who.is_known:
        return no(_("Please sign in first."))
    if conversation.owner_id != reader.account_id:
        return no(_("This conversation is somebody else's."))
    return YES


def _may_choose(who: Who) -> Verdict:
    if not who.is_known:
        return no(_("Please sign in first."))
    if not who.is_person:
        return no(_("A voice cannot look away: it speaks for the organisation."))
    return YES


def _rights() -> list[Right]:
    return [
        Right(
            "posts.filter",
            _("Not read posts with certain words"),
            lambda s: may_filter(s.reader),
            (may_filter,),
        ),
        Right(
            "posts.filter_others",
            _("Read or change somebody else's filters"),
            lambda s: may_change_filter(s.reader, Filter(account=s.somebody)),
            (may_change_filter,),
        ),
        Right(
            "posts.mute_threads",
            _("Hear no more of a conversation"),
            lambda s: may_mute_threads(s.reader),
            (may_mute_threads,),
        ),
        Right(
            "posts.keep_conversations",
            _("Put away a conversation among a few people"),
            lambda s: may_keep_conversation(
                s.reader, Conversation(owner_id=s.reader.account_id or 0)
            ),
            (may_keep_conversation,),
        ),
    ]


OWN_RIGHTS = _rights()
