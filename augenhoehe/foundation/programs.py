"""Which addresses are for programs: they get JSON, never a page, and may ask from anywhere."""

_FOR_PROGRAMS = (
    "/api/",
    "/oauth/token",
    "/oauth/revoke",
    "/oauth/userinfo",
    "/.well-known/",
    "/nodeinfo/",
    "/health",
)


def is_for_programs(path: str) -> bool:
    """Whether a path is one that programs read and nobody looks at."""
    return path.startswith(_FOR_PROGRAMS)
