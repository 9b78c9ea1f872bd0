"""Criticism from other servers: offered, answered, and confirmed by the critic alone."""

import re

import orjson
import pytest

from augenhoehe.domain.criticism.actions import (
    contest_case,
    renew_link,
    step_by_link,
    take_case,
    write_to_critic,
)
from augenhoehe.domain.criticism.models import Case, CriticLink, Offer
from augenhoehe.domain.people.actions import instance_account
from augenhoehe.domain.people.models import Account, Block
from augenhoehe.domain.people.uris import local_uri
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.posts.uris import local_uri as post_uri
from augenhoehe.foundation.jobs.run import run_due
from augenhoehe.interfaces.federation.criticism_out import write_to_critics
from augenhoehe.interfaces.federation.models import Activity
from tests.interfaces.federation.elsewhere import Elsewhere

pytestmark = pytest.mark.django_db


@pytest.fixture
def elsewhere(settings):
    settings.FEDERATION = "open"
    settings.FEDERATION_HTTP = True  # our own address in tests
    return Elsewhere()


@pytest.fixture
def rosa(elsewhere):
    return elsewhere.person("rosa", name="Rosa")


def mention(account):
    """A mention as Mastodon writes it: who, as HTML, and the tag."""
    href = local_uri(account.id)
    html = f'<span class="h-card"><a href="{href}" class="u-url mention">@<span>{account.handle}</span></a></span>'
    return html, {"type": "Mention", "href": href, "name": f"@{account.handle}@testserver"}


def writes(somebody, words, to, **more):
    """Somebody elsewhere says something to somebody here; what follows is done."""
    html, tag = mention(to)
    cc = [somebody.followers, tag["href"]]
    note = somebody.creates(f"<p>{html} {words}</p>", tag=[tag], cc=cc, **more)
    somebody.sends(note)
    work()
    return Post.objects.filter(uri=note["object"]["id"]).first()


def work():
    """The jobs, as a worker would."""
    while run_due():
        pass


def messages():
    """What the server wrote by itself, oldest first."""
    return list(Post.objects.filter(account=instance_account()).order_by("id"))


def token_in(message):
    return re.search(r"/v/([0-9a-f-]+)", message.text)[1]
