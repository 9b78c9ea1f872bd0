"""Reading posts: who wrote them, for whom they are, and what one can do with them."""

import re
from datetime import timedelta

from augenhoehe.domain.people.actions import (
    block,
    end_membership,
    follow,
    update_profile,
    use_protected_name,
)
from augenhoehe.domain.posts.actions import Wording, boost, edit_post, keep_bookmark, like
from augenhoehe.foundation import clock
from augenhoehe.foundation.clock import pretend_it_is
from tests.interfaces.web.readers import address_of, articles, browser, read, words


def test_what_is_inside_is_not_shown_to_anybody_outside(cast):
    cast.says(cast.erika, "Unter uns gesagt.", space=cast.haus)

    for who in (None, cast.karl):
        assert "Unter uns gesagt." not in read(browser(cast, who), "/alle")
    assert "Unter uns gesagt." not in read(browser(cast, cast.karl), "/home")


def test_what_is_inside_is_seen_at_first_sight_to_be(cast):
    inside = cast.says(cast.erika, "Unter uns gesagt.", space=cast.haus)
    cast.says(cast.jonas, "Guten Morgen.")
    follow(cast.jonas, by=cast.erika)

    shown, outside = articles(read(browser(cast, cast.erika), "/home"))[::-1]
    assert "post--inside" in shown and "Unter uns · Internal" in words(shown)
    assert "post--inside" not in outside and "Internal" not in words(outside)
    page = read(browser(cast, cast.jonas), address_of(inside))
    assert '<body class="inside">' in page


def test_a_title_and_numbers_of_followers_stand_beside_no_post(cast):
    update_profile(cast.wilhelm, by=cast.wilhelm, values={"title": "Geschäftsführer"})
    follow(cast.wilhelm, by=cast.karl)
    post = cast.says(cast.wilhelm, "Ich fahre selbst damit.")

    for page in (read(browser(cast), "/alle"), read(browser(cast), address_of(post))):
        assert "Geschäftsführer" not in page
        assert "follower" not in words(page).lower()


def test_members_say_where_they_work_and_only_as_long_as_they_do(cast):
    post = cast.says(cast.erika, "Ich schaue nach.")
    assert "at Lindenrad" in words(articles(read(browser(cast), address_of(post)))[0])

    end_membership(cast.erika, by=None)

    assert "at Lindenrad" not in words(articles(read(browser(cast), address_of(post)))[0])


def test_in_service_is_said(cast):
    cast.says(cast.erika, "Das Ersatzteil ist unterwegs.", in_service=True)
    cast.says(cast.jonas, "Schönes Wochenende.", in_service=False)

    jonas, erika = articles(read(browser(cast), "/alle"))
    assert "at Lindenrad, in service" in words(erika)
    assert "in service" not in words(jonas)


def test_a_voice_never_speaks_without_a_person(cast):
    cast.says(cast.erika, "Das war unser Fehler.", voice=cast.lindenrad)

    (shown,) = articles(read(browser(cast), "/alle"))
    assert '<a class="byline__name" href="/@lindenrad">Lindenrad</a>' in shown
    assert 'written by <a href="/@erika">Erika Hansen</a>' in shown
    assert "avatar--voice" in shown


def test_a_protected_name_is_called_one_and_tells_the_day_only(cast):
    use_protected_name(cast.lindenrad, by=cast.jonas)
    post = cast.says(cast.jonas, "Ich habe es geprüft.", voice=cast.lindenrad)

    for page in (read(browser(cast), "/alle"), read(browser(cast), address_of(post))):
        assert "protected name" in words(page)
        assert "Jonas" not in page and "jonas" not in page
        assert not re.search(r'datetime="[^"]*T', page)


def test_times_are_words_when_they_are_near(cast):
    now = clock.now().replace(hour=18, minute=30)
    with pretend_it_is(now - timedelta(days=40)):
        long_ago = cast.says(cast.karl, "Schon lange her.")
    with pretend_it_is(now - timedelta(days=1)):
        cast.says(cast.karl, "Gestern.")
    with pretend_it_is(now):
        cast.says(cast.karl, "Heute.")
        page = read(browser(cast), "/alle")

    today, yesterday, before = articles(page)
    assert re.search(r'title="[^"]+">today, \d\d:\d\d</time>', today)
    assert ">yesterday, " in yesterday
    assert f">{long_ago.created_at.day} {long_ago.created_at:%B}" in before


def test_the_readers_zone_counts(cast):
    noon = clock.now().replace(hour=12, minute=0)
    with pretend_it_is(noon):
        cast.says(cast.karl, "Mittag in Greenwich.")
        reader = browser(cast)
        reader.cookies["augenhoehe_zone"] = "Asia/Tokyo"
        page = read(reader, "/alle")

    assert ">today, 21:00</time>" in page


def test_a_warning_comes_before_what_it_warns_of(cast):
    cast.says(cast.karl, "Sturz mit Blut.", warning="Unfall")

    (shown,) = articles(read(browser(cast), "/alle"))
    before, _summary, after = shown.partition("</summary>")
    assert "Unfall" in before and "Sturz" not in before
    assert "Sturz mit Blut." in after and "<details open" not in shown


def test_pictures_keep_their_place_and_say_what_they_show(cast):
    picture = cast.picture(cast.karl)
    picture.focus_x, picture.focus_y, picture.width, picture.height = 1, -1, 1920, 1080
    picture.save()
    cast.says(cast.karl, "Seht selbst.", pictures=[picture])

    (shown,) = articles(read(browser(cast), "/alle"))
    assert 'alt="Ein Riemen mit einem Riss" width="640" height="360"' in shown
    assert "focus-x4 focus-y4" in shown and "style=" not in shown
    assert words(shown).count("Ein Riemen mit einem Riss") == 1  # reachable without seeing


def test_what_is_passed_on_says_by_whom_and_is_left_out_if_it_may_not_be_read(cast):
    follow(cast.jonas, by=cast.gerda)
    post = cast.says(cast.karl, "Bitte weitersagen.")
    boost(post, by=cast.jonas)
    inside = cast.says(cast.erika, "Nur für uns.", space=cast.haus)
    boost(inside, by=cast.jonas)

    (shown,) = articles(read(browser(cast, cast.gerda), "/home"))
    assert "Jonas Weber shared" in words(shown)
    assert "Bitte weitersagen." in shown


def test_somebody_one_has_blocked_is_not_read(cast):
    cast.says(cast.gerda, "Ich bin laut.")
    block(cast.gerda, by=cast.karl)

    assert "Ich bin laut." not in read(browser(cast, cast.karl), "/alle")
    assert "Ich bin laut." in read(browser(cast), "/alle")


def test_whoever_is_signed_out_is_led_to_sign_in_and_gets_no_form(cast):
    post = cast.says(cast.karl, "Wer antwortet?")

    page = read(browser(cast), address_of(post))
    assert 'method="post"' not in page and "csrf" not in page
    assert f'href="/anmelden?next=%2Fschreiben%3Freply%3D{post.id}"' in page


def test_reactions_are_buttons_that_know_what_one_did(cast):
    post = cast.says(cast.karl, "Gefällt es?")
    like(post, by=cast.gerda)

    mine = articles(read(browser(cast, cast.gerda), "/alle"))[0]
    others = articles(read(browser(cast, cast.ada), "/alle"))[0]
    assert f'formaction="/posts/{post.id}/unlike" aria-pressed="true"' in mine
    assert f'formaction="/posts/{post.id}/like" aria-pressed="false"' in others
    assert f'formaction="/posts/{post.id}/boost" aria-pressed="false"' in others


def test_what_is_for_a_few_cannot_be_shared(cast):
    follow(cast.karl, by=cast.gerda)
    cast.says(cast.karl, "Für Freunde.", audience=2)

    (shown,) = articles(read(browser(cast, cast.gerda), "/home"))
    assert "/boost" not in shown and "for followers" in words(shown)


def test_only_authors_can_edit_and_delete(cast):
    post = cast.says(cast.erika, "Das war unser Fehler.", voice=cast.lindenrad)
    edit = f'href="{address_of(post)}/bearbeiten"'

    assert edit not in read(browser(cast, cast.karl), "/alle")
    for writer in (cast.erika, cast.jonas):
        assert edit in read(browser(cast, writer), "/alle")


def test_only_ones_own_post_can_be_marked_as_criticism_and_once(cast):
    post = cast.says(cast.karl, "Der Riemen ist gerissen.")
    mark = f"/faelle/neu?post={post.id}"

    assert mark not in read(browser(cast, cast.gerda), "/alle")
    assert mark in read(browser(cast, cast.karl), "/alle")
    case = cast.complains(cast.gerda, "Die Lieferung fehlt.")
    assert f"post={case.post_id}" not in read(browser(cast, cast.gerda), "/alle")


def test_a_case_is_a_quiet_line_below_its_post(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")

    (shown,) = articles(read(browser(cast), "/alle"))
    assert f'href="/faelle/{case.id}"' in shown
    assert "Criticism of Lindenrad" in words(shown)


def test_a_changed_name_or_text_is_shown_at_once(cast):
    post = cast.says(cast.karl, "Erster Wortlaut.")
    assert "Erster Wortlaut." in read(browser(cast), "/alle")

    edit_post(post, by=cast.karl, wording=Wording(text="Zweiter Wortlaut."))
    update_profile(cast.karl, by=cast.karl, values={"name": "Karl der Große"})

    (shown,) = articles(read(browser(cast), "/alle"))
    assert "Zweiter Wortlaut." in shown and "Erster" not in shown
    assert "Karl der Große" in shown and "Version 2" in words(shown)


def test_the_same_post_is_remembered_in_each_language(cast):
    cast.says(cast.erika, "Hallo.", voice=cast.lindenrad)
    german = browser(cast)
    german.cookies["augenhoehe_language"] = "de"

    assert 'lang="en"' in read(browser(cast), "/alle")
    assert '<html lang="de"' in read(german, "/alle")


def test_what_people_write_stays_words(cast):
    evil = '<script>alert(1)</script><!--time-->"><img src=x onerror=alert(1)>'
    update_profile(cast.karl, by=cast.karl, values={"name": evil[:90]})
    post = cast.says(cast.karl, evil, warning=evil)

    for address in ("/alle", address_of(post), address_of(post, "/fassungen")):
        page = read(browser(cast), address)
        assert "<script>alert" not in page and "<img src=x" not in page


def test_a_long_list_has_an_end_and_a_way_to_what_is_older(cast):
    for n in range(22):
        cast.says(cast.karl, f"Beitrag {n}.", language="de")

    first = read(browser(cast), "/alle")
    older = re.search(r'href="(\?before=\d+)"', first)
    assert older and len(articles(first)) == 20
    last = read(browser(cast), f"/alle{older[1]}")
    assert len(articles(last)) == 2 and "That is everything." in words(last)


def test_nonsense_in_addresses_is_no_error(cast):
    cast.says(cast.karl, "Hallo.")

    for address in ("/alle?before=x", "/alle?before=99999999999999999999", "/tags/%00"):
        browser(cast).get(address)  # answers, whatever it says
    assert browser(cast).get("/@karl/99999999999999999999").status_code == 404
    assert browser(cast).get("/p/0").status_code == 404


def test_home_is_for_whoever_is_signed_in(cast):
    answer = browser(cast).get("/home")

    assert answer.status_code == 302
    assert answer["Location"] == "/anmelden?next=%2Fhome"


def test_the_bar_asks_how_many_are_newer(cast):
    first = cast.says(cast.karl, "Eins.")
    cast.says(cast.karl, "Zwei.")

    assert browser(cast).get(f"/neuer/public?after={first.id}").json() == {"count": 1}
    assert browser(cast, cast.karl).get("/neuer/home?after=0").json() == {"count": 2}
    for wrong in ("/neuer/home?after=0", "/neuer/public", "/neuer/secrets?after=0"):
        assert browser(cast).get(wrong).status_code == 404


def test_a_hashtag_gathers_what_everybody_may_find(cast):
    cast.says(cast.karl, "Wieder ein #Riemen.")
    cast.says(cast.gerda, "Nicht in Listen #riemen.", audience=1)
    cast.says(cast.erika, "Intern #riemen.", space=cast.haus)

    page = read(browser(cast), "/tags/RIEMEN")
    assert len(articles(page)) == 1 and "<h1>#riemen</h1>" in page
    assert "Nobody has used this hashtag yet." in words(read(browser(cast), "/tags/nichts"))


def test_what_one_kept_is_ones_own_business(cast):
    post = cast.says(cast.karl, "Wichtig für später.")
    keep_bookmark(post, by=cast.gerda)

    assert browser(cast).get("/gemerkt").status_code == 302
    assert "später" not in read(browser(cast, cast.karl), "/gemerkt")
    assert "später" in read(browser(cast, cast.gerda), "/gemerkt")
