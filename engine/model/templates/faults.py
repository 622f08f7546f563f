"""What can be wrong with a template."""

from __future__ import annotations


class TemplateFault(Exception):  # noqa: N818 - it is a verdict on a file
    """What is wrong with a template, where, and how to mend it."""

    def __init__(self, line: int, detail: str, remedy: str) -> None:
        super().__init__(detail)
        self.line = line
        self.detail = detail
        self.remedy = remedy
