"""The labels beside a text that is being written: what is ticked, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_POST

from augenhoehe.domain.posts.label_lines import from_draft, typed
from augenhoehe.domain.posts.labels import (
    EVERY,
    LONGEST,
    Labels,
    choices,
    kinds_named,
    labels_of,
    names_of,
    question_of,
    says_nothing_alone,
)
from augenhoehe.domain.posts.shop_links import sounds_like_an_offer
from augenhoehe.foundation import patience
from augenhoehe.interfaces.web.pages.compose.forms import LONGEST as LONGEST_TEXT
from augenhoehe.interfaces.web.requests import me, reader_of, signed_in

if TYPE_CHECKING:
    from augenhoehe.domain.posts.models import Post

_WORDS = "label_words_"  # and the name of a label: the field of its words
_NAMES = names_of(EVERY)


@dataclass(frozen=True, slots=True)
class Choice:
    """One label as `compose/_labels.html` offers it."""

    name: str
    title: str
    question: str  # what its words say; "" where it has none
    needs_words: bool
    is_on: bool
    words: str
    error: str


@dataclass(slots=True)
class Labelling:
    """What is ticked, and the words beside it."""

    chosen: frozenset[str] = frozenset()
    words: Mapping[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, post: Post | None) -> Labelling:
        """What a post says already; nothing for a new one."""
        if post is None:
            return cls()
        labels = labels_of(post)
        return cls(frozenset(labels.names), dict(labels.words))

    @classmethod
    def kept(cls, kept: Mapping[str, Any]) -> Labelling:
        """What somebody typed whose session had ended."""
        words = {name: str(kept.get(_WORDS + name, "")) for name in _NAMES}
        return cls(_known(kept.get("label", ())), words)

    @classmethod
    def read(cls, sent: QueryDict) -> Labelling:
        """What was typed now."""
        words = {name: sent.get(_WORDS + name, "")[: 2 * LONGEST] for name in _NAMES}
        return cls(_known(sent.getlist("label")[:20]), words)

    @classmethod
    def in_draft(cls, text: str) -> tuple[str, Labelling]:
        """The words of a draft, and the labels that were kept with them."""
        words, labels = from_draft(text)
        return words, cls(frozenset(labels.names), dict(labels.words))

    def kept_with(self, text: str) -> str:
        """The words of a draft as they are kept: labels as first lines."""
        return typed(self.labels) + text if text.strip() else text

    @property
    def labels(self) -> Labels:
        """As the domain takes it."""
        return Labels(
            kinds_named(self.chosen), {name: said for name, said in self.words.items() if said}
        )

    def refuse(self, at: str, why: str) -> None:
        """Say beside the field what is wrong."""
        self.errors[at.removeprefix("label_")] = why

    # --- what the template asks ------------------------------------------------------------

    @property
    def choices(self) -> list[Choice]:
        return [self._choice(name, title) for name, title in choices()]

    def _choice(self, name: str, title: str) -> Choice:
        return Choice(
            name=name,
            title=title,
            question=question_of(name),
            needs_words=says_nothing_alone(name),
            is_on=name in self.chosen,
            words=self.words.get(name, ""),
            error=self.errors.get(name, ""),
        )

    @property
    def is_open(self) -> bool:
        return bool(self.chosen or self.errors or any(self.words.values()))

    @property
    def longest(self) -> int:
        return LONGEST


def _known(names: Any) -> frozenset[str]:
    return frozenset(str(one) for one in names) & frozenset(_NAMES)


@require_POST
@signed_in
def hint(request: HttpRequest) -> HttpResponse:
    """The piece of a page that a script asks for while somebody writes. Nothing is kept."""
    patience.spend("search", str(me(request).id))
    text = request.POST.get("text", "")[:LONGEST_TEXT]
    shown = reader_of(request).who.is_member and sounds_like_an_offer(text)
    shown = shown and not Labelling.read(request.POST).chosen
    response = render(request, "compose/_label_hint.html", {"suggested": shown})
    response.headers["Cache-Control"] = "private, no-store"
    return response
