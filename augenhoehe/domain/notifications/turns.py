"""A post turned against its authors: they are told, and nobody above them."""

from augenhoehe.domain.notifications.events import Noticed
from augenhoehe.domain.notifications.models import Notification
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.events import PostTurned
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.posts.turning import team_of
from augenhoehe.foundation.events import emit


def tell_turned(event: PostTurned) -> None:
    """Everybody who answers for the post, once."""
    post = Post.objects.select_related("account").get(id=event.post_id)
    people = Account.objects.filter(id__in=team_of(post), left_at__isnull=True)
    for recipient in people.order_by("id").values_list("id", flat=True):
        notice = Notification.objects.create(
            recipient_id=recipient,
            kind=Notification.Kind.COLLEAGUE,
            step="turned",
            post=post,
            thing=event.turn_id,
        )
        emit(Noticed(notice.id, recipient))
