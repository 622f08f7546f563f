"""Processes of their own that start at once: they are forked from one that has imported what they need."""

import multiprocessing
from collections.abc import Callable
from typing import Any, Final

_CONTEXT: Final = multiprocessing.get_context("forkserver")
_SECONDS: Final = 60


def prepare(*modules: str) -> None:
    """Name the modules that processes need, before the first of them starts.

    They are found from the root of the repository; anywhere else each process imports them itself.
    """
    _CONTEXT.set_forkserver_preload(list(modules))


def exit_code_of(target: Callable[..., object], *arguments: Any) -> int | None:
    """Call a function in a process of its own; return how it ended, minus the signal that killed it.

    Raises:
        TimeoutError: it did not end.
    """
    process = _CONTEXT.Process(target=target, args=arguments)
    process.start()
    process.join(_SECONDS)
    try:
        if process.is_alive():
            process.kill()
            process.join()
            raise TimeoutError(f"{target.__qualname__} did not end in {_SECONDS} s")
        return process.exitcode
    finally:
        process.close()
