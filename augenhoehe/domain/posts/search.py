"""Full-text search over posts, with German and English word stems."""

from django.db.models import Q

from augenhoehe.domain.posts.audience import Reader
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation.fulltext import WordIndex
from augenhoehe.foundation.words import stem_document, stem_query

INDEX = WordIndex("posts_words")


def index_post(post: Post) -> None:
    """Make the present wording findable, or a deleted post not."""
    if post.deleted_at or post.boost_of_id:
        INDEX.drop(post.id)
        return
    INDEX.put(post.id, stem_document(f"{post.warning}\n{post.text}", post.language))


def findable(reader: Reader) -> Q:
    """Posts whose author wants them to be found by their words; one's own always."""
    return Q(account__indexable=True) | Q(account_id__in=reader.who.speaks_as)


def ids_matching(query: str) -> list[int]:
    """The newest posts that have every word of the query; who may read them is asked later."""
    return INDEX.matching(stem_query(query))
