"""`augenhoehe voice …`"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from augenhoehe.config.commands.command import Parsers, add, add_group
from augenhoehe.config.commands.people import find, open_database, tell


def add_to(parsers: Parsers[ArgumentParser]) -> None:
    group = add_group(parsers, "voice", "Voices of the organisation.")
    create = add(group, "create", _create, "Found a voice.")
    create.add_argument("handle", metavar="HANDLE")
    create.add_argument("--name", required=True, help="the name people read")
    create.add_argument("--steward", metavar="NAME", help="who looks after it")
    create.add_argument("--json", action="store_true")


def _create(options: Namespace) -> None:
    from django.db import transaction

    from augenhoehe.domain.people import actions
    from augenhoehe.domain.people.models import VoiceMembership

    open_database()
    with transaction.atomic():
        voice = actions.create_voice(handle=options.handle, name=options.name, by=None)
        if options.steward:
            role = VoiceMembership.Role.STEWARD
            actions.add_to_voice(voice, find(options.steward), by=None, role=role)
    result = {"id": str(voice.id), "name": voice.handle}
    tell(result, f"Founded the voice {voice}.", as_json=options.json)
