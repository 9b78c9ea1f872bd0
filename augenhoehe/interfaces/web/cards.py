"""Posts ready to be shown, a page at a time: a handful of queries, however many posts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.template.loader import get_template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from augenhoehe.domain.criticism.selectors import answers_among, cases_on
from augenhoehe.domain.people.who import Habit
from augenhoehe.domain.posts.audience import Reader
from augenhoehe.domain.posts.policies import is_author
from augenhoehe.domain.posts.selectors import (
    Flags,
    boosted_posts,
    flags_for,
    muted_among,
    pinned_among,
    quotable_among,
)
from augenhoehe.interfaces.web.action_row import Labels, action_row, labels_in
from augenhoehe.interfaces.web.addresses import post_url, profile_url
from augenhoehe.interfaces.web.covers import NO_COVERS, Cover, Where, covered, covers_on
from augenhoehe.interfaces.web.emoji import with_emoji
from augenhoehe.interfaces.web.fragments import Fragment, fragments_of
from augenhoehe.interfaces.web.measures import Measure, measures_on
from augenhoehe.interfaces.web.polls import NO_POLLS, polls_in_cards, put_into
from augenhoehe.interfaces.web.quotations import NO_QUOTATIONS, quotations_in_cards
from augenhoehe.interfaces.web.requests import reader_of
from augenhoehe.interfaces.web.times import day_element, time_element

if TYPE_CHECKING:
    from augenhoehe.domain.criticism.models import Case
    from augenhoehe.domain.posts.models import Post


@dataclass(frozen=True, slots=True)
class Card:
    """A post as HTML: `{{ card }}` shows it."""

    post: Post
    html: SafeString

    def __str__(self) -> str:
        return self.html


@dataclass(frozen=True, slots=True)
class Page:
    """What is known about all posts of a page together."""

    reader: Reader
    fragments: Mapping[int, Fragment]
    cases: Mapping[int, Case]
    measures: Mapping[int, Sequence[Measure]]
    flags: Flags
    labels: Labels
    covers: Mapping[int, Cover] = field(default_factory=lambda: NO_COVERS)
    polls: Mapping[int, str] = field(default_factory=lambda: NO_POLLS)  # in HTML
    quotations: Mapping[int, str] = field(default_factory=lambda: NO_QUOTATIONS)  # in HTML
    quotable: frozenset[int] = frozenset()
    muted: frozenset[int] = frozenset()  # conversations, by the post they began with
    pinned: frozenset[int] = frozenset()
    staying: frozenset[int] = frozenset()  # which their author cannot take back


def cards_for(
    request: HttpRequest,
    posts: Sequence[Post],
    *,
    in_thread: bool = False,
    focus: int = 0,
    where: Where = "",
) -> list[Card]:
    """The cards of these posts, in their order.

    In a thread replies do not say that they are replies; the post with the id `focus` is
    highlighted. What is passed on and may not be read is left out, and so is what this
    reader's filters hide at the place that `where` names.
    """
    reader = reader_of(request)
    passed_on = boosted_posts(reader, posts)
    shown = {post.id: passed_on.get(post.boost_of_id or 0, post) for post in posts}
    originals = [
        post for post in {p.id: p for p in shown.values()}.values() if not post.boost_of_id
    ]
    ids = [post.id for post in originals]
    page = Page(
        reader=reader,
        fragments=fragments_of(originals, in_thread=in_thread),
        cases=cases_on(reader, ids),
        measures=measures_on(reader, originals),
        flags=flags_for(reader, ids),
        labels=labels_in(get_language() or ""),
        covers=covers_on(reader, originals, where),
        polls=polls_in_cards(request, reader, originals),
        quotations=quotations_in_cards(reader, originals),
        quotable=quotable_among(reader, originals),
        muted=_muted(reader, originals),
        pinned=_pinned(reader, ids),
        staying=_staying(reader, originals),
    )
    return [
        Card(post, html_of(page, post, shown[post.id], in_thread=in_thread, focus=focus))
        for post in posts
        if shown[post.id].boost_of_id is None and not _is_hidden(page, shown[post.id], in_thread)
    ]


def _is_hidden(page: Page, post: Post, in_thread: bool) -> bool:
    """In a conversation everything keeps its place, so that it can be followed."""
    cover = page.covers.get(post.id)
    return cover is not None and cover.hides and not in_thread


def _muted(reader: Reader, posts: Sequence[Post]) -> frozenset[int]:
    if not posts or not reader.who.has_habit(Habit.MUTES_THREADS):
        return frozenset()
    return muted_among(reader, {post.thread_id or post.id for post in posts})


def _pinned(reader: Reader, ids: Sequence[int]) -> frozenset[int]:
    return pinned_among(reader, ids) if reader.who.has_habit(Habit.PINS) else frozenset()


def _staying(reader: Reader, posts: Sequence[Post]) -> frozenset[int]:
    """Answers to a criticism; asked about what this reader might delete, and of nothing else."""
    if reader.account_id is None:
        return frozenset()
    return answers_among([p.id for p in posts if p.in_reply_to_id and is_author(reader, p)])


def html_of(page: Page, outer: Post, post: Post, *, in_thread: bool, focus: int) -> SafeString:
    fragment = page.fragments[post.id]
    time = (day_element if post.protected_name_id else time_element)(post.created_at)
    case = page.cases.get(post.id)
    cover = page.covers.get(post.id) if post.id != focus else None
    row = action_row(
        page.reader,
        post,
        page.flags,
        page.labels,
        has_case=case is not None,
        is_quotable=post.id in page.quotable,
        is_muted=bool(page.muted) and (post.thread_id or post.id) in page.muted,
        is_pinned=post.id in page.pinned,
        can_go=post.id not in page.staying,
    )
    parts = (
        _opening(outer, post, is_focus=post.id == focus, is_blurred=bool(cover and cover.blurs)),
        _passed_on_by(outer) if outer is not post else "",
        fragment.before_time,
        time,
        _after_time(page, post),
        page.quotations.get(post.id, ""),
        _measures(post, page.measures.get(post.id, ())),
        get_template("components/case_line.html").render({"case": case}) if case else "",
        _echoes(post),
        _counts(post) if post.id == focus else "" if in_thread else _answers(post),
        row,
        "</article>",
    )
    html = "".join(parts)
    if cover is not None and not cover.blurs:
        html = covered(html, cover)
    return mark_safe(html)  # noqa: S308 - every part is escaped where it is made


def _after_time(page: Page, post: Post) -> str:
    """The words, with the poll and the day on which they were written for later."""
    html = put_into(page.fragments[post.id].after_time, post, page.polls)
    if post.written_at is not None:
        html = html.replace("<!--written-->", day_element(post.written_at), 1)
    return html


def _measures(post: Post, measures: Sequence[Measure]) -> str:
    if not measures:
        return ""
    known = {"measures": measures, "only_day": post.protected_name_id}
    return get_template("components/measures.html").render(known)


def _opening(outer: Post, post: Post, *, is_focus: bool, is_blurred: bool) -> str:
    classes = "post"
    if post.is_internal:
        classes += " post--inside"
    if is_focus:
        classes += " post--focus"
    if is_blurred:
        classes += " post--blurred"
    label = escape(_("Post by %(name)s") % {"name": post.shown_name})
    return f'<article class="{classes}" id="p{outer.id}" aria-label="{label}">'


def _passed_on_by(outer: Post) -> str:
    who = outer.account
    name = f'<a href="{escape(profile_url(who))}">{with_emoji(who.name, who.domain)}</a>'
    return f'<p class="post__passed-on">{escape(_("%(name)s shared")) % {"name": name}}</p>'


def _echoes(post: Post) -> str:
    """How many others of the organisation say nearly the same; the number lies in the post."""
    if not post.echoes:
        return ""
    words = ngettext(
        "Similar to %(n)d other post of this organisation",
        "Similar to %(n)d other posts of this organisation",
        post.echoes,
    ) % {"n": post.echoes}
    return f'<p class="echo-line"><a href="/beitrag/{post.id}/gleichklang">{escape(words)}</a></p>'


def _answers(post: Post) -> str:
    if not post.replies_count:
        return ""
    words = ngettext("%(n)d answer", "%(n)d answers", post.replies_count)
    if not post.account.is_local:
        words = ngettext("%(n)d answer known here", "%(n)d answers known here", post.replies_count)
    shown = escape(words % {"n": post.replies_count})
    return f'<p class="post__answers"><a href="{escape(post_url(post))}">{shown}</a></p>'


def _counts(post: Post) -> str:
    """How often it was shared and liked: stands on the post's own page and nowhere else."""
    words = []
    if post.boosts_count:
        shared = ngettext("shared by %(n)d person", "shared by %(n)d people", post.boosts_count)
        words.append(shared % {"n": post.boosts_count})
    if post.likes_count:
        liked = ngettext("liked by %(n)d person", "liked by %(n)d people", post.likes_count)
        words.append(liked % {"n": post.likes_count})
    address = escape(post_url(post))
    links = []
    if words:
        links.append(f'<a href="{address}/reaktionen">{escape(" · ".join(words))}</a>')
    if post.quotes_count:
        quoted = ngettext("%(n)d quotation", "%(n)d quotations", post.quotes_count)
        quoted = escape(quoted % {"n": post.quotes_count})
        links.append(f'<a href="{address}/zitate">{quoted}</a>')
    if links and not post.account.is_local:
        home = {"server": post.account.domain}
        links.append(escape(_("as far as known here; %(server)s knows more") % home))
    return f'<p class="post__answers">{" · ".join(links)}</p>' if links else ""
