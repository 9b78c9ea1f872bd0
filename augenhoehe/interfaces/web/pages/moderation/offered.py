"""Which measures somebody can take against something: asked of the policy, kind by kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from augenhoehe.domain.codex.selectors import current_clauses
from augenhoehe.domain.moderation.measure import Measure
from augenhoehe.domain.moderation.policies import may_intervene, may_moderate
from augenhoehe.domain.moderation.terms import Ground, Kind
from augenhoehe.domain.people.selectors import account_by_id
from augenhoehe.domain.people.who import Who
from augenhoehe.foundation.verdicts import NotAllowed, require

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Hat
    from augenhoehe.interfaces.web.pages.moderation.aim import Aim


def offered_kinds(who: Who, aim: Aim) -> list[Kind]:
    """The kinds that fit and that this person may use, the mildest first.

    Moderators may nearly everything, moderators of a space some in their space, stewards can
    withdraw their voice. Raises `NotAllowed` with the reason where nothing is left.
    """
    wishes = {kind: _wish(who, aim, kind) for kind in aim.kinds}
    verdicts = {kind: may_intervene(who, wish) for kind, wish in wishes.items()}
    offered = [kind for kind, verdict in verdicts.items() if verdict]
    if not offered:
        require(may_moderate(who))
        raise NotAllowed(next(iter(verdicts.values())).reason)
    return offered


def _wish(who: Who, aim: Aim, kind: Kind) -> Measure:
    """The measure before anything is said for it: enough to ask who may."""
    steward_of = next((v for v, role in who.voices.items() if role == "steward"), None)
    return Measure(
        kind=kind,
        posts=aim.posts,
        accounts=aim.accounts,
        tag=aim.tag,
        domain=aim.domain,
        voice=account_by_id(steward_of) if steward_of and aim.accounts else None,
        hat=_hat(who, aim),
        ground=Ground.RULES,
        clause=current_clauses(citable=True)[0],
        facts="",
        reasons="",
        rung="",
        rung_why="",
        judgement="rules",
    )


def _hat(who: Who, aim: Aim) -> Hat | None:
    """One of the hats it could be about: of a voice of this steward, where there is one."""
    hats = aim.hats
    mine = [hat for hat in hats if hat.voice_id and who.voices.get(hat.voice_id) == "steward"]
    return next(iter(mine or hats), None)
