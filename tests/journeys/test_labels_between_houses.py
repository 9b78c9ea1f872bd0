"""A labelled post keeps its label: on another server, in an app there, and through every edit."""

from __future__ import annotations

import pytest

from tests.journeys.houses import Houses, eventually
from tests.journeys.test_two_houses import befriend

pytestmark = pytest.mark.xdist_group("houses")


def test_a_label_travels_is_shown_once_and_goes_only_openly(houses: Houses):
    vera, erika = houses.vera, houses.erika
    befriend(vera, erika)

    said = erika.says("/ad\n/paid by Lindenrad GmbH\nDas neue Modell ist da. Nur für Gartenfeld.")
    there = vera.hears("Das neue Modell ist da.")

    assert [one["name"] for one in said["labels"]] == ["advertising", "paid_by"]
    assert [(one["name"], one["words"]) for one in there["labels"]] == [
        ("advertising", ""),
        ("paid_by", "Lindenrad GmbH"),
    ]
    assert there["content"].startswith('<p class="post-label">')
    assert there["content"].count("Lindenrad GmbH") == 1
    assert "/ad" not in there["content"]

    erika.ask(
        "PUT",
        f"/api/v1/statuses/{said['id']}",
        json={"status": "Das neue Modell ist da. Nur für Gartenfeld.", "labels": ["advertising"]},
    )
    eventually(
        lambda: len(vera.get(f"/api/v1/statuses/{there['id']}")["labels"]) == 1,
        "the other house hears what was taken away",
    )
    history = vera.get(f"/api/v1/statuses/{there['id']}/history")
    assert [len(version["labels"]) for version in history] == [2, 1]


def test_an_app_there_folds_what_is_labelled(houses: Houses):
    vera, erika = houses.vera, houses.erika
    befriend(vera, erika)
    made = vera.ask(
        "POST",
        "/api/v2/filters",
        json={"title": "Keine Werbung", "context": ["home"], "labels": ["advertising"]},
    )
    try:
        erika.says("/werbung\nNoch ein Modell ist da.")
        there = vera.hears("Noch ein Modell ist da.")

        (result,) = there["filtered"]
        assert result["filter"]["title"] == "Keine Werbung"
        assert result["keyword_matches"] == ["advertising"]
    finally:
        vera.ask("DELETE", f"/api/v2/filters/{made['id']}")
