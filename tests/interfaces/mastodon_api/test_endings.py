"""Whatever ends somebody's access ends it everywhere: methods at once, streams when asked again."""

import pytest

from augenhoehe.config.server import streaming
from augenhoehe.domain.people import actions as people
from augenhoehe.domain.people.access import connected_apps
from augenhoehe.domain.people.actions.affiliation import end_membership, revoke_role
from augenhoehe.domain.people.internals import set_account_restrictions
from augenhoehe.domain.people.models import Restriction
from augenhoehe.interfaces.mastodon_api.streaming.names import Stream
from tests.interfaces.mastodon_api.apps import verify, with_token


def ends_the_app(cast, app, who):
    connected = connected_apps(who)[0]
    people.end_access(
        by=who,
        application_id=connected.application and connected.application.id,
        voice_id=connected.voice and connected.voice.id,
    )


def changes_the_password(cast, app, who):
    people.end_all_access(by=who)  # what the pages for a new password call


def leaves(cast, app, who):
    people.deactivate_person(who)


def is_locked_out(cast, app, who):
    who.login.is_active = False
    who.login.save()


def is_suspended(cast, app, who):
    set_account_restrictions(who, Restriction.SUSPENDED)


def works_here_no_longer(cast, app, who):
    end_membership(who, by=None)


def writes_for_the_voice_no_longer(cast, app, who):
    people.leave_voice(cast.lindenrad, by=who)


OF_A_PERSON = [ends_the_app, changes_the_password, leaves, is_locked_out, is_suspended]
OF_A_VOICE = [*OF_A_PERSON, works_here_no_longer, writes_for_the_voice_no_longer]


@pytest.mark.parametrize(
    ("speak_as", "ending"),
    [("me", one) for one in OF_A_PERSON] + [("voice", one) for one in OF_A_VOICE],
)
def test_a_token_ends(cast, app, speak_as, ending):
    voice = str(cast.lindenrad.id)
    token = app.token(
        cast.signed_in(cast.jonas), speak_as=voice if speak_as == "voice" else speak_as
    )
    assert verify(token).status_code == 200
    assert streaming._still(token, [Stream("user"), Stream("public")]) == []

    ending(cast, app, cast.jonas)

    refused = verify(token)
    assert refused.status_code == (403 if ending is is_suspended else 401)
    assert refused.json()["error"]
    assert with_token(token).post("/api/v1/statuses", {"status": "Noch da"}).status_code in (
        401,
        403,
    )
    ((everything, why),) = streaming._still(token, [Stream("user"), Stream("public")])
    assert (everything, why.status) == (None, 401)


def test_an_office_ends_and_with_it_what_its_token_opened(cast, program):
    mona = program(cast.mona, scopes="admin:read")
    assert mona.get("v1/admin/reports").status_code == 200

    revoke_role(cast.mona, "moderator", by=None)

    assert mona.get("v1/admin/reports").status_code == 403


def test_it_is_asked_again_within_a_minute():
    assert streaming._ASK_AGAIN_SECONDS <= 50  # and there are some thousands to ask
