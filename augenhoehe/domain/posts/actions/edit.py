from django.db import transaction

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.selectors import protected_name_in_use
from augenhoehe.domain.posts import wording as wordings
from augenhoehe.domain.posts.audience import reader_for
from augenhoehe.domain.posts.events import PostEdited
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.posts.policies import may_edit
from augenhoehe.domain.posts.search import index_post
from augenhoehe.domain.posts.wording import Wording
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.verdicts import NotAllowed, require


@transaction.atomic
def edit_post(post: Post, *, by: Account, wording: Wording) -> Post:
    """Change the wording; the earlier one stays readable, and so does who changed it."""
    post = Post.objects.select_for_update().select_related("account").get(id=post.id)
    if post.deleted_at:
        raise NotAllowed("This post has been deleted.")
    require(may_edit(reader_for(by), post))
    wording = wordings.checked(wording)
    mentioned = wordings.mentioned_accounts(wording.text)
    post.text = wording.text
    post.html = wordings.rendered(wording.text, mentioned)
    post.warning = wording.warning
    post.sensitive = wording.sensitive or bool(wording.warning and wording.pictures)
    post.language = wording.language or post.language
    if post.account.is_voice:
        post.protected_name = protected_name_in_use(by, post.account)
    post.version += 1
    post.edited_at = clock.now()
    post.save()
    wordings.attach(post, wording, mentioned)
    wordings.keep_revision(post, wording, author=by)
    index_post(post)
    emit(PostEdited(post.id))
    return post
