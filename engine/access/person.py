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
        regimes: by house, the legal regimes under which their organisation has a ground to take part in a
            case; in a house that is not there it has one under all of them.
    """

    subject: str
    name: str
    houses: tuple[str, ...]
    organisation: str
    roles: frozenset[str]
    machine: bool = False
    limits: tuple[tuple[str, frozenset[str]], ...] = ()
    regimes: tuple[tuple[str, frozenset[str]], ...] = ()

    def categories_in(self, house: str) -> frozenset[str] | None:
        """The categories of data that they may be given in a house; None without a limit."""
        return next((categories for limited, categories in self.limits if limited == house), None)

    def has_ground(self, house: str, regime: str | None) -> bool:
        """Whether their organisation has a ground to take part in a case of a house under a regime."""
        permitted = next((regimes for limited, regimes in self.regimes if limited == house), None)
        return regime is None or permitted is None or regime in permitted
