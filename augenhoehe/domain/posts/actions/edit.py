from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.people.models import Account, ProtectedName
from augenhoehe.domain.people.prior_approval import require_no_approval
from augenhoehe.domain.people.selectors import protected_name_in_use
from augenhoehe.domain.posts import hats
from augenhoehe.domain.posts import wording as wordings
from augenhoehe.domain.posts.actions.publish import require_open_to
from augenhoehe.domain.posts.audience import reader_for
from augenhoehe.domain.posts.brakes import ask_for_patience_with_edits
from augenhoehe.domain.posts.corrections import corrections_html
from augenhoehe.domain.posts.events import PostEdited
from augenhoehe.domain.posts.label_lines import taken_up_in_edit
from augenhoehe.domain.posts.models import Post, Restriction
from augenhoehe.domain.posts.policies import may_edit
from augenhoehe.domain.posts.search import index_post
from augenhoehe.domain.posts.wording import Wording
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.verdicts import Invalid, NotAllowed, require

MOST_VERSIONS = 500  # all of which stay readable, on one page
_MARKED = Restriction.MARKED_SENSITIVE
# Not the counts, which others change at the same time.
_CHANGED = ["text", "html", "warning", "sensitive", "language", "has_poll", "version", "edited_at"]
_CHANGED += ["was_approved", "labels", "label_words"]


@transaction.atomic
def edit_post(
    post: Post,
    *,
    by: Account,
    wording: Wording,
    is_correction: bool = False,
    is_released: bool = False,
) -> Post:
    """Change the wording; the earlier one stays readable, and so does who changed it.

    `is_correction`: what was wrong stays in the post itself, struck through. `is_released`:
    for `actions.approval` alone, once another person of the voice said yes.
    """
    post = Post.objects.select_for_update().select_related("account").get(id=post.id)
    if post.deleted_at:
        raise NotAllowed(_("This post has been deleted."))
    require(may_edit(reader_for(by), post))
    if not is_released:
        require_no_approval(post.account)
    wording = wordings.checked(hats.refuse_in_edit(taken_up_in_edit(wording, post), post))
    if not wordings.differs(post, wording):
        return post
    _check_room(post, by)
    if post.is_under(Restriction.MEDIA_REMOVED):  # its pictures come back as they were
        wording = wordings.checked(replace(wording, pictures=wordings.pictures_in(post)))
    mentioned = wordings.mentioned_accounts(wording.text)
    require_open_to(by, _newly(post, mentioned))
    was, post.text = post.text, wording.text
    post.was_approved = is_released
    post.warning = wording.warning
    post.sensitive = wordings.is_sensitive(wording) or post.is_under(_MARKED)
    post.language = wording.language or post.language
    post.has_poll = wording.poll is not None
    wordings.put_labels_on(post, wording)
    post.version += 1
    protected = _name_for(post, by)
    last_time = post.edited_at or post.created_at
    post.edited_at = clock.somewhen_today(last_time) if protected else clock.now()
    made = (was, post.text, post.edited_at) if is_correction and was.split() else None
    post.html = wordings.rendered(wording.text, mentioned) + corrections_html(post, besides=made)
    post.save(update_fields=_CHANGED)
    wordings.attach(post, wording, mentioned, author=by, protected=protected)
    wordings.keep_revision(
        post, wording, author=by, protected=protected, is_correction=made is not None
    )
    index_post(post)
    emit(PostEdited(post.id))
    return post


def _check_room(post: Post, by: Account) -> None:
    """Every wording is kept for ever, so there is an end to how many one can make."""
    ask_for_patience_with_edits(by)
    if post.version >= MOST_VERSIONS:
        raise Invalid(
            _("This post has been changed %(most)d times. Please write a new one.")
            % {"most": MOST_VERSIONS},
            field="text",
        )


def _newly(post: Post, mentioned: list[Account]) -> list[Account]:
    before = set(post.mentions.values_list("account_id", flat=True))
    return [account for account in mentioned if account.id not in before]


def _name_for(post: Post, by: Account) -> ProtectedName | None:
    """Who wrote the post under a protected name goes on under it; others have their own."""
    if post.written_by_id == by.id and post.protected_name is not None:
        return post.protected_name
    return protected_name_in_use(by, post.account) if post.account.is_voice else None
