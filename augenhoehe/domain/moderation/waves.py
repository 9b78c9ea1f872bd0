"""Spam waves: the same words by many accounts, or the same link by accounts that are new.

Two prints of a post are compared, nothing else: no score, no model, nothing about a person
but how long the account is known here.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q, QuerySet

from augenhoehe.domain.moderation.models import Report
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation import clock

NEW_ACCOUNT = timedelta(days=7)
LATELY = timedelta(days=14)
MOST_COMPARED = 2000  # posts looked at to find others of a wave
_FEWEST_WORDS = 5  # "Thank you very much" is no wave

_URL = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
_ADDRESSED = re.compile(r"[@#][\w.@-]+")
_WORD = re.compile(r"[^\W\d_]{2,}")


def words_print(text: str) -> str:
    """A fingerprint of normalised words; "" where there are too few to mean anything.

    Without case, numbers, punctuation, mentions and hashtags, which such waves vary.
    """
    hosts = [_place(url).partition("/")[0] for url in _URL.findall(text)]
    bare = _ADDRESSED.sub(" ", _URL.sub(" ", text))
    folded = unicodedata.normalize("NFKC", bare).casefold()
    words = _WORD.findall(folded)
    if len(words) + len(hosts) < _FEWEST_WORDS:
        return ""
    return _hash(" ".join([*words, *hosts]))


def link_print(post: Post) -> str:
    """A fingerprint of the first link to elsewhere, if the account is new here; else ""."""
    if clock.now() - post.account.created_at > NEW_ACCOUNT:
        return ""
    places = [_place(url) for url in _URL.findall(post.text)]
    home = _place(settings.BASE_URL)
    elsewhere = [place for place in places if place and not place.startswith(home)]
    return _hash(elsewhere[0]) if elsewhere else ""


def _place(url: str) -> str:
    """Host and path of an address, without what is added to tell clicks apart."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    host = (parts.netloc or "").lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/.,;:!?)')}" if host else ""


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def prints_of(post: Post | None) -> tuple[str, str]:
    """Both prints of a post. Only of what anyone may read: nothing internal is compared."""
    if post is None or post.audience > Post.Audience.UNLISTED:
        return "", ""
    return words_print(f"{post.warning} {post.text}"), link_print(post)


def join_wave(report: Report) -> None:
    """Put a new report to the open ones it belongs to.

    A notice of unlawful content stands for itself: what it says has to be examined.
    """
    report.words_print, report.link_print = prints_of(report.post)
    if report.is_legal_notice:
        return
    first = _open_ones().filter(_like(report)).exclude(id=report.id).order_by("id").first()
    if first is None:
        return
    if not first.wave:
        first.wave = str(first.id)
        first.save(update_fields=["wave"])
    report.wave = first.wave


def _open_ones() -> QuerySet[Report]:
    return Report.objects.exclude(state=Report.State.DECIDED).filter(is_legal_notice=False)


def _like(report: Report) -> Q:
    """The same post; the same person, where no post is named; the same words or link."""
    if report.post_id is None:
        return Q(post__isnull=True, account_id=report.account_id)
    alike = Q(post_id=report.post_id)
    if report.words_print:
        alike |= Q(words_print=report.words_print)
    if report.link_print:
        alike |= Q(link_print=report.link_print)
    return alike


def wave_of(report: Report) -> list[Report]:
    """The open reports that are decided together with this one, itself included."""
    if not report.wave:
        return [report]
    rows = _open_ones().filter(wave=report.wave) | Report.objects.filter(id=report.id)
    return list(rows.select_related("post__account", "account", "reporter").order_by("id"))


def others_alike(report: Report) -> list[Post]:
    """Posts nobody reported that say the same as the reported one, or carry the same link."""
    if report.is_legal_notice or not (report.words_print or report.link_print):
        return []
    known = {one.post_id for one in wave_of(report)}
    latest = Post.objects.filter(
        created_at__gte=clock.now() - LATELY,
        audience__lte=Post.Audience.UNLISTED,
        boost_of__isnull=True,
        deleted_at__isnull=True,
    ).select_related("account")
    rows = latest.order_by("-id")[:MOST_COMPARED]
    return [post for post in rows if post.id not in known and _is_alike(post, report)]


def _is_alike(post: Post, report: Report) -> bool:
    words, link = prints_of(post)
    return bool((words and words == report.words_print) or (link and link == report.link_print))
