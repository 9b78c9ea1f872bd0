"""What people elsewhere do, day by day, and what people here do with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from augenhoehe.activitypub.vocabulary import PUBLIC
from augenhoehe.demo.case_steps import plan_steps
from augenhoehe.demo.elsewhere.people import Someone, everybody, publish
from augenhoehe.demo.elsewhere.servers import Document, Servers
from augenhoehe.demo.elsewhere.words import document_of
from augenhoehe.demo.plan import Plan
from augenhoehe.demo.telling import plan_post, plan_reactions
from augenhoehe.demo.world import Told, World, told
from augenhoehe.domain.criticism.models import Answer, Case
from augenhoehe.domain.people import actions as people
from augenhoehe.domain.people.actions import instance_account, register_account
from augenhoehe.domain.people.models import Account, FollowRequest
from augenhoehe.domain.people.uris import local_uri
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.posts.selectors import kept_post
from augenhoehe.domain.posts.uris import uri_of
from augenhoehe.interfaces.federation.criticism_out import write_to_critics
from augenhoehe.interfaces.federation.models import Peer

_SOON = timedelta(minutes=3)
# In place of a post: what the server itself wrote last, and the last answer to the case around it.
_SERVER, _ANSWER = "the server", "the answer"
_REGISTER = "register"


@dataclass(slots=True)
class _Teller:
    """Plans what happens between servers."""

    plan: Plan
    world: World
    servers: Servers = field(default_factory=Servers)
    people: dict[str, Someone] = field(default_factory=everybody)

    def at(self, when: str, do: Callable[..., object], *what: object) -> None:
        self.plan.at(self.world.days.moment(when), partial(do, *what))


def plan_elsewhere(plan: Plan, world: World) -> None:
    """Let other servers be met, and their people speak, follow, report and move."""
    teller = _Teller(plan, world)
    for server in told("elsewhere")["servers"]:
        teller.at(server["since"], _meet_server, server)
    for someone in teller.people.values():
        teller.at(someone.told["met"], _meet, teller, someone)
    for kind, do in _KINDS.items():
        for entry in told("elsewhere")[kind]:
            teller.at(entry["at"], do, teller, entry)
    for post in told("elsewhere")["posts"]:
        _plan_post(teller, post)


def _meet_server(server: Told) -> None:
    Peer.objects.create(
        host=server["host"], software=server["software"], version=server.get("version", "")
    )


def _meet(teller: _Teller, someone: Someone) -> None:
    publish(teller.servers, teller.world, someone)
    teller.world.accounts[someone.who] = teller.servers.meet(someone.uri)


# --- what is said ------------------------------------------------------------------------


def _plan_post(teller: _Teller, post: Told) -> None:
    """Let a post arrive, and whatever happens to it; replies can come from here and there."""
    world, plan, at = teller.world, teller.plan, teller.world.days.moment(post["at"])
    plan.at(at, partial(_say, teller, post))
    plan_reactions(plan, world, post, at)
    if "case" in post:
        _plan_case(teller, post, at)
    for reply in post.get("replies", ()):
        if reply["by"] in teller.people:
            _plan_post(teller, {"to": post["id"], **reply})
        else:
            _plan_reply_from_here(teller, reply, post["id"])


def _plan_reply_from_here(teller: _Teller, reply: Told, parent: str) -> None:
    """What people elsewhere think of it comes from there; of their own posts we hear nothing."""
    here = {key: [who for who in reply.get(key, ()) if who not in teller.people] for key in _SIGNS}
    plan_post(teller.plan, teller.world, {**reply, **here}, parent=parent)
    for key, kind in _SIGNS.items():
        there = [who for who in reply.get(key, ()) if who in teller.people]
        _plan_signs(teller, kind, there, reply)


_SIGNS = {"likes": "Like", "boosts": "Announce"}


def _plan_signs(teller: _Teller, kind: str, who: list[str], post: Told) -> None:
    at = teller.world.days.moment(post["at"])
    for n, one in enumerate(who):
        entry = {"by": one, "post": post["id"]}
        teller.plan.at(at + timedelta(minutes=14 + 23 * n), partial(_sign, teller, kind, entry))


def _say(teller: _Teller, post: Told) -> None:
    by = teller.people[post["by"]]
    if "group" in post:
        post = {**post, "group": teller.people[post["group"]].uri}
    document = document_of(teller.servers, teller.world, by, _with_parent(teller, post))
    if "group" in post:  # its members' words are passed on by the group
        said = teller.servers.said("Announce", post["group"], document["id"], to=[PUBLIC])
    else:
        said = teller.servers.said("Create", by.uri, document)
    teller.servers.arrive(said)
    kept = kept_post(document["id"])
    if kept is None:
        raise ValueError(f"{post['id']} is nobody's business here.")
    teller.world.posts[post["id"]] = kept


def _with_parent(teller: _Teller, post: Told) -> Told:
    if post.get("to") == _SERVER:
        wrote = Post.objects.filter(account=instance_account()).latest("id")
        teller.world.posts[_SERVER] = wrote
    if post.get("to") == _ANSWER:
        mine = Answer.objects.filter(case__critic=teller.world.accounts[post["by"]])
        teller.world.posts[_ANSWER] = mine.latest("id").post
    return post


def _plan_case(teller: _Teller, post: Told, at: datetime) -> None:
    """A case: offered by a message, agreed to by a word, and told of at each step."""
    case, moments = post["case"], [at]
    plan = teller.plan
    agreed = teller.world.days.moment(case["agreed"]["at"])
    plan.at(agreed, partial(_say, teller, case["agreed"]))
    plan.at(agreed + timedelta(minutes=1), partial(_keep_case, teller.world, post["id"]))
    plan_steps(plan, teller.world, post, agreed)
    moments += [agreed, *(teller.world.days.moment(step["at"]) for step in case["steps"])]
    for moment in moments:
        plan.at(moment + _SOON, write_to_critics)


def _keep_case(world: World, post: str) -> None:
    world.cases[post] = Case.objects.get(post=world.posts[post])


# --- what else is done -------------------------------------------------------------------


def _sign(teller: _Teller, kind: str, entry: Told) -> None:
    by, post = teller.people[entry["by"]], teller.world.posts[entry["post"]]
    to = [PUBLIC] if kind == "Announce" else []
    teller.servers.arrive(teller.servers.said(kind, by.uri, uri_of(post), to=to))


def _like(teller: _Teller, entry: Told) -> None:
    _sign(teller, "Like", entry)


def _boost(teller: _Teller, entry: Told) -> None:
    _sign(teller, "Announce", entry)


def _follow(teller: _Teller, entry: Told) -> None:
    """Somebody follows across servers, one way or the other, and it is granted."""
    if entry["by"] in teller.people:
        by, whom = teller.people[entry["by"]], _somebody_here(teller, entry["whom"])
        follow = teller.servers.said("Follow", by.uri, local_uri(whom.id))
        teller.servers.arrive(follow)
        return
    follower, followed = (teller.world.accounts[entry[one]] for one in ("by", "whom"))
    people.follow(followed, by=follower)
    _grant(teller, followed, follower)


def _grant(teller: _Teller, followed: Account, follower: Account) -> None:
    asked: Document = {
        "type": "Follow",
        "actor": local_uri(follower.id),
        "object": followed.uri,
        "id": f"{local_uri(follower.id)}#follows/{teller.servers.number()}",
    }
    teller.servers.arrive(teller.servers.said("Accept", followed.uri, asked))


def _somebody_here(teller: _Teller, who: str) -> Account:
    return register_account() if who == _REGISTER else teller.world.accounts[who]


def _report(teller: _Teller, entry: Told) -> None:
    by, post = teller.people[entry["by"]], teller.world.posts[entry["post"]]
    about = [local_uri(post.account_id), uri_of(post)]
    flag = teller.servers.said("Flag", by.uri, uri_of(post), content=entry["text"])
    teller.servers.arrive(flag | {"object": about})


def _move(teller: _Teller, entry: Told) -> None:
    """Somebody lives elsewhere now: both their servers say so, and who follows goes along."""
    old, new = teller.people[entry["by"]], teller.people[entry["to"]]
    publish(teller.servers, teller.world, new, alsoKnownAs=[old.uri])
    publish(teller.servers, teller.world, old, movedTo=new.uri)
    teller.servers.arrive(teller.servers.said("Move", old.uri, old.uri, target=new.uri))
    for asked in FollowRequest.objects.filter(followed=teller.world.accounts[entry["to"]]):
        _grant(teller, asked.followed, asked.follower)


def _block(teller: _Teller, entry: Told) -> None:
    people.block_server(entry["server"], by=teller.world.accounts[entry["by"]])


_KINDS: dict[str, Callable[[_Teller, Told], None]] = {
    "follows": _follow,
    "likes": _like,
    "boosts": _boost,
    "reports": _report,
    "moves": _move,
    "blocks": _block,
}
