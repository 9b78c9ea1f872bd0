"""Text blocks: what the team says often. Nothing is sent that consists of nothing else."""

from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.criticism.models import TextBlock
from augenhoehe.domain.criticism.own_words import is_only_blocks
from augenhoehe.domain.criticism.policies_desk import may_keep_blocks
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation import clock
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, require

MAX_BLOCK = 4000


@transaction.atomic
def add_block(name: str, text: str, *, by: Account, language: str = "") -> TextBlock:
    """Keep a piece of text for the team."""
    require(may_keep_blocks(who_is(by)))
    return _save(TextBlock(), name, text, language, by)


@transaction.atomic
def change_block(
    block: TextBlock, name: str, text: str, *, by: Account, language: str = ""
) -> TextBlock:
    """Give a block another wording; what was sent with the old one stays as it was."""
    require(may_keep_blocks(who_is(by)))
    return _save(block, name, text, language, by)


@transaction.atomic
def drop_block(block: TextBlock, *, by: Account) -> None:
    """Throw a block away."""
    require(may_keep_blocks(who_is(by)))
    TextBlock.objects.filter(id=block.id).delete()


def _save(block: TextBlock, name: str, text: str, language: str, by: Account) -> TextBlock:
    name, text = " ".join(tidy(name).split()), tidy(text).strip()
    if not name or len(name) > 80:
        words = _("Please give it a name of at most 80 characters.")
        raise Invalid(words, field="name", code="empty")
    if TextBlock.objects.filter(name=name).exclude(id=block.id).exists():
        raise Invalid(_("There is a block of this name."), field="name", code="taken")
    if not text or len(text) > MAX_BLOCK:
        words = _("Please write between 1 and %(most)d characters.") % {"most": MAX_BLOCK}
        raise Invalid(words, field="text", code="empty")
    block.name, block.text, block.language = name, text, language[:8]
    block.by, block.at = by, clock.now()
    block.save()
    return block


def check_own_words(text: str) -> None:
    """Refuse words to a critic in which nobody says anything themselves."""
    if is_only_blocks(text):
        raise Invalid(
            _("This consists of text blocks only. Please add a sentence of your own."),
            field="text",
            code="only_blocks",
        )
