"""A process that dies in the middle of a command: `kill -9` at a named point, for the tests of crashes."""

import os
import signal
from pathlib import Path

from engine.commands.answering import answer_once
from engine.commands.complete_task import CompletedTask, complete_task
from engine.commands.replay import Answer, Request
from engine.commands.services import Services
from engine.errors import Refusal
from tests.integration.world import ANNA, opened

POINTS = ("locked", "stepped", "written", "committed", "delivering")


def answer(services: Services, task_id: str) -> Answer:
    """Complete a task as one request with an `Idempotency-Key`."""
    request = Request(ANNA, "POST", f"/tasks/{task_id}/completion", "key-1", b"{}")

    def render(done: CompletedTask) -> Answer:
        return Answer(200, {"X": "1"}, f"revision {done.revision}")

    def refuse(refusal: Refusal) -> Answer:
        return Answer(409, {}, refusal.code)

    return answer_once(
        services,
        request,
        lambda own: complete_task(own, ANNA, task_id, {"said": "once"}),
        render=render,
        refuse=refuse,
    )


def complete_and_die(database_url: str, folder: Path, task_id: str, at: str) -> None:
    """Complete a task, and kill the process at a point on the way."""

    def failpoint(point: str) -> None:
        if point == at:
            os.kill(os.getpid(), signal.SIGKILL)

    with opened(database_url, folder) as services:
        answer(services.failing_at(failpoint), task_id)
