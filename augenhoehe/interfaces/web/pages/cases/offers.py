"""Which forms stand on the page of a case for this reader, and what is typed in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms
from django.http import HttpRequest

from augenhoehe.domain.criticism import policies
from augenhoehe.interfaces.web.pages.cases.doings import DOINGS, OF_THE_CRITIC, Doing
from augenhoehe.interfaces.web.pages.compose.unsent import forget_unsent, unsent_at
from augenhoehe.interfaces.web.requests import account_of, me, reader_of

if TYPE_CHECKING:
    from augenhoehe.domain.criticism.models import Case


@dataclass(frozen=True, slots=True)
class Offer:
    """One form of the page; open where something is typed in it."""

    doing: Doing
    form: forms.Form
    is_open: bool


def slot_of(case_id: int, doing: Doing) -> str:
    """Where the words of a form are kept while somebody signs in again."""
    return f"case:{case_id}:{doing.slug}"


def offers_for(
    request: HttpRequest, case: Case, *, typed: tuple[Doing, forms.Form] | None = None
) -> list[Offer]:
    """The forms for this reader; the one that was just sent comes back as it was typed."""
    if account_of(request) is None:
        return []
    return list(_offers(request, case, typed))


def _offers(
    request: HttpRequest, case: Case, typed: tuple[Doing, forms.Form] | None
) -> Iterator[Offer]:
    who = reader_of(request).who
    for doing in DOINGS.values():
        if typed is not None and typed[0] is doing:
            yield Offer(doing, typed[1], is_open=True)
        elif is_theirs(request, case, doing) and doing.may(who, case):
            yield _fresh(request, case, doing)


def is_theirs(request: HttpRequest, case: Case, doing: Doing) -> bool:
    """Whether a doing is this reader's at all: some are the critic's, the others members'."""
    who = reader_of(request).who
    if policies.is_critic(who, case):
        return doing.slug in OF_THE_CRITIC
    return who.is_member and doing.slug not in OF_THE_CRITIC


def _fresh(request: HttpRequest, case: Case, doing: Doing) -> Offer:
    slot = slot_of(case.id, doing)
    unsent = unsent_at(request, slot, me(request).id)
    if unsent is None:
        return Offer(doing, form_of(doing), is_open=False)
    forget_unsent(request, slot)
    return Offer(doing, form_of(doing, {"text": str(unsent["text"])}), is_open=True)


def form_of(doing: Doing, initial: dict[str, str] | None = None) -> forms.Form:
    """The empty form of a doing; several stand on one page."""
    return doing.form(initial=initial or {}, auto_id=_ids(doing))


def sent_form(request: HttpRequest, doing: Doing) -> forms.Form:
    """The form of a doing with what came."""
    return doing.form(request.POST, auto_id=_ids(doing))


def _ids(doing: Doing) -> str:
    return f"{doing.slug}-%s"
