"""The next version of the codex, while administrators write it. Only they read it.

Nothing planned: no rows. Otherwise the rows are the whole of the next version. Two who write
at once do not overwrite each other: whoever saves says which state they saw (`seen`, a
`state_of`), and what was changed since is not touched.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from augenhoehe.domain.codex.checking import tidied
from augenhoehe.domain.codex.difference import Change, changes_between
from augenhoehe.domain.codex.models import Clause, PlannedClause, PlannedPlaybook, Playbook, Version
from augenhoehe.domain.codex.policies import may_publish_codex
from augenhoehe.domain.codex.selectors import current_clauses
from augenhoehe.domain.codex.written import PlaybookWording, Wording
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import Invalid, require
