"""What of many things said is criticism, for the one count that needs it: the turn.

Its author's word comes first: a case or a mark says yes, a declined offer says no. Of the rest
the hint is asked, which is weak. Only numbers are made of it; see docs/adr/0033.
"""

from collections.abc import Sequence

from django.conf import settings

from augenhoehe.domain.criticism.hint import hint
from augenhoehe.domain.criticism.models import Case, Offer
from augenhoehe.domain.people.selectors import all_voices
from augenhoehe.domain.posts.models import Post


def dissent_among(posts: Sequence[Post]) -> set[int]:
    """The ids of those that are criticism, or read like it."""
    ids = [post.id for post in posts]
    if not ids:
        return set()
    said = set(Case.objects.filter(post_id__in=ids).values_list("post_id", flat=True))
    denied: set[int] = set()
    for post_id, state, kind in Offer.objects.filter(post_id__in=ids).values_list(
        "post_id", "state", "kind"
    ):
        if state == Offer.State.DECLINED:
            denied.add(post_id)
        elif kind == Offer.Kind.MARK:
            said.add(post_id)
    unsaid = [post for post in posts if post.id not in said | denied]
    return (said - denied) | _sounding_like_it(unsaid)


def _sounding_like_it(posts: Sequence[Post]) -> set[int]:
    if not posts:
        return set()
    voices = list(all_voices())
    names = {settings.ORGANISATION, *(v.name for v in voices), *(v.handle for v in voices)}
    return {
        post.id
        for post in posts
        if hint(post.text, language=post.language, names=names).suggests_criticism
    }
