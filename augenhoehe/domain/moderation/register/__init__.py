"""The public register: an unbroken chain of entries, its heads, exports and checks."""

from augenhoehe.domain.moderation.register.appending import (
    UnknownEntry,
    append,
    erase_texts,
    unseal_texts,
)

__all__ = [
    "UnknownEntry",
    "append",
    "erase_texts",
    "unseal_texts",
]
