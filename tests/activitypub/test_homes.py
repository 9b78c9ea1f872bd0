"""Signatures and documents agree on whose home an address is of."""

import pytest

from augenhoehe.activitypub.homes import normal_authority, parted
from augenhoehe.activitypub.reading import origin
from augenhoehe.activitypub.signatures.addresses import origin_of
from augenhoehe.activitypub.signatures.errors import SignatureRefused

NOBODYS = [
    "",
    "nothing",
    "ftp://a.example/",
    "https://",
    "https:///path",
    "https://ada@a.example/",
    "https://a.example:0/",
    "https://a.example:65536/",
    "https://a.example:443443/",
    "https://a.example\\@b.example/",
    "https://ａ.example/",
    "https://a..example/",
    "https://-a.example/",
    "https://a.example/ b",
    "HTTPS://a.example/",
]


@pytest.mark.parametrize("address", NOBODYS)
def test_what_is_no_address_is_nobodys(address):
    assert origin(address) == ""
    with pytest.raises(SignatureRefused):
        origin_of(address)


@pytest.mark.parametrize(
    ("address", "home"),
    [
        ("https://A.Example", "https://a.example"),
        ("https://a.example:443/x", "https://a.example"),
        ("https://a.example:0443/x", "https://a.example"),
        ("https://a.example:8443?x", "https://a.example:8443"),
        ("http://a.example:80#x", "http://a.example"),
        ("http://a.example:443/", "http://a.example:443"),
        ("https://a_b.example/", "https://a_b.example"),
        ("https://[::1]:8443/", "https://[::1]:8443"),
    ],
)
def test_both_ways_of_looking_at_an_address_agree(address, home):
    assert origin(address) == origin_of(address) == home


def test_the_rest_is_left_as_it_is_written():
    assert parted("https://a.example/ä?b#c") == ("https", "a.example", "/ä?b#c")
    assert normal_authority("A.example:443", "https") == "a.example"
    assert normal_authority("a b", "https") == ""
