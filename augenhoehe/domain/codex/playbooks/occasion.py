"""What somebody has before them when a playbook could help, and the words it is told in."""

from __future__ import annotations

from dataclasses import dataclass, field

# Where a text stands or is to stand.
CHANNELS = (
    "web",
    "reply",
    "case",
    "mail",
    "linkedin",
    "facebook",
    "instagram",
    "x",
    "review",
    "press",
    "internal",
    "other",
)
# How a case stands (the words of `criticism`, which lies above; a test holds them together),
# and "turned": dissent has overtaken the approval of a post of ours.
STATES = (
    "open",
    "seen",
    "answered",
    "remedied",
    "confirmed",
    "disputed",
    "dormant",
    "withdrawn",
    "removed",
    "turned",
)


@dataclass(frozen=True, slots=True)
class Occasion:
    """A text, and what is known of it. Nothing of it is kept."""

    text: str = ""
    channel: str = ""  # one of CHANNELS
    state: str = ""  # one of STATES: of the case it belongs to
    clauses: frozenset[str] = field(default_factory=frozenset)  # keys that came up with it
    surface: str = ""  # where help is asked for: "case", "composer", "elsewhere", …
