"""Letters to the critic of a case."""

from augenhoehe.domain.criticism.events import CaseMoved


def tell_critic(event: CaseMoved) -> None:
    """Placeholder until written below."""
