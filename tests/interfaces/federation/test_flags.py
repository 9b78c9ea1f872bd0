"""Reports cross servers: from there they are reports here; from here they name no reporter."""

import orjson
import pytest

from augenhoehe.activitypub.reading import plain_http, read_activity
from augenhoehe.domain.moderation.actions import Complaint, make_report
from augenhoehe.domain.moderation.models import Report
from augenhoehe.domain.people.actions import instance_account
from augenhoehe.domain.people.uris import local_uri
from augenhoehe.domain.posts import uris
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation.patience import Patience
from augenhoehe.interfaces.federation.inbox.on_flag import take_flag
from augenhoehe.interfaces.federation.models import Activity, Delivery
from tests.interfaces.federation.elsewhere import Elsewhere

pytestmark = pytest.mark.django_db


@pytest.fixture
def elsewhere(settings):
    settings.FEDERATION = "open"
    return Elsewhere()


@pytest.fixture
def their_server(elsewhere):
    """Mastodon signs reports with the account of the server itself."""
    return elsewhere.person("elsewhere.example", name="Their server", kind="Application")


def flagged(by, *objects, content="<p>This is spam.</p>"):
    document = by.says("Flag", list(objects), content=content)
    with plain_http():  # our own address in tests
        activity = read_activity(document)
    take_flag(activity, by.known_here())


def uri_of(post):
    return uris.local_uri(post.id)


# --- in --------------------------------------------------------------------------------------


def test_an_internal_post_cannot_be_reported_and_is_not_confirmed(cast, their_server):
    post = cast.says(cast.erika, "Unter uns gesagt.", space=cast.haus)

    flagged(their_server, uri_of(post))

    assert Report.objects.count() == 0


def test_what_we_do_not_have_is_ignored(cast, their_server):
    flagged(their_server, "https://third.example/users/x", "http://testserver/p/123", "nonsense")

    assert Report.objects.count() == 0


def test_one_server_cannot_bury_the_office(cast, their_server, rate_limits):
    with pytest.raises(Patience):
        for _time in range(61):
            flagged(their_server, local_uri(cast.karl.id))

    assert Report.objects.count() == 1  # the same, until it is decided


def test_a_report_from_elsewhere_is_a_report_by_their_server(cast, their_server):
    post = cast.says(cast.karl, "Kauft meine Riemen!")

    flagged(their_server, local_uri(cast.karl.id), uri_of(post))

    report = Report.objects.get()
    assert (report.post, report.account) == (post, cast.karl)
    assert (report.reporter.address, report.category) == (
        "elsewhere.example@elsewhere.example",
        "other",
    )
    assert report.text == "This is spam."


def test_without_posts_the_account_is_reported_and_silence_gets_a_sentence(cast, their_server):
    flagged(their_server, local_uri(cast.karl.id), content="")

    report = Report.objects.get()
    assert (report.post, report.account) == (None, cast.karl)
    assert "elsewhere.example" in report.text


# --- out -------------------------------------------------------------------------------------


def test_a_report_goes_nowhere_unless_somebody_wants_it(cast, elsewhere):
    troll = elsewhere.person("troll").known_here()

    make_report(troll, Complaint(category="insult", text="Er beleidigt."), by=cast.karl)

    assert Delivery.objects.count() == 0
    assert Report.objects.get().passed_on_at is None


def test_a_report_about_somebody_here_is_passed_on_to_nobody(cast, elsewhere):
    make_report(cast.gerda, Complaint(category="spam", forward=True), by=cast.karl)

    assert (Delivery.objects.count(), Report.objects.get().passed_on_at) == (0, None)


def test_their_server_is_told_what_and_why_and_not_by_whom(cast, elsewhere):
    troll = elsewhere.person("troll")
    account = troll.known_here()
    post = Post.objects.create(
        account=account, uri="https://elsewhere.example/notes/1", text="Idioten"
    )

    complaint = Complaint(category="insult", text="Er beleidigt.", forward=True)
    make_report(post, complaint, by=cast.karl)

    said = orjson.loads(bytes(Activity.objects.get().document))
    assert said["type"] == "Flag"
    assert said["actor"] == local_uri(instance_account().id)
    assert said["object"] == [troll.id, post.uri]
    assert said["content"] == "Er beleidigt."
    assert "karl" not in orjson.dumps(said).decode().lower()
    assert [one.inbox for one in Delivery.objects.all()] == ["https://elsewhere.example/inbox"]


def test_an_app_may_ask_for_it_and_name_the_servers(cast, elsewhere, client):
    from augenhoehe.domain.people.actions import issue_token

    troll = elsewhere.person("troll").known_here()
    token = issue_token(cast.karl, scopes="read write")

    def report(**more):
        return client.post(
            "/api/v1/reports",
            {"account_id": str(troll.id), "comment": "Spam", **more},
            headers={"authorization": f"Bearer {token}"},
            content_type="application/json",
        ).json()

    other = report(forward=True, forward_to_domains=["third.example"])
    Report.objects.all().delete()
    theirs = report(forward=True, forward_to_domains=["elsewhere.example"])

    assert (other["forwarded"], theirs["forwarded"]) == (False, True)
    assert Delivery.objects.count() == 1


def test_the_form_offers_it_for_people_elsewhere_only(cast, elsewhere):
    troll = elsewhere.person("troll").known_here()
    karl = cast.signed_in(cast.karl)

    assert "Also tell their server" in karl.get(f"/melden?account={troll.id}").content.decode()
    here = karl.get(f"/melden?account={cast.gerda.id}").content.decode()
    assert "Also tell their server" not in here
    karl.post(
        f"/melden?account={troll.id}", {"category": "spam", "text": "Werbung", "forward": "on"}
    )

    assert Report.objects.get().passed_on_at is not None
