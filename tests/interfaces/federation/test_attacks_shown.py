"""What hostile servers call themselves and write, on our pages: words, and nothing that runs."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

import orjson
import pytest

from augenhoehe.domain.people.actions import accept_follower, follow
from augenhoehe.domain.posts.audience import reader_for
from augenhoehe.domain.posts.models import Post
from augenhoehe.interfaces.federation.asking import run_here
from augenhoehe.interfaces.federation.inbox import limits
from augenhoehe.interfaces.federation.resolve import documents, keys
from augenhoehe.interfaces.federation.resolve.people import known_or_fetched_actor
from augenhoehe.interfaces.mastodon_api.entities.account import accounts_for
from augenhoehe.interfaces.mastodon_api.entities.status import statuses_by_id
from tests.interfaces.federation.elsewhere import Elsewhere

pytestmark = pytest.mark.django_db
RUNS = '"><img src=x onerror=alert(1)><script>alert(1)</script>'
LINK = "javascript:alert(1)"
DATA = "data:text/html,<script>alert(1)</script>"


class Dangers(HTMLParser):
    """Everything on a page that would run, or lead somewhere it must not."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name.startswith("on") or (tag == "script" and name == "src" and "evil" in value):
                self.found.append((tag, name, value))
            is_address = name in ("href", "src", "action", "poster", "formaction", "srcset")
            if is_address and urlsplit((value or "").strip()).scheme in ("javascript", "data"):
                self.found.append((tag, name, value))
            if tag in ("img", "video", "audio", "source") and "evil.example" in (value or ""):
                self.found.append((tag, name, value))  # tells them who reads

    def handle_data(self, data):
        if self.cdata_elem == "script" and "alert(1)" in data:
            self.found.append(("script", "", data))


@pytest.fixture(autouse=True)
def _nothing_remembered(settings):
    settings.FEDERATION_HTTP = True
    for memory in (documents, keys, limits):
        memory.forget_all()


@pytest.fixture
def mallory():
    icons = [LINK, DATA, "https://evil.example/a.png\"onerror='x'"]
    emoji = [
        {"type": "Emoji", "name": f":{RUNS}:", "icon": {"url": "https://evil.example/e.png"}},
        {"type": "Emoji", "name": ":ok:", "icon": {"url": DATA}},
        {"type": "Emoji", "name": ":fine:", "icon": {"url": "https://evil.example/'onload=1"}},
    ]
    return Elsewhere("evil.example").person(
        "mallory",
        name=f"{RUNS} :fine: :ok:",
        summary=f'{RUNS}<a href="{LINK}">x</a><svg onload=alert(1)><p style="x">:fine:</p>',
        url=LINK,
        icon={"type": "Image", "url": icons[0], "name": RUNS},
        image=[{"type": "Image", "url": one} for one in icons],
        attachment=[
            {"type": "PropertyValue", "name": RUNS, "value": f'<a href="{LINK}">{RUNS}</a>'},
            {"type": "PropertyValue", "name": "a", "value": f"<a href='{DATA}'>a b</a>"},
            {"type": "PropertyValue", "name": "b", "value": LINK},
        ],
        interest=RUNS,
        affiliation=[{"name": RUNS, "id": LINK}],
        tag=emoji,
    )


def said_by(mallory):
    note = mallory.note(
        f'{RUNS}<a href="{LINK}">x</a><a href=" jav&#x09;ascript:alert(1)">y</a>:fine:',
        url=DATA,
        summary=RUNS,
        name=RUNS,
        type="Question",
        oneOf=[{"name": RUNS}, {"name": f"{LINK} :fine:"}],
        tag=[
            {"type": "Hashtag", "name": f"#{RUNS}", "href": LINK},
            {"type": "Mention", "name": RUNS, "href": LINK},
            {"type": "Emoji", "name": ":fine:", "icon": {"url": "https://evil.example/f.png"}},
        ],
        attachment=[
            {"type": "Image", "url": "https://evil.example/i.png?\"'><b", "name": RUNS},
            {"type": "Image", "url": "https://evil.example/i.png", "name": RUNS},
            {"type": "Video", "mediaType": "text/html", "url": "https://evil.example/v"},
            {"type": "Audio", "mediaType": f"audio/{RUNS}", "url": "https://evil.example/s.mp3"},
            {"type": "Link", "href": LINK},
        ],
    )
    return mallory.says("Create", note)


def test_nothing_of_theirs_runs_on_our_pages(cast, mallory):
    account = run_here(known_or_fetched_actor(mallory.id), mallory.server.ask)
    assert account is not None
    follow(account, by=cast.karl)
    accept_follower(cast.karl, by=account)
    said = said_by(mallory)
    mallory.sends(said)
    post = Post.objects.get(uri=said["object"]["id"])
    browser = cast.signed_in(cast.karl)

    where = f"/@mallory@{account.domain}"
    for path in (where, f"{where}/{post.id}", "/", "/suche?q=mallory", "/alle"):
        page = browser.get(path)
        assert page.status_code in (200, 302, 404), path
        dangers = Dangers()
        dangers.feed(page.content.decode())
        assert dangers.found == [], path


def test_nothing_of_theirs_runs_in_apps(cast, mallory):
    """Apps show content, note and fields as HTML, and load whatever is an address."""
    account = run_here(known_or_fetched_actor(mallory.id), mallory.server.ask)
    follow(account, by=cast.karl)
    accept_follower(cast.karl, by=account)
    said = said_by(mallory)
    mallory.sends(said)
    post = Post.objects.get(uri=said["object"]["id"])

    entity = as_read(statuses_by_id(reader_for(cast.karl), [post.id])[post.id])
    somebody = as_read(accounts_for([account])[0])
    html = [entity["content"], somebody["note"], *(one["value"] for one in somebody["fields"])]
    for words in html:
        dangers = Dangers()
        dangers.feed(words)
        assert dangers.found == []
        assert "<script" not in words and "<img" not in words
    for where in [*addresses_in(entity), *addresses_in(somebody)]:
        assert urlsplit(where).scheme in ("http", "https"), where


def as_read(entity):
    return orjson.loads(orjson.dumps(entity, default=str))


def addresses_in(thing):
    """Every value under a name that apps load or open."""
    if isinstance(thing, list):
        return [found for one in thing for found in addresses_in(one)]
    if not isinstance(thing, dict):
        return []
    found = [found for value in thing.values() for found in addresses_in(value)]
    names = ("url", "uri", "avatar", "header", "preview_url", "remote_url", "static_url")
    return found + [thing[name] for name in names if thing.get(name)]
