"""A process that dies in the middle of a command: `kill -9` at a named point, for the tests of crashes.

Run as `python -m tests.integration.crashing DATABASE_URL FOLDER TASK_ID POINT`.
"""

import os
import signal
import sys
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


def _die_at(wanted: str) -> None:
    def failpoint(point: str) -> None:
        if point == wanted:
            os.kill(os.getpid(), signal.SIGKILL)

    with opened(sys.argv[1], Path(sys.argv[2])) as services:
        answer(services.failing_at(failpoint), sys.argv[3])


if __name__ == "__main__":
    _die_at(sys.argv[4])
