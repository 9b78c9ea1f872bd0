from augenhoehe.foundation.jobs.models import Job, WorkerBeat

__all__ = ["Job", "WorkerBeat"]
