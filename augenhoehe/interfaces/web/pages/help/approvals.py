"""What waits with the voices one writes for: release it, or give it back with a comment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from augenhoehe.domain.criticism.actions import release
from augenhoehe.domain.posts.actions import give_back
from augenhoehe.domain.posts.approvals import (
    as_it_would_read,
    can_release,
    waiting_for,
    waiting_row,
    writer_shown,
)
from augenhoehe.domain.posts.labels import SaidLabel, said_labels
from augenhoehe.domain.posts.scheduling import pictures_waiting
from augenhoehe.foundation.verdicts import Invalid, NotAllowed
from augenhoehe.interfaces.web.addresses import post_url
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.requests import me, reader_of, signed_in

if TYPE_CHECKING:
    from augenhoehe.domain.media.models import Picture
    from augenhoehe.domain.posts.models import ScheduledPost


@dataclass(frozen=True, slots=True)
class Waiting:
    """One post that waits, as the page shows it."""

    row: ScheduledPost
    writer: str
    may_release: bool
    pictures: Sequence[Picture]
    error: str = ""
    typed: str = ""

    @property
    def text(self) -> str:
        return str(self.row.wanted["text"])

    @property
    def labels(self) -> tuple[SaidLabel, ...]:
        """What readers would be told before it."""
        return said_labels(as_it_would_read(self.row))

    @property
    def warning(self) -> str:
        return str(self.row.wanted["warning"])

    @property
    def case_id(self) -> int | None:
        found: int | None = self.row.wanted.get("case")
        return found

    @property
    def parent_id(self) -> int | None:
        found: int | None = self.row.wanted.get("in_reply_to")
        return found


@require_safe
@signed_in
def waiting(request: HttpRequest) -> HttpResponse:
    """Everything that waits, the oldest first."""
    return _page(request)


@require_POST
@signed_in
def decide(request: HttpRequest, row_id: int) -> HttpResponse:
    """Release it as another person, or give it back."""
    row = found_or_404(waiting_row(reader_of(request), row_id))
    why = request.POST.get("why", "")
    try:
        if request.POST.get("do") == "release":
            post = release(row, by=me(request))
            messages.success(request, _("It is published, and says that it was looked at before."))
            return redirect(f"{post_url(post)}#p{post.id}")
        give_back(row, by=me(request), why=why)
        messages.success(request, _("It is given back, with your comment."))
        return redirect("approvals")
    except Invalid as refusal:
        return _page(request, refused=row_id, error=str(refusal), typed=why, status=422)
    except NotAllowed as refusal:
        return _page(request, refused=row_id, error=str(refusal), typed=why, status=403)


def _page(
    request: HttpRequest, *, refused: int = 0, error: str = "", typed: str = "", status: int = 200
) -> HttpResponse:
    reader = reader_of(request)
    rows = waiting_for(reader)
    pictures = pictures_waiting(rows) if rows else {}
    lines = [
        Waiting(
            row,
            writer_shown(row),
            can_release(reader, row),
            pictures.get(row.id, ()),
            error if row.id == refused else "",
            typed if row.id == refused else "",
        )
        for row in rows
    ]
    context: dict[str, Any] = {"lines": lines, "error": "" if lines else error}
    return render(request, "help/approvals.html", context, status=status)
