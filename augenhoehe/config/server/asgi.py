"""The one door: live streams stay on the loop, everything else goes to Django in a thread."""

from __future__ import annotations

from concurrent.futures import Executor
from pathlib import Path

from django.conf import settings

from augenhoehe.config.server.answers import Application, Receive, Scope, Send, answer
from augenhoehe.config.server.away import PassingOn
from augenhoehe.config.server.kept import KeptAnswers
from augenhoehe.config.server.preflight import answer_preflight, is_preflight
from augenhoehe.config.server.streaming import Streaming
from augenhoehe.config.server.streams import LiveStreams
from augenhoehe.config.server.threaded import ThreadedWSGI, Wsgi
from augenhoehe.interfaces.federation.inbox.door import Door


def build_asgi(wsgi: Wsgi, executor: Executor, inbox: Door | None = None) -> Application:
    """The whole server as an ASGI application; pages are made by the threads of `executor`."""
    inbox = inbox or Door()
    threaded = ThreadedWSGI(wsgi, executor, Path(str(settings.FILE_UPLOAD_TEMP_DIR)))
    pages = PassingOn(KeptAnswers(threaded))
    on_the_loop: dict[str, Application] = {"/live": LiveStreams(executor)}
    streaming = Streaming(executor)

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":  # only its address becomes one (`protocol.py`)
            await streaming(scope, receive, send)
            return
        if scope["type"] != "http":
            raise NotImplementedError(scope["type"])
        if "\0" in scope["path"]:
            await answer(send, 400, "An address has no zero bytes.", path=scope["path"])
            return
        if inbox.is_for(scope["path"]):
            await inbox(scope, receive, send)
            return
        if is_preflight(scope):
            await answer_preflight(send)
            return
        if streaming.has(scope["path"]):
            await streaming(scope, receive, send)
            return
        await on_the_loop.get(scope["path"], pages)(scope, receive, send)

    return application
