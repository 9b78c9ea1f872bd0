"""As what somebody speaks in their own name: privately, in service, or with a hat.

A hat says for whom somebody speaks. It is an interest, no rank: nothing is sorted or counted
by it. Whether one may wear it is asked when the post is written, and again when it is said.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from augenhoehe.domain.people.hats import hat_named, wearable
from augenhoehe.domain.people.models import Account, Hat
from augenhoehe.domain.people.who import Who
from augenhoehe.domain.posts.first_line import FirstLine, Says, as_meant, first_line
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.posts.wording import Wording
from augenhoehe.domain.spaces.models import Space
from augenhoehe.domain.spaces.selectors import usual_hat_id
from augenhoehe.foundation.verdicts import Invalid, NotAllowed


@dataclass(frozen=True, slots=True)
class SpeaksAs:
    """What a post says of its author: whether it was made in service, and with which hat."""

    in_service: bool = False
    hat: Hat | None = None

    def put_on(self, post: Post) -> None:
        """Say it with this post, in the words of now: they stay, whatever becomes of the hat."""
        post.in_service = self.in_service
        post.hat = self.hat
        post.hat_words = self.hat.words if self.hat else ""


_VOICE = SpeaksAs(in_service=True)
_QUOTES = " \t.:\"'“”„‚‘’»«›‹"  # in which names are put, and what may end such a line


def taken_from(
    wording: Wording,
    *,
    by: Account,
    who: Who,
    voice: Account | None,
    space: Space | None,
    hat: Hat | None = None,
    in_service: bool | None = None,
) -> tuple[Wording, SpeaksAs]:
    """The words alone, and as what they are said.

    What the first line says goes before what was chosen beside the text, and that before what
    is usual in the space. Raises `Invalid` or `NotAllowed`, so that nothing is said instead.
    """
    line = first_line(wording.text)
    if voice is not None:
        refuse_with_voice(wording, hat)
        return as_meant(wording), _VOICE
    if line is None or not _is_meant(line, by, who):
        return as_meant(wording), _chosen(by, who, space, hat, in_service)
    return replace(wording, text=line.rest), _said(line, by, who, space)


def refuse_in_edit(wording: Wording, post: Post) -> Wording:
    """The words of an edit. As what a post was said, no edit changes: others have read it so."""
    if first_line(wording.text) is None or _begins_like(wording, post):
        return as_meant(wording)
    raise Invalid(
        _(
            "A post keeps the hat it was written with, or without. Please take the first line"
            " away, or write a new post. With a backslash before it, it is kept as words."
        ),
        field="text",
        code="hat",
    )


def refuse_private(text: str) -> None:
    """Of an answer for the organisation, which is in service however one speaks otherwise."""
    line = first_line(text)
    if line is not None and line.says is Says.PRIVATE:
        raise Invalid(
            _(
                "An answer to a criticism is always in service: whoever made it counts on that."
                " Please take the first line away, or reply to the post in your own name."
            ),
            field="text",
            code="hat",
        )


def _begins_like(wording: Wording, post: Post) -> bool:
    """Whether these words stand there already, since somebody wanted to say just them."""
    return wording.text.strip().split("\n")[0].rstrip() == post.text.split("\n")[0]


def _is_meant(line: FirstLine, by: Account, who: Who) -> bool:
    """Somebody who never speaks in service says such words as words."""
    return line.says is Says.HAT or who.is_member or bool(wearable(by.id))


def refuse_with_voice(wording: Wording, hat: Hat | None = None) -> None:
    """Through a voice nobody wears a hat; asked at once of what waits for another person."""
    if first_line(wording.text) is not None or hat is not None:
        raise Invalid(
            _(
                "Nothing has been published: a voice always speaks in service, and its posts say"
                " who wrote them. Hats are for what one says in one's own name."
            ),
            field="text",
            code="hat",
        )


def _said(line: FirstLine, by: Account, who: Who, space: Space | None) -> SpeaksAs:
    if line.says is Says.PRIVATE:
        return SpeaksAs()
    if line.says is Says.SERVICE:
        return _in_service(who)
    mine = _worn_now(by)
    if not mine:
        raise Invalid(
            _(
                "Nothing has been published: you have no hat to put on at present. If you want to"
                " say these very words, please write a backslash before them."
            ),
            field="text",
            code="hat",
        )
    return SpeaksAs(True, _named(line.name, by, mine) if line.name else _only(mine, by, space))


def _in_service(who: Who) -> SpeaksAs:
    if not who.is_member:
        raise Invalid(
            _("Nothing has been published: only members of the organisation write in service."),
            field="text",
            code="hat",
        )
    return SpeaksAs(in_service=True)


def _named(name: str, by: Account, mine: list[Hat]) -> Hat:
    found = hat_named(by.id, name.strip(_QUOTES))
    if found is not None:
        return found
    raise Invalid(
        _(
            "Nothing has been published: no hat of yours is called “%(name)s”. You have:"
            " %(hats)s. What you want to say begins on the next line."
        )
        % {"name": name[:100], "hats": _listed(mine)},
        field="text",
        code="hat",
    )


def _only(mine: list[Hat], by: Account, space: Space | None) -> Hat:
    """The hat that is meant where none is named."""
    if len(mine) == 1:
        return mine[0]
    usual = _usual(mine, by, space)
    if usual is not None:
        return usual
    raise Invalid(
        _("Nothing has been published: please name one of your hats after “/hut”: %(hats)s.")
        % {"hats": _listed(mine)},
        field="text",
        code="hat",
    )


def _chosen(
    by: Account, who: Who, space: Space | None, hat: Hat | None, in_service: bool | None
) -> SpeaksAs:
    """What was chosen beside the text; else what is usual there."""
    if hat is not None:
        return SpeaksAs(True, _worn(hat, by))
    if in_service is not None:
        return SpeaksAs(in_service and who.is_member)
    if space is None:
        return SpeaksAs()
    usual = _usual(None, by, space)
    return SpeaksAs(usual is not None or (space.is_internal and who.is_member), usual)


def _usual(mine: list[Hat] | None, by: Account, space: Space | None) -> Hat | None:
    """What this person puts on in this space, while they may."""
    wanted = usual_hat_id(space, by.id) if space is not None else None
    if wanted is None:
        return None
    return next((one for one in (mine or _worn_now(by)) if one.id == wanted), None)


def _worn(hat: Hat, by: Account) -> Hat:
    found = next((one for one in _worn_now(by) if one.id == hat.id), None)
    if found is None:
        raise NotAllowed(
            _(
                "You cannot speak for %(words)s any more: this hat has ended. Nothing has been"
                " published."
            )
            % {"words": hat.words}
        )
    return found


def _worn_now(by: Account) -> list[Hat]:
    """What this person may wear at this moment; nothing of it ends before the post is written."""
    list(Hat.objects.select_for_update().filter(account=by, until=None).values_list("id"))
    return wearable(by.id)


def _listed(mine: list[Hat]) -> str:
    return ", ".join(f"“{one.words}”" for one in mine)
