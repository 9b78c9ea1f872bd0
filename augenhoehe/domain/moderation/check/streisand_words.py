"""The Streisand check in words; there is no word for "safe to remove", and none may be added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from augenhoehe.domain.moderation.check.streisand import Contribution, Estimate, Loudness

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# Always shown beside the figures.
CAVEAT: _StrPromise = gettext_lazy(
    "All coefficients are assumptions of people who know the field, none is measured: "
    "nobody has collected removals that failed and removals that did not."
)
ALTERNATIVE: _StrPromise = gettext_lazy("Or: answer.")

_LOUDNESS: dict[Loudness, _StrPromise] = {
    Loudness.NO_SIGN: gettext_lazy("nothing hints at amplification"),
    Loudness.UNSURE: gettext_lazy("unsure"),
    Loudness.LOUDER: gettext_lazy("probably louder than an answer"),
}


def loudness_in_words(loudness: Loudness) -> str:
    """What P(Remove > Answer) is taken to say."""
    return str(_LOUDNESS[loudness])


def basis_in_words(estimate: Estimate) -> str:
    """What the estimate rests on."""
    if not estimate.own_cases:
        return _("rests on no case of this server")
    return ngettext(
        "rests on %(n)d case of this server",
        "rests on %(n)d cases of this server",
        estimate.own_cases,
    ) % {"n": estimate.own_cases}


def contribution_in_words(contribution: Contribution) -> str:
    """One of the reasons why a removal is more likely, or less likely, to become the story."""
    return _fact(contribution.term, contribution.amount) % {"n": contribution.amount}


def _fact(term: str, n: int) -> str:
    sentences = {
        "copies": lambda: ngettext(
            "%(n)d copy already stands elsewhere", "%(n)d copies already stand elsewhere", n
        ),
        "persons24h": lambda: ngettext(
            "%(n)d person has reacted within a day", "%(n)d people have reacted within a day", n
        ),
        "followers": lambda: ngettext(
            "the author has %(n)d follower", "the author has %(n)d followers", n
        ),
        "media": lambda: ngettext(
            "%(n)d press account has taken part", "%(n)d press accounts have taken part", n
        ),
        "own_critique": lambda: _("it criticises the organisation that would act"),
        "clearly_illegal": lambda: _("somebody has named the law that was broken"),
        "reason_public": lambda: _("the reasons will be public"),
    }
    return sentences[term]()
