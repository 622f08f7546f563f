"""A file of measures as data: values that elements write, and figures over the rows that this makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import Final

PlainValue = bool | int | Decimal | str
"""What a row holds: yes or no, a number, or a code of a closed list."""

LARGEST_NUMBER: Final = 99_999
"""No measured number is larger: one with more digits could be somebody's number."""


class ValueType(Enum):
    """What a measured value is."""

    NUMBER = "number"
    BOOLEAN = "boolean"
    CODE = "code"
    ORGANISATION = "organisation"
    """An organisation of the register: it says whose cases these are, and makes no figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredValue:
    """A value that `measure.<name>` writes.

    Args:
        name: after `measure.`.
        label: as people read it.
        type: what it is.
        codes: the closed list of a code with the labels of its members.
        of_house: it tells of a house and of nobody: nothing of it needs to be suppressed.
    """

    name: str
    label: str
    type: ValueType
    codes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    of_house: bool = False

    def objection(self, value: object) -> str | None:
        """What is wrong with a value, without repeating it; None when it may be kept."""
        match self.type:
            case ValueType.BOOLEAN:
                return None if isinstance(value, bool) else "it must be true or false"
            case ValueType.CODE:
                listed = isinstance(value, str) and value in self.codes
                return None if listed else "it must be a code of its list"
            case ValueType.ORGANISATION:
                return None if isinstance(value, str) else "it must be the id of an organisation"
            case ValueType.NUMBER:
                return None if is_plain_number(value) else NO_PLAIN_NUMBER


NO_PLAIN_NUMBER: Final = f"it must be a number of at most {LARGEST_NUMBER} with at most two decimals"


def is_plain_number(value: object) -> bool:
    """Tell whether a number is small and round enough to be nobody's."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return False
    number = Decimal(value)
    return abs(number) <= LARGEST_NUMBER and number * 100 == int(number * 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Rows by the names of their values, and by what they hold; None: anything."""

    names: tuple[str, ...]
    values: tuple[PlainValue, ...] | None = None
    at_least: Decimal | None = None
    at_most: Decimal | None = None

    def holds(self, value: PlainValue) -> bool:
        """Tell whether a row with such a value is among them."""
        if self.values is not None and value not in self.values:
            return False
        if self.at_least is None and self.at_most is None:
            return True
        if isinstance(value, str | bool):
            return False
        low, high, number = self.at_least, self.at_most, Decimal(value)
        return (low is None or number >= low) and (high is None or number <= high)


class SpanUnit(Enum):
    """In what the time between two rows is counted."""

    WORKING_DAYS = "working days"
    DAYS = "days"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From a row to the next row of the same subject that ends it; it falls in the period of its end."""

    begin: Rows
    end: Rows
    unit: SpanUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """Subjects that began and did not end: at the end of the period, or at any time in it."""

    begin: Rows
    end: Rows
    in_period: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Houses:
    """The houses that take part at a date of each year, written as month and day."""

    month: int
    day: int


Population = Rows | Span | Open | Houses


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Which of a whole a share counts.

    Args:
        rows: a row of the same subject (house, for a whole of houses) that there must be; None: its own.
        own: what the whole's own value must be, where no other row is asked for.
        same_value: the other row holds what the whole's row holds.
        within_months: at most so long after the row of the whole.
        within_working_days: as above.
        longer_than_months: open for longer than this, at the end of the period.
    """

    rows: Rows | None = None
    own: Rows | None = None
    same_value: bool = False
    within_months: int | None = None
    within_working_days: int | None = None
    longer_than_months: int | None = None


class FigureKind(Enum):
    """How a figure is made of a population."""

    COUNT = "count"
    SHARE = "share"
    MEDIAN = "median"
    P90 = "p90"
    MEAN = "mean"
    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    SPREAD = "spread"
    CHANGE = "change"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of a measure.

    Args:
        id: its id.
        label: as people read it.
        kind: how it is made.
        of: of what.
        part: for a share.
        by: what it is broken down by: names of codes, `value` or `name` of the row itself.
        sensitive: a share tells nothing of fewer than the least, of those in the part nor of the others.
        baseline: the year from which a change counts.
    """

    id: str
    label: str
    kind: FigureKind
    of: Population
    part: Part | None = None
    by: tuple[str, ...] = ()
    sensitive: bool = False
    baseline: int | None = None

    @property
    def codes(self) -> frozenset[str]:
        """The names of codes that it is broken down by."""
        return frozenset(self.by) - OWN_DIMENSIONS

    @property
    def names(self) -> frozenset[str]:
        """The names of all rows that it needs."""
        match self.of:
            case Rows(names=names):
                needed = set(names)
            case Span(begin=begin, end=end) | Open(begin=begin, end=end):
                needed = {*begin.names, *end.names}
            case Houses():
                needed = set()
        if self.part is not None and self.part.rows is not None:
            needed.update(self.part.rows.names)
        return frozenset(needed | self.codes)


OWN_DIMENSIONS: Final = frozenset({"value", "name"})
"""What a row can be broken down by out of itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """Roles that may read.

    Args:
        house: the figures of their own houses.
        organisation: those of the cases of their own organisation, in their own houses.
        region: those of all houses of the region of their own house together, without names of houses.
        national: those of all houses together, without names of houses.
        by_house: those of each house, by name.
    """

    house: frozenset[str] = frozenset()
    organisation: frozenset[str] = frozenset()
    region: frozenset[str] = frozenset()
    national: frozenset[str] = frozenset()
    by_house: frozenset[str] = frozenset()

    @property
    def roles(self) -> frozenset[str]:
        """All roles that may read any figure."""
        return self.house | self.organisation | self.region | self.national | self.by_house


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A measure: its definition in words, and its figures."""

    id: str
    label: str
    definition: str
    version: int
    readers: Readers
    figures: tuple[Figure, ...]

    @property
    def names(self) -> frozenset[str]:
        """The names of all rows that it needs."""
        return frozenset().union(*(figure.names for figure in self.figures))


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """All that a file declares.

    Args:
        name: of the whole.
        least: cells of fewer subjects are suppressed.
        house_freezers: roles that freeze a year of their own house.
        national_freezers: roles that freeze a year of all houses.
        values: what elements may write, by name.
        measures: by id.
    """

    name: str
    least: int
    house_freezers: frozenset[str]
    national_freezers: frozenset[str]
    values: Mapping[str, MeasuredValue]
    measures: Mapping[str, Measure]

    @property
    def organisation(self) -> MeasuredValue | None:
        """The value that says whose a case is; None where the file has none."""
        return next((one for one in self.values.values() if one.type is ValueType.ORGANISATION), None)

    def is_of_house(self, measure: Measure) -> bool:
        """Tell whether a measure tells of houses and of nobody."""
        return all(
            self.values[name].of_house for figure in measure.figures for name in figure.names - {*figure.by}
        )

    def objection(self, name: str, value: object) -> str | None:
        """What is wrong with a value under a name, without repeating it; None when it may be kept.

        A name that is not declared may hold a number or a boolean: a text needs a closed list.
        """
        declared = self.values.get(name)
        if declared is not None:
            return declared.objection(value)
        if isinstance(value, bool):
            return None
        if isinstance(value, str):
            return "a code needs a closed list: declare the name among the values of the measures"
        return None if is_plain_number(value) else NO_PLAIN_NUMBER


NO_MEASURES: Final = Measures(
    name="",
    least=5,
    house_freezers=frozenset(),
    national_freezers=frozenset(),
    values=MappingProxyType({}),
    measures=MappingProxyType({}),
)
"""What holds where none are deployed."""
