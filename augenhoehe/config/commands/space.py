"""`augenhoehe space …`"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from augenhoehe.config.commands.command import Parsers, add, add_group
from augenhoehe.config.commands.people import find, open_database, tell


def add_to(parsers: Parsers[ArgumentParser]) -> None:
    group = add_group(parsers, "space", "Spaces.")
    create = add(group, "create", _create, "Found a space; its reach never changes.")
    create.add_argument("slug", metavar="SLUG", help="short name in the address")
    create.add_argument("--name", required=True, help="the name people read")
    create.add_argument("--reach", required=True, choices=["circle", "house", "world"])
    create.add_argument("--join", default="open", choices=["open", "request", "invite"])
    create.add_argument("--moderator", metavar="NAME", help="who looks after it")
    create.add_argument("--json", action="store_true")


def _create(options: Namespace) -> None:
    from django.db import transaction

    from augenhoehe.domain.spaces.actions import create_space, make_space_moderator

    open_database()
    with transaction.atomic():
        space = create_space(
            slug=options.slug,
            name=options.name,
            reach=options.reach,
            join=options.join,
            by=None,
        )
        if options.moderator:
            make_space_moderator(space, find(options.moderator), by=None)
    result = {"id": str(space.id), "slug": space.slug}
    tell(result, f"Founded the space {space.name} ({space.reach}).", as_json=options.json)
