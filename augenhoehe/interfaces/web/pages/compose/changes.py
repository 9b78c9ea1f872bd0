"""Changing a wording, and taking a post back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from augenhoehe.domain.criticism.selectors import case_on
from augenhoehe.domain.people.prior_approval import waits_for_approval
from augenhoehe.domain.posts.actions import delete_post, drop_draft, edit_post, hand_in_edit
from augenhoehe.domain.posts.labels import labels_of
from augenhoehe.domain.posts.meeting import is_for_outside, meet_mentioned
from augenhoehe.domain.posts.policies import asks_why, may_delete, may_edit
from augenhoehe.domain.posts.polls import kept_of
from augenhoehe.domain.posts.selectors import own_removed, post_for, revisions_of
from augenhoehe.domain.posts.wording import described
from augenhoehe.foundation.verdicts import Invalid, require
from augenhoehe.interfaces.web.addresses import post_url
from augenhoehe.interfaces.web.cards import Card, cards_for
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.pages.compose.composer import my_composer
from augenhoehe.interfaces.web.pages.compose.deleting import louder_than_an_answer
from augenhoehe.interfaces.web.pages.compose.places import Place
from augenhoehe.interfaces.web.pages.compose.unsent import keep_and_sign_in
from augenhoehe.interfaces.web.pages.compose.writing import Composer
from augenhoehe.interfaces.web.requests import account_of, me, reader_of, sign_in_first, signed_in

if TYPE_CHECKING:
    from augenhoehe.domain.posts.models import Post


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, handle: str, post_id: int) -> HttpResponse:
    """Change a wording. The earlier ones stay readable."""
    if account_of(request) is None:
        return _sign_in(request, post_id)
    post = _post(request, handle, post_id)
    require(may_edit(reader_of(request), post))
    composer = my_composer(
        request,
        Place(edited=post),
        action=request.path,
        button=_("Save the new wording"),
        extra="compose/_correction.html",
    )
    if request.method == "POST" and composer.read(request):
        with composer.telling_refusals():
            if is_for_outside(None, post):
                meet_mentioned(composer.text)
            openly = "correction" in request.POST
            if waits_for_approval(post.account):
                return _handed_in(request, composer, post, openly=openly)
            _save(composer, post, openly=openly)
            messages.success(request, _("The new wording is saved."))
            return composer.done(request, redirect(f"{post_url(post)}#p{post.id}"))
    sent = request.POST if request.method == "POST" else request.GET
    context = {"post": post, "openly": "correction" in sent}
    context["waits"] = waits_for_approval(post.account)
    return composer.answer(request, "compose/edit.html", context)


def _handed_in(
    request: HttpRequest, composer: Composer, post: Post, *, openly: bool
) -> HttpResponse:
    """A voice that lets its posts be looked at before lets new wordings be so too."""
    hand_in_edit(
        post,
        by=composer.me,
        wording=composer.wording,
        is_correction=openly,
        draft=composer.kept_in,
    )
    messages.success(request, _("Another person of this voice looks at it before. It waits."))
    return composer.done(request, redirect("drafts"))


def _sign_in(request: HttpRequest, post_id: int) -> HttpResponse:
    if request.method != "POST":
        return sign_in_first(request)
    return keep_and_sign_in(request, slot=f"edit:{post_id}", back=request.path)


def _post(request: HttpRequest, handle: str, post_id: int) -> Post:
    """The post of this address, if this reader may read it."""
    post = found_or_404(post_for(reader_of(request), post_id))
    return found_or_404(post if post.account.address.lower() == handle.lower() else None)


@transaction.atomic
def _save(composer: Composer, post: Post, *, openly: bool) -> None:
    """Words and descriptions of pictures together, or neither."""
    composer.shelf.describe(edited=post)
    if composer.shelf.has_errors:
        raise Invalid(_("Please look at the descriptions of the pictures."))
    if _is_changed(composer, post):
        edit_post(post, by=composer.me, wording=composer.wording, is_correction=openly)
    drop_draft(composer.kept_in, by=composer.me)


def _is_changed(composer: Composer, post: Post) -> bool:
    """Saving the same once more is no new version."""
    wording, kept = composer.wording, revisions_of(composer.reader, post)
    if not kept:  # deleted while the new wording was written: `edit_post` says so
        return True
    last = kept[-1]
    if wording.labels is not None and wording.labels != labels_of(last):
        return True
    pictures = described(composer.pictures)
    language = wording.language or last.language
    now = (wording.text.strip(), wording.warning.strip(), language, pictures)
    if wording.poll is not None and wording.poll.seconds is not None:
        return True  # whether it ends otherwise then, posts decide
    return (*now, kept_of(wording.poll)) != (
        last.text,
        last.warning,
        last.language,
        last.pictures,
        last.poll,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def delete(request: HttpRequest, handle: str, post_id: int) -> HttpResponse:
    """Take a post back, after being told what stays; also one that was removed, for good."""
    post = own_removed(reader_of(request), post_id) or _post(request, handle, post_id)
    verdict = may_delete(reader_of(request), post)
    error, why = "", request.POST.get("why", "")
    if request.method == "POST":
        try:
            delete_post(post, by=me(request), why=why)
        except Invalid as refusal:
            error = str(refusal)
    if request.method == "POST" and not error:
        messages.success(request, _("Your post is deleted."))
        return redirect(_place_of(post))
    context = {"post": post, "verdict": verdict, "card": _card(request, post)}
    context |= {"asks_why": asks_why(post), "error": error, "typed": why}
    context |= {"case": case_on(reader_of(request), post), "check": louder_than_an_answer(post)}
    status = 422 if error else 200 if verdict else 403
    return render(request, "compose/delete.html", context, status=status)


def _card(request: HttpRequest, post: Post) -> Card | None:
    return None if post.deleted_at else cards_for(request, [post])[0]


def _place_of(post: Post) -> str:
    """Where the conversation goes on without the post."""
    if post.in_reply_to_id:
        return f"/p/{post.in_reply_to_id}"
    return f"/raeume/{post.space.slug}" if post.space else "/home"
