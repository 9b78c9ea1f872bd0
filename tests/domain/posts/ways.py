"""Every way in which somebody could come upon a post."""

from functools import cached_property

from augenhoehe.domain.criticism.selectors import all_cases, case_on
from augenhoehe.domain.notifications.selectors import notices_for
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts import selectors
from augenhoehe.domain.posts.audience import reader_for
from augenhoehe.domain.posts.models import Post

# All our secrets can be found by a word and by a tag.
WORD = "Geheimnis"
TAG = "geheim"


def secret(more: str = "") -> str:
    return f"{WORD} #{TAG} {more}"


def ways_to(post: Post, account: Account | None) -> set[str]:
    """The ways by which this person gets at the post today."""
    return Look(account).ways_to(post)


class Look:
    """Everything somebody finds who looks everywhere."""

    def __init__(self, account: Account | None) -> None:
        self.account = account
        self.reader = reader_for(account)

    def ways_to(self, post: Post) -> set[str]:
        ways = {name for name, posts in self._lists.items() if post.id in posts}
        ways |= {name for name, posts in self._around(post).items() if post in posts}
        if self._sees_pictures_of(post):
            ways.add("picture")
        if selectors.revisions_of(self.reader, post):
            ways.add("revisions")
        return ways | ({"case"} if case_on(self.reader, post) else set())

    @cached_property
    def _lists(self) -> dict[str, set[int | None]]:
        reader = self.reader
        found = {
            "public": selectors.public_posts(reader),
            "tag": selectors.posts_tagged(reader, TAG),
            "search": selectors.search_posts(reader, WORD),
            "case": [case.post for case in all_cases(reader)],
        }
        if self.account is not None:
            found["home"] = selectors.home(reader)
            found["kept"] = selectors.bookmarked(reader)
        ids = {name: {post.id for post in posts} for name, posts in found.items()}
        if self.account is not None:
            ids["notice"] = {notice.post_id for notice in notices_for(self.account)}
        return ids

    def _around(self, post: Post) -> dict[str, list[Post]]:
        reader = self.reader
        one = selectors.post_for(reader, post.id)
        boosts = list(Post.objects.filter(boost_of=post))
        return {
            "alone": [one] if one else [],
            "account": selectors.posts_of(reader, post.account, replies=True),
            "thread": [line.post for line in selectors.thread_of(reader, post)],
            "space": selectors.posts_in(reader, post.space) if post.space else [],
            "passed on": list(selectors.boosted_posts(reader, boosts).values()),
        }

    def _sees_pictures_of(self, post: Post) -> bool:
        pictures = selectors.pictures_of([post.id]).get(post.id, [])
        return any(selectors.picture_for(self.reader, picture.id) for picture in pictures)
