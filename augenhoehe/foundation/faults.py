"""Faults of the machine that may pass: they are said as they are, and one tries again."""

from __future__ import annotations

import errno

from django.db import DatabaseError, OperationalError


def is_passing(fault: BaseException) -> bool:
    """Whether a fault is one of the machine that may pass: full, locked, read-only."""
    if isinstance(fault, OSError):
        return fault.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EMFILE)
    words = ("locked", "full", "readonly", "disk i/o", "connection", "unable to open")
    return isinstance(fault, OperationalError | DatabaseError) and any(
        word in str(fault).lower() for word in words
    )
