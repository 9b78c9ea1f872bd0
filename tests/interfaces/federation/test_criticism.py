"""Criticism from other servers: offered, answered, and confirmed by the critic alone."""

import re

import orjson
import pytest

from augenhoehe.domain.criticism.actions import (
    contest_case,
    renew_link,
    step_by_link,
    take_case,
    write_to_critic,
)
from augenhoehe.domain.criticism.models import Case, CriticLink, Offer
from augenhoehe.domain.people.actions import instance_account
from augenhoehe.domain.people.models import Account, Block, Follow
from augenhoehe.domain.people.uris import local_uri
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.posts.uris import local_uri as post_uri
from augenhoehe.foundation.jobs.run import run_due_jobs
from augenhoehe.interfaces.federation.criticism_out import write_to_critics
from augenhoehe.interfaces.federation.models import Activity
from tests.interfaces.federation.elsewhere import Elsewhere

pytestmark = pytest.mark.django_db
OUT = "augenhoehe.interfaces.federation.criticism_out"


@pytest.fixture
def elsewhere(settings):
    settings.FEDERATION = "open"
    settings.FEDERATION_HTTP = True  # our own address in tests
    return Elsewhere()


@pytest.fixture
def rosa(elsewhere):
    return elsewhere.person("rosa", name="Rosa")


def mention(account):
    """A mention as Mastodon writes it: who, as HTML, and the tag."""
    href = local_uri(account.id)
    name = f"@<span>{account.handle}</span>"
    html = f'<span class="h-card"><a href="{href}" class="u-url mention">{name}</a></span>'
    return html, {"type": "Mention", "href": href, "name": f"@{account.handle}@testserver"}


def writes(somebody, words, to, **more):
    """Somebody elsewhere says something to somebody here; what follows is done."""
    html, tag = mention(to)
    cc = [somebody.followers, tag["href"]]
    note = somebody.creates(f"<p>{html} {words}</p>", tag=[tag], cc=cc, **more)
    somebody.sends(note)
    work()
    return Post.objects.filter(uri=note["object"]["id"]).first()


def work():
    """The jobs, as a worker would."""
    run_due_jobs()


def messages():
    """What the server wrote by itself, oldest first."""
    return list(Post.objects.filter(account=instance_account()).order_by("id"))


def token_in(message):
    return re.search(r"/v/([0-9a-f-]+)", message.text)[1]


# --- who is not written to -----------------------------------------------------------------------


def test_who_blocked_the_voice_or_the_server_is_asked_nothing(cast, elsewhere, rosa):
    Block.objects.create(account=rosa.known_here(), blocked=cast.lindenrad)

    writes(rosa, "Mein Riemen ist gerissen.", cast.lindenrad)

    assert messages() == []
    assert CriticLink.objects.exclude(sent_at=None).count() == 1  # and is not tried again


def test_a_program_is_asked_nothing(cast, elsewhere):
    bot = elsewhere.person("bot")
    Account.objects.filter(id=bot.known_here().id).update(is_automated=True)

    writes(bot, "Mein Riemen ist gerissen.", cast.lindenrad)

    assert messages() == []


def test_a_conversation_brings_one_question_and_a_day_one(cast, elsewhere, rosa):
    first = writes(rosa, "Mein Riemen ist gerissen.", cast.lindenrad)
    writes(rosa, "Und noch etwas.", cast.lindenrad, inReplyTo=first.uri)
    writes(rosa, "Auch das Licht geht nicht.", cast.lindenrad)

    assert (Offer.objects.count(), len(messages())) == (3, 1)


def test_who_only_talks_about_us_is_not_spoken_to(cast, elsewhere, rosa):
    voice = cast.lindenrad
    Follow.objects.create(follower=cast.karl, followed=rosa.known_here())  # so it arrives
    note = rosa.creates(f"<p>{voice.name} hat mich betrogen, eine Frechheit, Riemen defekt</p>")
    rosa.sends(note)
    work()

    assert messages() == []


def test_where_nothing_is_exchanged_it_waits(cast, elsewhere, rosa, monkeypatch):
    monkeypatch.setattr(f"{OUT}.is_resting", lambda: True)
    writes(rosa, "Mein Riemen ist gerissen.", cast.lindenrad)
    assert messages() == []
    monkeypatch.undo()

    write_to_critics()

    assert len(messages()) == 1


# --- a question, and its answer ------------------------------------------------------------------


def test_a_mention_is_offered_a_case_by_a_message_with_a_link(cast, elsewhere, rosa):
    post = writes(rosa, "Mein Riemen ist gerissen.", cast.lindenrad)

    [message] = messages()
    assert (message.audience, message.in_reply_to) == (Post.Audience.DIRECT, post)
    assert message.text.startswith("@rosa@elsewhere.example ")
    assert message.written_by is None
    [said] = [orjson.loads(bytes(one.document)) for one in Activity.objects.filter(kind="Create")]
    assert said["to"] == [rosa.id]
    assert said["actor"] == local_uri(instance_account().id)
    link = CriticLink.objects.get()
    assert (link.post, link.offer.post) == (message, post)


def test_the_link_shows_first_and_acts_by_a_button(cast, elsewhere, rosa, client):
    writes(rosa, "Mein Riemen ist gerissen.", cast.lindenrad)
    token = token_in(messages()[0])

    assert client.get(f"/v/{token}").status_code == 200
    assert Case.objects.count() == 0
    client.post(f"/v/{token}", {"step": "annehmen"})

    case = Case.objects.get()
    assert (case.critic.address, case.channel) == ("rosa@elsewhere.example", "mention")


YES = ("Ja bitte!", "yes please", "Das ist Kritik.", "This is criticism")


@pytest.mark.parametrize("words", YES)
def test_a_listed_word_in_a_reply_is_as_good(cast, elsewhere, rosa, words):
    writes(rosa, "Mein Riemen ist gerissen.", cast.lindenrad)
    [message] = messages()

    writes(rosa, words, instance_account(), inReplyTo=post_uri(message.id))

    assert Case.objects.get().state == "open"


def test_nobody_else_says_it_for_the_critic(cast, elsewhere, rosa):
    writes(rosa, "Mein Riemen ist gerissen.", cast.lindenrad)
    [message] = messages()
    mallory = elsewhere.person("mallory")

    writes(mallory, "Ja bitte", instance_account(), inReplyTo=post_uri(message.id))

    assert Case.objects.count() == 0


def test_no_thanks_is_heard_and_not_asked_again(cast, elsewhere, rosa):
    writes(rosa, "Mein Riemen ist gerissen.", cast.lindenrad)
    [message] = messages()

    writes(rosa, "nein danke", instance_account(), inReplyTo=post_uri(message.id))

    assert Offer.objects.get().state == "declined"
    assert len(messages()) == 1


# --- the case ------------------------------------------------------------------------------------


@pytest.fixture
def case(cast, elsewhere, rosa):
    """Rosa's case, and its first message."""
    writes(rosa, "Mein Riemen ist gerissen.", cast.lindenrad, contentMap=None)
    step_by_yes = messages()[0]
    writes(rosa, "ja bitte", instance_account(), inReplyTo=post_uri(step_by_yes.id))
    return Case.objects.get()


def test_the_answer_reaches_the_critic_with_their_name_in_it(cast, case, rosa):
    answer = cast.answers(cast.jonas, case, "Das war unser Fehler.").post

    assert answer.in_reply_to == case.post
    sent = [orjson.loads(bytes(one.document)) for one in Activity.objects.filter(kind="Create")]
    [said] = [one["object"] for one in sent if one["object"]["id"] == post_uri(answer.id)]
    assert said["inReplyTo"] == case.post.uri
    assert rosa.id in {tag["href"] for tag in said["tag"]}


def test_each_step_brings_one_message(cast, case):
    before = len(messages())
    take_case(case, by=cast.jonas, text="Ich sehe nach.")
    work()
    cast.answers(cast.jonas, Case.objects.get())
    work()
    contest_case(Case.objects.get(), by=cast.jonas, text="Siehe https://lindenrad.example/test")
    work()
    write_to_critics()

    told = messages()[before:]
    assert len(told) == 3
    assert ["Jonas Weber" in one.text for one in told] == [True, True, True]
    assert CriticLink.objects.filter(sent_at=None).count() == 0


def test_two_steps_at_once_bring_one_message(cast, case):
    before = len(messages())
    take_case(case, by=cast.jonas, text="Ich sehe nach.")
    cast.answers(cast.jonas, Case.objects.get())
    work()

    assert len(messages()) - before == 1


CONFIRMED = ("Erledigt, danke!", "resolved", "Yes, solved.", "gelöst")


@pytest.mark.parametrize("words", CONFIRMED)
def test_the_critic_confirms_by_a_reply_to_the_answer(cast, case, rosa, words):
    answer = cast.answers(cast.jonas, case).post

    writes(rosa, words, cast.jonas, inReplyTo=post_uri(answer.id))

    assert Case.objects.get().state == "confirmed"


def test_nobody_else_confirms_by_a_reply(cast, elsewhere, case):
    answer = cast.answers(cast.jonas, case).post

    writes(elsewhere.person("mallory"), "erledigt", cast.jonas, inReplyTo=post_uri(answer.id))

    assert Case.objects.get().state == "answered"


def test_not_answered_by_a_reply_to_the_message(cast, case, rosa):
    cast.answers(cast.jonas, case)
    work()
    message = messages()[-1]

    writes(rosa, "Nicht beantwortet.", instance_account(), inReplyTo=post_uri(message.id))

    assert Case.objects.get().state == "disputed"


def test_by_the_link_it_works_once_and_a_new_one_comes_on_request(cast, case):
    cast.answers(cast.jonas, case)
    work()
    token = token_in(messages()[-1])
    step_by_link(token, "disputed", text="Nein.")
    work()
    before = len(messages())

    renew_link(token)
    work()

    assert len(messages()) == before + 1


def test_what_went_out_once_goes_no_second_time(cast, case):
    link = CriticLink.objects.filter(case=case).latest("id")

    assert write_to_critic(link, text="@rosa@elsewhere.example Noch einmal") is None


def test_messages_are_in_the_language_of_the_critic(cast, elsewhere, rosa):
    writes(rosa, "My belt broke.", cast.lindenrad, contentMap={"en": "<p>My belt broke.</p>"})

    assert "Is it criticism?" in messages()[0].text
