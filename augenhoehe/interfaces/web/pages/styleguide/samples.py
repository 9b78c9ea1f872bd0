"""People, posts and cases nobody has written, for the pattern library."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from augenhoehe.domain.people.who import Who
from augenhoehe.domain.posts.audience import Reader
from augenhoehe.domain.posts.selectors import Choice, Flags, PollSeen
from augenhoehe.foundation import clock
from augenhoehe.interfaces.web import cards as card_making
from augenhoehe.interfaces.web.action_row import labels_in
from augenhoehe.interfaces.web.covers import Cover
from augenhoehe.interfaces.web.fragments import fragment_of
from augenhoehe.interfaces.web.measures import Measure
from augenhoehe.interfaces.web.pages.cases.clock import Mark
from augenhoehe.interfaces.web.pages.post.echo import Echo
from augenhoehe.interfaces.web.polls import PollShown, shown
from augenhoehe.interfaces.web.quotations import quotation_html
from augenhoehe.interfaces.web.same_words import pieces_like

# The sections of the page, in their order.
PARTS = (
    "colours",
    "type",
    "icon",
    "button",
    "field",
    "notice",
    "empty",
    "avatar",
    "post",
    "recording",
    "announcement",
    "poll",
    "quoted_post",
    "echo",
    "tombstone",
    "measures",
    "case_line",
    "inside",
    "news",
    "pager",
    "composer",
    "kept_text",
    "push_switch",
    "clock",
    "tour_step",
    "demo_bar",
)
_STATIC = Path(__file__).resolve().parents[2] / "static"


def _is_not_under(*_restrictions: int) -> bool:
    return False


def _account(number: int, handle: str, name: str, **others: Any) -> Any:
    known = {"address": handle, "domain": "", "portrait": "", "version": 1, "is_voice": False}
    known |= {"is_under": _is_not_under, "has_portrait": False, "is_local": True}
    return SimpleNamespace(id=number, handle=handle, name=name, **(known | others))


KARL = _account(1, "karl", "Karl Brandt")
ERIKA = _account(2, "erika", "Erika Hansen")
VOICE = _account(3, "lindenrad", "Lindenrad", is_voice=True)
ELSEWHERE = _account(
    4, "ada", "Ada Okafor", domain="cycling.example", address="ada@cycling.example", is_local=False
)
DESK = _account(5, "desk", "Desk")
SPACE = SimpleNamespace(id=1, slug="haus", name="Unter uns")


def _post(number: int, account: Any, html: str, **others: Any) -> Any:
    known = {
        "written_by": account,
        "protected_name": None,
        "protected_name_id": None,
        "in_service": False,
        "hat_id": None,
        "hat_words": "",
        "labels": 0,
        "label_words": {},
        "echoes": 0,
        "audience": 0,
        "space": None,
        "in_reply_to_id": None,
        "boost_of_id": None,
        "warning": "",
        "sensitive": False,
        "language": "en",
        "version": 1,
        "created_at": clock.now() - timedelta(hours=number),
        "deleted_at": None,
        "guest_name": "",
        "shown_name": account.name,
        "writer_name": "",
        "written_by_id": account.id,
        "restrictions": 0,
        "is_restricted": False,
        "is_under": _is_not_under,
        "is_removed": False,
        "is_marked_sensitive": False,
        "replies_count": 0,
        "boosts_count": 0,
        "likes_count": 0,
        "is_internal": False,
        "quote_of_id": None,
        "quote_state": 0,
        "quotes_count": 0,
        "card_id": None,
        "has_poll": False,
        "written_at": None,
    }
    return SimpleNamespace(
        id=number, account=account, account_id=account.id, text=html, html=html, **(known | others)
    )


TOMBSTONE = _post(90, KARL, "", deleted_at=clock.now())
REMOVED = _post(91, KARL, "", deleted_at=clock.now(), is_removed=True)
MEASURES = [
    Measure(
        kind=kind,
        words=words,
        at=clock.now() - timedelta(days=2),
        ends_at=clock.now() + timedelta(days=1) if kind == "pause_thread" else None,
        clause="No home addresses",
        entry_url="#measures",
        appeal_url="#measures" if kind == "remove_post" else "",
    )
    for kind, words in (("remove_post", "Removed"), ("pause_thread", "This conversation is paused"))
]
_PROTECTED = SimpleNamespace(name="Colleague 2")


def _posts() -> list[tuple[Any, bool]]:
    return [
        (_post(1, KARL, "<p>The belt tore after 800 km. In the rain.</p>", replies_count=3), False),
        (
            _post(2, VOICE, "<p>That was our mistake.</p>", written_by=ERIKA, version=2, echoes=4),
            False,
        ),
        (
            _post(3, VOICE, "<p>We found it.</p>", protected_name=_PROTECTED, protected_name_id=1),
            False,
        ),
        (_post(4, ERIKA, "<p>I rode it myself.</p>", in_service=True, in_reply_to_id=1), True),
        (
            _post(
                11,
                ERIKA,
                "<p>The spare part leaves today.</p>",
                in_service=True,
                hat_id=1,
                hat_words="Lindenrad service",
            ),
            True,
        ),
        (_post(12, ERIKA, "<p>A free Saturday at last.</p>"), True),
        (
            _post(
                13,
                KARL,
                "<p>I rode the new cargo bike.</p>",
                labels=3,
                label_words={"paid_by": "Lindenrad"},
            ),
            False,
        ),
        (_post(5, ELSEWHERE, "<p>Same here.</p>", warning="Crash, blood"), False),
        (
            _post(
                6, ERIKA, "<p>Who has the figures?</p>", audience=4, space=SPACE, is_internal=True
            ),
            True,
        ),
        (_post(7, KARL, "<p>For my followers.</p>", audience=2), False),
        (_post(9, DESK, "<p>Mine tore too.</p>", guest_name="Rosa", written_by=ERIKA), False),
        (_post(10, KARL, "<p>A crash.</p>", is_marked_sensitive=True), False),
        (_post(8, KARL, "<p>Everything in one place.</p>", boosts_count=2, likes_count=5), False),
    ]


def _case(number: int, state: str) -> Any:
    since = clock.now() - timedelta(days=3)
    return SimpleNamespace(
        id=number, state=state, state_since=since, opened_at=since, about=VOICE, contested_at=None
    )


CASES = [
    _case(number, state)
    for number, state in enumerate(
        ("open", "seen", "answered", "remedied", "disputed", "confirmed", "dormant", "withdrawn"), 1
    )
]


def cards() -> list[str]:
    """The sample posts as somebody sees them who wrote the last and likes the first."""
    page = card_making.Page(
        reader=Reader(Who(account_id=KARL.id)),
        fragments={
            post.id: fragment_of(post, _pictures(post.id), is_member)
            for post, is_member in _posts()
        },
        cases={},
        measures={3: MEASURES[1:]},
        flags=Flags(liked=frozenset({1}), boosted=frozenset({2})),
        labels=labels_in(get_language() or ""),
        covers={7: Cover("warn", "No football")},
    )
    return [card_making.html_of(page, post, post, in_thread=False, focus=8) for post, _ in _posts()]


LINK = SimpleNamespace(
    url="#quoted_post",
    title="Eight hundred kilometres with a belt",
    description="What remains of a belt drive after a winter on salted roads, and what it costs.",
    language="en",
    provider_name="cycling.example",
    folder="",
    picture_alt="",
)


def echo() -> Echo:
    """A post that says nearly the same as another."""
    post = _post(20, ERIKA, "We have looked at it, and the new belt holds. Come to us.")
    pieces = pieces_like(post.text, "We looked at it, and the new belt holds.")
    return Echo(post, 0.62, pieces, is_member=True)


def quotations() -> list[SafeString]:
    """A quoted post, one behind a word, and one that is gone."""
    quoted = _posts()[1][0]
    return [
        mark_safe(quotation_html(one, why, hidden, is_member=False))  # noqa: S308
        for one, why, hidden in (
            (quoted, "", ""),
            (quoted, "", "Show the quoted post, by somebody you have muted"),
            (None, "The post that was quoted here has been deleted.", ""),
        )
    ]


def polls() -> list[PollShown]:
    """One to answer, one that was answered, one that keeps its figures to itself."""

    def seen(votes: tuple[int | None, ...], **others: Any) -> PollSeen:
        titles = ("The blue one", "The green one", "Whatever is rideable by Monday morning")
        known: dict[str, Any] = {"is_multiple": False, "hides_totals": False, "is_own": False}
        return PollSeen(
            id=1,
            post_id=1,
            ends_at=clock.now() + timedelta(days=2),
            voters_count=12,
            votes_count=12,
            choices=[
                Choice(n, title, votes[n], is_mine=others.get("mine") == n)
                for n, title in enumerate(titles)
            ],
            chosen=[others["mine"]] if "mine" in others else [],
            has_ended=False,
            **known | {name: value for name, value in others.items() if name != "mine"},
        )

    reader = Reader(Who(account_id=KARL.id))
    return [
        shown(reader, seen((7, 5, 0))),
        shown(reader, seen((7, 5, 0), mine=1)),
        shown(reader, seen((None, None, None), hides_totals=True, is_own=True)),
    ]


def _pictures(post_id: int) -> list[Any]:
    if post_id != 8:
        return []
    return [
        SimpleNamespace(
            id=n,
            is_image=True,
            width=640,
            height=480,
            focus_x=0.5,
            focus_y=-0.5,
            description="A torn belt",
        )
        for n in range(1, 4)
    ]


RECORDINGS = [
    SimpleNamespace(
        id=n,
        file_name="original.mp4" if is_video else "original.mp3",
        is_video=is_video,
        has_preview=False,
        width=640,
        height=360,
        description=words,
    )
    for n, is_video, words in ((1, True, "A belt tears"), (2, False, "A chain that rattles"))
]
ANNOUNCED = SimpleNamespace(
    row=SimpleNamespace(
        id=1,
        html="<p>The server is away for an hour tonight.</p>",
        published_at=clock.now() - timedelta(hours=3),
        updated_at=clock.now() - timedelta(hours=4),
        starts_at=clock.now() + timedelta(hours=5),
        ends_at=clock.now() + timedelta(hours=6),
        all_day=False,
    ),
    is_read=False,
    signs=[
        SimpleNamespace(name="👍", count=4, is_mine=True),
        SimpleNamespace(name="🚲", count=1, is_mine=False),
    ],
)


def icon_names() -> list[str]:
    """The drawings there are."""
    return re.findall(r'symbol id="([\w-]+)"', (_STATIC / "img/icons.svg").read_text())


def colours() -> list[str]:
    """The colours components may use."""
    return re.findall(
        r"^  --color-([\w-]+):", (_STATIC / "css/tokens.css").read_text(), re.MULTILINE
    )


def marks() -> list[Mark]:
    """The clock of a case in which everything happened that can happen."""
    now = clock.now()
    told = (
        ("Karl criticised this", 9, "quiet", True, ""),
        ("Erika looks after it", 8, "quiet", True, "2 days without an answer"),
        ("Erika answered", 7, "said", False, ""),
        ("Karl says: not answered", 6, "quiet", True, "1 day without an answer"),
        ("Colleague 3 answered", 5, "said", False, ""),
        ("Karl says: resolved", 3, "settled", False, ""),
        ("Ada criticised this", 3, "quiet", True, "without an answer for 3 days"),
    )
    return [
        Mark(
            words=words,
            at=now - timedelta(days=days),
            only_day=words.startswith("Colleague"),
            tone=tone,
            waits=waits,
            wait=wait,
            is_last=(words, days) == told[-1][:2],
        )
        for words, days, tone, waits, wait in told
    ]
