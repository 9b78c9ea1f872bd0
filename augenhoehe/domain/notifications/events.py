"""Facts of the notifications room."""

from dataclasses import dataclass

from augenhoehe.foundation.events import Event


@dataclass(frozen=True, slots=True)
class Noticed(Event):
    """Somebody has a new notice. Of what is held back, nothing is told."""

    notification_id: int
    recipient_id: int


@dataclass(frozen=True, slots=True)
class NoticesMerged(Event):
    """What was held back stands among somebody's notices now."""

    account_id: int


@dataclass(frozen=True, slots=True)
class SubscribersWait(Event):
    """A post by somebody of whose every post others want to hear."""

    post_id: int


@dataclass(frozen=True, slots=True)
class AnnouncementPublished(Event):
    """Something was announced to everybody here."""

    announcement_id: int


@dataclass(frozen=True, slots=True)
class AnnouncementChanged(Event):
    """An announcement says something else."""

    announcement_id: int


@dataclass(frozen=True, slots=True)
class AnnouncementWithdrawn(Event):
    """An announcement was taken down."""

    announcement_id: int


@dataclass(frozen=True, slots=True)
class AnnouncementReacted(Event):
    """Somebody answered an announcement with a sign, or took it back."""

    announcement_id: int
    name: str


@dataclass(frozen=True, slots=True)
class CodexPartlyTold(Event):
    """Those up to an id have been told of a version of the codex; others still wait."""

    version_id: int
    after_id: int
