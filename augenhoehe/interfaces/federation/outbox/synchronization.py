"""Telling a server whom of its people we hold for followers (FEP-8fcf)."""

from __future__ import annotations


def synchronization_of(account_id: int, host: str) -> str:
    """The value of Collection-Synchronization for one of our accounts and a server."""
    return ""
