"""The register is followed from anywhere, and people elsewhere are told what concerns them."""

import re

import orjson
import pytest

from augenhoehe.domain.moderation.actions import appeal_against, decide_appeal, intervene
from augenhoehe.domain.moderation.models import RegisterEntry, Target
from augenhoehe.domain.moderation.register.heads import publish_head
from augenhoehe.domain.moderation.terms import Kind
from augenhoehe.domain.people.actions import follow, instance_account, register_account
from augenhoehe.domain.people.models import Block, Follow
from augenhoehe.domain.people.selectors import account_by_address
from augenhoehe.domain.people.uris import local_uri
from augenhoehe.domain.posts.audience import EVERYBODY
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.posts.selectors import posts_of, public_posts
from augenhoehe.foundation.verdicts import NotAllowed
from augenhoehe.interfaces.federation.models import Activity, Delivery
from tests.domain.moderation.measures import against
from tests.interfaces.federation.elsewhere import Elsewhere

pytestmark = pytest.mark.django_db
REASONS = "Wir haben das Buch gelesen, und dort steht der Satz so, wie er hier steht."


@pytest.fixture
def elsewhere(settings):
    settings.FEDERATION = "open"
    return Elsewhere()


@pytest.fixture
def troll(elsewhere):
    return elsewhere.person("troll", name="Erwin Laut")


@pytest.fixture
def insult(troll):
    """What the troll said on their server."""
    account = troll.known_here()
    return Post.objects.create(
        account=account,
        written_by=account,
        uri="https://elsewhere.example/notes/1",
        text="Du Idiot",
        language="de",
    )


def said_by(account):
    return list(Post.objects.filter(account=account).order_by("id"))


def token_in(message):
    return re.search(r"/begruendung/(\S+)", message.text)[1]


# --- what is not announced ----------------------------------------------------------------------


def test_what_concerns_only_people_here_is_not_announced(cast):
    intervene(against(cast.says(cast.karl, "Du Idiot")), by=cast.mona)

    assert said_by(register_account()) == []
    assert said_by(instance_account()) == []


def test_nobody_writes_through_the_register(cast):
    with pytest.raises(NotAllowed):
        cast.says(cast.inga, "Ich bin das Register", voice=register_account())


# --- entries and heads --------------------------------------------------------------------------


def test_what_reaches_elsewhere_is_announced_without_a_name(cast, elsewhere, insult):
    follower = elsewhere.person("newspaper")
    follow(register_account(), by=follower.known_here())

    intervene(against(insult), by=cast.mona)

    [entry] = said_by(register_account())
    assert (entry.audience, entry.written_by) == (Post.Audience.PUBLIC, None)
    number = RegisterEntry.objects.get().seq
    assert f"Eintrag {number}" in entry.text or f"Entry {number}" in entry.text
    assert RegisterEntry.objects.get().uid in entry.text
    for name in ("troll", "Erwin", "Mona", "mona", "Idiot", "elsewhere"):
        assert name not in entry.text
    sent = [orjson.loads(bytes(one.document)) for one in Activity.objects.filter(kind="Create")]
    assert local_uri(register_account().id) in {one["actor"] for one in sent}
    assert Delivery.objects.filter(inbox="https://elsewhere.example/inbox").exists()
    assert [post.id for post in posts_of(EVERYBODY, register_account())] == [entry.id]


def test_the_head_of_the_day_is_for_those_who_follow(cast, insult):
    intervene(against(insult), by=cast.mona)

    head = publish_head()

    said = said_by(register_account())[-1]
    assert head.hash in said.text
    assert f"/register/koepfe/{head.seq}.json" in said.text
    assert said.audience == Post.Audience.UNLISTED
    assert said.id not in [post.id for post in public_posts(EVERYBODY)]


def test_the_register_is_followed_from_here(cast):
    register = register_account()
    assert account_by_address("register") == register

    follow(register, by=cast.karl)

    assert Follow.objects.filter(follower=cast.karl, followed=register).exists()
    page = cast.signed_in(cast.karl).get("/@register")
    assert page.status_code == 200


def test_the_register_is_found_and_followed_from_elsewhere(cast, elsewhere, settings, client):
    settings.FEDERATION_HTTP = True
    register = register_account()
    found = client.get("/.well-known/webfinger?resource=acct:register@testserver").json()
    assert local_uri(register.id) in {link.get("href") for link in found["links"]}

    newspaper = elsewhere.person("newspaper")
    newspaper.sends(newspaper.follows(register))

    assert Follow.objects.filter(followed=register).count() == 1


# --- whom it concerns ---------------------------------------------------------------------------


def test_who_blocked_this_server_is_not_written_to(cast, troll, insult):
    Block.objects.create(account=troll.known_here(), blocked=instance_account())

    intervene(against(insult), by=cast.mona)

    assert said_by(instance_account()) == []


def test_whom_it_concerns_elsewhere_is_told_why_and_how_to_appeal(cast, troll, insult, client):
    intervene(against(insult), by=cast.mona)

    [message] = said_by(instance_account())
    assert message.audience == Post.Audience.DIRECT
    assert message.text.startswith("@troll@elsewhere.example ")
    assert "Mona" not in message.text
    page = client.get(f"/begruendung/{token_in(message)}")
    assert page.status_code == 200
    assert [(one.activity.kind, one.inbox) for one in Delivery.objects.all()] == [
        ("Create", troll.inbox)
    ]


def test_an_appeal_from_elsewhere_is_decided_and_told(cast, troll, insult):
    intervene(against(insult), by=cast.mona)
    target = Target.objects.get()
    words = "Das war kein Schimpfwort, das war ein Zitat aus einem Buch."
    appeal = appeal_against(target, text=words, by=None)

    decide_appeal(appeal, by=cast.petra, outcome="upheld", reasons=REASONS)

    assert len(said_by(instance_account())) == 2


def test_what_was_wrong_is_taken_back_as_publicly(cast, troll, insult):
    intervene(against(insult), by=cast.mona)
    appeal = appeal_against(
        Target.objects.get(), text="Das war ein Zitat aus einem Buch, kein Wort von mir.", by=None
    )

    decide_appeal(appeal, by=cast.petra, outcome="overturned", reasons=REASONS)

    assert len(said_by(instance_account())) == 2  # that it was restricted, and that it was wrong
    entry, _end = said_by(register_account())
    assert entry.text.rpartition("/")[2] in _end.text


def test_a_server_shut_out_is_announced_and_nobody_there_is_written_to(cast, troll):
    follow(cast.karl, by=troll.known_here())

    intervene(against("elsewhere.example", Kind.SUSPEND_DOMAIN), by=cast.mona)

    [entry] = said_by(register_account())
    assert "elsewhere" not in entry.text  # the entry of the register names it, with its reasons
    assert said_by(instance_account()) == []
    assert Follow.objects.count() == 1  # rests: what is decided can be taken back


def test_a_wave_of_spam_is_not_answered_one_by_one(cast, elsewhere):
    accounts = [elsewhere.person(f"spam{number}").known_here() for number in range(21)]

    intervene(against(accounts, Kind.SUSPEND), by=cast.mona)

    assert said_by(instance_account()) == []
    assert len(said_by(register_account())) == 1
