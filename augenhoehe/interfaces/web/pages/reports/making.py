"""Reporting a post or a person: anybody can, signed in or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from augenhoehe.domain.codex.selectors import current_clauses
from augenhoehe.domain.moderation.actions import make_report
from augenhoehe.domain.moderation.policies_reports import may_report
from augenhoehe.domain.moderation.tokens_reports import report_token
from augenhoehe.domain.people.actions.contact import hash_address
from augenhoehe.domain.people.selectors import account_by_id
from augenhoehe.domain.posts.selectors import post_for
from augenhoehe.foundation import patience
from augenhoehe.foundation.verdicts import require
from augenhoehe.interfaces.web.addresses import absolute, has_page, post_url, profile_url
from augenhoehe.interfaces.web.cards import cards_for
from augenhoehe.interfaces.web.pages.reports.forms import NoticeForm, ReportForm
from augenhoehe.interfaces.web.pages.reports.refusals import beside_its_field
from augenhoehe.interfaces.web.requests import (
    account_of,
    address_of,
    reader_of,
    whole_number,
)

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account
    from augenhoehe.domain.posts.models import Post

NOTICE = "rechtswidrig"  # ?als=


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """The form, and where it leads: the page on which the outcome will stand."""
    post, account = _reported(request)
    require(may_report(reader_of(request).who, account, post))
    is_notice = request.GET.get("als") == NOTICE
    form = _form(request, post, account, is_notice=is_notice)
    if request.method == "POST" and form.is_valid():
        _count(request, form.cleaned_data.get("address", ""))
        with beside_its_field(form):
            made = make_report(
                post or account,
                form.complaint(str(request.LANGUAGE_CODE)),
                by=account_of(request),
            )
            return redirect(reverse("report_status", args=[report_token(made)]) + "?neu=1")
    here = f"?post={post.id}" if post is not None else f"?account={account.id}"
    context = {
        "form": form,
        "post": post,
        "account": account,
        "card": cards_for(request, [post])[0] if post is not None else None,
        "is_notice": is_notice,
        "as_notice": f"{here}&als={NOTICE}",
        "as_report": here,
    }
    return render(request, "reports/new.html", context, status=422 if form.is_bound else 200)


def _reported(request: HttpRequest) -> tuple[Post | None, Account]:
    """What is reported: only what this reader can see."""
    if number := whole_number(request, "post"):
        post = post_for(reader_of(request), number)
        if post is None or post.boost_of_id is not None:
            raise Http404
        return post, post.account
    account = account_by_id(whole_number(request, "account") or 0)
    if account is None or not has_page(account):
        raise Http404
    return None, account


def _form(
    request: HttpRequest, post: Post | None, account: Account, *, is_notice: bool
) -> ReportForm:
    me = account_of(request)
    kind = NoticeForm if is_notice else ReportForm
    address = post_url(post) if post is not None else profile_url(account)
    return kind(
        request.POST or None,
        clauses=[(clause.key, clause.title) for clause in current_clauses(citable=True)],
        is_signed_in=me is not None,
        is_elsewhere=not account.is_local,
        initial={"url": absolute(address), "name": me.name if me is not None else ""},
    )


def _count(request: HttpRequest, address: str) -> None:
    """Limits by where it comes from, and by whom a letter goes to."""
    me = account_of(request)
    patience.spend("report", str(me.id) if me is not None else address_of(request))
    if address:
        patience.spend("mail", address_of(request))
        patience.spend("mail", f"report:{hash_address(address)}")
