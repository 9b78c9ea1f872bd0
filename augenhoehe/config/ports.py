"""What is plugged in where: lower rooms ask, upper rooms and interfaces answer."""

from augenhoehe.config.upkeep.shown_settings import shown_settings
from augenhoehe.domain.criticism.dissent import dissent_among
from augenhoehe.domain.criticism.linked_answers import linked_answers
from augenhoehe.domain.criticism.policies import may_delete_post
from augenhoehe.domain.media.away import plug_guard
from augenhoehe.domain.posts.ports import (
    add_keeper,
    plug_dissent,
    plug_finder,
    plug_linked_answers,
    plug_reading,
    plug_way_to_follow,
)
from augenhoehe.foundation import live
from augenhoehe.interfaces.federation import peers
from augenhoehe.interfaces.federation.resolve.backfill import look_for_replies
from augenhoehe.interfaces.federation.resolve.finding import find, follow_address
from augenhoehe.interfaces.federation.standing import may_talk_to
from augenhoehe.interfaces.mastodon_api.ports import AllowList, plug_allow_list
from augenhoehe.interfaces.web.live import may_hear
from augenhoehe.interfaces.web.pages.inspection.ports import plug_settings
from augenhoehe.interfaces.web.pages.servers.ports import Source, plug_servers


def plug_in() -> None:
    """Connect the ports. Called once when the applications are ready."""
    add_keeper(may_delete_post)
    plug_dissent(dissent_among)
    plug_finder(find)
    plug_linked_answers(linked_answers)
    plug_reading(look_for_replies)
    plug_way_to_follow(follow_address)
    live.register_doorkeeper(may_hear)
    plug_guard(may_talk_to)
    plug_allow_list(AllowList(peers.allowed, peers.allow, peers.withdraw))
    plug_servers(Source(peers.overview, peers.peer_named, peers.retry))
    plug_settings(shown_settings)
