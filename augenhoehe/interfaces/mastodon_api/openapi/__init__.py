"""The client API described for programs (OpenAPI 3.1), read off the routes themselves.

What a method takes is not written down a second time: `reading` finds in its code which
parameters it asks for and as what, and which scopes; `document` puts that into words.
"""

from augenhoehe.interfaces.mastodon_api.openapi.document import description

__all__ = ["description"]
