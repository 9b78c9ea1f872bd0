"""Composers as they are when a page opens: with a draft, a lost text, or who is addressed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from augenhoehe.domain.media.selectors import own_pictures
from augenhoehe.domain.people.posting import posting_of
from augenhoehe.domain.posts.drafts import draft_at
from augenhoehe.domain.posts.polls import poll_in
from augenhoehe.domain.posts.selectors import mentions_of, pictures_of
from augenhoehe.interfaces.web.pages.compose.asking import Asking
from augenhoehe.interfaces.web.pages.compose.forms import WritingForm
from augenhoehe.interfaces.web.pages.compose.labelling import Labelling
from augenhoehe.interfaces.web.pages.compose.places import Place, destinations
from augenhoehe.interfaces.web.pages.compose.shelf import Shelf
from augenhoehe.interfaces.web.pages.compose.signatures import signatures_of, usual_signature
from augenhoehe.interfaces.web.pages.compose.speaking import usual_way, ways_of_speaking
from augenhoehe.interfaces.web.pages.compose.unsent import unsent_at
from augenhoehe.interfaces.web.pages.compose.writing import Composer
from augenhoehe.interfaces.web.requests import account_of, me, reader_of

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account
    from augenhoehe.domain.posts.audience import Reader
    from augenhoehe.domain.posts.models import Draft

HERE = Place()


def composer_for(request: HttpRequest, place: Place = HERE, **options: Any) -> Composer | None:
    """A composer among other things on a page; None for somebody who is signed out.

    It is small until one writes. `options` are those of `my_composer`.
    """
    if account_of(request) is None:
        return None
    composer = my_composer(request, place, **options)
    composer.is_folded = not composer.is_restored
    composer.is_addressed = place.parent is not None and composer.draft is None
    return composer


def my_composer(
    request: HttpRequest, place: Place = HERE, *, with_spaces: bool = False, **options: Any
) -> Composer:
    """The composer of this place, for views that are `signed_in`.

    `options` are `action`, `back`, `extra` and `button` of the `Composer`.
    """
    person, reader = me(request), reader_of(request)
    goes_to = [] if place.edited else destinations(reader, place, with_spaces=with_spaces)
    signatures = [] if place.edited else signatures_of(person, reader)
    is_answer = "extra" in options
    ways = [] if place.edited else ways_of_speaking(person, reader, is_answer=is_answer)
    unsent = unsent_at(request, place.slot, person.id)
    draft = draft_at(person, _asked_for(request, place)) if unsent is None else None
    form = WritingForm(
        initial=_initial(person, reader, place)
        | {"service": usual_way(person, place, ways)}
        | _kept(draft, unsent),
        auto_id=f"{place.slot.replace(':', '-')}-%s",
        speak_as=[one.value for one in signatures],
        audience=[one.value for one in goes_to],
        service=[one.value for one in ways],
    )
    shelf = _shelf(person, place, unsent)
    made = Composer(person, reader, place, form, shelf, goes_to, signatures, draft, **options)
    made.ways = ways
    made.asking = _asking(place, unsent)
    made.labelling = _labelling(made, unsent)
    made.is_restored = unsent is not None
    made.seen = draft.fingerprint if draft else (unsent or {}).get("seen", "")
    return made


def _asked_for(request: HttpRequest, place: Place) -> str:
    """The draft of this place, or one that lies beside it (`draft`)."""
    beside = request.GET.get("draft", "")
    return f"{place.slot}~{beside}" if beside else place.slot


def _kept(draft: Draft | None, unsent: Mapping[str, Any] | None) -> dict[str, Any]:
    """What was typed here before, by the way it was kept."""
    if unsent is not None:
        return {name: value for name, value in unsent.items() if name in WritingForm.base_fields}
    return {"text": draft.text, "warning": draft.warning} if draft is not None else {}


def _shelf(person: Account, place: Place, unsent: Mapping[str, Any] | None) -> Shelf:
    shelf = Shelf(person)
    if place.edited is not None:
        shelf.put(pictures_of([place.edited.id]).get(place.edited.id, []))
    elif unsent is not None:
        shelf.put(own_pictures(person, [int(one) for one in unsent.get("pictures", ())]))
    return shelf


def _labelling(made: Composer, unsent: Mapping[str, Any] | None) -> Labelling:
    if unsent is not None:
        return Labelling.kept(unsent)
    if made.draft is None or not made.takes_poll:
        return Labelling.of(made.place.edited)
    made.form.initial["text"], labelling = Labelling.in_draft(made.draft.text)
    return labelling


def _asking(place: Place, unsent: Mapping[str, Any] | None) -> Asking:
    if unsent is not None:
        return Asking.kept(unsent)
    return Asking.of(poll_in(place.edited)) if place.edited is not None else Asking()


def _initial(person: Account, reader: Reader, place: Place) -> dict[str, Any]:
    if place.edited is not None:
        post = place.edited
        return {"text": post.text, "warning": post.warning, "language": post.language}
    return {
        "text": _addressed(person, reader, place),
        "warning": place.parent.warning if place.parent else "",
        "speak_as": usual_signature(person, place.parent),
        "audience": str(posting_of(person.id).audience) if place.is_new else "",
    }


def _addressed(person: Account, reader: Reader, place: Place) -> str:
    """`@karl @ada ` in front of a reply: whom it answers, and who else was spoken to."""
    parent = place.parent
    if parent is None:
        return ""
    author = [] if parent.guest_name else [parent.account]
    accounts = [*author, *mentions_of([parent.id]).get(parent.id, [])]
    mine = reader.who.speaks_as | {person.id}
    addresses = dict.fromkeys(f"@{one.address}" for one in accounts if one.id not in mine)
    return "".join(f"{address} " for address in addresses)
