"""A text that is being written: what it says so far, where it goes, what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from augenhoehe.domain.people.posting import posting_of
from augenhoehe.domain.posts.actions import Wording
from augenhoehe.domain.posts.drafts import draft_seen
from augenhoehe.domain.posts.looks import looks_at
from augenhoehe.domain.posts.shop_links import sounds_like_an_offer
from augenhoehe.domain.posts.wording import checked
from augenhoehe.foundation.patience import Patience
from augenhoehe.foundation.verdicts import Invalid, NotAllowed
from augenhoehe.interfaces.web import muted_rules
from augenhoehe.interfaces.web.pages.compose import echoing, plain
from augenhoehe.interfaces.web.pages.compose.arrival import (
    nonce_of,
    submission_of,
    tell_arrived,
)
from augenhoehe.interfaces.web.pages.compose.asking import Asking
from augenhoehe.interfaces.web.pages.compose.forms import WritingForm
from augenhoehe.interfaces.web.pages.compose.labelling import Labelling
from augenhoehe.interfaces.web.pages.compose.places import Destination, Place
from augenhoehe.interfaces.web.pages.compose.shelf import Shelf
from augenhoehe.interfaces.web.pages.compose.signatures import Signature
from augenhoehe.interfaces.web.pages.compose.speaking import IN_SERVICE, Way
from augenhoehe.interfaces.web.pages.compose.unsent import forget_unsent

if TYPE_CHECKING:
    from augenhoehe.domain.media.models import Picture
    from augenhoehe.domain.people.models import Account, Hat
    from augenhoehe.domain.posts.audience import Reader
    from augenhoehe.domain.posts.models import Draft, Look
    from augenhoehe.interfaces.web.plain_speech import Hints


@dataclass(slots=True)
class Composer:
    """Everything `components/composer.html` shows; see the docstring of this package."""

    me: Account
    reader: Reader
    place: Place
    form: WritingForm
    shelf: Shelf
    destinations: Sequence[Destination]
    signatures: Sequence[Signature]
    draft: Draft | None = None
    asking: Asking = field(default_factory=Asking)
    labelling: Labelling = field(default_factory=Labelling)
    ways: Sequence[Way] = ()  # as what one can write in one's own name
    action: str = "/schreiben"  # where it is sent
    back: str = ""  # the page to come back to once it is published
    extra: str = ""  # a template with further fields
    button: str = ""  # what the button says instead of where the text goes
    is_restored: bool = False
    is_folded: bool = False
    is_addressed: bool = False  # nothing is written yet but whom it is for
    nonce: str = field(default_factory=lambda: str(uuid4()))
    seen: str = ""  # the draft as this page knows it, by its fingerprint
    problem: str = ""
    other_errors: dict[str, str] = field(default_factory=dict)
    status: int = 200
    retry_after: int = 0
    hints: Hints | None = None  # on plain speech, where they were asked for
    looked_plainly: bool = False
    echoes: echoing.Heards | None = None  # who says nearly the same, where hints were asked for

    # --- what came -----------------------------------------------------------------------

    def read(self, request: HttpRequest) -> bool:
        """Take what was typed and uploaded; whether it is all there and can be published."""
        sent = request.POST
        self.draft = None
        self.form = WritingForm(
            sent,
            initial=self.form.initial,
            auto_id=self.form.auto_id,
            speak_as=[one.value for one in self.signatures],
            audience=[one.value for one in self.destinations],
            service=[one.value for one in self.ways],
        )
        self.nonce = nonce_of(sent.get("submission", "")) or self.nonce
        self.back = self.back or sent.get("next", "")
        self.seen = sent.get("seen", self.seen)
        self.asking = self.asking.read(sent)
        self.labelling = Labelling.read(sent)
        self._read_shelf(request)
        stays = "drop" in sent or sent.get("do", "") in ("upload", "help")
        stays = self._looks_plainly(request) or stays
        self.echoes = echoing.echoes_for(request, self.place) if stays else None
        is_valid = self._is_usable(stays) and not self.shelf.has_errors and self._is_me(sent)
        self.status = 200 if is_valid else 422
        return is_valid and not stays

    def _looks_plainly(self, request: HttpRequest) -> bool:
        """Whether only hints on plain speech are wanted now, or other ones."""
        self.looked_plainly = plain.is_asked(request)
        if self.looked_plainly:
            self.hints = plain.hints_for(request, self.place)
        return self.looked_plainly

    def _is_usable(self, stays: bool) -> bool:
        """Whether the words can be used: all that is wrong is said at once."""
        if self.form.is_valid() and not stays:
            with self.telling_refusals():
                checked(self.wording)
        return self.form.is_valid() and not self.problem

    def _read_shelf(self, request: HttpRequest) -> None:
        already = self.pictures if self.place.edited else ()
        self.shelf = Shelf(self.me)
        self.shelf.read(request, already=already)
        if self.place.edited is None:  # what is published is described with its new wording
            self.shelf.describe()

    def _is_me(self, sent: Mapping[str, Any]) -> bool:
        if sent.get("writer", "") in ("", str(self.me.id)):
            return True
        self.problem = _(
            "You are signed in as %(name)s now, and this was written by somebody else. "
            "Nothing has been published."
        ) % {"name": self.me.name}
        return False

    @contextmanager
    def telling_refusals(self) -> Iterator[None]:
        """What the domain refuses is said in the composer, with everything kept."""
        try:
            yield
        except Invalid as refusal:
            self._say_at_field(refusal)
        except NotAllowed as refusal:
            self.problem, self.status = str(refusal), 403
        except Patience as refusal:
            self.problem, self.status = _patience_in_words(refusal.retry_after), 429
            self.retry_after = refusal.retry_after

    def _say_at_field(self, refusal: Invalid) -> None:
        self.status = 422
        if refusal.field in self.form.fields:
            self.form.add_error(refusal.field, str(refusal))
        elif refusal.field.startswith("label"):
            self.labelling.refuse(refusal.field, str(refusal))
        elif refusal.field == "poll":
            self.asking.error = str(refusal)
        elif refusal.field == "pictures":
            self.shelf.errors = list(dict.fromkeys([*self.shelf.errors, str(refusal)]))
        elif self.extra and refusal.field:
            self.other_errors[refusal.field] = str(refusal)
        else:
            self.problem = str(refusal)

    # --- what it says so far ---------------------------------------------------------------

    @property
    def text(self) -> str:
        return str(self.form.cleaned_data["text"])

    @property
    def pictures(self) -> list[Picture]:
        return [shown.picture for shown in self.shelf.pictures]

    @property
    def wording(self) -> Wording:
        typed = self.form.cleaned_data
        return Wording(
            text=typed["text"],
            warning=typed["warning"],
            language=typed["language"],
            pictures=self.pictures,
            poll=self.asking.wording if self.takes_poll else None,
            sensitive=self._is_sensitive(),
            labels=self.labelling.labels,
        )

    def _is_sensitive(self) -> bool:
        """Whether pictures are covered: as their author always wants it, or as an app marked it."""
        edited = self.place.edited
        if edited is None:
            return bool(self.pictures) and posting_of(self.me.id).is_sensitive
        # What an app marked stays marked; what only followed from a warning does not.
        return bool(edited.sensitive and not edited.warning)

    @property
    def voice(self) -> Account | None:
        chosen = self.form.cleaned_data["speak_as"]
        return next((one.voice for one in self.signatures if one.value == chosen), None)

    @property
    def in_service(self) -> bool:
        return bool(self.form.cleaned_data["service"] == IN_SERVICE)

    @property
    def hat(self) -> Hat | None:
        """For whom one speaks in one's own name; a voice says by itself for whom it speaks."""
        chosen = self.form.cleaned_data["service"]
        hats = (one.hat for one in self.ways if one.value == chosen)
        return next(hats, None) if self.voice is None else None

    @property
    def due_at(self) -> datetime | None:
        """When it is to be published, if not at once."""
        chosen: datetime | None = self.form.cleaned_data["later"]
        return chosen

    @property
    def submission(self) -> str:
        """One key for one text: the same form sent twice is one post, another text is not."""
        return submission_of(self.nonce, self.text, str(self.form.cleaned_data["warning"]))

    # --- what the template asks ------------------------------------------------------------

    @property
    def takes_poll(self) -> bool:
        """Whether a poll fits: not into an answer that a page of its own takes."""
        return self.place.edited is not None or self.takes_later

    @property
    def takes_later(self) -> bool:
        return self.action == "/schreiben"

    @property
    def takes_help(self) -> bool:
        """Whether playbooks are offered beside it: to members, where no case stands beside."""
        return self.takes_later and self.is_member

    @property
    def takes_plain_speech(self) -> bool:
        """Whether hints on plain speech are there: for who can speak for the organisation."""
        return plain.is_for(self.reader, self.place, self.ways)

    @property
    def takes_echo(self) -> bool:
        """Whether members are told who says nearly the same."""
        return echoing.is_for(self.reader, self.place)

    @property
    def is_member(self) -> bool:
        return self.reader.who.is_member

    @property
    def suggests_label(self) -> bool:
        """Whether the text reads like an offer of ours, and carries no label."""
        if not self.is_member or self.labelling.chosen:
            return False
        return sounds_like_an_offer(str(self.form["text"].value() or ""))

    @property
    def slot(self) -> str:
        return self.place.slot

    @property
    def looks(self) -> Sequence[Look]:
        """Whom one asked to look at this draft, and what they said."""
        return looks_at(self.me, self.draft.slot) if self.draft is not None else []

    @property
    def kept_in(self) -> str:
        """Where the draft of these words lies: not where another page writes meanwhile."""
        return draft_seen(self.me, self.slot, self.seen, self.text)

    @property
    def key(self) -> str:
        """Tells the fields of several composers on one page apart."""
        return self.slot.replace(":", "-")

    @property
    def destination(self) -> Destination | None:
        """What is chosen at the moment; None where there is nothing to choose, as in an edit."""
        chosen = str(self.form["audience"].value() or "")
        usual = self.destinations[0] if self.destinations else None
        return next((one for one in self.destinations if one.value == chosen), usual)

    @property
    def hat_on_button(self) -> str:
        """What the button says besides while a hat is chosen."""
        hats = [one for one in self.ways if one.hat]
        return hats[0].label if len(hats) == 1 else _("with this hat") if hats else ""

    @property
    def way(self) -> Way | None:
        """As what one writes in one's own name, as things are chosen now."""
        chosen = str(self.form["service"].value() or "")
        usual = self.ways[0] if self.ways else None
        return next((one for one in self.ways if one.value == chosen), usual)

    @property
    def is_inside(self) -> bool:
        """Whether only people inside will read it, as things are chosen now."""
        goes_to, edited = self.destination, self.place.edited
        return goes_to.is_internal if goes_to else edited is not None and edited.is_internal

    @property
    def title(self) -> str:
        """What is asked for, above the text."""
        place, space = self.place, self.place.fixed_space
        if place.edited is not None:
            return _("The new wording")
        if place.parent is not None and place.parent.account_id in self.reader.who.speaks_as:
            return _("Go on in this conversation")
        if place.parent is not None:
            return _("Answer to %(name)s") % {"name": place.parent.shown_name}
        if place.quoted is not None:
            return _("What would you like to say about it?")
        if space is not None:
            return _("Write in %(space)s") % {"space": space.name}
        return _("What would you like to say?")

    @property
    def languages(self) -> Sequence[tuple[str, Any]]:
        return cast(Any, self.form.fields["language"]).choices  # type: ignore[no-any-return]

    @property
    def has_spaces(self) -> bool:
        """Whether one can choose between people and spaces."""
        return len(self.destinations) > 1 and any(one.space for one in self.destinations)

    @property
    def limit(self) -> int:
        return int(settings.POST_LENGTH)

    # --- answers ---------------------------------------------------------------------------

    def answer(
        self, request: HttpRequest, template: str, context: Mapping[str, Any] | None = None
    ) -> HttpResponse:
        """The page with this composer on it, and the status that says how things stand."""
        shown = {"composer": self, **(context or {})}
        response = render(request, template, shown, status=self.status)
        if self.retry_after:
            response.headers["Retry-After"] = str(self.retry_after)
        if self.hints is not None and muted_rules.is_changing(request):
            muted_rules.remember(response, self.hints.muted)
        return response

    def done(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """The words have arrived: nothing of them has to be kept any longer."""
        forget_unsent(request, self.slot)
        tell_arrived(request, response, self.nonce)
        return response


def _patience_in_words(seconds: int) -> str:
    minutes = max(1, round(seconds / 60))
    return ngettext(
        "A moment of patience, please: this can be published in %(n)d minute. Your text is kept.",
        "A moment of patience, please: this can be published in %(n)d minutes. Your text is kept.",
        minutes,
    ) % {"n": minutes}
