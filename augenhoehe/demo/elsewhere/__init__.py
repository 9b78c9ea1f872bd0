"""People of other servers: what they do arrives as documents, by the door everybody's takes."""

from augenhoehe.demo.elsewhere.conditions import leave_servers_as_they_are
from augenhoehe.demo.elsewhere.telling import plan_elsewhere

__all__ = ["leave_servers_as_they_are", "plan_elsewhere"]
