"""Structured fields (RFC 9651), as far as signatures need them: read strictly, write exactly.

A dictionary of inner lists is a `Signature-Input`, a dictionary of byte sequences a `Signature`
or a `Content-Digest`. Where the RFC lets the last of two equal keys win, both are refused.
"""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass, field

from augenhoehe.activitypub.signatures.base64 import strict_base64
from augenhoehe.activitypub.signatures.errors import SignatureRefused, Why
