"""What is plugged in where: lower rooms ask, upper rooms and interfaces answer."""

from augenhoehe.domain.criticism.policies import may_delete_post
from augenhoehe.domain.posts.ports import add_keeper
from augenhoehe.foundation import live
from augenhoehe.interfaces.web.live import may_hear


def plug_in() -> None:
    """Connect the ports. Called once when the applications are ready."""
    add_keeper(may_delete_post)
    live.register_doorkeeper(may_hear)
