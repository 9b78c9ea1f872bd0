"""Not reading certain words: filters, their keywords, and single posts in them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.people.actions import take_up
from augenhoehe.domain.people.models import Account, Habit
from augenhoehe.domain.posts.audience import readable, reader_for
from augenhoehe.domain.posts.events import FiltersChanged
from augenhoehe.domain.posts.labels import EVERY
from augenhoehe.domain.posts.models import Filter, FilteredPost, FilterKeyword, Post
from augenhoehe.domain.posts.policies_own import may_change_filter, may_filter
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, NotAllowed, require

MAX_TITLE = 256
MAX_KEYWORD = 512
MAX_FILTERS = 100
MAX_KEYWORDS = 400  # in one filter
MAX_KEYWORDS_IN_ALL = 1000  # every page somebody reads is looked through for all of them
MAX_POSTS = 400


@dataclass(frozen=True, slots=True)
class Word:
    """A keyword as somebody wants it: new, or by its id a present one that becomes so."""

    keyword: str
    whole_word: bool = True
    id: int | None = None


@transaction.atomic
def create_filter(
    *,
    by: Account,
    title: str,
    contexts: Collection[str],
    action: str = Filter.Action.WARN,
    ends_at: datetime | None = None,
    words: Sequence[Word] = (),
    labels: int = 0,
) -> Filter:
    """Not read certain words any longer, here and there, for a time or for good.

    `labels`: bits of `Label`; posts that carry one of them are meant too.
    """
    require(may_filter(reader_for(by)))
    if Filter.objects.filter(account=by).count() >= MAX_FILTERS:
        raise Invalid(_("At most %(most)d filters, please.") % {"most": MAX_FILTERS})
    made = Filter(account=by, labels=labels & EVERY)
    _set(made, title, contexts, action, ends_at)
    made.save(force_insert=True)
    _put(made, words)
    take_up(by.id, Habit.FILTERS)
    emit(FiltersChanged(by.id))
    return made


@transaction.atomic
def change_filter(
    chosen: Filter,
    *,
    by: Account,
    title: str,
    contexts: Collection[str],
    action: str,
    ends_at: datetime | None,
    words: Sequence[Word] = (),
    without: Collection[int] = (),
    labels: int | None = None,
) -> Filter:
    """Change a filter; `words` come to it or change in it, those with the ids `without` go.

    `labels` None: as they were.
    """
    row = _own(chosen, by)
    _set(row, title, contexts, action, ends_at)
    row.labels = row.labels if labels is None else labels & EVERY
    row.save()
    FilterKeyword.objects.filter(filter=row, id__in=without).delete()
    _put(row, [word for word in words if word.id is None or word.id not in without])
    emit(FiltersChanged(by.id))
    return row


@transaction.atomic
def remove_filter(chosen: Filter, *, by: Account) -> None:
    """Read everything again that a filter kept away."""
    _own(chosen, by).delete()
    emit(FiltersChanged(by.id))


@transaction.atomic
def add_keyword(chosen: Filter, word: Word, *, by: Account) -> FilterKeyword:
    """One more word for a filter."""
    row = _own(chosen, by)
    _put(row, [word])
    emit(FiltersChanged(by.id))
    return FilterKeyword.objects.filter(filter=row).latest("id")


@transaction.atomic
def change_keyword(keyword: FilterKeyword, word: Word, *, by: Account) -> FilterKeyword:
    """Another wording of a keyword."""
    row = _own(keyword.filter, by)
    _put(row, [Word(word.keyword, word.whole_word, keyword.id)])
    emit(FiltersChanged(by.id))
    return FilterKeyword.objects.get(id=keyword.id)


@transaction.atomic
def remove_keyword(keyword: FilterKeyword, *, by: Account) -> None:
    """A word less for a filter."""
    _own(keyword.filter, by)
    FilterKeyword.objects.filter(id=keyword.id).delete()
    emit(FiltersChanged(by.id))


@transaction.atomic
def add_post_to_filter(chosen: Filter, post: Post, *, by: Account) -> FilteredPost:
    """Not read a single post any longer; once more is the same."""
    row = _own(chosen, by)
    itself = post.boost_of_id or post.id
    if not Post.objects.filter(readable(reader_for(by)), id=itself).exists():
        raise NotAllowed(_("This post cannot be read."))
    if FilteredPost.objects.filter(filter=row).count() >= MAX_POSTS:
        raise Invalid(_("At most %(most)d posts in a filter, please.") % {"most": MAX_POSTS})
    entry, _new = FilteredPost.objects.get_or_create(filter=row, post_id=itself)
    emit(FiltersChanged(by.id))
    return entry


@transaction.atomic
def remove_post_from_filter(entry: FilteredPost, *, by: Account) -> None:
    """Read a single post again."""
    _own(entry.filter, by)
    FilteredPost.objects.filter(id=entry.id).delete()
    emit(FiltersChanged(by.id))


def _own(chosen: Filter, by: Account) -> Filter:
    """The filter as it is now, if it is this person's."""
    row = Filter.objects.select_for_update().get(id=chosen.id)
    require(may_change_filter(reader_for(by), row))
    return row


def _set(
    row: Filter, title: str, contexts: Collection[str], action: str, ends_at: datetime | None
) -> None:
    title = tidy(title).strip()
    if not title:
        raise Invalid(_("Please give the filter a name."), field="title", code="empty")
    _check_length(title, MAX_TITLE, "title")
    if not contexts or not set(contexts) <= set(Filter.Context.values):
        raise Invalid(_("Please choose where it applies."), field="contexts", code="contexts")
    if action not in Filter.Action.values:
        raise Invalid(_("Please choose what happens."), field="action", code="action")
    row.title, row.action, row.ends_at = title, action, ends_at
    row.contexts = [one for one in Filter.Context.values if one in contexts]


def _put(row: Filter, words: Sequence[Word]) -> None:
    """New keywords come, those named by id change."""
    present = {one.id: one for one in FilterKeyword.objects.filter(filter=row)}
    _check_room(row, present, words)
    for word in words:
        keyword = tidy(word.keyword).strip()
        if not any(letter.isprintable() and not letter.isspace() for letter in keyword):
            raise Invalid(_("Please give a word."), field="keyword", code="empty")
        _check_length(keyword, MAX_KEYWORD, "keyword")
        known = present.get(word.id or 0) or FilterKeyword(filter=row)
        known.keyword, known.whole_word = keyword, word.whole_word
        known.save()


def _check_room(row: Filter, present: Collection[int], words: Sequence[Word]) -> None:
    """Before anything is written: who sends very many holds nobody up."""
    new = sum(word.id not in present for word in words)
    if new and len(present) + new > MAX_KEYWORDS:
        raise Invalid(
            _("At most %(most)d words in a filter, please.") % {"most": MAX_KEYWORDS},
            field="keyword",
        )
    in_all = FilterKeyword.objects.filter(filter__account_id=row.account_id)
    if new and in_all.count() + new > MAX_KEYWORDS_IN_ALL:
        raise Invalid(
            _("At most %(most)d words in all filters together, please.")
            % {"most": MAX_KEYWORDS_IN_ALL},
            field="keyword",
        )


def _check_length(text: str, most: int, field: str) -> None:
    if len(text) > most:
        raise Invalid(
            _("At most %(most)d characters, please.") % {"most": most}, field=field, code="too_long"
        )
