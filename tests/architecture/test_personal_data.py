"""Every table that leads to a person stands in the catalogue, and nothing watches anybody."""

from __future__ import annotations

import json
import re

import pytest
from django.apps import apps
from django.test import Client

from augenhoehe.foundation.personal import Fate, catalogue, impersonal

PERSONS = {"people.Account", "people.Login", "people.MailContact"}
HELD = {holding.table: holding for holding in catalogue()}

# Whole words in names of columns, parameters and fields that would watch somebody.
WATCHING = re.compile(
    r"(^|_)(online|last_seen|seen_at|last_login|last_active|last_activity|last_status_at|last_read|read_at"
    r"|is_read|read_by|receipts?|typing|is_typing|presence|idle|time_online|minutes_online"
    r"|response_time|answer_time|answers_count|rating|score|rank|streak|visits?|views)($|_)"
)
# What has such a name and watches nobody, with the reason.
REASONED = {
    "foundation.WorkerBeat.seen_at": "of a process of the server, no person",
    "usersessions.UserSession.last_seen_at": "never moved on: USERSESSIONS_TRACK_ACTIVITY is off",
    "mfa.Authenticator.last_used_at": "of a key, for its owner",
    "notifications.Marker.last_read": "the reader's own place; only they get it",
    "notifications.Notification.read_at": "put away by its recipient; only they get it",
    "notifications.AnnouncementRead": "put away by its reader; only they see it",
}
# Of Mastodon's own API, whose names are given: see docs/operations/works-council.md.
OF_THE_API = {
    "last_status_at": "the day of the newest public post, which everybody can read off the posts",
    "last_read_id": "the reader's own place, given to them alone",
    "read": "an announcement the reader put away, given to them alone",
}


def ways_to_persons(model):
    """Columns by which rows lead to a person, directly or by one table between."""
    for field in model._meta.concrete_fields:
        if not field.is_relation:
            continue
        if field.related_model._meta.label in PERSONS:
            yield field.name
            continue
        for further in field.related_model._meta.concrete_fields:
            if further.is_relation and further.related_model._meta.label in PERSONS:
                yield f"{field.name}__{further.name}"


@pytest.mark.parametrize("model", apps.get_models(), ids=lambda model: model._meta.label)
def test_a_table_that_leads_to_a_person_is_in_the_catalogue(model):
    ways, name = list(ways_to_persons(model)), model._meta.label

    if ways and name not in impersonal():
        assert name in HELD, f"{name} leads to a person by {ways}; say so in its personal.py"
    if name in HELD and name != "people.Account":
        direct = {way for way in ways if "__" not in way}
        named = {link.path.split("__")[0] for link in HELD[name].links}
        assert direct <= named


def test_the_catalogue_says_why_something_stays_and_for_how_long():
    for holding in HELD.values():
        holding.model  # noqa: B018 - it exists
        assert str(holding.purpose)
        assert str(holding.kept)
        if any(link.fate is Fate.STAYS for link in holding.links):
            assert holding.stays, holding.table
        for link in holding.links:
            str(holding.rows_by(link, 1).query)


def test_no_table_has_a_column_that_watches_somebody():
    found = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if WATCHING.search(field.name)
    }

    assert found - set(REASONED) == set()


@pytest.mark.django_db
def test_no_name_in_the_description_of_the_api_watches_somebody():
    document = Client().get("/api/openapi.json").json()
    names = set(re.findall(r'"([a-z_]+)":', json.dumps(document)))

    assert {name for name in names if WATCHING.search(name)} - set(OF_THE_API) == set()


def test_a_session_is_not_followed_about(settings):
    assert settings.USERSESSIONS_TRACK_ACTIVITY is False
