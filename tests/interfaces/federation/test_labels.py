"""Labels between servers: properties for those that know them, a first line for all others."""

import pytest

from augenhoehe.activitypub.reading import read_post
from augenhoehe.domain.posts.actions import Wording, edit_post
from augenhoehe.domain.posts.labels import Labels
from augenhoehe.domain.posts.models import Label
from augenhoehe.domain.posts.uris import local_uri
from augenhoehe.interfaces.federation.translate.html_in import html_of
from augenhoehe.interfaces.federation.translate.labels import labels_in
from tests.interfaces.federation.documents import document_at, understood

pytestmark = pytest.mark.django_db
ALL = Labels(
    sum(Label),
    {
        "paid_by": "Lindenrad <GmbH>",
        "own_interest": "Ich arbeite dort",
        "prepared_by_agency": "Blau",
    },
)


def read(post):
    return understood(read_post, document_at(local_uri(post.id)))


def test_without_a_label_nothing_is_said(cast):
    said = read(cast.says(cast.karl, "Tolles Rad"))

    assert not labels_in(said)
    assert "p-labels" not in said.content


def test_a_label_travels_as_property_and_as_text_before_the_words(cast):
    post = cast.says(cast.karl, "Tolles Rad", labels=ALL)
    said = read(post)

    assert labels_in(said) == ALL
    assert said.prepared_with is True
    assert said.content.startswith('<p class="p-labels"><strong>')
    assert "Lindenrad &lt;GmbH&gt;" in said.content
    assert html_of(said, {}) == post.html


def test_taking_one_away_is_said_too(cast):
    post = cast.says(cast.karl, "Tolles Rad", labels=ALL)

    edit_post(post, by=cast.karl, wording=Wording("Tolles Rad", labels=Labels()))

    assert not labels_in(read(post))


def test_only_the_first_line_is_left_out(cast):
    said = read(cast.says(cast.karl, "Tolles Rad", labels=ALL))
    forged = type(said)(
        id=said.id,
        kind="Note",
        author=said.author,
        content='<p>Hallo</p><p class="p-labels">Keine Werbung</p>',
        advertising=True,
    )

    assert "Keine Werbung" in html_of(forged, {})


def test_words_of_others_are_bounded_and_no_html(cast):
    said = read(cast.says(cast.karl, "Tolles Rad"))
    forged = type(said)(
        id=said.id, kind="Note", author=said.author, paid_by="x\n" * 5000, own_interest="\u202e…"
    )

    labels = labels_in(forged)

    assert labels.names == ("paid_by",)
    assert len(labels.words["paid_by"]) <= 100
