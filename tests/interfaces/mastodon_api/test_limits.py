"""What the server says of its limits is what it keeps to: one more is refused."""

import pytest


@pytest.fixture
def limits(program):
    return program().get("v2/instance").json()["configuration"]


def _refused(answer):
    return answer.status_code == 422 and answer.json()["error"]


@pytest.mark.parametrize(
    ("name", "of", "sent"),
    [
        ("max_display_name_length", "accounts", lambda n: {"display_name": "x" * n}),
        ("max_note_length", "accounts", lambda n: {"note": "x" * n}),
        (
            "max_profile_fields",
            "accounts",
            lambda n: {"fields_attributes": [{"name": "a", "value": "b"}] * n},
        ),
        (
            "profile_field_name_limit",
            "accounts",
            lambda n: {"fields_attributes": [{"name": "x" * n, "value": "b"}]},
        ),
        (
            "profile_field_value_limit",
            "accounts",
            lambda n: {"fields_attributes": [{"name": "a", "value": "x" * n}]},
        ),
    ],
)
def test_of_a_profile(cast, program, limits, name, of, sent):
    karl = program(cast.karl)
    most = limits[of][name]

    assert karl.send("v1/profile", sent(most), "patch").status_code == 200
    assert _refused(karl.send("v1/profile", sent(most + 1), "patch"))


def test_of_posts(cast, program, limits):
    karl, most = program(cast.karl), limits["statuses"]
    letters, address = most["max_characters"], f"https://rad.example/{'x' * 200}"
    rest = letters - most["characters_reserved_per_url"] - 1

    assert _refused(karl.post({"status": "x" * (letters + 1)}))
    assert karl.post({"status": "x" * letters}).status_code == 200
    assert karl.post({"status": f"{'x' * rest} {address}"}).status_code == 200
    assert _refused(karl.post({"status": f"{'x' * (rest + 1)} {address}"}))
    pictures = [str(cast.picture(cast.karl).id) for _each in range(most["max_media_attachments"])]
    one_more = str(cast.picture(cast.karl).id)
    assert _refused(karl.post({"status": "zu viel", "media_ids": [*pictures, one_more]}))
    assert karl.post({"status": "gerade noch", "media_ids": pictures}).status_code == 200


def test_of_descriptions(cast, program, limits):
    karl, most = program(cast.karl), limits["media_attachments"]["description_limit"]
    at = f"v1/media/{cast.picture(cast.karl).id}"

    assert _refused(karl.send(at, {"description": "x" * (most + 1)}, "put"))
    assert karl.send(at, {"description": "x" * most}, "put").status_code == 200


def test_of_polls(cast, program, limits):
    karl, most = program(cast.karl), limits["polls"]

    def asks(options, expires_in):
        return karl.post({"status": "Welche?", "poll": {"options": options} | expires_in})

    fine = {"expires_in": most["min_expiration"]}
    many = [str(number) for number in range(most["max_options"])]
    long = "x" * most["max_characters_per_option"]
    for options, when in (
        ([*many, "noch eine"], fine),
        (["a", f"{long}x"], fine),
        (many, {"expires_in": most["min_expiration"] - 1}),
        (many, {"expires_in": most["max_expiration"] + 1}),
    ):
        assert _refused(asks(options, when))
    assert asks([*many[1:], long], fine).status_code == 200
    assert asks(many, {"expires_in": most["max_expiration"]}).status_code == 200


def test_of_pins_and_hashtags(cast, program, limits):
    karl, most = program(cast.karl), limits["accounts"]

    for number in range(most["max_pinned_statuses"]):
        at = f"v1/statuses/{cast.says(cast.karl, f'Nummer {number}').id}/pin"
        assert karl.send(at).status_code == 200
    assert _refused(karl.send(f"v1/statuses/{cast.says(cast.karl, 'Zu viel').id}/pin"))
    for number in range(most["max_featured_tags"]):
        assert karl.send("v1/featured_tags", {"name": f"rad{number}"}).status_code == 200
    assert _refused(karl.send("v1/featured_tags", {"name": "zuviel"}))
