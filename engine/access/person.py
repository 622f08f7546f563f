"""Who asks: a person or a machine, as their token names them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """A caller whose token was found valid.

    Args:
        subject: lasting id at the identity provider.
        name: what colleagues call them; shown, never used to decide.
        houses: ids of the houses they work for.
        organisation: id of the organisation that employs them.
        roles: ids of their roles.
        machine: whether this is an integrator's account and not a human being.
    """

    subject: str
    name: str
    houses: tuple[str, ...]
    organisation: str
    roles: frozenset[str]
    machine: bool = False
