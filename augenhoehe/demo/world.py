"""The people and places of the demo, by the names the stories call them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyvips
import yaml

from augenhoehe.demo.bell import write_bell
from augenhoehe.demo.days import Days
from augenhoehe.domain.criticism.models import Case
from augenhoehe.domain.moderation.models import Intervention, Report
from augenhoehe.domain.notifications.models import Announcement
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.spaces.models import Space

Told = Mapping[str, Any]
_HERE = files("augenhoehe.demo")


@dataclass(slots=True)
class World:
    """What there is so far. `desk` is a folder for pictures on their way in."""

    days: Days
    desk: Path
    accounts: dict[str, Account] = field(default_factory=dict)
    spaces: dict[str, Space] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    measures: dict[str, Intervention] = field(default_factory=dict)
    reports: dict[str, Report] = field(default_factory=dict)
    announcements: dict[str, Announcement] = field(default_factory=dict)  # by their moment
    tokens: dict[str, str] = field(default_factory=dict)  # of letters on their way

    def post_as_it_is(self, name: str) -> Post:
        """A post as somebody sees it who comes upon it now."""
        return Post.objects.select_related("account").get(id=self.posts[name].id)

    def account_as_it_is(self, handle: str) -> Account:
        return Account.objects.get(id=self.accounts[handle].id)

    def drawn(self, name: str) -> Path:
        """A drawing as the PNG file somebody uploads."""
        path = self.desk / f"{name.replace('/', '-')}.png"
        drawing = pyvips.Image.svgload_buffer(_HERE.joinpath(f"pictures/{name}.svg").read_bytes())
        drawing.flatten(background=[255, 255, 255]).write_to_file(str(path))
        return path

    def drawn_see_through(self, name: str) -> Path:
        """The same without a ground: an emoji stands on light and dark alike."""
        path = self.desk / f"{name.replace('/', '-')}.png"
        drawing = _HERE.joinpath(f"pictures/{name}.svg").read_bytes()
        pyvips.Image.svgload_buffer(drawing).write_to_file(str(path))
        return path

    def rung(self, name: str) -> Path:
        """A sound as the file somebody uploads."""
        path = self.desk / f"{name}.wav"
        write_bell(path)
        return path


@cache
def told(name: str) -> Any:
    """One file of the stories."""
    text = _HERE.joinpath(f"stories/{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506


def threads() -> list[Told]:
    """All stories, in the order of their files."""
    return _all_in("threads")


def office() -> list[Told]:
    """What was reported and restricted, in the order of the files."""
    return _all_in("office")


def _all_in(folder: str) -> list[Told]:
    files = _HERE.joinpath(f"stories/{folder}").iterdir()
    names = sorted(file.name.removesuffix(".yaml") for file in files)
    return [told(f"{folder}/{name}") for name in names]
