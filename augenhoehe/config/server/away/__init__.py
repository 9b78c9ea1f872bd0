"""Media of other servers, fetched and passed on by the loop: no thread waits for them."""

from augenhoehe.config.server.away.passing_on import PassingOn

__all__ = ["PassingOn"]
