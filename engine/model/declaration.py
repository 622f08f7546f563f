"""What a designer declares of a piece of data: who may read it, its category, whether it is searchable."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from engine.model.manifest import ORDINARY

Path = tuple[str | None, ...]
"""Steps from a variable downwards: a name for an entry of an object, None for the items of a list."""

ADDRESSEE = "addressee"
NOBODY = "nobody"

_GRANT = re.compile(r"(?P<role>[^\s:@+]+)(?P<own>:own)?(?:@(?P<stage>[^\s:@+]+)\+)?")


class BadDeclaration(ValueError):  # noqa: N818 - it is a verdict on what a designer wrote
    """A declaration that cannot be read; the message says what would be right."""


@dataclass(frozen=True, slots=True)
class Grant:
    """Holders of `role` may read: only what their organisation wrote (`own`), only from a stage onwards."""

    role: str
    own: bool = False
    from_stage: str | None = None

    def __str__(self) -> str:
        since = f"@{self.from_stage}+" if self.from_stage else ""
        return f"{self.role}{':own' if self.own else ''}{since}"


@dataclass(frozen=True, slots=True)
class Audience:
    """Who may read; nobody when there is no grant and the addressee is not meant."""

    grants: frozenset[Grant] = frozenset()
    addressee: bool = False

    def __str__(self) -> str:
        parts = sorted(str(grant) for grant in self.grants) + ([ADDRESSEE] if self.addressee else [])
        return ", ".join(parts) or NOBODY


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What is declared of one path, and where.

    Args:
        audience: who may read it.
        category: category of data in the manifest.
        purpose: purpose of processing in the manifest, where the process names one.
        searchable: whether cases can be found by its exact value.
        declared_at: the place, for findings: resource and element.
    """

    audience: Audience = Audience()
    category: str = ORDINARY
    purpose: str | None = None
    searchable: bool = False
    declared_at: str = ""

    def agrees_with(self, other: Declaration) -> bool:
        """Tell whether both say the same about reading and searching."""
        own = (self.audience, self.category, self.searchable)
        return own == (other.audience, other.category, other.searchable)


def read_audience(parts: Sequence[str]) -> Audience:
    """Read the parts of an `audience` property.

    Args:
        parts: what stands between its commas: `role`, `role:own`, `role@stage+`, `role:own@stage+`,
            `addressee` or `nobody`.

    Raises:
        BadDeclaration: a part is none of these, or `nobody` stands beside others.
    """
    words = [part.strip() for part in parts if part.strip()]
    if NOBODY in words:
        if len(words) > 1:
            raise BadDeclaration(f"`{NOBODY}` stands beside others: leave it out or let it stand alone")
        return Audience()
    grants = frozenset(_grant(word) for word in words if word != ADDRESSEE)
    return Audience(grants, ADDRESSEE in words)


def _grant(word: str) -> Grant:
    match = _GRANT.fullmatch(word)
    if match is None:
        raise BadDeclaration(
            f"{word!r} is no audience: write `role`, `role:own`, `role@stage+`, `{ADDRESSEE}` or `{NOBODY}`"
        )
    return Grant(match["role"], match["own"] is not None, match["stage"])


def path_text(path: Path) -> str:
    """The path as people write it: `actions[].owner`."""
    text = ""
    for step in path:
        text += "[]" if step is None else f".{step}" if text else step
    return text


def read_path(text: str) -> Path:
    """Read a path as people write it; undoes :func:`path_text` for names without dots and brackets."""
    steps: list[str | None] = []
    for word in text.split("."):
        name = word.rstrip("[]")
        steps.append(name)
        steps.extend([None] * ((len(word) - len(name)) // 2))
    return tuple(steps)
