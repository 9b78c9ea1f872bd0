"""Every way in which somebody could come upon a post."""

from augenhoehe.domain.criticism.selectors import all_cases, case_on
from augenhoehe.domain.notifications.selectors import notices_for
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts import selectors
from augenhoehe.domain.posts.audience import Reader, reader_for
from augenhoehe.domain.posts.models import Post

# In the order of the parts of a post that all our secrets have: "Geheimnis #geheim".
WORD = "Geheimnis"
TAG = "geheim"


def secret(more: str = "") -> str:
    """A text that can be found by word and by tag."""
    return f"{WORD} #{TAG} {more}"


def ways_to(post: Post, account: Account | None) -> set[str]:
    """The ways by which this person gets at the post today."""
    reader = reader_for(account)
    found = {name for name, posts in _lists(reader, post).items() if post in posts}
    if _pictures(reader, post):
        found.add("picture")
    if selectors.revisions_of(reader, post):
        found.add("revisions")
    if case_on(reader, post) or any(case.post == post for case in all_cases(reader)):
        found.add("case")
    if account is not None and any(notice.post == post for notice in notices_for(account)):
        found.add("notice")
    return found


def _lists(reader: Reader, post: Post) -> dict[str, list[Post]]:
    one = selectors.post_for(reader, post.id)
    lists = {
        "alone": [one] if one else [],
        "account": selectors.posts_of(reader, post.account, replies=True),
        "public": selectors.public_posts(reader),
        "tag": selectors.posts_tagged(reader, TAG),
        "search": selectors.search_posts(reader, WORD),
        "thread": [line.post for line in selectors.thread_of(reader, post)],
        "home": selectors.home(reader) if reader.account_id else [],
        "kept": selectors.bookmarked(reader) if reader.account_id else [],
        "space": selectors.posts_in(reader, post.space) if post.space else [],
    }
    boosts = list(Post.objects.filter(boost_of=post))
    lists["passed on"] = list(selectors.boosted_posts(reader, boosts).values())
    return lists


def _pictures(reader: Reader, post: Post) -> bool:
    pictures = selectors.pictures_of([post.id]).get(post.id, [])
    return any(selectors.picture_for(reader, picture.id) for picture in pictures)
