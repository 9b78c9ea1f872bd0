"""An automatic message to a critic elsewhere: seldom, once, and never pressed."""

from datetime import timedelta

from augenhoehe.domain.criticism.actions import make_link, write_to_critic
from augenhoehe.domain.criticism.messages import is_to_be_written
from augenhoehe.domain.criticism.models import CriticLink
from augenhoehe.domain.criticism.selectors import link_to_send, links_to_send
from augenhoehe.domain.people.actions import instance_account
from augenhoehe.domain.people.models import Account, Block
from tests.domain.criticism.critics import criticised_by, post_from_far, somebody_far

WORDS = "@rosa@anderswo.example Ein Link"


def waits():
    return is_to_be_written(links_to_send()[-1], instance_account())


def test_nobody_here_gets_one(cast):
    case, karl = criticised_by(cast, "local")

    assert not is_to_be_written(make_link(to=karl, case=case), instance_account())


def test_not_who_blocked_the_server_or_the_voice(cast):
    case, rosa = criticised_by(cast, "remote")
    assert waits()
    block = Block.objects.create(account=rosa, blocked=instance_account())
    assert not waits()
    block.delete()
    Block.objects.create(account=rosa, blocked=case.about)

    assert not waits()


def test_not_a_program_and_not_who_left(cast):
    _case, rosa = criticised_by(cast, "remote")
    Account.objects.filter(id=rosa.id).update(is_automated=True)

    assert not waits()


def test_it_goes_once(cast):
    _case, _rosa = criticised_by(cast, "remote")
    link = links_to_send()[-1]

    message = write_to_critic(link, text=WORDS, language="de")

    assert message.account == instance_account()
    assert CriticLink.objects.get(id=link.id).post == message
    assert write_to_critic(link, text=WORDS) is None
    assert link_to_send(link.id) is None


def test_where_nobody_is_to_be_written_to_it_is_not_tried_again(cast):
    _case, rosa = criticised_by(cast, "remote")
    Block.objects.create(account=rosa, blocked=instance_account())

    assert write_to_critic(links_to_send()[-1], text=WORDS) is None
    assert links_to_send() == []


def test_a_question_is_asked_once_a_day(cast, monkeypatch):
    rosa = somebody_far()
    post_from_far("@lindenrad Mein Riemen ist gerissen.", by=rosa, mentions=[cast.lindenrad])
    write_to_critic(links_to_send()[-1], text=WORDS)
    post_from_far("@lindenrad Und das Licht geht nicht.", by=rosa, mentions=[cast.lindenrad])

    assert not waits()
    earlier = CriticLink.objects.exclude(sent_at=None).get()
    earlier.sent_at -= timedelta(days=2)
    earlier.save()
    assert waits()


def test_who_is_not_speaking_to_us_is_not_asked(cast):
    assert cast.lindenrad.is_voice
    post_from_far("Lindenrad hat mich betrogen, der Riemen ist eine Frechheit und kaputt.")

    assert [link for link in links_to_send() if is_to_be_written(link, instance_account())] == []
