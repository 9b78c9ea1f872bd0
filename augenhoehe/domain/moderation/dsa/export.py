"""Entries of the register as statements of reasons for the EU's transparency database.

Only what restricts somebody's content or account is told (DSA 17(1)): a warning restricts
nothing, and steps elsewhere are no decisions of this server. One entry is one statement; that
a wave was handled as one is said in its facts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from augenhoehe.domain.moderation.dsa import statements as dsa
from augenhoehe.domain.moderation.dsa.terms import (
    LANGUAGES,
    TERRITORIES,
    Category,
    ContentType,
    DecisionAccount,
    DecisionGround,
    DecisionProvision,
    DecisionVisibility,
    SourceType,
)
from augenhoehe.domain.moderation.register.export import Row, last_seq, rows
from augenhoehe.domain.moderation.terms import Event, Ground, Kind, Source, Target

_ERASED = "The text was erased on request; the register shows that there was one."
_LONGEST_EXPLANATION = 2000
_LONGEST_FACTS = 5000


@dataclass(frozen=True, slots=True)
class Decision:
    """What a kind of measure is in the words of the database."""

    visibility: DecisionVisibility | None = None
    other: str = ""
    provision: DecisionProvision | None = None
    account: DecisionAccount | None = None


_V, _P = DecisionVisibility, DecisionProvision
_INTERACTION = Decision(_V.CONTENT_INTERACTION_RESTRICTED)
_DEMOTED = Decision(_V.CONTENT_DEMOTED)

# Every kind stands here; None is not told. A test looks.
DECISIONS: Mapping[Kind, Decision | None] = {
    Kind.REMOVE_POST: Decision(_V.CONTENT_REMOVED),
    Kind.MARK_SENSITIVE: Decision(_V.CONTENT_LABELLED),
    Kind.LIMIT_REACH: _DEMOTED,
    Kind.LOCK_REPLIES: _INTERACTION,
    Kind.PAUSE_THREAD: _INTERACTION,
    Kind.MUTE: _INTERACTION,
    Kind.DELIST: _DEMOTED,
    Kind.WARN: None,
    Kind.TIME_LIMIT: Decision(provision=_P.PARTIAL_SUSPENSION),
    Kind.SUSPEND: Decision(account=DecisionAccount.SUSPENDED),
    Kind.BLOCK: _INTERACTION,
    Kind.REMOVE_MEDIA: Decision(_V.CONTENT_REMOVED),
    Kind.BLOCK_HASHTAG: Decision(_V.OTHER, other="The hashtag leads to no list any more."),
    Kind.LIMIT_DOMAIN: _DEMOTED,
    Kind.SUSPEND_DOMAIN: Decision(_V.CONTENT_DISABLED),
    Kind.WITHDRAW_VOICE: Decision(provision=_P.PARTIAL_TERMINATION),
    Kind.WITHDRAW_HAT: Decision(provision=_P.PARTIAL_TERMINATION),
    Kind.WITHDRAW_POSTING_RIGHT: Decision(provision=_P.PARTIAL_SUSPENSION),
    Kind.DELETION_ELSEWHERE: None,
    Kind.DEMAND_LETTER: None,
    Kind.LAWSUIT: None,
}
_SOURCES = {
    Source.NOTICE: SourceType.ARTICLE_16,
    Source.TRUSTED_FLAGGER: SourceType.TRUSTED_FLAGGER,
    Source.REPORT: SourceType.TYPE_OTHER_NOTIFICATION,
    Source.ORDER: SourceType.TYPE_OTHER_NOTIFICATION,
    Source.OWN_INITIATIVE: SourceType.VOLUNTARY,
}
_CONTENT = {
    Target.POST: ContentType.TEXT,
    Target.THREAD: ContentType.TEXT,
    Target.MEDIA: ContentType.IMAGE,
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An entry that would be refused, or may not be told: its number and why."""

    seq: int
    why: str


def statements(start: int = 1) -> Iterator[tuple[int, dsa.Json | LeftOut]]:
    """Every entry that is to be told, from a number on, with its number."""
    for bit in rows(start, last_seq()):
        for row in bit:
            record = row.facts()
            if record["event"] != Event.INTERVENTION or not DECISIONS[Kind(record["kind"])]:
                continue
            try:
                yield row.seq, dsa.export(statement_of(row, record))
            except dsa.InvalidStatement as problem:
                yield row.seq, LeftOut(row.seq, str(problem))


def batches() -> Iterator[tuple[dsa.Json, list[LeftOut]]]:
    """Bodies of requests of at most a hundred statements, with what was left out on the way."""
    batch: list[dsa.Json] = []
    left_out: list[LeftOut] = []
    for _seq, found in statements():
        if isinstance(found, LeftOut):
            left_out.append(found)
        else:
            batch.append(found)
        if len(batch) == dsa.MOST_IN_A_BATCH:
            yield {"statements": batch}, left_out
            batch, left_out = [], []
    if batch or left_out:
        yield {"statements": batch}, left_out


def batch_after(seq: int) -> tuple[list[dsa.Json], int | None]:
    """At most a hundred statements after an entry, and after which entry there are more."""
    batch: list[dsa.Json] = []
    for number, found in statements(seq + 1):
        if isinstance(found, LeftOut):
            continue
        if len(batch) == dsa.MOST_IN_A_BATCH:
            return batch, seq
        batch.append(found)
        seq = number
    return batch, None


def statement_of(row: Row, record: Mapping[str, Any]) -> dsa.Statement:
    """One entry in the words of the database."""
    decision = DECISIONS[Kind(record["kind"])] or Decision()
    content = _CONTENT.get(Target(record["target"]), ContentType.OTHER)
    applied = date.fromisoformat(str(record.get("starts", record["at"]))[:10])
    language = str(row.words("facts").get("language", "")).upper()
    return dsa.Statement(
        puid=record["id"],
        category=Category(record["category"]),
        content_type=(content,),
        content_type_other=record["target"] if content == ContentType.OTHER else "",
        # The register keeps no date of the content, so that nobody finds it by that.
        content_date=applied,
        application_date=applied,
        decision_facts=_facts(row, record),
        source_type=_SOURCES[Source(record["source"])],
        automated_detection=record.get("found_by_program") == "yes",
        decision_visibility=(decision.visibility,) if decision.visibility else (),
        decision_visibility_other=decision.other,
        decision_provision=decision.provision,
        decision_account=decision.account,
        content_language=language if language in LANGUAGES else "",
        territorial_scope=(record["scope"],) if record.get("scope") in TERRITORIES else (),
        **_ground(row, record),
        **_end(decision, record),
    )


def _facts(row: Row, record: Mapping[str, Any]) -> str:
    text = str(row.words("facts").get("text") or _ERASED)
    if record.get("count", 1) > 1:
        text = f"{record['count']} × {record['target']}: {text}"
    return text[:_LONGEST_FACTS]


def _ground(row: Row, record: Mapping[str, Any]) -> dict[str, Any]:
    clause = f"{record['clause']} (version {record['clause_version']})"
    reasons = str(row.words("reasons").get("text") or _ERASED)[:_LONGEST_EXPLANATION]
    address = f"{settings.BASE_URL}/codex/{record['clause_version']}/{record['clause']}"
    if record["ground"] == Ground.UNLAWFUL:
        return {
            "decision_ground_reference_url": address,
            "decision_ground": DecisionGround.ILLEGAL_CONTENT,
            "illegal_content_legal_ground": record.get("norm") or clause,
            "illegal_content_explanation": reasons,
        }
    return {
        "decision_ground_reference_url": address,
        "decision_ground": DecisionGround.INCOMPATIBLE_CONTENT,
        "incompatible_content_ground": clause,
        "incompatible_content_explanation": reasons,
    }


def _end(decision: Decision, record: Mapping[str, Any]) -> dict[str, Any]:
    if "ends" not in record:
        return {}
    end = date.fromisoformat(record["ends"][:10])
    if decision.visibility:
        return {"end_date_visibility_restriction": end}
    name = "account" if decision.account else "service"
    return {f"end_date_{name}_restriction": end}
