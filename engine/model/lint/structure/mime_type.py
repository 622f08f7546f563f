"""`textFormat` must be a mime type, or readers cannot know how to show the text (clause 8.3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Texts and scripts with another format."""
    for element in model.named("documentation", "textAnnotation"):
        written = element.attributes.get("textFormat")
        if written is not None and not _MIME.fullmatch(written.strip()):
            yield Fault(element, f"`textFormat` is `{written}`")


_MIME = re.compile(r"[\w.+-]+/[\w.+-]+(\s*;.*)?")


RULE = Rule(
    "mime-type",
    __doc__ or "",
    "Write a mime type, such as `text/plain`.",
    check,
)
