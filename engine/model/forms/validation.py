"""Checks what a person sends in a form, all faults at once, by the form's own rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import cast

from engine.errors import Fault
from engine.feel import Environment, Expression, FeelError, JsonValue, Value, to_json
from engine.model.declaration import Path
from engine.model.forms.components import Component, ComputedField, DynamicList, Field, Key
from engine.model.forms.form import Form, is_open
from engine.model.forms.paths import MISSING, Missing, drop, get, put, same
from engine.model.forms.values import Surroundings, Wrong, check, is_empty, is_single

FAULT_LIMIT = 100
"""At most so many faults are named at once."""


@dataclass(frozen=True, slots=True)
class Validated:
    """What a form makes of data: the values that it writes, and what is wrong."""

    data: Mapping[str, JsonValue]
    faults: tuple[Fault, ...]


def validate(
    form: Form,
    data: JsonValue,
    shown: Mapping[str, JsonValue],
    environment: Environment,
    *,
    open_to: Callable[[Path], bool] = lambda path: True,
    pointer: str = "",
) -> Validated:
    """Check data that was sent for a form.

    A field that its condition hides is dropped before anything is checked. What was not sent keeps its value,
    and a required field is content with that. A field that may not be changed may be sent as it is.

    Args:
        form: the form.
        data: what was sent.
        shown: the variables as the person was shown them; expressions see these with what was sent.
        environment: time, zone and functions for expressions.
        open_to: whether the person may see and fill the field of a path; others are treated as absent.
        pointer: JSON pointer of `data` in the request.

    Returns:
        Nested data that holds the form's own values only, and the faults.
    """
    if not isinstance(data, Mapping):
        return Validated({}, (Fault(pointer, "type", "The data of a form is an object with its keys."),))
    nul = tuple(_nul_characters(data, pointer))
    if nul:
        return Validated({}, nul[:FAULT_LIMIT])
    checking = _Checking(environment, open_to)
    root = _Scope(
        sent=data, kept=shown, known=(shown,), pointer=pointer, path=(), context=_Context(dict(shown))
    )
    written = checking.scope(form.components, root)
    return Validated(written, tuple(checking.faults[:FAULT_LIMIT]))


class _Context:
    """What expressions see: the data of the form, and inside a list the item and what is around it."""

    def __init__(self, root: dict[str, JsonValue], outer: _Context | None = None, index: int = 0) -> None:
        self.own = root
        self._outer = outer
        self._index = index

    def names(self) -> Mapping[str, Value]:
        """Names as form-js gives them; data of the form goes before `this`, `parent` and `i`."""
        special: dict[str, JsonValue] = {"this": self.own}
        outermost = self
        if self._outer is not None:
            special |= {"parent": self._outer.own, "i": self._index}
        while outermost._outer is not None:
            outermost = outermost._outer
        names = special | outermost.own | {f"_{name}_": value for name, value in special.items()}
        return cast("Mapping[str, Value]", names)  # every JSON value is a FEEL value


@dataclass(frozen=True, slots=True)
class _Scope:
    """The form itself or one item of a list.

    Args:
        sent: what was sent for it.
        kept: what holds where nothing was sent.
        known: what was shown before; for an item, all items that were shown.
        pointer: JSON pointer of `sent`.
        path: path of the scope in the data.
        context: what expressions see; it loses on the way what is hidden.
    """

    sent: Mapping[str, JsonValue]
    kept: Mapping[str, JsonValue]
    known: tuple[Mapping[str, JsonValue], ...]
    pointer: str
    path: Path
    context: _Context

    def pointer_to(self, key: Key) -> str:
        return self.pointer + "".join(f"/{_escaped(name)}" for name in key)

    @property
    def is_root(self) -> bool:
        return not self.path

    def values_shown(self, key: Key) -> Iterator[JsonValue | Missing]:
        return (get(known, key) for known in self.known)

    def was_shown(self, key: Key, value: JsonValue) -> bool:
        """Tell whether the person was shown this very value; nothing is shown as null."""
        return value is None or any(same(value, known) for known in self.values_shown(key))


class _Checking:
    def __init__(self, environment: Environment, open_to: Callable[[Path], bool]) -> None:
        self.faults: list[Fault] = []
        self._environment = environment
        self._open_to = open_to

    def scope(self, components: tuple[Component, ...], scope: _Scope) -> dict[str, JsonValue]:
        """Check one scope, and answer what it writes."""
        open_ones = [part for part in components if is_open(part, scope.path, self._open_to)]
        self._refuse_unknown(_shape(open_ones), scope.sent, scope.pointer)
        for part in open_ones:
            sent = get(scope.sent, part.key)
            if sent is not MISSING:
                put(scope.context.own, part.key, sent)
        written: dict[str, JsonValue] = {}
        for part in open_ones:
            try:
                self._component(part, scope, written)
            except FeelError:
                self._fault(part, scope, Wrong("rule", "has a rule that cannot be evaluated"))
        return written

    def _component(self, part: Component, scope: _Scope, written: dict[str, JsonValue]) -> None:
        if self._holds(part.hidden_by, scope.context):
            drop(scope.context.own, part.key)
        elif isinstance(part, ComputedField):
            value = to_json(part.expression.evaluate(scope.context.names(), self._environment))
            put(scope.context.own, part.key, value)
            put(written, part.key, value)
        elif isinstance(part, DynamicList):
            self._list(part, scope, written)
        elif isinstance(part, Field):
            self._field(part, scope, written)

    def _list(self, part: DynamicList, scope: _Scope, written: dict[str, JsonValue]) -> None:
        sent = get(scope.sent, part.key)
        if sent is MISSING:
            return
        items = [] if sent is None else sent
        if not isinstance(items, list) or not all(isinstance(item, Mapping) for item in items):
            self._fault(part, scope, Wrong("type", "must be a list of objects"))
            return
        shown = tuple(item for known in scope.known for item in _objects(get(known, part.key)))
        if part.fixed and scope.is_root and len(items) != len(shown):
            self._fault(part, scope, Wrong("list-length", f"must keep its {len(shown)} items"))
        path = (*scope.path, *part.key, None)
        put(
            written,
            part.key,
            [
                self.scope(
                    part.items,
                    _Scope(
                        sent=item,
                        kept={},
                        known=shown,
                        pointer=f"{scope.pointer_to(part.key)}/{place}",
                        path=path,
                        context=_Context({}, scope.context, place + 1),
                    ),
                )
                for place, item in enumerate(_objects(items))
            ],
        )

    def _field(self, field: Field, scope: _Scope, written: dict[str, JsonValue]) -> None:
        sent = get(scope.sent, field.key)
        if self._is_read_only(field, scope.context):
            if sent is not MISSING and not scope.was_shown(field.key, sent):
                self._fault(field, scope, Wrong("read-only", "may not be changed here"))
            return
        value = get(scope.kept, field.key) if sent is MISSING else sent
        if value is MISSING or is_empty(field, value):
            if field.required:
                self._fault(field, scope, Wrong("required", "is required"))
            elif sent is not MISSING:
                put(written, field.key, sent or None if is_single(field) else sent)
            return
        if sent is not MISSING:
            self._value(field, sent, scope, written)

    def _value(self, field: Field, sent: JsonValue, scope: _Scope, written: dict[str, JsonValue]) -> None:
        around = Surroundings(
            scope=scope.context.names(),
            environment=self._environment,
            known=tuple(value for value in scope.values_shown(field.key) if value is not MISSING),
        )
        kept, wrongs = check(field, sent, around)
        for wrong in wrongs:
            self._fault(field, scope, wrong)
        put(written, field.key, kept)

    def _is_read_only(self, field: Field, context: _Context) -> bool:
        if isinstance(field.read_only, bool):
            return field.read_only
        return self._holds((field.read_only,), context)

    def _holds(self, conditions: tuple[Expression, ...], context: _Context) -> bool:
        return any(condition.evaluate(context.names(), self._environment) is True for condition in conditions)

    def _refuse_unknown(self, shape: _Shape, sent: Mapping[str, JsonValue], pointer: str) -> None:
        for name, value in sent.items():
            if len(self.faults) >= FAULT_LIMIT:
                return
            here = f"{pointer}/{_escaped(name)}"
            if name not in shape:
                self.faults.append(Fault(here, "unknown-field", _nearest(name, shape), "Leave it out."))
                continue
            below = shape[name]
            if isinstance(below, dict) and isinstance(value, Mapping):
                self._refuse_unknown(below, value, here)
            elif isinstance(below, dict) and value is not None:
                self.faults.append(Fault(here, "type", "Here must be an object with fields of the form."))

    def _fault(self, part: Component, scope: _Scope, wrong: Wrong) -> None:
        pointer = scope.pointer_to(part.key)
        self.faults.append(Fault(pointer, wrong.code, f"{part.label!r} {wrong.detail}."))


_Shape = dict[str, "_Shape | Component"]


def _shape(components: list[Component]) -> _Shape:
    shape: _Shape = {}
    for component in components:
        level = shape
        for name in component.key[:-1]:
            deeper = level.setdefault(name, {})
            if isinstance(deeper, dict):
                level = deeper
        level[component.key[-1]] = component
    return shape


def _nearest(name: str, shape: _Shape) -> str:
    by_word = {name: name for name in shape}
    by_word |= {part.label: key for key, part in shape.items() if isinstance(part, Component)}
    close = get_close_matches(name[:100], by_word, n=1)
    hint = f" The nearest is {by_word[close[0]]!r}." if close else ""
    return f"The form has no such field.{hint}"


def _objects(value: JsonValue | Missing) -> list[Mapping[str, JsonValue]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def _nul_characters(data: Mapping[str, JsonValue], pointer: str) -> Iterator[Fault]:
    pending: list[tuple[JsonValue, str]] = [(dict(data), pointer)]
    while pending:
        value, here = pending.pop()
        if isinstance(value, str) and "\0" in value:
            yield Fault(here, "nul-character", "A text may not hold the NUL character.")
        elif isinstance(value, Mapping):
            if any("\0" in name for name in value):
                yield Fault(here, "nul-character", "A name may not hold the NUL character.")
            pending.extend((item, f"{here}/{_escaped(name)}") for name, item in value.items())
        elif isinstance(value, list):
            pending.extend((item, f"{here}/{place}") for place, item in enumerate(value))
