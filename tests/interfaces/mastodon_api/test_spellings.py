"""Every method that writes, asked in JSON, as a form, as multipart and in the address.

The same request in every spelling, each time into the same house, gets the same answer. What
a method takes is read off the description of the API, so that none can be forgotten here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from allauth.account.models import EmailAddress
from django.db import transaction
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from augenhoehe.domain.media.selectors import own_pictures
from augenhoehe.domain.moderation.models import Report
from augenhoehe.domain.people import actions as people
from augenhoehe.foundation import clock
from augenhoehe.foundation.jobs.run import run_due_jobs
from augenhoehe.interfaces.mastodon_api.openapi import description
from tests.foundation.push_service import Reader, push_service
from tests.interfaces.mastodon_api.test_admin import REASONED, reported

EVERYTHING = "read write follow push admin:read admin:write"
FILES_ALONE = {("POST", "/api/v1/media"), ("POST", "/api/v2/media")}
WAYS = ("json", "form", "multipart", "query")


@dataclass
class House:
    """Who is there, and what the requests below need."""

    cast: Any
    program: Any
    find: Callable[[str], Any]  # a fixture by its name, for what costs too much to be always there

    def by(self, who: str = "karl") -> Any:
        return self.program(getattr(self.cast, who), scopes=EVERYTHING)

    def made(self, path: str, document: dict[str, Any]) -> str:
        said = self.by().send(path, document)
        assert said.status_code == 200, said.content
        return str(said.json()["id"])

    def post(self, **more: Any) -> str:
        return self.made("v1/statuses", {"status": "Der Riemen quietscht"} | more)

    def report(self) -> Report:
        return reported(self.cast)

    def restricted(self, kind: str) -> int:
        at = f"v1/admin/accounts/{self.cast.ben.id}/action"
        assert self.by("mona").send(at, REASONED | {"type": kind}).status_code == 200
        return int(self.cast.ben.id)


Asked = tuple[str, dict[str, Any]]  # the address behind /api/, and what is sent
ASKED: dict[tuple[str, str], Callable[[House], Asked]] = {}
_ENDED = {"reasons": "He promised to stop, and he has stopped."}
_FILTER = {
    "title": "Riemen",
    "context": ["home", "public"],
    "filter_action": "hide",
    "expires_in": 3600,
    "keywords_attributes": [
        {"keyword": "Riemen", "whole_word": True},
        {"keyword": "Kette", "whole_word": False},
    ],
}
_OLD_FILTER = {"phrase": "Riemen", "context": ["home", "thread"], "whole_word": True}
_PROFILE = {
    "display_name": "Karl B.",
    "note": "Ich fahre.",
    "bot": True,
    "discoverable": False,
    "fields_attributes": [{"name": "Rad", "value": "Riemen"}, {"name": "Ort", "value": "Ulm"}],
    "attribution_domains": ["karl.example", "rad.example"],
}
_POLL = {"options": ["Rot", "Blau"], "expires_in": 86_400, "multiple": True, "hide_totals": True}


def asks(verb: str, path: str) -> Callable[[Callable[[House], Asked]], Callable[[House], Asked]]:
    def note(function: Callable[[House], Asked]) -> Callable[[House], Asked]:
        ASKED[verb, path] = function
        return function

    return note


def simply(verb: str, path: str, sent: dict[str, Any], **at: Callable[[House], object]) -> None:
    """A request whose address needs no more than something that is there."""

    def ask(house: House) -> Asked:
        filled = {name: find(house) for name, find in at.items()}
        return path.removeprefix("/api/").format(**filled), sent

    ASKED[verb, path] = ask


def ada(house: House) -> int:
    return int(house.cast.ada.id)


def a_post(house: House) -> str:
    return house.post()


def a_list(house: House) -> str:
    return house.made("v1/lists", {"title": "Leute"})


def a_filter(house: House) -> str:
    return house.made("v2/filters", _FILTER)


def an_old_filter(house: House) -> str:
    return house.made("v1/filters", _OLD_FILTER)


def a_keyword(house: House) -> str:
    return str(house.by().get(f"v2/filters/{a_filter(house)}/keywords").json()[0]["id"])


def an_own_picture(house: House) -> int:
    return int(house.cast.picture(house.cast.karl).id)


def a_report(house: House) -> int:
    return int(house.report().id)


SIGN_UP = {"username": "karla", "email": "karla@example.org", "password": "x7" * 32}
simply("POST", "/api/v1/accounts", SIGN_UP | {"agreement": True, "locale": "de"})
simply("PATCH", "/api/v1/profile", _PROFILE)
simply(
    "PATCH",
    "/api/v1/accounts/update_credentials",
    _PROFILE | {"source": {"privacy": "unlisted", "sensitive": True, "language": "de"}},
)
_FOLLOW = {"reblogs": False, "notify": True, "languages": ["de", "en"]}
simply("POST", "/api/v1/accounts/{account_id}/follow", _FOLLOW, account_id=ada)
_MUTE = {"notifications": False, "duration": 3600}
simply("POST", "/api/v1/accounts/{account_id}/mute", _MUTE, account_id=ada)
simply("POST", "/api/v1/accounts/{account_id}/note", {"comment": "vom Treff"}, account_id=ada)
_APP = {
    "client_name": "Riemenblick",
    "redirect_uris": ["https://app.example/back", "urn:ietf:wg:oauth:2.0:oob"],
    "scopes": "read write:statuses",
    "website": "https://app.example",
}
simply("POST", "/api/v1/apps", _APP)
simply("POST", "/api/v1/domain_blocks", {"domain": "spam.example"})
simply("POST", "/api/v1/featured_tags", {"name": "riemen"})
simply("POST", "/api/v1/filters", _OLD_FILTER)
simply("PUT", "/api/v1/filters/{filter_id}", _OLD_FILTER, filter_id=an_old_filter)
simply("POST", "/api/v2/filters", _FILTER)
simply("PUT", "/api/v2/filters/{filter_id}", _FILTER, filter_id=a_filter)
_WORD = {"keyword": "Bremse", "whole_word": True}
simply("POST", "/api/v2/filters/{filter_id}/keywords", _WORD, filter_id=a_filter)
simply("PUT", "/api/v2/filters/keywords/{keyword_id}", _WORD, keyword_id=a_keyword)
_LIST = {"title": "Räder", "replies_policy": "none", "exclusive": True}
simply("POST", "/api/v1/lists", _LIST)
simply("PUT", "/api/v1/lists/{list_id}", _LIST, list_id=a_list)
_TEXT = {"text": "Unsere Lieferung kommt zu spät.", "channel": "review"}
simply("POST", "/api/v1/augenhoehe/codex/advice", _TEXT)
_PLAIN = {"text": "Entdecken Sie das ultimative Rad!", "language": "de", "muted": ["de.calls"]}
simply("POST", "/api/v1/augenhoehe/plain_speech", _PLAIN)
simply("POST", "/api/v1/augenhoehe/echo", {"text": _TEXT["text"]})
_SEEN = {"home": {"last_read_id": "123"}, "notifications": {"last_read_id": "456"}}
simply("POST", "/api/v1/markers", _SEEN)
_SHOWN = {"description": "Ein Riemen", "focus": "0.5,-0.5"}
simply("PUT", "/api/v1/media/{media_id}", _SHOWN, media_id=an_own_picture)
_NEW_POLICY = {"for_not_following": "filter", "for_new_accounts": "drop"}
_OLD_POLICY = {"filter_not_following": True, "filter_new_accounts": False}
for _verb in ("PATCH", "PUT"):
    simply(_verb, "/api/v2/notifications/policy", _NEW_POLICY)
    simply(_verb, "/api/v1/notifications/policy", _OLD_POLICY)
_POST = {
    "status": "Der Riemen & die Kette",
    "spoiler_text": "Rad",
    "sensitive": True,
    "visibility": "unlisted",
    "language": "de",
    "poll": _POLL,
    "quote_approval_policy": "followers",
}
simply("POST", "/api/v1/statuses", _POST)
_ALL_MAY = {"quote_approval_policy": "nobody"}
simply("DELETE", "/api/v1/statuses/{status_id}", {"delete_media": True}, status_id=a_post)
_PASSED_ON = {"visibility": "unlisted"}
simply("POST", "/api/v1/statuses/{status_id}/reblog", _PASSED_ON, status_id=a_post)
simply("PUT", "/api/v1/statuses/{status_id}/interaction_policy", _ALL_MAY, status_id=a_post)
for _step in ("enable", "unsilence", "unsuspend", "unsensitive"):
    _was = {"enable": "disable", "unsensitive": "silence"}.get(_step, _step.removeprefix("un"))
    simply(
        "POST",
        f"/api/v1/admin/accounts/{{account_id}}/{_step}",
        _ENDED,
        account_id=lambda house, was=_was: house.restricted(was),
    )
_SPAM = REASONED | {"domain": "spam.example", "severity": "suspend"}
simply("POST", "/api/v1/admin/domain_allows", {"domain": "rad.example"})
simply("POST", "/api/v1/admin/domain_blocks", _SPAM)
_MEASURE = REASONED | {"type": "silence", "expires_in": 86_400}
simply(
    "POST",
    "/api/v1/admin/accounts/{account_id}/action",
    _MEASURE,
    account_id=lambda house: house.cast.ben.id,
)
simply("PUT", "/api/v1/admin/reports/{report_id}", {"category": "legal"}, report_id=a_report)
_DECIDED = {"answer": "Ein einzelner Satz über Ketten bleibt stehen."}
simply("POST", "/api/v1/admin/reports/{report_id}/resolve", _DECIDED, report_id=a_report)


@asks("DELETE", "/api/v1/admin/domain_blocks/{block_id}")
def _(house: House) -> Asked:
    made = house.by("mona").send("v1/admin/domain_blocks", _SPAM).json()
    return f"v1/admin/domain_blocks/{made['id']}", _ENDED


@asks("POST", "/api/v1/emails/confirmations")
def _(house: House) -> Asked:
    EmailAddress.objects.filter(user__account=house.cast.karl).update(verified=False)
    return "v1/emails/confirmations", {"email": "karl@rad.example"}


@asks("DELETE", "/api/v1/domain_blocks")
def _(house: House) -> Asked:
    people.block_server("spam.example", by=house.cast.karl)
    return "v1/domain_blocks", {"domain": "spam.example"}


@asks("POST", "/api/v2/filters/{filter_id}/statuses")
def _(house: House) -> Asked:
    return f"v2/filters/{a_filter(house)}/statuses", {"status_id": house.post()}


@asks("POST", "/api/v1/lists/{list_id}/accounts")
def _(house: House) -> Asked:
    two = [house.cast.ada, house.cast.ben]
    for one in two:
        people.follow(one, by=house.cast.karl)
    return f"v1/lists/{a_list(house)}/accounts", {"account_ids": [str(one.id) for one in two]}


@asks("DELETE", "/api/v1/lists/{list_id}/accounts")
def _(house: House) -> Asked:
    path, sent = ASKED["POST", "/api/v1/lists/{list_id}/accounts"](house)
    assert house.by().send(path, sent).status_code == 200
    return path, sent


def _noticed(house: House) -> str:
    house.cast.says(house.cast.ada, "@karl hallo")
    return str(house.by().get("v1/notifications").json()[0]["id"])


@asks("POST", "/api/v1/notifications/dismiss")
def _(house: House) -> Asked:
    return "v1/notifications/dismiss", {"id": _noticed(house)}


@asks("POST", "/api/v1/notifications/{notification_id}/dismiss")
def _(house: House) -> Asked:
    return f"v1/notifications/{_noticed(house)}/dismiss", {}


def _waiting(house: House) -> list[str]:
    house.by().send("v2/notifications/policy", {"for_not_following": "filter"}, "patch")
    for one in (house.cast.ada, house.cast.ben):
        house.cast.says(one, "@karl hallo")
    run_due_jobs()
    return [one["id"] for one in house.by().get("v1/notifications/requests").json()]


@asks("POST", "/api/v1/notifications/requests/accept")
def _(house: House) -> Asked:
    return "v1/notifications/requests/accept", {"id": _waiting(house)}


@asks("POST", "/api/v1/notifications/requests/dismiss")
def _(house: House) -> Asked:
    return "v1/notifications/requests/dismiss", {"id": _waiting(house)}


@asks("POST", "/api/v1/polls/{poll_id}/votes")
def _(house: House) -> Asked:
    asked = house.by("ada").post({"status": "Welche?", "poll": _POLL}).json()
    return f"v1/polls/{asked['poll']['id']}/votes", {"choices": [0, 1]}


def _subscription(house: House) -> dict[str, Any]:
    return {
        "subscription": house.find("service").subscription(Reader(), standard=True),
        "data": {"alerts": {"mention": True, "favourite": False}, "policy": "followed"},
    }


@asks("POST", "/api/v1/push/subscription")
def _(house: House) -> Asked:
    return "v1/push/subscription", _subscription(house)


@asks("POST", "/api/v1/reports")
def _(house: House) -> Asked:
    post = house.cast.says(house.cast.ada, "Kauft Ketten")
    return "v1/reports", {
        "account_id": str(house.cast.ada.id),
        "status_ids": [str(post.id)],
        "category": "spam",
        "comment": "Das ist Werbung.",
    }


@asks("PUT", "/api/v1/scheduled_statuses/{scheduled_id}")
def _(house: House) -> Asked:
    now = clock.now()
    row = house.post(scheduled_at=(now + timedelta(hours=1)).isoformat())
    at = (now + timedelta(hours=2)).isoformat()
    return f"v1/scheduled_statuses/{row}", {"scheduled_at": at}


@asks("PUT", "/api/v1/statuses/{status_id}")
def _(house: House) -> Asked:
    picture = str(an_own_picture(house))
    assert own_pictures(house.cast.karl, [int(picture)])
    sent = {
        "status": "Die Kette",
        "media_ids": [picture],
        "media_attributes": [{"id": picture, "description": "Eine Kette", "focus": "0.1,0.2"}],
    }
    return f"v1/statuses/{house.post(media_ids=[picture])}", sent


# A subscription belongs to the token that made it, so it is changed in one go with its making.
CHANGED_AFTER = {("PUT", "/api/v1/push/subscription"): {"data": {"alerts": {"mention": False}}}}


def taking() -> set[tuple[str, str]]:
    """Methods that write and take more than what stands in their address."""
    found = set()
    for path, verbs in description()["paths"].items():
        for verb, method in verbs.items():
            body = method.get("requestBody", {}).get("content", {}).get("application/json")
            named = {one["name"] for one in method["parameters"] if one["in"] == "query"}
            taken = set((body or {"schema": {"properties": {}}})["schema"]["properties"])
            if verb != "get" and (taken or (verb == "delete" and named)):
                found.add((verb.upper(), path))
    return found


def test_every_method_that_takes_something_is_asked():
    assert taking() - FILES_ALONE - set(CHANGED_AFTER) <= set(ASKED)


# --- the spellings ---------------------------------------------------------------------------


def pairs(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """A document as a form has it."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from pairs(part, f"{name}[{key}]" if name else key)
    elif isinstance(value, list):
        mappings = any(isinstance(one, dict) for one in value)
        for number, one in enumerate(value):
            yield from pairs(one, f"{name}[{number}]" if mappings else f"{name}[]")
    else:
        yield name, str(value).lower() if isinstance(value, bool) else str(value)


def send(client: Any, way: str, verb: str, path: str, sent: dict[str, Any]) -> Any:
    form = list(pairs(sent))
    if way == "json":
        return client.generic(verb, path, json.dumps(sent), content_type="application/json")
    if way == "form":
        kind = "application/x-www-form-urlencoded"
        return client.generic(verb, path, urlencode(form), content_type=kind)
    if way == "query":
        return client.generic(verb, path, QUERY_STRING=urlencode(form))
    together: dict[str, list[str]] = {}
    for name, value in form:
        together.setdefault(name, []).append(value)
    body = encode_multipart(BOUNDARY, together)
    return client.generic(verb, path, body, content_type=MULTIPART_CONTENT)


_VOLATILE = re.compile(
    r"[A-Za-z0-9_-]{32,}|(?<=/register/)\w+|\d{4}-\d\d-\d\d(T[\d:.]+)?(Z|\+00:00)?|\d{6,}"
)


def said(answer: Any) -> tuple[int, str]:
    """What was answered, without numbers and moments that differ each time."""
    return answer.status_code, _VOLATILE.sub("#", answer.content.decode())


@pytest.fixture
def service(settings):
    settings.FEDERATION_PRIVATE_ADDRESSES = settings.FEDERATION_HTTP = True
    with push_service() as service:
        yield service


@pytest.fixture
def house(cast, program, request):
    for name in ("karl", "ada", "ben", "mona", "inga", "erika"):
        getattr(cast, name)
    return House(cast, program, request.getfixturevalue)


def caller(house: House, path: str, app: Any) -> Any:
    if path == "/api/v1/accounts":
        token = app.own_token("read write").json()["access_token"]
        return type(house.by())(token)
    if "/admin/domain_allows" in path:
        return house.by("inga")
    if path.endswith("/augenhoehe/echo"):  # for members alone
        return house.by("erika")
    return house.by("mona" if "/admin/" in path else "karl")


@pytest.mark.parametrize(("verb", "path"), sorted(ASKED))
def test_in_every_spelling_the_same(house, app, verb, path):
    at, sent = ASKED[verb, path](house)
    client = caller(house, path, app).client

    answers = {}
    for way in WAYS:
        with transaction.atomic():
            answers[way] = said(send(client, way, verb, f"/api/{at}", sent))
            transaction.set_rollback(True)

    assert answers["json"][0] == 200, answers["json"]
    assert answers == dict.fromkeys(WAYS, answers["json"])


@pytest.mark.parametrize(("verb", "path"), sorted(CHANGED_AFTER))
@pytest.mark.parametrize("way", WAYS)
def test_what_a_token_has_is_changed_in_every_spelling(house, verb, path, way):
    karl = house.by()
    assert karl.send("v1/push/subscription", _subscription(house)).status_code == 200

    changed = send(karl.client, way, verb, path, CHANGED_AFTER[verb, path])

    assert changed.status_code == 200, changed.content
    assert changed.json()["alerts"]["mention"] is False


@pytest.mark.parametrize("way", WAYS)
def test_tokens_too(cast, app, way):
    """A code for a token, and the token given back."""
    sent = {
        "grant_type": "authorization_code",
        "code": app.code(cast.signed_in(cast.karl)),
        "client_id": app.client_id,
        "client_secret": app.secret,
        "redirect_uri": app.redirect_uri,
    }

    made = send(app.http, way, "POST", "/oauth/token", sent)
    assert made.status_code == 200, made.content
    sent["token"] = made.json()["access_token"]

    assert send(app.http, way, "POST", "/oauth/revoke", sent).status_code == 200
