"""Doing a request with an `Idempotency-Key` once, and giving its first answer again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from engine.commands.replay import Answer, AnsweredBefore, Replay, Request
from engine.commands.services import Services
from engine.errors import Conflict, Refusal, Unavailable

_SERVER_FAULT: Final = 500


def answer_once(
    services: Services,
    request: Request,
    command: Callable[[Services], Any],
    *,
    render: Callable[[Any], Answer],
    refuse: Callable[[Refusal], Answer],
) -> Answer:
    """Give a command, unless this very request was answered in the last 24 hours.

    Args:
        services: what commands work with.
        request: what was asked.
        command: gives one command, with the services that it is handed.
        render: makes the answer; called inside the command's transaction.
        refuse: makes the answer of a refusal; it is kept too, unless the same request may succeed later.

    Raises:
        Conflict: others were in the way: try again.
        Unavailable: try again later.
    """
    replay = Replay(services.keys, services.database.dialect, services.machine_clock.now(), request, render)
    try:
        return render(command(services.answering(replay)))
    except AnsweredBefore as before:
        return before.answer
    except Refusal as refusal:
        if isinstance(refusal, Unavailable) or (isinstance(refusal, Conflict) and refusal.retry_after):
            raise
        answer = refuse(refusal)
        if answer.status >= _SERVER_FAULT:
            raise
        with services.database.write() as connection:
            replay.keep_refusal(connection, answer)
        return answer
