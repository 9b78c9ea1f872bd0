"""The tables of the moderation room, one file per facet."""

from augenhoehe.domain.moderation.models.appeal import Appeal
from augenhoehe.domain.moderation.models.check import Amplification, StreisandCheck
from augenhoehe.domain.moderation.models.intervention import DomainMeasure, Intervention, Target
from augenhoehe.domain.moderation.models.office import Office, OfficeReading
from augenhoehe.domain.moderation.models.register import (
    RegisterEntry,
    RegisterHead,
    RegisterSubscriber,
    RegisterTally,
    RegisterText,
    VerificationRun,
)
from augenhoehe.domain.moderation.models.report import Report, ReportMessage, ReportStep

__all__ = [
    "Amplification",
    "Appeal",
    "DomainMeasure",
    "Intervention",
    "Office",
    "OfficeReading",
    "RegisterEntry",
    "RegisterHead",
    "RegisterSubscriber",
    "RegisterTally",
    "RegisterText",
    "Report",
    "ReportMessage",
    "ReportStep",
    "StreisandCheck",
    "Target",
    "VerificationRun",
]
