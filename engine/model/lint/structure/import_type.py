"""The type of an import is the absolute address of the language that it is written in (clause 8.2.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Imports of another type."""
    for element in model.named("import"):
        written = element.attributes.get("importType")
        if written is not None and not _ABSOLUTE.match(written.strip()):
            yield Fault(element, f"`importType` is `{written}`")


_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+$")


RULE = Rule(
    "import-type",
    __doc__ or "",
    "Write the namespace of the language, such as `http://www.w3.org/2001/XMLSchema`.",
    check,
)
