"""What the server itself says: its register, and short messages to people on other servers."""

from django.db import transaction

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts import wording as wordings
from augenhoehe.domain.posts.actions.publish import bring_out
from augenhoehe.domain.posts.audience import Audience, narrowest
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.posts.policies import may_publish_as_server
from augenhoehe.domain.posts.wording import Wording
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import require


@transaction.atomic
def publish_as_server(
    account: Account,
    *,
    text: str,
    language: str = "",
    audience: int = Audience.PUBLIC,
    in_reply_to: Post | None = None,
    to: Account | None = None,
) -> Post:
    """Say something as the server or its register, which nobody writes through.

    A voice is never spoken through this way: what it says has an author. `to`: whom it is for,
    and nobody else, whatever names of people stand in it and look like an address.
    """
    require(may_publish_as_server(account))
    wording = wordings.checked(Wording(text=text, language=language))
    mentioned = wordings.mentioned_accounts(wording.text) if to is None else [to]
    post = Post(
        account=account,
        audience=narrowest(audience, in_reply_to),
        in_reply_to=in_reply_to,
        thread_id=(in_reply_to.thread_id or in_reply_to.id) if in_reply_to else None,
        text=wording.text,
        html=wordings.rendered(wording.text, mentioned),
        language=wording.language,
        created_at=clock.now(),
    )
    bring_out(post, wording, mentioned)
    return post
