"""Every list that pages, walked through from both ends as clients walk it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from augenhoehe.domain.people import actions as people
from augenhoehe.domain.posts import actions as posts
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.posts.link_cards import digest_of
from augenhoehe.domain.posts.models import Card, Post
from augenhoehe.foundation import clock
from augenhoehe.foundation.jobs.run import run_due_jobs
from augenhoehe.interfaces.mastodon_api.openapi import description

EVERYTHING = "read write follow push admin:read admin:write"
FIVE = ("ada", "ben", "gerda", "luise", "hanna")
URL = "https://zeitung.example/riemen"
# Paged by counting, as documented; and one address that answers with a list of its own order.
BY_COUNTING = {
    "/api/v1/accounts/search",
    "/api/v1/directory",
    "/api/v1/search",
    "/api/v1/statuses/{status_id}/echoes",  # the most alike come first
    "/api/v1/suggestions",
    "/api/v2/search",
    "/api/v2/suggestions",
}


def five(cast):
    return [getattr(cast, name) for name in FIVE]


def say_five(cast, who=None, text="Nummer {}", **how):
    return [cast.says(who or cast.karl, text.format(n), **how) for n in range(5)]


# --- what there is on each list: a function that makes five things and names the list -------


def home(cast, karl):
    say_five(cast)
    return "v1/timelines/home"


def public(cast, karl):
    say_five(cast)
    return "v1/timelines/public"


def tagged(cast, karl):
    say_five(cast, text="#riemen {}")
    return "v1/timelines/tag/riemen"


def direct(cast, karl):
    say_five(cast, cast.ada, "@karl {}", audience=Audience.DIRECT)
    return "v1/timelines/direct"


def conversations(cast, karl):
    for one in five(cast):
        cast.says(one, "@karl psst", audience=Audience.DIRECT)
    return "v1/conversations"


def of_link(cast, karl):
    card = Card.objects.create(url=URL, digest=digest_of(URL), title="Riemen")
    made = say_five(cast, text=f"{URL} {{}}")
    Post.objects.filter(id__in=[one.id for one in made]).update(card=card)
    return f"v1/timelines/link?url={URL}"


def of_account(cast, karl):
    say_five(cast)
    return f"v1/accounts/{cast.karl.id}/statuses"


def a_list(cast, karl):
    people.follow(cast.ada, by=cast.karl)
    chosen = people.make_list("Leute", by=cast.karl)
    people.put_in_list(chosen, [cast.ada], by=cast.karl)
    say_five(cast, cast.ada)
    return f"v1/timelines/list/{chosen.id}"


def a_space(cast, karl):
    say_five(cast, cast.erika, space=cast.kreis)
    return f"v1/timelines/list/{cast.kreis.id}"


def members_of_list(cast, karl):
    chosen = people.make_list("Leute", by=cast.karl)
    for one in five(cast):
        people.follow(one, by=cast.karl)
    people.put_in_list(chosen, five(cast), by=cast.karl)
    return f"v1/lists/{chosen.id}/accounts"


def members_of_space(cast, karl):
    return f"v1/lists/{cast.kreis.id}/accounts"


def followers(cast, karl):
    for one in five(cast):
        people.follow(cast.karl, by=one)
    return f"v1/accounts/{cast.karl.id}/followers"


def following(cast, karl):
    for one in five(cast):
        people.follow(one, by=cast.karl)
    return f"v1/accounts/{cast.karl.id}/following"


def requests(cast, karl):
    people.update_profile(cast.karl, by=cast.karl, values={"approves_followers": True})
    followers(cast, karl)
    return "v1/follow_requests"


def blocks(cast, karl):
    for one in five(cast):
        people.block(one, by=cast.karl)
    return "v1/blocks"


def mutes(cast, karl):
    for one in five(cast):
        people.mute(one, by=cast.karl)
    return "v1/mutes"


def servers(cast, karl):
    for number in range(5):
        people.block_server(f"server{number}.example", by=cast.karl)
    return "v1/domain_blocks"


def _recommend(cast):
    for one in five(cast)[:4]:
        people.follow(one, by=cast.karl)
        people.endorse(one, by=cast.karl)


def endorsements(cast, karl):
    _recommend(cast)
    return "v1/endorsements"


def endorsements_of(cast, karl):
    _recommend(cast)
    return f"v1/accounts/{cast.karl.id}/endorsements"


def bookmarks(cast, karl):
    for post in say_five(cast):
        posts.keep_bookmark(post, by=cast.karl)
    return "v1/bookmarks"


def favourites(cast, karl):
    for post in say_five(cast, cast.ada):
        posts.like(post, by=cast.karl)
    return "v1/favourites"


def favourited_by(cast, karl):
    post = cast.says(cast.karl, "Riemen")
    for one in five(cast):
        posts.like(post, by=one)
    return f"v1/statuses/{post.id}/favourited_by"


def reblogged_by(cast, karl):
    post = cast.says(cast.karl, "Riemen")
    for one in five(cast):
        posts.boost(post, by=one)
    return f"v1/statuses/{post.id}/reblogged_by"


def quotes(cast, karl):
    post = cast.says(cast.karl, "Riemen")
    for number in range(5):
        karl.post({"status": f"Zitat {number}", "quoted_status_id": str(post.id)})
    return f"v1/statuses/{post.id}/quotes"


def scheduled(cast, karl):
    for number in range(5):
        at = clock.now() + timedelta(hours=number + 1)
        karl.post({"status": "Später", "scheduled_at": at.isoformat()})
    return "v1/scheduled_statuses"


def followed_tags(cast, karl):
    for number in range(5):
        karl.send(f"v1/tags/rad{number}/follow")
    return "v1/followed_tags"


def notices(cast, karl):
    for one in five(cast):
        cast.says(one, "@karl hallo")
    return "v1/notifications"


def grouped(cast, karl):
    notices(cast, karl)
    return "v2/notifications"


def grouped_alpha(cast, karl):
    notices(cast, karl)
    return "v2_alpha/notifications"


def _liked(cast, karl):
    favourited_by(cast, karl)
    return next(one["group_key"] for one in karl.get("v1/notifications").json())


def in_group(cast, karl):
    return f"v2/notifications/{_liked(cast, karl)}/accounts"


def in_group_alpha(cast, karl):
    return f"v2_alpha/notifications/{_liked(cast, karl)}/accounts"


def waiting(cast, karl):
    karl.send("v2/notifications/policy", {"for_not_following": "filter"}, "patch")
    notices(cast, karl)
    run_due_jobs()
    return "v1/notifications/requests"


def reports(cast, karl):
    from tests.interfaces.mastodon_api.test_admin import reported

    for number in range(5):
        reported(cast, text=f"Kauft Ketten {number}")
    return "v1/admin/reports"


def accounts(cast, karl):
    five(cast)
    return "v1/admin/accounts"


def accounts_2(cast, karl):
    five(cast)
    return "v2/admin/accounts"


def blocked_servers(cast, karl):
    from tests.interfaces.mastodon_api.test_admin import REASONED

    for number in range(5):
        sent = REASONED | {"domain": f"spam{number}.example", "severity": "suspend"}
        assert karl.send("v1/admin/domain_blocks", sent).status_code == 200
    return "v1/admin/domain_blocks"


def allowed_servers(cast, inga):
    for number in range(5):
        sent = {"domain": f"rad{number}.example"}
        assert inga.send("v1/admin/domain_allows", sent).status_code == 200
    return "v1/admin/domain_allows"


LISTS = {
    "/api/v1/accounts/{account_id}/endorsements": endorsements_of,
    "/api/v1/accounts/{account_id}/followers": followers,
    "/api/v1/accounts/{account_id}/following": following,
    "/api/v1/accounts/{account_id}/statuses": of_account,
    "/api/v1/admin/accounts": accounts,
    "/api/v1/admin/domain_allows": allowed_servers,
    "/api/v1/admin/domain_blocks": blocked_servers,
    "/api/v1/admin/reports": reports,
    "/api/v1/blocks": blocks,
    "/api/v1/bookmarks": bookmarks,
    "/api/v1/conversations": conversations,
    "/api/v1/domain_blocks": servers,
    "/api/v1/endorsements": endorsements,
    "/api/v1/favourites": favourites,
    "/api/v1/follow_requests": requests,
    "/api/v1/followed_tags": followed_tags,
    "/api/v1/lists/{list_id}/accounts": members_of_list,
    "/api/v1/mutes": mutes,
    "/api/v1/notifications": notices,
    "/api/v1/notifications/requests": waiting,
    "/api/v1/scheduled_statuses": scheduled,
    "/api/v1/statuses/{status_id}/favourited_by": favourited_by,
    "/api/v1/statuses/{status_id}/quotes": quotes,
    "/api/v1/statuses/{status_id}/reblogged_by": reblogged_by,
    "/api/v1/timelines/direct": direct,
    "/api/v1/timelines/home": home,
    "/api/v1/timelines/link": of_link,
    "/api/v1/timelines/list/{list_id}": a_list,
    "/api/v1/timelines/public": public,
    "/api/v1/timelines/tag/{tag}": tagged,
    "/api/v2/admin/accounts": accounts_2,
    "/api/v2/notifications": grouped,
    "/api/v2/notifications/{group_key}/accounts": in_group,
    "/api/v2_alpha/notifications": grouped_alpha,
    "/api/v2_alpha/notifications/{group_key}/accounts": in_group_alpha,
}


def test_every_list_that_pages_is_walked_here():
    paging = {
        path
        for path, verbs in description()["paths"].items()
        if "max_id" in {one["name"] for one in verbs.get("get", {}).get("parameters", ())}
    }

    assert paging - BY_COUNTING == set(LISTS)


class Walk:
    """Somebody who turns the pages of a list by what its header says."""

    def __init__(self, program, path):
        self.program, self.path = program, path

    def page(self, address="", **query):
        address = address or f"{self.path}{'&' if '?' in self.path else '?'}"
        answer = self.program.client.get(
            f"/api/{address}{'&'.join(f'{name}={value}' for name, value in query.items())}"
        )
        assert answer.status_code == 200, answer.content
        return _names(answer.json()), _links(answer)

    def towards(self, rel, names, links):
        """All pages from here, until there is none further on."""
        pages = [names]
        while rel in links and len(pages) < 20:
            names, links = self.page(links[rel])
            if not names:
                break
            pages.append(names)
        return pages


def _names(document):
    items = document["notification_groups"] if isinstance(document, dict) else document
    named = ("id", "group_key", "name", "domain")
    return [
        one if isinstance(one, str) else next(one[k] for k in named if k in one) for one in items
    ]


def _links(answer):
    found = {}
    for part in filter(None, answer.headers.get("Link", "").split(", ")):
        address, _semicolon, rel = part.partition("; ")
        assert address.startswith("<http://testserver/api/")
        found[rel.split('"')[1]] = address.strip("<>").removeprefix("http://testserver/api/")
    return found


@pytest.mark.parametrize("make", [*LISTS.values(), a_space, members_of_space])
def test_a_walk_there_and_back(cast, program, make):
    who = cast.mona if make in (reports, accounts, accounts_2, blocked_servers) else cast.karl
    who = cast.inga if make is allowed_servers else who
    reader = program(who, scopes=EVERYTHING)
    walk = Walk(reader, make(cast, reader))
    whole, _links_of_whole = walk.page(limit=40)
    assert len(whole) >= 4
    assert len(set(whole)) == len(whole)

    first, links = walk.page(limit=2)
    assert "limit=2" in links["next"]
    there = walk.towards("next", first, links)

    assert [name for names in there for name in names] == whole, "each once, newest first"
    assert all(len(names) == 2 for names in there[:-1])
    _second, links_of_second = walk.page(links["next"])
    assert walk.page(links_of_second["prev"])[0] == first, "prev leads back"
    assert walk.page(links["prev"])[0] == [], "nothing is newer than the newest"
    _back_from_the_end(walk, whole)


def _back_from_the_end(walk, whole):
    names, links = walk.page(limit=2)
    while "next" in links:
        further, links_further = walk.page(links["next"])
        if not further:
            break
        names, links = further, links_further
    oldest = links["prev"].partition("min_id=")[2].partition("&")[0]

    back = walk.towards("prev", names, links)

    assert [name for page in reversed(back) for name in page] == whole, "the next newer pages"
    newest, _links_of_newest = walk.page(limit=2, since_id=oldest)
    assert newest == whole[:2], "since_id is the newest page"
