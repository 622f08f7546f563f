"""JSON files of one kind: told apart by a key of their own, and read against the schema of their kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import cast

import jsonschema_rs
import msgspec

from engine.model.finding import Finding, Severity
from engine.model.json_source import Json, Unreadable, decode, line_of

Object = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class JsonFile:
    """A file that has the shape of its kind.

    Args:
        value: what stands in it.
        source: its bytes, in which findings look for their line.
        resource: its name.
        rule: the rule under which its faults are reported.
    """

    value: Object
    source: bytes
    resource: str
    rule: str

    def finding(self, detail: str, remedy: str, *words: str) -> Finding:
        """Return a finding on the line where the last of some words stands, from the outside in."""
        return _finding(self.resource, line_of(self.source, *words), self.rule, detail, remedy)


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonFileKind:
    """A kind of file.

    Args:
        key: only objects with this key are of the kind; its faults are reported under this rule.
        name: what its users call it, as the subject of a sentence.
        package: where its schema lies.
        schema: name of the schema (JSON Schema 2020-12).
    """

    key: str
    name: str
    package: str
    schema: str

    def claims(self, source: bytes) -> bool:
        """Tell whether a JSON file means to be of this kind."""
        try:
            value = decode(source)
        except Unreadable:
            return False
        return isinstance(value, Mapping) and self.key in value

    def read(self, source: bytes, resource: str) -> JsonFile | tuple[Finding, ...]:
        """Read a file against the schema; return what is wrong where it does not fit.

        Args:
            source: JSON in UTF-8.
            resource: name of the file, for findings.
        """
        try:
            value = decode(source)
        except Unreadable as fault:
            detail = f"The file is not readable as JSON: {fault}."
            return (_finding(resource, 1, self.key, detail, "Write JSON in UTF-8."),)
        faults = tuple(self._faults_of_shape(value, source, resource))
        return faults or JsonFile(cast("Object", value), source, resource, self.key)

    def _faults_of_shape(self, value: Json, source: bytes, resource: str) -> Iterator[Finding]:
        for error in _validator(self.package, self.schema).iter_errors(_plain(value)):
            where = "".join(f"/{step}" for step in error.instance_path)
            detail = f"{self.name} not of the right shape{f' at {where}' if where else ''}: {error.message}."
            line = line_of(source, *_words(value, error.instance_path))
            yield _finding(resource, line, self.key, detail, f"Mend it as `{self.schema}` says.")


def repeated(ids: Sequence[str]) -> list[str]:
    """Return what occurs more than once."""
    return sorted({id_ for id_ in ids if ids.count(id_) > 1})


@cache
def _validator(package: str, schema: str) -> jsonschema_rs.Validator:
    text = files(package).joinpath(schema).read_bytes()
    return jsonschema_rs.Draft202012Validator(msgspec.json.decode(text))


def _words(value: Json, path: Sequence[str | int]) -> list[str]:
    """What leads to a place in the text: keys, and for items of a list their id or name."""
    words: list[str] = []
    for step in path:
        if isinstance(value, Mapping):
            value = value.get(str(step))
            words.append(str(step))
        elif isinstance(value, Sequence) and not isinstance(value, str) and isinstance(step, int):
            value = value[step]
            if isinstance(value, Mapping):
                name = value.get("id", value.get("name"))
                words += [name] if isinstance(name, str) else []
    return words


def _plain(value: Json) -> object:
    """The value as the schema library takes it: it knows no decimals."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(item) for item in value]
    return value


def _finding(resource: str, line: int, rule: str, detail: str, remedy: str) -> Finding:
    return Finding(resource, line, None, rule, Severity.ERROR, detail, remedy)
