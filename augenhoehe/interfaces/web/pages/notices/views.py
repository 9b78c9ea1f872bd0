"""What concerned somebody lately. Looking at it changes nothing; a button does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from augenhoehe.domain.criticism.selectors import offers_on
from augenhoehe.domain.notifications.actions import mark_all_read
from augenhoehe.domain.notifications.requests import requests_page
from augenhoehe.domain.notifications.selectors import notices_for
from augenhoehe.domain.people.selectors import follow_requests_for
from augenhoehe.domain.posts.selectors import readable_posts
from augenhoehe.interfaces.web.covers import covers_on
from augenhoehe.interfaces.web.pages.notices.sentences import gather, without_filtered
from augenhoehe.interfaces.web.requests import me, reader_of, signed_in, whole_number

if TYPE_CHECKING:
    from augenhoehe.domain.notifications.models import Notification

NOTICES = 40


@require_safe
@signed_in
def notices(request: HttpRequest) -> HttpResponse:
    """The notices, newest first, those that belong together in one line."""
    before = whole_number(request, "before")
    found = notices_for(me(request), before=before, limit=NOTICES + 1)
    shown = found[:NOTICES]
    reader = reader_of(request)
    posts = readable_posts(reader).in_bulk({notice.post_id for notice in shown if notice.post_id})
    covers = covers_on(reader, list(posts.values()), "notifications")
    asking = follow_requests_for(me(request))
    told_here = {notice.actor_id for notice in shown if notice.kind == "follow_request"}
    context = {
        "lines": without_filtered(gather(shown, posts, _offers(shown)), covers),
        "asking": {account.id for account in asking},
        "asked_earlier": [account for account in asking if account.id not in told_here],
        "waiting": requests_page(me(request)) if before is None else [],
        "newest": shown[0].id if shown else None,
        "has_unread": any(notice.read_at is None for notice in shown),
        "older": f"?before={shown[-1].id}" if len(found) > NOTICES else "",
    }
    return render(request, "notices/list.html", context)


def _offers(shown: Sequence[Notification]) -> dict[int, str]:
    """By post: what one said to the question whether it is criticism."""
    asked = {one.post_id for one in shown if one.kind == "case_offered" and one.post_id}
    return {post_id: offer.state for post_id, offer in offers_on(asked).items()} if asked else {}


@require_POST
@signed_in
def mark_read(request: HttpRequest) -> HttpResponse:
    """What was on the page has been read; what came since has not."""
    up_to = request.POST.get("up_to", "")
    if up_to.isascii() and up_to.isdigit() and len(up_to) < 19:
        mark_all_read(by=me(request), up_to=int(up_to))
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204)
    return redirect("notices")
