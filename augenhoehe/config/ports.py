"""What is plugged in where: lower rooms ask, upper rooms and interfaces answer."""

from augenhoehe.domain.criticism.policies import may_delete_post
from augenhoehe.domain.media.away import plug_guard
from augenhoehe.domain.posts.ports import add_keeper, plug_finder
from augenhoehe.foundation import live
from augenhoehe.interfaces.federation.resolve.finding import find
from augenhoehe.interfaces.federation.standing import may_talk_to
from augenhoehe.interfaces.web.live import may_hear


def plug_in() -> None:
    """Connect the ports. Called once when the applications are ready."""
    add_keeper(may_delete_post)
    plug_finder(find)
    live.register_doorkeeper(may_hear)
    plug_guard(may_talk_to)
