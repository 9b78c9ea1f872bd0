"""How it goes with the servers of the stories this morning: well, or not at all."""

from __future__ import annotations

from datetime import datetime

from augenhoehe.demo.world import Told, World, told
from augenhoehe.foundation import clock
from augenhoehe.interfaces.federation.models import Activity, Delivery, Peer
from augenhoehe.interfaces.federation.outbox.fan_out import line_of


def leave_servers_as_they_are(world: World) -> None:
    """Everything has arrived, but for what the stories say of servers that do not answer.

    Nobody lives at these addresses, so nothing else may wait to be sent there.
    """
    Delivery.objects.all().delete()
    Peer.objects.update(due_at=None)
    for server in told("elsewhere")["servers"]:
        _leave(world, server)


def _leave(world: World, server: Told) -> None:
    peer = Peer.objects.get(host=server["host"])
    peer.asked_at = clock.now()
    for name in ("last_received", "last_delivered", "last_failed"):
        if name in server:
            setattr(peer, f"{name}_at", world.days.moment(server[name]))
    peer.failures, peer.last_error = server.get("failures", 0), server.get("error", "")
    if "closed_until" in server:
        peer.closed_until = world.days.moment(server["closed_until"])
        peer.due_at = peer.closed_until
    peer.scheme = server.get("scheme", "")
    peer.save()
    for n, activity in enumerate(_last_said(server.get("waiting", 0) + server.get("given_up", 0))):
        _wait(world, server, activity, gave_up=n >= server.get("waiting", 0))


def _last_said(many: int) -> list[Activity]:
    said = Activity.objects.filter(kind="Create", account__handle="lindenrad").order_by("-id")
    return list(said[:many])


def _wait(world: World, server: Told, activity: Activity, *, gave_up: bool) -> None:
    due: datetime = world.days.moment(server["closed_until"])
    Delivery.objects.create(
        activity=activity,
        inbox=f"https://{server['host']}/inbox",
        host=server["host"],
        line=line_of(server["host"], activity.account_id, activity.object),
        due_at=due,
        attempts=9 if gave_up else 4,
        last_error=server["error"],
        gave_up_at=world.days.moment(server["last_failed"]) if gave_up else None,
    )
