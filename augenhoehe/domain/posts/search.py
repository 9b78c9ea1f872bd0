"""Full-text search over posts, with German and English word stems."""

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


def ids_matching(query: str) -> list[int]:
    """The newest posts that have every word of the query; who may read them is asked later."""
    return INDEX.matching(stem_query(query))
