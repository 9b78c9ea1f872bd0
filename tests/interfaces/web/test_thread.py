"""A post with its conversation, its wordings, and who shared or liked it."""

import re

from augenhoehe.domain.people.actions import update_profile, use_protected_name
from augenhoehe.domain.posts.actions import Wording, boost, delete_post, edit_post, like
from tests.interfaces.web.readers import address_of, articles, browser, read, words


def test_whoever_may_not_read_a_post_learns_nothing_of_it(cast):
    inside = cast.says(cast.erika, "Unter uns gesagt.", space=cast.haus)
    direct = cast.says(cast.karl, "@gerda unter vier Augen", audience=3)

    for post in (inside, direct):
        for rest in ("", "/fassungen", "/reaktionen"):
            for who in (None, cast.ada):
                read(browser(cast, who), address_of(post, rest), 404)
        read(browser(cast), f"/p/{post.id}", 404)


def test_replies_stand_below_what_they_reply_to(cast):
    root = cast.says(cast.karl, "Der Riemen ist gerissen.")
    first = cast.says(cast.erika, "Wann war das?", in_reply_to=root)
    cast.says(cast.gerda, "Bei mir auch.", in_reply_to=root)
    cast.says(cast.karl, "Am Montag.", in_reply_to=first)

    page = read(browser(cast), address_of(first))
    said = [re.search(r"<p>(.*?)</p></div>", one)[1] for one in articles(page)]
    assert said == ["Der Riemen ist gerissen.", "Wann war das?", "Am Montag.", "Bei mir auch."]
    assert re.findall(r'class="thread thread--(\d)"', page) == ["0", "1", "2", "1"]
    (focus,) = [one for one in articles(page) if "post--focus" in one]
    assert f'id="p{first.id}"' in focus


def test_a_reply_inside_stays_out_of_sight(cast):
    root = cast.says(cast.erika, "Wie machen wir das?", space=cast.haus)
    cast.says(cast.jonas, "So.", in_reply_to=root)

    assert len(articles(read(browser(cast, cast.mona), address_of(root)))) == 2
    read(browser(cast, cast.karl), address_of(root), 404)


def test_a_deleted_post_keeps_its_place_and_its_address(cast):
    root = cast.says(cast.karl, "Das nehme ich zurück.")
    reply = cast.says(cast.gerda, "Warum?", in_reply_to=root)
    delete_post(root, by=cast.karl)

    page = read(browser(cast), address_of(reply))
    assert "Karl Brandt deleted this post" in words(page)
    assert "Das nehme ich" not in page
    gone = read(browser(cast), address_of(root), 410)
    assert "Karl Brandt deleted this post" in words(gone) and "Warum?" in gone
    assert "noindex" in gone


def test_a_deleted_post_without_replies_is_gone_and_says_so(cast):
    post = cast.says(cast.karl, "Das nehme ich zurück.")
    delete_post(post, by=cast.karl)

    assert "deleted this post" in words(read(browser(cast), address_of(post), 410))


def test_other_addresses_lead_to_the_one(cast):
    post = cast.says(cast.karl, "Hallo.")
    passed_on = boost(post, by=cast.jonas)

    for address in (f"/p/{post.id}", f"/@erika/{post.id}"):
        answer = browser(cast).get(address)
        assert (answer.status_code, answer["Location"]) == (301, address_of(post))
    assert browser(cast).get(f"/@jonas/{passed_on.id}", follow=True).redirect_chain[-1] == (
        address_of(post),
        301,
    )


def test_counts_stand_here_and_nowhere_else(cast):
    post = cast.says(cast.karl, "Bitte weitersagen.")
    boost(post, by=cast.jonas)
    like(post, by=cast.gerda)
    like(post, by=cast.ada)

    page = words(read(browser(cast), address_of(post)))
    assert "shared by 1 person · liked by 2 people" in page
    for address in ("/alle", "/suche?q=weitersagen"):
        assert "liked by" not in words(read(browser(cast), address))


def test_who_reacted_can_be_read(cast):
    post = cast.says(cast.karl, "Bitte weitersagen.")
    boost(post, by=cast.jonas)
    like(post, by=cast.gerda)

    page = words(read(browser(cast), address_of(post, "/reaktionen")))
    assert page.index("Shared by") < page.index("Jonas Weber") < page.index("Gerda Vogt")


def test_every_wording_stays_readable(cast):
    post = cast.says(cast.karl, "Der Riemen riss nach 800 km.")
    edit_post(post, by=cast.karl, wording=Wording(text="Der Riemen riss nach 900 km, im Regen."))

    page = read(browser(cast), address_of(post, "/fassungen"))
    assert "<del>800</del><ins>900</ins> km<ins>, im Regen</ins>." in page
    assert words(page).index("Version 2") < words(page).index("Version 1")
    assert "Der Riemen riss nach 800 km." in words(page)


def test_a_changed_warning_is_a_change_too(cast):
    post = cast.says(cast.karl, "Sturz.", warning="Unfall")
    edit_post(post, by=cast.karl, wording=Wording(text="Sturz.", warning="Blut"))

    page = read(browser(cast), address_of(post, "/fassungen"))
    assert "<del>Unfall</del> <ins>Blut</ins>" in page


def test_wordings_name_who_wrote_them_but_no_protected_person(cast):
    use_protected_name(cast.lindenrad, by=cast.jonas)
    post = cast.says(cast.jonas, "Geprüft.", voice=cast.lindenrad)
    edit_post(post, by=cast.erika, wording=Wording(text="Gründlich geprüft."))

    page = read(browser(cast), address_of(post, "/fassungen"))
    assert "Jonas" not in page and "protected name" in words(page)
    assert 'href="/@erika">Erika Hansen</a>' in page


def test_previews_and_search_engines_get_what_is_open(cast):
    update_profile(cast.gerda, by=cast.gerda, values={"discoverable": False})
    open_post = cast.says(cast.karl, 'Der "Riemen" ist gerissen.')
    unlisted = cast.says(cast.karl, "Nicht in Listen.", audience=1)
    shy = cast.says(cast.gerda, "Bitte nicht finden.")

    page = read(browser(cast), address_of(open_post))
    assert f'<link rel="canonical" href="http://testserver{address_of(open_post)}">' in page
    assert 'property="og:description" content="Der &quot;Riemen&quot; ist gerissen."' in page
    assert "noindex" not in page
    for hidden in (unlisted, shy):
        assert 'content="noindex"' in read(browser(cast), address_of(hidden))


def test_a_preview_says_no_more_than_the_warning(cast):
    post = cast.says(cast.karl, "Blut und Knochen.", warning="Unfall")

    head = read(browser(cast), address_of(post)).partition("</head>")[0]
    assert "Unfall" in head and "Knochen" not in head


def test_a_long_conversation_costs_no_more_queries(cast, django_assert_max_num_queries):
    root = cast.says(cast.karl, "Wer noch?")
    for n in range(12):
        cast.says((cast.gerda, cast.ada, cast.erika)[n % 3], f"Ich {n}.", in_reply_to=root)

    reader = browser(cast)
    read(reader, address_of(root))
    with django_assert_max_num_queries(6):
        read(reader, address_of(root))
