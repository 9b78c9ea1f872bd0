"""What the demo tells of people on other servers: they came by the door everybody takes."""

import pytest
from django.test import Client

from augenhoehe.demo.world import told
from augenhoehe.domain.criticism.models import Case, CriticLink
from augenhoehe.domain.moderation.models import Report
from augenhoehe.domain.people.actions import instance_account, register_account
from augenhoehe.domain.people.models import Account, DomainBlock, Follow
from augenhoehe.domain.posts.models import Post
from augenhoehe.interfaces.federation.models import Delivery, Peer

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.xdist_group("demo"),
    pytest.mark.usefixtures("lindenrad"),
]


def page(address, who=""):
    client = Client(headers={"accept-language": "en"})
    if who:
        client.force_login(Account.objects.get(handle=who, domain="").login)
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def elsewhere(address):
    handle, _, domain = address.partition("@")
    return Account.objects.get(handle=handle, domain=domain)


def test_the_critic_from_elsewhere_was_asked_answered_and_confirmed_by_a_word():
    case = Case.objects.get(critic=elsewhere("jette@hafen.example"))

    assert (case.channel, case.state) == ("mention", Case.State.CONFIRMED)
    kinds = list(case.events.order_by("id").values_list("kind", flat=True))
    assert kinds[0] == "opened"
    assert kinds[-1] == "confirmed"
    messages = Post.objects.filter(account=instance_account(), mentions__account=case.critic)
    assert messages.count() == len(kinds)  # the question, and each step but their own last
    assert set(messages.values_list("audience", flat=True)) == {Post.Audience.DIRECT}
    assert not CriticLink.objects.filter(account=case.critic, sent_at=None).exists()
    assert "resolved, says the critic" in page(f"/faelle/{case.id}")


def test_nobody_else_reads_what_the_server_wrote_to_the_critic():
    case = Case.objects.get(critic=elsewhere("jette@hafen.example"))

    for who in ("", "erika", "inga"):
        assert "automatic message" not in page(f"/@jette@hafen.example/{case.post_id}", who)
    assert case.post.replies_count == 5


def test_posts_from_every_kind_of_server_stand_in_threads_here():
    homes = set(Post.objects.exclude(account__domain="").values_list("account__domain", flat=True))
    told_of = {person["host"] for person in told("elsewhere")["people"]}
    assert homes >= told_of - {"altehalle.example"}

    note = Post.objects.get(text__contains="a cliff")
    assert note.quote_of.account.handle == "werkstatt"
    film = Post.objects.get(account__handle="werkbank")
    assert "Riemenspannung messen" in film.html
    assert Post.objects.get(boost_of__account__handle="wibke").account.kind == "group"


def test_a_voice_of_another_house_names_who_wrote():
    written = page("/@stadtwerke@muehlbach.example", "karl")

    assert "Aylin Demir" in written
    assert "Kollege 2" in written


def test_people_follow_each_other_in_both_directions_and_one_moved():
    assert Follow.objects.filter(followed__handle="lindenrad").exclude(follower__domain="").exists()
    assert Follow.objects.filter(follower__domain="").exclude(followed__domain="").exists()
    assert Follow.objects.filter(followed=register_account()).exists()
    before, after = elsewhere("tom@altehalle.example"), elsewhere("tom@hafen.example")
    assert before.moved_to == after
    followers = Follow.objects.filter(followed=after).values_list("follower__handle", flat=True)
    assert set(followers) == {"mona", "marek"}


def test_what_should_not_have_come_is_removed_and_the_register_says_so_to_its_followers():
    post = Post.objects.get(text__startswith="RIEMEN ZUM HALBEN PREIS")
    assert post.removed_at is not None
    said = Post.objects.filter(account=register_account(), text__contains="/register/")
    assert said.filter(audience=Post.Audience.PUBLIC).exists()
    assert Report.objects.filter(reporter=elsewhere("hafen.example@hafen.example")).count() == 1
    blocked = DomainBlock.objects.values_list("account__handle", "domain")
    assert ("gerda", "kettenbrief.example") in blocked


def test_the_administrator_sees_how_it_goes_with_each_server():
    servers = page("/verwaltung/server", "inga")
    for server in told("elsewhere")["servers"]:
        assert server["host"] in servers
    assert "antwortet nicht" in servers  # Inga reads German
    assert "kein Austausch" in page("/verwaltung/server?q=spamwolke", "inga")
    assert "der Eintrag im Register" in page("/verwaltung/server/spamwolke.example", "inga")
    waiting = Delivery.objects.values_list("host", flat=True)
    assert set(waiting) == {"radstern.example", "sehen.example", "altehalle.example"}
    assert not Peer.objects.filter(due_at__isnull=False, failures=0).exists()
