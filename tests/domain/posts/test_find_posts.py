"""Lists of posts: in public, of somebody, in a space, by tag, by words."""

import pytest

from augenhoehe.domain.media.selectors import own_pictures
from augenhoehe.domain.posts import selectors
from augenhoehe.domain.posts.actions import boost, delete_post
from augenhoehe.domain.posts.audience import EVERYBODY, Audience
from augenhoehe.domain.posts.selectors import Window


@pytest.mark.parametrize("query", ["", "  ", "!!", '"', "OR", "* AND *", "')--", "\x00", "🙂"])
def test_what_is_no_word_finds_nothing(cast, query):
    cast.says(cast.karl, "Hallo")

    assert selectors.search_posts(EVERYBODY, query) == []
    assert selectors.posts_tagged(EVERYBODY, query) == []


@pytest.mark.parametrize("number", [0, -1, 2**63, 10**30])
def test_a_wrong_number_is_no_post_and_no_picture(cast, number):
    cast.says(cast.karl, "Hallo")

    assert selectors.post_for(EVERYBODY, number) is None
    assert selectors.tombstone(number) is None
    assert selectors.picture_for(EVERYBODY, number) is None
    assert own_pictures(cast.karl, [number]) == []


@pytest.mark.parametrize("number", [0, -1, 2**63 - 1])
def test_a_stretch_from_nowhere_is_empty_or_everything(cast, number):
    post = cast.says(cast.karl, "Hallo")

    found = selectors.home(cast.reads(cast.karl), Window(before=number))
    assert found == selectors.public_posts(EVERYBODY, Window(before=number))
    assert found == ([post] if number > 0 else [])


def test_unlisted_posts_are_read_by_whoever_has_the_address_and_found_by_nobody(cast):
    post = cast.says(cast.karl, "Leise #leise", audience=Audience.UNLISTED)

    assert selectors.post_for(EVERYBODY, post.id) == post
    assert selectors.public_posts(EVERYBODY) == []
    assert selectors.search_posts(EVERYBODY, "leise") == []
    assert selectors.posts_tagged(EVERYBODY, "leise") == []
    assert selectors.posts_of(EVERYBODY, cast.karl) == [post]


@pytest.mark.parametrize("query", ["Riemen", "riemens", "RIEMEN gerissen", "haeuser", "Häuser"])
def test_words_are_found_in_their_forms(cast, query):
    post = cast.says(cast.karl, "Der Riemen ist gerissen, vor zwei Häusern.", language="de")
    cast.says(cast.karl, "Etwas anderes")

    assert selectors.search_posts(EVERYBODY, query) == [post]


def test_english_words_are_found_in_their_forms(cast):
    post = cast.says(cast.ada, "The belt is broken and my deliveries are late", language="en")

    assert selectors.search_posts(EVERYBODY, "delivery belts") == [post]


def test_in_public_stands_what_begins_here(cast):
    root = cast.says(cast.karl, "Frage")
    cast.says(cast.jonas, "Antwort", in_reply_to=root)
    boost(root, by=cast.gerda)
    world = cast.says(cast.mona, "Willkommen", space=cast.stammtisch)

    assert selectors.public_posts(EVERYBODY) == [world, root]
    assert selectors.public_posts(EVERYBODY, Window(before=world.id)) == [root]


def test_of_somebody_stands_what_they_said_and_passed_on(cast):
    first = cast.says(cast.karl, "Eins")
    more = cast.says(cast.karl, "Dazu", in_reply_to=first)
    reply = cast.says(cast.karl, "Antwort", in_reply_to=cast.says(cast.ada, "Frage"))
    passed_on = boost(cast.says(cast.ada, "Weiter"), by=cast.karl)
    gone = cast.says(cast.karl, "Weg")
    delete_post(gone, by=cast.karl)

    assert selectors.posts_of(EVERYBODY, cast.karl) == [passed_on, more, first]
    assert selectors.posts_of(EVERYBODY, cast.karl, replies=True) == [
        passed_on,
        reply,
        more,
        first,
    ]


def test_what_somebody_writes_for_a_voice_is_not_listed_as_theirs(cast):
    cast.says(cast.jonas, "Wir", voice=cast.lindenrad)

    assert selectors.posts_of(EVERYBODY, cast.jonas) == []


def test_in_a_space_stand_its_conversations(cast):
    post = cast.says(cast.mona, "Willkommen", space=cast.stammtisch)
    cast.says(cast.gerda, "Danke", in_reply_to=post)
    cast.says(cast.gerda, "Woanders")

    assert selectors.posts_in(EVERYBODY, cast.stammtisch) == [post]


def test_tags_are_found_however_they_are_written(cast):
    post = cast.says(cast.karl, "#Lastenrad")

    assert selectors.posts_tagged(EVERYBODY, "lastenRAD") == [post]
    assert [tag.shown for tag in selectors.tags_like(EVERYBODY, "#last")] == ["Lastenrad"]
    assert selectors.tags_like(EVERYBODY, "#") == []


def test_a_picture_in_no_post_is_its_owners_alone(cast):
    picture = cast.picture(cast.karl)

    assert selectors.picture_for(cast.reads(cast.karl), picture.id) == (picture, False)
    assert selectors.picture_for(cast.reads(cast.gerda), picture.id) is None
    assert selectors.picture_for(EVERYBODY, picture.id) is None
    assert selectors.picture_for(EVERYBODY, 1) is None


def test_a_picture_says_whether_everybody_may_see_it(cast):
    open_one, inside = cast.picture(cast.erika), cast.picture(cast.erika)
    cast.says(cast.erika, "Offen", pictures=[open_one])
    cast.says(cast.erika, "Intern", pictures=[inside], space=cast.haus)

    assert selectors.picture_for(EVERYBODY, open_one.id) == (open_one, True)
    assert selectors.picture_for(cast.reads(cast.theo), inside.id) == (inside, False)


def test_a_place_says_where_and_nothing_of_what(cast):
    post = cast.says(cast.mona, "Willkommen", space=cast.stammtisch)
    reply = cast.says(cast.gerda, "Danke", in_reply_to=post)

    place = selectors.place_of(reply.id)
    assert (place.thread_id, place.space_id, place.is_public, place.is_reply) == (
        post.id,
        cast.stammtisch.id,
        True,
        True,
    )
    assert selectors.place_of(1) is None


def test_of_what_is_for_a_few_the_thread_is_not_told(cast):
    question = cast.says(cast.karl, "Frage")
    aside = cast.says(cast.jonas, "@karl leise", in_reply_to=question, audience=Audience.DIRECT)
    inside = cast.says(
        cast.mona, "Dazu", in_reply_to=cast.says(cast.erika, "Intern", space=cast.haus)
    )

    assert selectors.place_of(aside.id).thread_id is None
    assert selectors.place_of(inside.id).thread_id == inside.thread_id
