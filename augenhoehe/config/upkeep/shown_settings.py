"""The settings as who inspects the server may see them: in force, without secrets."""

from __future__ import annotations

import os
import re

from augenhoehe.config.options import OPTIONS, Option, _file_values
from augenhoehe.interfaces.web.pages.inspection.ports import Setting

# A password stands in an address; a folder of the machine is nobody's business on a page.
_PASSWORD = re.compile(r"(://[^:/@]*):.*@", re.DOTALL)
_MACHINE = {"data_dir", "tls_certificate", "tls_key", "database_url"}


def shown_settings() -> list[Setting]:
    """Every setting, its value in force, and whether the operator chose it."""
    from_file = _file_values(os.environ)
    return [_shown(option, from_file) for option in OPTIONS]


def _shown(option: Option, from_file: dict[str, str]) -> Setting:
    raw = os.environ.get(option.variable, from_file.get(option.name, option.default))
    value = _PASSWORD.sub(r"\1:…@", raw)
    if option.name in _MACHINE and raw:
        value = raw.split("://")[0] if "://" in raw else "…"
    return Setting(option.name, value, option.purpose, is_chosen=raw != option.default)
