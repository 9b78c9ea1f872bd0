"""Django's task interface over the table of leased jobs.

`@task` functions of the rooms become jobs of kind "task": the path of the task and its
arguments, written in the transaction that wanted it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.exceptions import InvalidTaskError
from django_tasks.utils import normalize_json

from augenhoehe.foundation.jobs import enqueue

KIND = "task"


class LeasedBackend(BaseTaskBackend):
    """Enqueues only; the worker runs, tries again and forgets."""

    supports_defer = True

    def validate_task(self, task: Task[..., Any]) -> None:
        super().validate_task(task)
        if task.takes_context:
            raise InvalidTaskError("Tasks here are told their arguments and nothing else.")

    def enqueue(self, task: Task[..., Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        self.validate_task(task)
        payload = {
            "task": task.module_path,
            "args": normalize_json(args),
            "kwargs": normalize_json(kwargs),
        }
        json.dumps(payload, allow_nan=False)  # NaN is a number to Python, but not to JSON
        identifier = enqueue(KIND, payload, due_at=task.run_after)
        return TaskResult(
            task=task,
            id=str(identifier),
            status=TaskResultStatus.READY,
            enqueued_at=None,
            started_at=None,
            finished_at=None,
            last_attempted_at=None,
            args=payload["args"],
            kwargs=payload["kwargs"],
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )


def run_task(payload: Mapping[str, Any]) -> None:
    """The job of kind "task"."""
    task = import_string(payload["task"])
    if not isinstance(task, Task):
        raise InvalidTaskError(f"{payload['task']} is not a task.")
    task.call(*payload["args"], **payload["kwargs"])
