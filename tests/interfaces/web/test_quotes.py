"""Quotations on pages: written, read, ended; and previews of links below posts."""

import pytest
from django.test import Client

from augenhoehe.domain.people.actions import mute
from augenhoehe.domain.posts.actions import delete_post, revoke_quote
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.posts.link_cards import digest_of
from augenhoehe.domain.posts.models import Card, Post
from augenhoehe.interfaces.web.addresses import post_url

Policy = Post.QuotePolicy


@pytest.fixture
def post(cast):
    return cast.says(cast.karl, "Mein Riemen ist gerissen.")


def page(post, who=None, cast=None):
    client = cast.signed_in(who) if who else Client(headers={"Accept-Language": "en"})
    return client.get(post_url(post)).text


def test_who_is_signed_out_finds_nothing_to_press(post):
    assert "/schreiben?quote" not in page(post)


def test_what_may_not_be_quoted_has_nothing_to_press(cast):
    post = cast.says(cast.karl, "Nur so.", quote_policy=Policy.NOBODY)

    assert f"/schreiben?quote={post.id}" not in page(post, cast.gerda, cast)
    assert f"/schreiben?quote={post.id}" in page(post, cast.karl, cast)


@pytest.mark.parametrize("which", ["0", "x", "9" * 30, "77"])
def test_what_is_not_there_cannot_be_quoted(cast, which):
    assert cast.signed_in(cast.gerda).get(f"/schreiben?quote={which}").status_code == 404


def test_a_refusal_keeps_what_was_written(cast):
    post = cast.says(cast.karl, "Nur so.", quote_policy=Policy.NOBODY)

    answer = cast.signed_in(cast.gerda).post(
        "/schreiben", {"text": "Er schrieb das:", "audience": "0", "quote": post.id}
    )

    assert answer.status_code == 403
    assert "does not want this post to be quoted" in answer.text
    assert "Er schrieb das:" in answer.text


def test_one_quotes_and_it_is_read(cast, post):
    client = cast.signed_in(cast.gerda)
    sheet = client.get(f"/schreiben?quote={post.id}").text
    assert "Mein Riemen ist gerissen." in sheet
    assert f'name="quote" value="{post.id}"' in sheet

    client.post("/schreiben", {"text": "Meiner auch!", "audience": "0", "quote": post.id})

    quoting = Post.objects.get(quote_of=post)
    read = page(quoting)
    assert "quoted-post" in read
    assert "Mein Riemen ist gerissen." in read
    assert "1 quotation" in page(post)


def test_what_is_internal_is_quoted_where_it_stands(cast):
    post = cast.says(cast.erika, "Die Charge ist schlecht.", space=cast.haus)
    client = cast.signed_in(cast.jonas)
    sheet = client.get(f"/schreiben?quote={post.id}").text
    assert "space:haus" not in sheet.split("<form", 2)[0]

    client.post("/schreiben", {"text": "Stimmt das?", "audience": "space:haus", "quote": post.id})

    assert Post.objects.get(quote_of=post).audience == Audience.HOUSE


def test_a_draft_of_a_quotation_leads_back_to_it(cast, post):
    client = cast.signed_in(cast.gerda)
    client.post("/entwurf", {"slot": f"quote:{post.id}", "text": "Meiner a", "do": "keep"})

    assert f"/schreiben?quote={post.id}" in client.get("/entwuerfe").text
    assert "Meiner a" in client.get(f"/schreiben?quote={post.id}").text


def test_what_became_of_it_is_said(cast, post):
    revoked = cast.says(cast.gerda, "Eins", quoting=post)
    quoting = cast.says(cast.ada, "Zwei", quoting=post)
    revoke_quote(revoked, by=cast.karl)
    assert "has ended this quotation" in page(revoked)

    delete_post(post, by=cast.karl)

    assert "has been deleted" in page(quoting)


def test_whom_one_muted_is_folded(cast, post):
    quoting = cast.says(cast.gerda, "Meiner auch!", quoting=post)
    mute(cast.karl, by=cast.ada)

    assert "somebody you have muted" in page(quoting, cast.ada, cast)


def test_nobody_outside_reads_what_is_quoted_inside(cast, post):
    cast.says(cast.erika, "Lest das.", quoting=post, space=cast.haus)

    assert "Lest das." not in cast.signed_in(cast.karl).get(f"{post_url(post)}/zitate").text
    assert "Lest das." in cast.signed_in(cast.jonas).get(f"{post_url(post)}/zitate").text


# --- who is quoted -------------------------------------------------------------------------


def test_who_is_quoted_ends_it(cast, post):
    quoting = cast.says(cast.gerda, "Meiner auch!", quoting=post)
    address = f"{post_url(post)}/zitate"
    end = f"{address}/{quoting.id}/loesen"
    assert end not in cast.signed_in(cast.ada).get(address).text
    assert cast.signed_in(cast.ada).post(end).status_code == 403
    client = cast.signed_in(cast.karl)
    assert end in client.get(address).text

    answer = client.post(end, follow=True)

    assert "not shown there any longer" in answer.text
    assert Post.objects.get(id=quoting.id).quote_state == Post.QuoteState.REVOKED
    assert client.post(f"{address}/{post.id}/loesen").status_code == 404


def test_a_voice_reads_why_it_cannot(cast):
    post = cast.says(cast.erika, "Unsere Riemen halten.", voice=cast.lindenrad)
    quoting = cast.says(cast.karl, "Meiner nicht.", quoting=post)
    client, address = cast.signed_in(cast.erika), f"{post_url(post)}/zitate"

    read = client.get(address).text

    assert "can be quoted by everybody" in read
    assert "/loesen" not in read
    refused = client.post(f"{address}/{quoting.id}/loesen")
    assert refused.status_code == 403
    assert "stands by what was said" in refused.text


def test_its_author_says_who_may_quote(cast, post):
    client, address = cast.signed_in(cast.karl), f"{post_url(post)}/zitate"
    assert client.post(f"{address}/wer", {"policy": "9"}).status_code == 404
    assert cast.signed_in(cast.gerda).post(f"{address}/wer", {"policy": "2"}).status_code == 403

    answer = client.post(f"{address}/wer", {"policy": "2"}, follow=True)

    assert '<option value="2" selected>' in answer.text
    assert Post.objects.get(id=post.id).quote_policy == Policy.NOBODY


def test_reading_quotations_gives_nobody_a_cookie(cast, post):
    cast.says(cast.gerda, "Meiner auch!", quoting=post)

    answer = Client().get(f"{post_url(post)}/zitate")

    assert answer.status_code == 200
    assert not answer.cookies


# --- previews of links -----------------------------------------------------------------------


def test_a_link_has_a_card_without_a_word_to_the_other_server(cast):
    url = "https://zeitung.example/riemen"
    card = Card.objects.create(
        url=url, digest=digest_of(url), title="<b>Riemen</b>", folder="cards/17", width=8, height=4
    )
    post = cast.says(cast.karl, f"Lest das: {url}")
    assert "link-card" not in page(post)
    Post.objects.filter(id=post.id).update(card=card)

    read = page(post)

    assert "&lt;b&gt;Riemen" in read
    assert 'src="/vorschau/17.webp"' in read
    assert "application/json+oembed" in read


def test_a_picture_of_a_card_is_sent(client, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    assert client.get("/vorschau/17.webp").status_code == 404
    (tmp_path / "cards/17").mkdir(parents=True)
    (tmp_path / "cards/17/preview.webp").write_bytes(b"picture")

    answer = client.get("/vorschau/17.webp")

    assert answer.getvalue() == b"picture"
    assert answer.headers["Content-Type"] == "image/webp"
