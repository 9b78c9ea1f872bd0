from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.people.actions.habits import take_up
from augenhoehe.domain.people.models import Account, Follow, Habit, ListMember, ReadingList
from augenhoehe.domain.people.policies_reading import may_arrange, may_change_list
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, require

MOST_LISTS = 50
LONGEST_TITLE = 200
Replies = ReadingList.Replies


@transaction.atomic
def make_list(
    title: str, *, by: Account, replies: str = Replies.LIST, is_exclusive: bool = False
) -> ReadingList:
    """Begin a list of people one reads on a page of its own. Nobody else learns of it."""
    require(may_arrange(who_is(by)))
    if ReadingList.objects.filter(owner=by).count() >= MOST_LISTS:
        raise Invalid(_("You have reached the maximum number of lists"))
    made = ReadingList(
        owner=by,
        title=_checked_title(title),
        replies=_checked_replies(replies),
        is_exclusive=is_exclusive,
    )
    made.save(force_insert=True)
    if is_exclusive:
        take_up(by.id, Habit.LISTS_APART)
    return made


@transaction.atomic
def change_list(
    chosen: ReadingList,
    *,
    by: Account,
    title: str | None = None,
    replies: str | None = None,
    is_exclusive: bool | None = None,
) -> ReadingList:
    """Change what a list is called and what stands in it; what is None stays."""
    require(may_change_list(who_is(by), chosen))
    if title is not None:
        chosen.title = _checked_title(title)
    if replies is not None:
        chosen.replies = _checked_replies(replies)
    if is_exclusive is not None:
        chosen.is_exclusive = is_exclusive
    chosen.save(update_fields=["title", "replies", "is_exclusive"])
    if chosen.is_exclusive:
        take_up(by.id, Habit.LISTS_APART)
    return chosen


@transaction.atomic
def delete_list(chosen: ReadingList, *, by: Account) -> None:
    """Do without a list; whom one follows, one goes on following."""
    require(may_change_list(who_is(by), chosen))
    ReadingList.objects.filter(id=chosen.id).delete()


@transaction.atomic
def put_in_list(chosen: ReadingList, accounts: Collection[Account], *, by: Account) -> None:
    """Read people in a list: those one follows, and oneself."""
    require(may_change_list(who_is(by), chosen))
    ids = {account.id for account in accounts}
    follows = Follow.objects.filter(follower=by, followed_id__in=ids)
    if ids - set(follows.values_list("followed_id", flat=True)) - {by.id}:
        raise Invalid(
            _("You must follow this account first, then it can stand in a list."),
            field="account",
            code="not_followed",
        )
    if ListMember.objects.filter(reading_list=chosen, account_id__in=ids).exists():
        raise Invalid(_("Account has already been taken"), field="account", code="taken")
    ListMember.objects.bulk_create(
        ListMember(reading_list=chosen, account=account) for account in accounts
    )


@transaction.atomic
def take_out_of_list(chosen: ReadingList, accounts: Collection[Account], *, by: Account) -> None:
    """Not read people in a list any longer."""
    require(may_change_list(who_is(by), chosen))
    ids = {account.id for account in accounts}
    ListMember.objects.filter(reading_list=chosen, account_id__in=ids).delete()


def _checked_title(title: str) -> str:
    tidied = tidy(title).strip()
    if not tidied:
        raise Invalid(_("Title can't be blank"), field="title")
    if len(tidied) > LONGEST_TITLE:
        raise Invalid(
            _("Title is too long (maximum is %(most)d characters)") % {"most": LONGEST_TITLE},
            field="title",
        )
    return tidied


def _checked_replies(replies: str) -> str:
    if replies not in Replies.values:
        raise Invalid(
            _("'%(value)s' is not a valid replies_policy") % {"value": replies[:40]},
            field="replies",
            code="replies",
        )
    return replies
