"""Who gets to the pages of the desk: members; others are told why not."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse

from augenhoehe.domain.criticism.policies_desk import may_use_desk
from augenhoehe.domain.criticism.selectors import case_for
from augenhoehe.foundation.verdicts import require
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.requests import View, reader_of, signed_in

if TYPE_CHECKING:
    from augenhoehe.domain.criticism.models import Case

_BEYOND = 2**63


def members_only(view: View) -> View:
    """Let members in; others sign in first, or read why this is not for them."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(may_use_desk(reader_of(request).who))
        return view(request, *args, **kwargs)

    return signed_in(guarded)


def case_at_desk(request: HttpRequest, case_id: int) -> Case:
    """The case, or the page that says there is none."""
    if case_id >= _BEYOND:
        raise Http404
    return found_or_404(case_for(reader_of(request), case_id))
