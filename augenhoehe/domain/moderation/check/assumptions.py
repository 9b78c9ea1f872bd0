"""The constants of the Streisand check, read from the public file beside this one."""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

PATH = Path(__file__).with_name("streisand.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """What each number means, and why it is so, stands in `streisand.toml`."""

    version: str
    horizon_h: float
    tau_h: float
    view_rate: float
    erasable: float
    answer_bonus: float
    least_boosts_per_hour: float
    least_mean_followers: float
    intercept: float
    copies: float
    persons24h: float
    followers: float
    media: float
    own_critique: float
    clearly_illegal: float
    reason_public: float
    least_story_readers: float
    story_readers_per_person: float
    story_readers_per_medium: float
    sigma_boosts: float
    sigma_view_rate: float
    sigma_story: float
    sigma_story_reach: float
    quiet_below: float
    loud_above: float
    amplified_above: float
    amplified_persons: float
    prior_actions: float
    prior_rate: float


@cache
def assumptions() -> Assumptions:
    """Those of the file, in its version."""
    written = tomllib.loads(PATH.read_text(encoding="utf-8"))
    names = [field.name for field in fields(Assumptions) if field.name != "version"]
    values = {name: float(written[name]["value"]) for name in names}
    return Assumptions(version=written["version"], **values)
