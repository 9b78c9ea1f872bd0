"""What was uploaded and stands in no post is forgotten; what stood in one is not."""

from datetime import timedelta
from pathlib import Path

import pytest

from augenhoehe.domain.media.events import UploadsDropped
from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.posts.actions import (
    Wording,
    drop_upload,
    edit_post,
    forget_pictures,
    forget_unused_uploads,
    schedule_post,
)
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import Invalid, NotAllowed


@pytest.fixture
def upload(cast, settings, tmp_path):
    """A picture with a file behind it."""
    settings.MEDIA_ROOT = str(tmp_path)

    def make(owner, *, days=0):
        picture = cast.picture(owner)
        picture.folder = f"pictures/{picture.id}"
        picture.created_at = clock.now() - timedelta(days=days)
        picture.save()
        folder = Path(settings.MEDIA_ROOT) / picture.folder
        folder.mkdir(parents=True)
        (folder / "large.webp").write_bytes(b"x")
        return picture

    return make


def test_nobody_drops_somebody_elses_upload(cast, upload):
    with pytest.raises(NotAllowed):
        drop_upload(upload(cast.karl), by=cast.ada)


def test_what_is_in_a_post_is_not_dropped(cast, upload):
    shown, replaced = upload(cast.karl), upload(cast.karl)
    post = cast.says(cast.karl, "Seht", pictures=[shown, replaced])
    edit_post(post, by=cast.karl, wording=Wording(text="Seht", pictures=[shown]))
    waiting = upload(cast.karl)
    schedule_post(
        by=cast.karl,
        due_at=clock.now() + timedelta(hours=1),
        wording=Wording(text="Bald", pictures=[waiting]),
    )

    for picture in (shown, replaced, waiting):  # the earlier wording stays readable
        with pytest.raises(Invalid, match="in a post"):
            drop_upload(picture, by=cast.karl)


def test_an_upload_is_taken_back_with_its_files(cast, upload, commits, tmp_path):
    picture = upload(cast.karl)

    with commits():
        drop_upload(picture, by=cast.karl)
    forget_pictures(UploadsDropped([picture.folder]))  # what the job after it does

    assert not Picture.objects.filter(id=picture.id).exists()
    assert not (tmp_path / picture.folder).exists()


def test_after_a_day_what_nobody_used_is_forgotten(cast, upload, commits):
    shown, replaced, waiting = (upload(cast.karl, days=3) for _n in range(3))
    unused, fresh = upload(cast.karl, days=3), upload(cast.karl)
    post = cast.says(cast.karl, "Seht", pictures=[shown, replaced])
    edit_post(post, by=cast.karl, wording=Wording(text="Seht", pictures=[shown]))
    schedule_post(
        by=cast.karl,
        due_at=clock.now() + timedelta(hours=1),
        wording=Wording(text="Bald", pictures=[waiting]),
    )

    with commits():
        forget_unused_uploads()

    left = set(Picture.objects.values_list("id", flat=True))
    assert left == {shown.id, replaced.id, waiting.id, fresh.id}
    assert unused.id not in left
