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
        limits: by house, the categories of data that the register lets their organisation be given; a house
            that is not there sets no limit.
    """

    subject: str
    name: str
    houses: tuple[str, ...]
    organisation: str
    roles: frozenset[str]
    machine: bool = False
    limits: tuple[tuple[str, frozenset[str]], ...] = ()

    def categories_in(self, house: str) -> frozenset[str] | None:
        """The categories of data that they may be given in a house; None without a limit."""
        return next((categories for limited, categories in self.limits if limited == house), None)
