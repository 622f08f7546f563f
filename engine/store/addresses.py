"""Public ids of what lives inside a root instance: the root's id, a point, and a number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from engine.errors import NotFound

_UUID: Final = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_ADDRESS: Final = re.compile(rf"(?P<root>{_UUID})(?:\.(?P<number>0|[1-9][0-9]{{0,9}}))?")


@dataclass(frozen=True, slots=True)
class Address:
    """A process instance (the root has number 0) or an element instance, task, job or incident."""

    root_id: str
    number: int

    def __str__(self) -> str:
        return self.root_id if self.number == 0 else f"{self.root_id}.{self.number}"


def instance_address(text: str) -> Address:
    """Read the id of a process instance.

    Raises:
        NotFound: no id has that form.
    """
    return _read(text)


def element_address(text: str) -> Address:
    """Read the id of an element instance, task, job or incident.

    Raises:
        NotFound: no id has that form.
    """
    address = _read(text)
    if address.number == 0:
        raise NotFound
    return address


def root_of(text: str | None) -> str | None:
    """Return the root id in a public id; None for what has not the form of one."""
    found = None if text is None else _ADDRESS.fullmatch(text)
    return None if found is None else found["root"]


def _read(text: str) -> Address:
    found = _ADDRESS.fullmatch(text)
    if found is None:
        raise NotFound
    return Address(found["root"], int(found["number"] or 0))
