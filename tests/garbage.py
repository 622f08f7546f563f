"""What is loaded to run the tests stays to the end: the garbage collector need not look through it again."""

import gc

THRESHOLDS = (10_000, 20, 50)
"""Scenarios make so many objects that live on that Python's own thresholds cost an eighth of the time."""

gc.set_threshold(*THRESHOLDS)


def pytest_collection_finish() -> None:
    """Set aside all modules and collected tests before the first of them runs."""
    gc.collect()
    gc.freeze()
