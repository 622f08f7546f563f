"""A template as deployed: what its head declares, and its text in parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from engine.feel import Expression
from engine.model.declaration import Audience

MAIL: Final = "mail"
"""The channel that nothing but ordinary data may take: it is read by whoever carries it."""
HTML: Final = "text/html"
PLAIN: Final = "text/plain"


@dataclass(frozen=True, slots=True)
class Literal:
    """Text that stands in the template as it is."""

    text: str


@dataclass(frozen=True, slots=True)
class Placeholder:
    """`{= …}`: the value of FEEL, written for people."""

    expression: Expression
    line: int


@dataclass(frozen=True, slots=True)
class Loop:
    """`{#for name in …}`: once for each item of a list."""

    name: str
    items: Expression
    body: tuple[Part, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Choice:
    """`{#if …}`: one of two texts."""

    condition: Expression
    then: tuple[Part, ...]
    otherwise: tuple[Part, ...]
    line: int


Part = Literal | Placeholder | Loop | Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One template.

    Args:
        id: by which a process names it.
        name: what people call the documents that are made of it.
        version_tag: what a binding by version tag asks for.
        resource: name of the file.
        media_type: of the documents.
        language: in which dates and numbers are written, a BCP 47 tag.
        channel: by which the documents leave the house, where that limits what they may hold.
        audience: who may read the documents.
        categories: of the data in them; reading needs the right to each.
        parts: the text.
    """

    id: str
    name: str
    version_tag: str | None
    resource: str
    media_type: str
    language: str
    channel: str | None
    audience: Audience
    categories: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def reads(self) -> frozenset[str]:
        """The variables that its FEEL reads, those of its own loops left out."""
        return frozenset(_reads(self.parts))


def _reads(parts: tuple[Part, ...]) -> Iterator[str]:
    for part in parts:
        match part:
            case Placeholder(expression):
                yield from _variables(expression)
            case Loop(name, items, body):
                yield from _variables(items)
                yield from (read for read in _reads(body) if read != name)
            case Choice(condition, then, otherwise):
                yield from _variables(condition)
                yield from _reads(then)
                yield from _reads(otherwise)
            case Literal():
                pass


def _variables(expression: Expression) -> frozenset[str]:
    return expression.free_names - expression.filter_names
