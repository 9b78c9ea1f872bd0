"""What other servers read of posts: who wrote, for whom, and never anything internal."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from augenhoehe.activitypub.reading import (
    is_tombstone,
    read_activity,
    read_post,
    read_quote_authorization,
)
from augenhoehe.activitypub.vocabulary import PUBLIC
from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.people.actions import (
    confirm_contact,
    desk_account,
    follow,
    keep_contact,
    use_protected_name,
)
from augenhoehe.domain.people.uris import local_uri as actor_uri
from augenhoehe.domain.posts.actions import (
    PollWording,
    Wording,
    boost,
    delete_post,
    edit_post,
    like,
    limit_quotes,
    publish_guest_post,
)
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.posts.uris import local_uri
from augenhoehe.domain.spaces.actions import join_space
from augenhoehe.foundation import clock
from augenhoehe.interfaces.federation.translate.posts_out import described_post
from tests.interfaces.federation.documents import ask, document_at, understood
from tests.interfaces.federation.elsewhere import Elsewhere

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(cast):
    return Elsewhere().person("ada")


def read(post: Post, **how):
    return understood(read_post, document_at(local_uri(post.id), **how))


def test_nothing_internal_is_read_by_anybody(cast, ada):
    account = ada.known_here()
    follow(cast.erika, by=account)
    for space in (cast.haus, cast.kreis):
        post = cast.says(cast.erika, "Unter uns @ada@elsewhere.example", space=space)
        for path in (f"/p/{post.id}", f"/p/{post.id}/activity", f"/@erika/{post.id}"):
            assert ask(path, key=ada.rsa).status_code == 404
        for name in ("replies", "likes", "shares"):
            assert ask(f"/p/{post.id}/{name}", key=ada.rsa).status_code == 404
        delete_post(post, by=cast.erika)
        assert ask(f"/p/{post.id}", key=ada.rsa).status_code == 404


def test_what_is_for_few_is_read_by_who_proves_to_be_one_of_them(cast, ada):
    ada.known_here()
    bo = ada.server.person("bo")
    bo.known_here()
    post = cast.says(cast.karl, "Hallo @ada@elsewhere.example", audience=Audience.DIRECT)
    address = f"/p/{post.id}"
    assert ask(address).status_code == 404
    assert ask(address, key=bo.rsa).status_code == 404
    answer = ask(address, key=ada.rsa)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert read(post, key=ada.rsa).to == (ada.id,)


def test_a_wrong_signature_opens_nothing_and_asks_nobody(cast, ada):
    ada.known_here()
    post = cast.says(cast.karl, "Hallo @ada@elsewhere.example", audience=Audience.DIRECT)
    stranger = Elsewhere("far.example").person("ada")
    assert ask(f"/p/{post.id}", key=stranger.rsa).status_code == 404
    signed = ask(f"/p/{post.id}?x=1", key=ada.rsa)  # signed is the whole address
    assert signed.status_code == 200


def test_of_a_deleted_post_stays_a_dated_place(cast):
    post = cast.says(cast.karl, "Hallo")
    delete_post(post, by=cast.karl)
    answer = ask(local_uri(post.id))
    assert answer.status_code == 410
    assert is_tombstone(answer.json())
    assert answer.json()["deleted"]
    assert ask(f"/p/{post.id}/activity").status_code == 410


def test_posts_of_others_are_not_ours_to_show(cast, ada):
    theirs = Post.objects.create(account=ada.known_here(), text="Hi", uri=f"{ada.id}/1")
    assert ask(f"/p/{theirs.id}").status_code == 404
    assert ask("/p/1").status_code == 404


def test_a_note_in_full(cast, ada):
    ada.known_here()
    picture = cast.picture(cast.karl)
    Picture.objects.filter(id=picture.id).update(blurhash="LEHV6nWB2yk8", focus_x=0.5, focus_y=-1)
    picture.refresh_from_db()
    post = cast.says(
        cast.karl,
        "Hallo @ada@elsewhere.example und @erika, siehe #Riemen & <b>",
        warning="Fahrrad",
        language="de",
        pictures=[picture],
    )
    said = read(post)
    assert said.kind == "Note"
    assert said.author == actor_uri(cast.karl.id)
    assert said.to == (PUBLIC,)
    assert said.cc == (f"{said.author}/followers", ada.id, actor_uri(cast.erika.id))
    assert said.summary == "Fahrrad"
    assert said.sensitive
    assert said.language == "de"
    assert said.url == f"http://testserver/@karl/{post.id}"
    assert [one.name for one in said.mentions] == ["@ada@elsewhere.example", "@erika@testserver"]
    assert said.hashtags[0].name == "Riemen"
    assert 'class="u-url mention"' in said.content
    assert 'href="http://testserver/@erika"' in said.content
    assert 'class="mention hashtag"' in said.content
    assert "&lt;b&gt;" in said.content
    assert said.written_by is None
    image = said.attachments[0]
    assert image.url == f"http://testserver/media/{picture.id}/large.webp"
    assert (image.width, image.height, image.focus) == (640, 480, (0.5, -1))
    assert image.description == "Ein Riemen mit einem Riss"
    assert said.replies is not None
    assert said.likes is not None
    assert said.likes.total == 0
    assert document_at(local_uri(post.id))["contentMap"] == {"de": said.content}


def test_a_voice_says_who_writes_to_those_who_know_and_to_those_who_do_not(cast):
    post = cast.says(cast.erika, "Guten Tag", voice=cast.lindenrad, language="en")
    said = read(post)
    assert said.author == actor_uri(cast.lindenrad.id)
    assert said.written_by.id == actor_uri(cast.erika.id)
    assert said.written_by.name == "Erika Hansen"
    assert not said.written_by.protected
    line = said.content.rpartition('<p class="p-author">')[2]
    assert line.startswith("— <a href=")
    assert "Erika Hansen</a>, for Lindenrad</p>" in line


def test_a_protected_name_is_all_that_is_said(cast):
    name = use_protected_name(cast.lindenrad, by=cast.theo).name
    post = cast.says(cast.theo, "Guten Tag", voice=cast.lindenrad, language="en")
    edit_post(post, by=cast.theo, wording=Wording(text="Guten Morgen", language="en"))
    post.refresh_from_db()
    body = ask(local_uri(post.id)).content.decode()
    assert str(cast.theo.id) not in body
    assert "Theo" not in body
    said = read(post)
    assert said.written_by.protected
    assert said.written_by.name == name
    assert said.written_by.id == ""
    assert f"— {name} (protected name), for Lindenrad" in said.content
    assert (said.published.hour, said.published.minute, said.published.second) == (0, 0, 0)
    assert said.updated > said.published
    assert said.updated - said.published < timedelta(days=2)


def test_in_service_or_not_a_person_says(cast):
    assert read(cast.says(cast.erika, "Hallo", in_service=True)).in_service is True
    assert read(cast.says(cast.erika, "Hallo")).in_service is False


def test_an_answer_in_a_space_says_where(cast):
    join_space(cast.stammtisch, by=cast.karl)
    post = cast.says(cast.karl, "Hallo", space=cast.stammtisch)
    answer = cast.says(cast.erika, "Guten Tag", in_reply_to=post)
    said = read(answer)
    assert said.space == actor_uri(cast.stammtisch.account_id)
    assert said.in_reply_to == local_uri(post.id)


def test_criticism_and_its_answer_lead_to_their_case(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen")
    answer = cast.answers(cast.erika, case)
    page = f"http://testserver/faelle/{case.id}"
    assert read(case.post).case == page
    assert read(answer.post).case == page


def test_an_internal_case_is_told_to_nobody(cast):
    case = cast.complains(cast.jonas, "Die Pausen", space=cast.haus)
    post = cast.says(cast.karl, "Hallo")
    assert read(post).case == ""
    assert ask(f"/p/{case.post_id}").status_code == 404


def test_a_question_with_its_votes(cast):
    poll = PollWording(options=("Ja", "Nein"), seconds=3600)
    post = cast.says(cast.karl, "Bremst es?", poll=poll)
    said = read(post)
    assert said.kind == "Question"
    assert [(one.name, one.votes) for one in said.poll.options] == [("Ja", 0), ("Nein", 0)]
    assert said.poll.ends_at is not None
    assert not said.poll.multiple


def test_a_quotation_carries_its_agreement(cast):
    said = cast.says(cast.karl, "Ein Satz")
    quoting = cast.says(cast.ada, "Sehr wahr", quoting=said)
    document = read(quoting)
    assert document.quote == local_uri(said.id)
    assert document.quote_authorization == f"http://testserver/stamps/{quoting.id}"
    assert 'class="quote-inline"' in document.content
    raw = document_at(local_uri(quoting.id))
    assert raw["quoteUri"] == raw["_misskey_quote"] == raw["quote"]
    stamp = understood(read_quote_authorization, document_at(document.quote_authorization))
    assert (stamp.quoting, stamp.quoted) == (local_uri(quoting.id), local_uri(said.id))
    assert stamp.author == actor_uri(cast.karl.id)
    Post.objects.filter(id=quoting.id).update(quote_state=Post.QuoteState.REVOKED)
    assert ask(document.quote_authorization).status_code == 404
    assert read(quoting).quote == ""


def test_who_may_quote_is_said(cast):
    post = cast.says(cast.karl, "Ein Satz")
    assert read(post).interaction_policy.quote.automatic == (PUBLIC,)
    limit_quotes(post, by=cast.karl, policy=Post.QuotePolicy.FOLLOWERS)
    own = actor_uri(cast.karl.id)
    assert read(post).interaction_policy.quote.automatic == (f"{own}/followers",)
    limit_quotes(post, by=cast.karl, policy=Post.QuotePolicy.NOBODY)
    assert read(post).interaction_policy.quote.automatic == (own,)


def test_the_page_of_a_post_is_its_document_too(cast):
    post = cast.says(cast.karl, "Hallo")
    assert cast.ada
    assert document_at(f"/@karl/{post.id}")["id"] == local_uri(post.id)
    assert ask(f"/@ada/{post.id}").status_code == 404
    page = Client().get(f"/@karl/{post.id}", headers={"Accept": "text/html"})
    assert "Accept" in page.headers["Vary"].split(", ")


def test_the_create_and_the_announce(cast):
    post = cast.says(cast.karl, "Hallo")
    create = understood(read_activity, document_at(f"/p/{post.id}/activity"))
    assert (create.kind, create.object) == ("Create", local_uri(post.id))
    assert create.id == f"{local_uri(post.id)}/activity"
    passed_on = boost(post, by=cast.ada)
    announce = understood(read_activity, document_at(f"/p/{passed_on.id}"))
    assert (announce.kind, announce.object) == ("Announce", local_uri(post.id))
    assert announce.cc == (f"{actor_uri(cast.ada.id)}/followers", actor_uri(cast.karl.id))
    assert ask(f"/p/{passed_on.id}/activity").status_code == 404


def test_counts_and_answers_are_told_and_names_are_not(cast):
    post = cast.says(cast.karl, "Hallo")
    like(post, by=cast.ada)
    answers = [cast.says(cast.ada, "Guten Tag", in_reply_to=post) for _ in range(3)]
    cast.says(cast.ada, "Nur dir", in_reply_to=post, audience=Audience.FOLLOWERS)
    assert document_at(f"/p/{post.id}/likes")["totalItems"] == 1
    assert "items" not in document_at(f"/p/{post.id}/likes")
    listed = document_at(f"/p/{post.id}/replies")["first"]
    assert listed["items"] == [local_uri(one.id) for one in answers]
    page = document_at(f"/p/{post.id}/replies?page=true&min_id={answers[0].id}")
    assert page["items"] == [local_uri(one.id) for one in answers[1:]]


def test_a_picture_for_few_opens_with_the_address_that_was_sent(cast, ada):
    follow(cast.lindenrad, by=ada.known_here())
    picture = cast.picture(cast.erika)
    _lay(picture)
    post = cast.says(
        cast.erika, "Da", voice=cast.lindenrad, pictures=[picture], audience=Audience.FOLLOWERS
    )
    url = read(post, key=ada.rsa).attachments[0].url
    assert f"for={cast.lindenrad.id}" in url
    assert str(cast.erika.id) not in url
    assert Client().get(url.partition("?")[0]).status_code == 404
    answer = Client().get(url)
    assert b"".join(answer.streaming_content) == b"RIFF"
    delete_post(post, by=cast.erika)
    assert Client().get(url).status_code == 404


def _lay(picture: Picture) -> None:
    folder = Path(settings.MEDIA_ROOT) / picture.folder
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "large.webp").write_bytes(b"RIFF")


def test_what_a_post_costs(cast, django_assert_max_num_queries):
    post = cast.says(cast.karl, "Hallo @erika #Riemen", pictures=[cast.picture(cast.karl)])
    ask(local_uri(post.id))
    with django_assert_max_num_queries(12):
        ask(local_uri(post.id))


def test_a_day_later_nothing_was_remembered_wrongly(cast):
    post = cast.says(cast.karl, "Hallo")
    before = described_post(post)
    edit_post(post, by=cast.karl, wording=Wording(text="Guten Tag"))
    post = Post.objects.select_related("account", "written_by", "space").get(id=post.id)
    after = described_post(post)
    assert before.content != after.content
    assert after.updated is not None
    assert after.updated <= clock.now()


def test_a_guest_is_named_though_the_desk_says_it(cast):
    guest = keep_contact("berta@example.org", language="en")
    confirm_contact(guest)
    guest.refresh_from_db()
    post = publish_guest_post(guest=guest, name="Berta", text="Der Riemen", language="en")
    said = read(post)
    desk = desk_account()
    assert said.author == actor_uri(desk.id)
    assert said.written_by.name == "Berta"
    assert said.content.endswith('<p class="p-author">— Berta (guest)</p>')
    assert said.url == f"http://testserver/@{desk.handle}/{post.id}"
    assert "example.org" not in ask(local_uri(post.id)).content.decode()


def test_every_word_is_one_that_the_contexts_know(cast, ada):
    ada.known_here()
    poll = PollWording(options=("Ja", "Nein"), seconds=3600)
    posts = [
        cast.says(
            cast.erika,
            "Hallo @ada@elsewhere.example #Riemen",
            voice=cast.lindenrad,
            pictures=[cast.picture(cast.erika)],
        ),
        cast.says(cast.karl, "Ja?", poll=poll),
    ]
    posts.append(cast.says(cast.ada, "Wohl wahr", quoting=posts[0]))
    addresses = [local_uri(post.id) for post in posts]
    addresses += [actor_uri(cast.erika.id), f"{actor_uri(cast.lindenrad.id)}/outbox?page=true"]
    for address in addresses:
        document = document_at(address)
        context = document.pop("@context")
        assert all(part in BUNDLED for part in context if isinstance(part, str))
        terms = {name for part in context if isinstance(part, dict) for name in part}
        assert words_of(document) <= terms | ACTIVITYSTREAMS_TERMS | SECURITY_TERMS


BUNDLED = ("https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1")
# Of the two contexts that every server has bundled: what we use of them.
ACTIVITYSTREAMS_TERMS = frozenset(
    {"id", "type", "actor", "object", "published", "updated", "to", "cc", "attributedTo", "url"}
    | {"inReplyTo", "content", "contentMap", "summary", "attachment", "mediaType", "name", "tag"}
    | {"width", "height", "href", "replies", "likes", "shares", "totalItems", "items", "first"}
    | {"orderedItems", "partOf", "next", "oneOf", "anyOf", "endTime", "closed", "icon", "image"}
    | {"preferredUsername", "inbox", "outbox", "followers", "following", "endpoints"}
    | {"sharedInbox", "generator"}
)
SECURITY_TERMS = frozenset({"publicKey", "owner", "publicKeyPem"})


def words_of(document) -> set[str]:
    if isinstance(document, list):
        return {word for part in document for word in words_of(part)}
    if not isinstance(document, dict):
        return set()
    inner = {name: part for name, part in document.items() if name != "contentMap"}
    return set(document) | {word for part in inner.values() for word in words_of(part)}
