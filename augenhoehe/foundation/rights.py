"""The rights of this server, collected from the policies for the page `/gleichheit`.

Every room lists, beside its policies, which right each of them decides and how to ask it
for an imagined person. What the page shows is therefore what the code does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from augenhoehe.foundation.verdicts import Verdict

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Right:
    """One line of the table: a stable name, a sentence, and the policy asked for somebody.

    `policies` are the functions that decide it; a test finds policies nobody lists.
    """

    name: str
    sentence: str | _StrPromise
    ask: Callable[[Any], Verdict]
    policies: tuple[Callable[..., Verdict], ...] = ()
