"""Functions that look into lists or make lists of lists (DMN 1.5, 10.3.4.4 and 10.3.4.8)."""

from __future__ import annotations

from decimal import Decimal
from functools import cmp_to_key

from engine.feel.builtins.signature import Family
from engine.feel.comparison import equal
from engine.feel.evaluation import Evaluation
from engine.feel.numbers import as_int
from engine.feel.types import type_name
from engine.feel.values import DaysTimeDuration, FeelDate, FeelFunction, Value, YearsMonthsDuration

FAMILY = Family()
Number = int | Decimal
Items = list[Value]
_HASHABLE = (str, bool, int, Decimal, FeelDate, DaysTimeDuration, YearsMonthsDuration)


@FAMILY.define("list contains", "list: list, element: any")
def list_contains(evaluation: Evaluation, list_: Items, element: Value) -> bool:
    """Whether an item equals the element, which may be null."""
    evaluation.work(len(list_))
    return any(equal(item, element, evaluation.work) is True for item in list_)


@FAMILY.define("count", "list: list")
def count(evaluation: Evaluation, list_: Items) -> int:
    """The number of items."""
    return len(list_)


@FAMILY.define("sublist", "list: list, start position: number, length: number?")
def sublist(evaluation: Evaluation, list_: Items, start: Number, length: Number | None = None) -> Value:
    """The items from a position (1 is the first, -1 the last), so many or to the end."""
    first = _index(list_, start)
    if first is None:
        return evaluation.null("index", "sublist: the start position lies outside the list")
    if length is None:
        return evaluation.items(list_[first:])
    size = int(length)
    if size < 1 or first + size > len(list_):
        return evaluation.null("index", "sublist: the length goes beyond the list")
    return evaluation.items(list_[first : first + size])


def _index(list_: Items, position: Number) -> int | None:
    """The Python index of a FEEL position; None outside the list."""
    place = as_int(position)
    if place is None or place == 0 or abs(place) > len(list_):
        return None
    return place - 1 if place > 0 else len(list_) + place


@FAMILY.define("append", "list: list, item: any*")
def append(evaluation: Evaluation, list_: Items, *items: Value) -> Items:
    """The list with items added at its end."""
    return evaluation.tree([*list_, *items])


@FAMILY.define("concatenate", "list: list*")
def concatenate(evaluation: Evaluation, *lists: Items) -> Items:
    """The items of all lists, one after another."""
    evaluation.charge(sum(len(each) for each in lists))
    return evaluation.tree([item for each in lists for item in each])


@FAMILY.define("insert before", "list: list, position: number, newItem: any")
def insert_before(evaluation: Evaluation, list_: Items, position: Number, new_item: Value) -> Value:
    """The list with an item inserted at a position."""
    index = _index(list_, position)
    if index is None:
        return evaluation.null("index", "insert before: the position lies outside the list")
    return evaluation.tree([*list_[:index], new_item, *list_[index:]])


@FAMILY.define("remove", "list: list, position: number")
def remove(evaluation: Evaluation, list_: Items, position: Number) -> Value:
    """The list without the item at a position."""
    index = _index(list_, position)
    if index is None:
        return evaluation.null("index", "remove: the position lies outside the list")
    return evaluation.items([*list_[:index], *list_[index + 1 :]])


@FAMILY.define("list replace", "list: list, position: number, newItem: any")
def list_replace(evaluation: Evaluation, list_: Items, position: Number, new_item: Value) -> Value:
    """The list with another item at a position."""
    index = _index(list_, position)
    if index is None:
        return evaluation.null("index", "list replace: the position lies outside the list")
    return evaluation.tree([*list_[:index], new_item, *list_[index + 1 :]])


@FAMILY.define("list replace", "list: list, match: function, newItem: any")
def list_replace_matching(
    evaluation: Evaluation, list_: Items, match: FeelFunction, new_item: Value
) -> Value:
    """The list with another item in place of each for which ``match(item, newItem)`` is true."""
    replaced: Items = []
    for item in list_:
        matched = match.invoke(evaluation, (item, new_item))
        if type(matched) is not bool:
            return evaluation.null("argument", "list replace: 'match' must answer a boolean")
        replaced.append(new_item if matched else item)
    return evaluation.tree(replaced)


@FAMILY.define("reverse", "list: list")
def reverse(evaluation: Evaluation, list_: Items) -> Items:
    """The items in the opposite order."""
    return evaluation.items(list_[::-1])


@FAMILY.define("index of", "list: list, match: any")
def index_of(evaluation: Evaluation, list_: Items, match: Value) -> Items:
    """The positions of the items that equal ``match``, which may be null."""
    evaluation.work(len(list_))
    found = (index for index, item in enumerate(list_, 1) if equal(item, match, evaluation.work) is True)
    return evaluation.items(list(found))


@FAMILY.define("union", "list: list*")
def union(evaluation: Evaluation, *lists: Items) -> Items:
    """The items of all lists without duplicates."""
    return distinct_values(evaluation, concatenate(evaluation, *lists))


@FAMILY.define("distinct values", "list: list")
def distinct_values(evaluation: Evaluation, list_: Items) -> Items:
    """The items without duplicates, each where it came first."""
    seen: set[tuple[str, Value]] = set()
    others: Items = []
    distinct: Items = []
    for item in list_:
        evaluation.step()
        if isinstance(item, _HASHABLE):
            key = (type_name(item), item)
            is_new = key not in seen
            seen.add(key)
        else:
            evaluation.work(len(others))
            is_new = not any(equal(item, other, evaluation.work) is True for other in others)
            others.append(item)
        if is_new:
            distinct.append(item)
    return evaluation.items(distinct)


@FAMILY.define("flatten", "list: list")
def flatten(evaluation: Evaluation, list_: Items) -> Items:
    """The items of all nested lists in one list."""
    flat: Items = []
    pending: list[Value] = list(reversed(list_))
    while pending:
        evaluation.step()
        item = pending.pop()
        if type(item) is list:
            evaluation.charge(len(item))
            pending.extend(reversed(item))
        else:
            flat.append(item)
    return evaluation.items(flat)


@FAMILY.define("sort", "list: list, precedes: function")
def sort(evaluation: Evaluation, list_: Items, precedes: FeelFunction) -> Value:
    """The items so ordered that ``precedes(a, b)`` is true for an earlier ``a``; the sort is stable."""
    if len(precedes.parameters) != 2:
        return evaluation.null("argument", "sort: 'precedes' must take two arguments")

    def order(a: Value, b: Value) -> int:
        if precedes.invoke(evaluation, (a, b)) is True:
            return -1
        return 1 if precedes.invoke(evaluation, (b, a)) is True else 0

    return evaluation.items(sorted(list_, key=cmp_to_key(order)))
