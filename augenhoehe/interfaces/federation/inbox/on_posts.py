"""What is said, shared, liked and quoted elsewhere: which handler takes which activity."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from augenhoehe.interfaces.federation.inbox.handlers import Handler, Need
from augenhoehe.interfaces.federation.inbox.on_changes import (
    need_of_update,
    on_delete,
    on_update,
)
from augenhoehe.interfaces.federation.inbox.on_create import need_of_create, on_create
from augenhoehe.interfaces.federation.inbox.on_pins import need_of_pin, on_add, on_remove
from augenhoehe.interfaces.federation.inbox.on_quotes import (
    need_of_quote_request,
    on_accept,
    on_quote_request,
    on_reject,
)
from augenhoehe.interfaces.federation.inbox.on_sharing import (
    need_of_announce,
    on_announce,
    on_like,
    on_undo,
)

HANDLERS: Mapping[str, Handler] = MappingProxyType(
    {
        "Create": on_create,
        "Update": on_update,
        "Delete": on_delete,
        "Announce": on_announce,
        "Like": on_like,
        "EmojiReact": on_like,
        "Undo": on_undo,
        "Add": on_add,
        "Remove": on_remove,
        "QuoteRequest": on_quote_request,
        "Accept": on_accept,
        "Reject": on_reject,
    }
)
NEEDS: Mapping[str, Need] = MappingProxyType(
    {
        "Create": need_of_create,
        "Update": need_of_update,
        "Announce": need_of_announce,
        "Add": need_of_pin,
        "QuoteRequest": need_of_quote_request,
    }
)
