"""`augenhoehe …`: what an operator can do, one file per command.

Exit status 0 is done, 1 is refused for a reason that is said, 2 is wrong usage or settings.
"""

from augenhoehe.config.commands.entry import main

__all__ = ["main"]
