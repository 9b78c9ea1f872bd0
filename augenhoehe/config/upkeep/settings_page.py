"""`docs/reference/settings.md`, made from the list of options."""

from __future__ import annotations

from augenhoehe.config.options import OPTIONS, Option
from augenhoehe.config.values import truth

_HEAD = """\
# Settings

Generated from `augenhoehe/config/options.py` by `augenhoehe settings-docs`; do not edit.

A setting is read from the environment first, then from `augenhoehe.toml` in the present
folder (or the file named by `AUGENHOEHE_CONFIG`), then its default holds. In the file, a
setting has the name in brackets. A wrong value stops the start with one sentence that says
which and why; `augenhoehe check` looks at the whole configuration and gives advice.
"""


def settings_page() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *(_section(option) for option in OPTIONS)])


def _section(option: Option) -> str:
    values = option.values or ("true, false" if option.parse is truth else "")
    default = f"`{option.default}`" if option.default else "empty"
    lines = [f"## `{option.variable}` (`{option.name}`)", "", option.purpose, ""]
    lines += [f"- Values: {values}"] if values else []
    return "\n".join([*lines, f"- Default: {default}", ""])
