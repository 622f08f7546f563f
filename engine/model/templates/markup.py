"""HTML of templates: where values may be filled in, and what a document may not hold.

A document is opened outside the service, by people who trust it: it runs nothing and fetches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from engine.model.templates.faults import TemplateFault

_RAW: Final = re.compile(r"<(/?)(style|script|title|textarea)\b", re.IGNORECASE)
_ACTIVE: Final = re.compile(
    r"<\s*(?:script|iframe|object|embed|form|input|button|link|base|svg|math|template|frame|frameset)\b"
    r"|<\s*meta\b[^>]*http-equiv|\son\w+\s*=|javascript:|@import|url\s*\(|\bsrcset\s*=|\sbackground\s*="
    r"|\ssrc\s*=\s*[\"']?\s*(?!data:image/(?:png|jpeg|gif);base64,)",
    re.IGNORECASE,
)


class Markup:
    """Follows the text of a template, to know whether a place is text between tags."""

    def __init__(self) -> None:
        self._tail = ""
        self._raw: str | None = None

    def follow(self, literal: str) -> None:
        """Go on with the next piece of text."""
        for closing, name in _RAW.findall(literal):
            self._raw = None if closing else name.lower()
        seen = self._tail + literal
        comment = seen.rfind("<!--")
        opened = comment if comment > seen.rfind("-->") else seen.rfind("<")
        self._tail = seen[opened:] if opened > seen.rfind(">") or opened == comment >= 0 else ""

    @property
    def closed_to_values(self) -> bool:
        """Whether this is inside a tag, a comment or an element whose text is no text for people."""
        return bool(self._tail) or self._raw in ("style", "script")


def active_content(text: str, first_line: int) -> Iterator[TemplateFault]:
    """Yield a fault for each thing that would run, be sent or be fetched when a document is opened."""
    for found in _ACTIVE.finditer(text):
        line = first_line + text.count("\n", 0, found.start())
        detail = f"A document runs and fetches nothing, and this does: {found[0].strip()!r}."
        yield TemplateFault(line, detail, "Remove it; write images as `data:` and styles in the file.")
