"""What somebody does with a conversation as they see it; the others learn nothing of it."""

from django.db import transaction

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.audience import reader_for
from augenhoehe.domain.posts.models import Conversation
from augenhoehe.domain.posts.policies_own import may_keep_conversation
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import require


@transaction.atomic
def mark_conversation(conversation: Conversation, *, by: Account, unread: bool = False) -> None:
    """Have read it, or want to come back to it."""
    require(may_keep_conversation(reader_for(by), conversation))
    Conversation.objects.filter(id=conversation.id).update(is_unread=unread)
    conversation.is_unread = unread


@transaction.atomic
def put_conversation_away(conversation: Conversation, *, by: Account) -> None:
    """Take it out of the list until somebody says something again. Nothing is deleted."""
    require(may_keep_conversation(reader_for(by), conversation))
    Conversation.objects.filter(id=conversation.id).update(hidden_at=clock.now())
