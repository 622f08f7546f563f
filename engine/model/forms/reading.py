"""What reading a form has at hand: the file, the findings so far, and typed access to one component."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import TypeVar

import jsonschema_rs

from engine.feel import Expression, FeelError, parse_expression
from engine.model.declaration import BadDeclaration, Declaration, read_audience
from engine.model.finding import Finding, Severity
from engine.model.forms.components import Key, Limit
from engine.model.inspection import Inspection
from engine.model.json_source import Json, line_of
from engine.model.manifest import ORDINARY

_NAME = re.compile(r"[^\W\d]\w*")
_BACKTRACK_LIMIT = 100_000
_PROHIBITED = frozenset({"__proto__", "constructor", "prototype"})


_T = TypeVar("_T")


CHOICES = frozenset({"select", "radio", "checklist", "taglist"})
"""Types of fields that offer options."""

_FROM_REGISTER = re.compile(r"partners(?:\s*:(?P<kinds>[^:]+))?")


def kinds_of(options: str) -> tuple[str, ...] | None:
    """Read the property `options`: `partners`, or `partners: kind, kind`; None when it is neither."""
    match = _FROM_REGISTER.fullmatch(options.strip())
    if match is None:
        return None
    return tuple(kind.strip() for kind in (match["kinds"] or "").split(",") if kind.strip())


class Reading:
    """The state of reading one file."""

    def __init__(self, source: bytes, resource: str) -> None:
        self.source = source
        self.resource = resource
        self.findings: list[Finding] = []
        self.reads: set[str] = set()

    def fault(
        self, rule: str, detail: str, remedy: str, *, line: int = 1, element_id: str | None = None
    ) -> None:
        """Note an error."""
        self.findings.append(Finding(self.resource, line, element_id, rule, Severity.ERROR, detail, remedy))


class Node:
    """One component as it stands in the file; a wrong type is a finding and counts as absent."""

    def __init__(self, reading: Reading, raw: Mapping[str, Json]) -> None:
        self.reading = reading
        self.raw = raw
        self.type = self.text("type") or ""
        self.id = self.text("id") or self.text("key") or self.type
        self.line = line_of(reading.source, self.id)
        self.register_kinds = self._register_kinds()

    def fault(self, rule: str, detail: str, remedy: str) -> None:
        """Note an error at this component."""
        self.reading.fault(rule, detail, remedy, line=self.line, element_id=self.id)

    def text(self, name: str) -> str | None:
        """A text attribute; None when absent or empty."""
        value = self._typed(self.raw, name, str, "a text")
        return value or None

    def flag(self, name: str, default: bool = False) -> bool:
        """A boolean attribute."""
        value = self._typed(self.raw, name, bool, "true or false")
        return default if value is None else value

    def part(self, name: str) -> Mapping[str, Json]:
        """An attribute that is an object; empty when absent."""
        value = self._typed(self.raw, name, dict, "an object")
        return value or {}

    def items(self, name: str) -> list[Json]:
        """An attribute that is a list; empty when absent."""
        value = self._typed(self.raw, name, list, "a list")
        return value or []

    def part_text(self, part: str, name: str) -> str | None:
        """A text inside an attribute that is an object; None when absent or empty."""
        return self._typed(self.part(part), name, str, "a text") or None

    def part_flag(self, part: str, name: str) -> bool:
        """A boolean inside an attribute that is an object."""
        return bool(self._typed(self.part(part), name, bool, "true or false"))

    def label(self) -> str:
        """What people read beside it; the key where the label is empty, FEEL or a template."""
        label = self.text("label") or self.text("dateLabel") or self.text("timeLabel")
        computed = label is not None and (label.startswith("=") or "{{" in label)
        return label if label and not computed else self.text("key") or self.text("path") or self.id

    def key(self, name: str) -> Key:
        """A dotted key; empty when absent or at fault."""
        written = self.text(name)
        if written is None:
            return ()
        key = tuple(written.split("."))
        if not all(_NAME.fullmatch(word) for word in key) or _PROHIBITED & set(key):
            self.fault(
                "form-key",
                f"The {name} {written!r} is no name that FEEL can read.",
                "Use letters, digits and underscores, begin with a letter, and put dots between names.",
            )
            return ()
        return key

    def expression(self, source: str, what: str) -> Expression | None:
        """FEEL, its leading `=` optional; None when it cannot be parsed, which is noted."""
        try:
            expression = parse_expression(source.strip().removeprefix("="))
        except FeelError as error:
            self.fault("feel", f"{what} of {self.id!r} is no FEEL: {error}.", "Write FEEL at that place.")
            return None
        self.reading.reads.update(expression.free_names)
        return expression

    def hide(self) -> tuple[Expression, ...]:
        """The condition that hides it, if it has one."""
        source = self.part_text("conditional", "hide")
        condition = None if source is None else self.expression(source, "The condition `hide`")
        return () if condition is None else (condition,)

    def read_only(self) -> bool | Expression:
        """Whether it is disabled or read-only; the latter may be FEEL."""
        if self.flag("disabled"):
            return True
        written = self.raw.get("readonly")
        if isinstance(written, str) and written.startswith("="):
            return self.expression(written, "`readonly`") or True
        return self.flag("readonly")

    def limit(self, name: str) -> Limit | None:
        """A bound of `validate`: a number, a text that is one, or FEEL."""
        written = self.part("validate").get(name)
        if written is None or written == "":
            return None
        if isinstance(written, str) and written.startswith("="):
            return self.expression(written, f"`validate.{name}`")
        if isinstance(written, int | Decimal | str) and not isinstance(written, bool):
            try:
                return Decimal(written)
            except ArithmeticError:
                pass  # reported below, as any other wrong bound
        self.fault("form-limit", f"`validate.{name}` of {self.id!r} is no number.", "Give a number or FEEL.")
        return None

    def pattern(self) -> jsonschema_rs.Validator | None:
        """The regular expression that text must match, compiled with a bound on its work."""
        written = self.part_text("validate", "pattern")
        if written is None:
            return None
        options = jsonschema_rs.FancyRegexOptions(backtrack_limit=_BACKTRACK_LIMIT)
        try:
            return jsonschema_rs.Draft202012Validator({"pattern": written}, pattern_options=options)
        except jsonschema_rs.ValidationError:
            detail = f"`validate.pattern` of {self.id!r} is no regular expression of ECMA-262."
            self.fault("form-pattern", detail, "Correct the pattern.")
            return None

    def declaration(self) -> Declaration | None:
        """What its Custom properties declare of its data; None when they declare nothing."""
        properties = self.part("properties")
        if not properties.keys() & {"audience", "category", "searchable"}:
            return None
        searchable = self.part_text("properties", "searchable")
        if searchable not in (None, "exact"):
            detail = f"`searchable` of {self.id!r} is {searchable!r}."
            self.fault("form-searchable", detail, "Write `exact`, or remove it.")
        try:
            audience = read_audience((self.part_text("properties", "audience") or "").split(","))
        except BadDeclaration as error:
            self.fault("form-audience", f"The audience of {self.id!r}: {error}.", "Correct the audience.")
            return None
        return Declaration(
            audience=audience,
            category=self.part_text("properties", "category") or ORDINARY,
            searchable=searchable == "exact",
            declared_at=f"{self.reading.resource}, field {self.id}",
        )

    def inspection(self) -> Inspection | None:
        """What its Custom properties say the person whom it is about may see of it."""
        written = self.part_text("properties", "inspection")
        words = [one.value for one in Inspection]
        if written is None or written in words:
            return None if written is None else Inspection(written)
        detail = f"`inspection` of {self.id!r} is {written!r}."
        self.fault("form-inspection", detail, f"Write one of: {', '.join(words)}.")
        return None

    def _register_kinds(self) -> tuple[str, ...] | None:
        """The kinds of organisations that `options` offers; empty: all; None: it is not there."""
        written = self.part_text("properties", "options")
        if written is None:
            return None
        if self.type not in CHOICES:
            detail = f"`options` of {self.id!r} means nothing on a {self.type}."
            self.fault("form-options", detail, f"Make it a field of type {', '.join(sorted(CHOICES))}.")
            return None
        kinds = kinds_of(written)
        if kinds is None:
            detail = f"`options` of {self.id!r} is {written!r}."
            self.fault("form-options", detail, "Write `partners`, or `partners: kind, kind`.")
        return kinds

    def refuse_unknown(self, part: str, known: frozenset[str]) -> None:
        """Note entries of an attribute that would be ignored."""
        for name in sorted(self.part(part).keys() - known):
            self.fault(
                "form-unknown",
                f"`{part}.{name}` of {self.id!r} is not supported for a {self.type}.",
                f"Remove `{name}`, or choose from: {', '.join(sorted(known)) or 'nothing'}.",
            )

    def _typed(self, raw: Mapping[str, Json], name: str, kind: type[_T], expected: str) -> _T | None:
        value = raw.get(name)
        if value is None or isinstance(value, kind):
            return value
        self.fault("form-shape", f"`{name}` is not {expected}.", f"Make `{name}` {expected}.")
        return None
