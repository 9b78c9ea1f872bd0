import re
import pytest
from augenhoehe.interfaces.mastodon_api.methods import documented, offered
from tests.interfaces.mastodon_api.conftest import *  # noqa
OFF = sorted((o.verb, o.path.partition("?")[0]) for o in documented() if o.key in offered() and o.path.startswith("/api/"))
def test_probe(cast, program):
    ro = program(cast.karl, scopes="read profile push").client
    wo = program(cast.karl, scopes="write push").client
    for verb, path in OFF:
        at = re.sub(r":\w+", str(cast.ada.id), path)
        if verb != "GET":
            a = ro.generic(verb, at)
            if a.status_code != 403: print("RO", verb, path, a.status_code, a.content[:80])
        else:
            a = wo.generic(verb, at)
            if a.status_code != 403: print("WO", verb, path, a.status_code, a.content[:80])
