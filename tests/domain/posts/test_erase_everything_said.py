"""Words of somebody erased go; what others answered keeps its place."""

import pytest

from augenhoehe.domain.posts.actions import erase_everything_said
from augenhoehe.domain.posts.models import Post

pytestmark = pytest.mark.django_db


def test_words_go_and_a_tombstone_stays(cast):
    post = cast.says(cast.karl, "Der Riemen quietscht.")

    erase_everything_said(cast.karl.id)

    left = Post.objects.get(id=post.id)
    assert left.text == ""
    assert left.deleted_at is not None
