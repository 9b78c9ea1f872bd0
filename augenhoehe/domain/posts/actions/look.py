"""Asking a colleague to look at a draft: they comment, they release nothing, nobody waits."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.audience import reader_for
from augenhoehe.domain.posts.events import LookAsked, LookCommented, LookDeclined
from augenhoehe.domain.posts.models import Look, LookComment, Post
from augenhoehe.domain.posts.places import may_read_look, may_read_there, place_of_slot
from augenhoehe.domain.posts.policies_help import may_ask_to_look, may_see_look
from augenhoehe.domain.spaces.models import Space
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, NotAllowed, require

KEPT = timedelta(days=30)
_MOST_OF_ONE = 20  # that wait at the same time
_LONGEST = 20_000


@transaction.atomic
def ask_to_look(
    slot: str,
    *,
    by: Account,
    colleague: Account,
    text: str,
    warning: str = "",
    question: str = "",
    beside: Post | None = None,
    space: Space | None = None,
) -> Look:
    """Show a copy of a draft to one colleague, who may read the place it is for.

    `beside` and `space`: what it is about and where it is to stand, where the name of its
    place does not say so. Asking the same colleague again shows them the text as it is now.
    """
    reader = reader_for(by)
    require(may_ask_to_look(reader, colleague))
    beside, space = place_of_slot(slot, beside=beside, space=space)
    for one in (reader, reader_for(colleague)):
        if not may_read_there(one, space=space, beside=beside):
            raise NotAllowed(_("This person may not read the place this draft is for."))
    text = tidy(text).strip()[:_LONGEST]
    if not text:
        raise Invalid(_("Please write something first."), field="text", code="empty")
    Account.objects.select_for_update().get(id=by.id)
    mine = Look.objects.filter(by=by)
    if mine.exclude(slot=slot[:80], colleague=colleague).count() >= _MOST_OF_ONE:
        raise Invalid(_("You asked for many looks already. End some of them first."))
    look, _new = Look.objects.update_or_create(
        by=by,
        colleague=colleague,
        slot=slot[:80],
        defaults={
            "text": text,
            "warning": tidy(warning).strip()[:300],
            "question": tidy(question).strip()[:300],
            "beside": beside,
            "space": space,
            "asked_at": clock.now(),
        },
    )
    emit(LookAsked(look.id))
    return look


@transaction.atomic
def comment_on_look(look: Look, *, by: Account, text: str, passage: str = "") -> LookComment:
    """Say something about a draft, or about a passage of it."""
    look = _open(look, by)
    text, passage = tidy(text).strip(), tidy(passage).strip()
    if not text:
        raise Invalid(_("Please write something."), field="text", code="empty")
    if len(text) > 1000:
        raise Invalid(_("At most 1,000 characters, please."), field="text", code="too_long")
    if len(passage) > 500:
        raise Invalid(_("At most 500 characters, please."), field="passage", code="too_long")
    if " ".join(passage.split()) not in " ".join(look.text.split()):
        raise Invalid(_("These words do not stand in the draft."), field="passage")
    comment = LookComment.objects.create(look=look, by=by, text=text, passage=passage)
    emit(LookCommented(look.id, by.id))
    return comment


@transaction.atomic
def decline_look(look: Look, *, by: Account) -> None:
    """The colleague cannot look: the draft is gone for them, and the writer is told."""
    look = _open(look, by)
    if look.colleague_id != by.id:
        raise NotAllowed(_("Only whoever was asked can decline."))
    writer_id = look.by_id
    look.delete()
    emit(LookDeclined(by.id, writer_id))


@transaction.atomic
def end_look(look: Look, *, by: Account) -> None:
    """The writer is done with it: what was shown and what was said are gone."""
    if look.by_id != by.id:
        raise NotAllowed(_("Only whoever asked can end it."))
    Look.objects.filter(id=look.id).delete()


def forget_old_looks() -> None:
    """After thirty days nobody needs them any more; done every day."""
    Look.objects.filter(asked_at__lt=clock.now() - KEPT).delete()


def _open(look: Look, by: Account) -> Look:
    """The look as it stands now, if this person still takes part in it."""
    rows = Look.objects.select_for_update(of=("self",)).select_related("beside", "space")
    row = rows.filter(id=look.id).first()
    if row is None:
        raise NotAllowed(_("This look has ended."))
    reader = reader_for(by)
    require(may_see_look(reader, row))
    if not may_read_look(reader, row):
        raise NotAllowed(_("You cannot read the place this draft is for any more."))
    return row
