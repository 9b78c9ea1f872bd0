"""What can be done with the codex. Nothing here changes a published version."""

from augenhoehe.domain.codex.objections import UNLAWFUL
from augenhoehe.domain.codex.publishing import (
    publish_codex,
    publish_first_version,
    publish_version,
)

__all__ = ["UNLAWFUL", "publish_codex", "publish_first_version", "publish_version"]
