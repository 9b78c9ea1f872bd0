"""The tables of the criticism room."""

from augenhoehe.domain.criticism.models.case import (
    ENDED,
    WAITING,
    Answer,
    Case,
    CaseEvent,
)
from augenhoehe.domain.criticism.models.desk import (
    Answering,
    DeskRules,
    NoDigest,
    OverdueNotice,
    PrivateNote,
    SharedDraft,
    TextBlock,
    TreeAnswer,
    Webhook,
)
from augenhoehe.domain.criticism.models.help import Backing, PlaybookRun
from augenhoehe.domain.criticism.models.offer import CriticLink, Offer, Submission

__all__ = [
    "ENDED",
    "WAITING",
    "Answer",
    "Answering",
    "Backing",
    "Case",
    "CaseEvent",
    "CriticLink",
    "DeskRules",
    "NoDigest",
    "Offer",
    "OverdueNotice",
    "PlaybookRun",
    "PrivateNote",
    "SharedDraft",
    "Submission",
    "TextBlock",
    "TreeAnswer",
    "Webhook",
]
