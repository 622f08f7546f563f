"""From a file to a template: its head, its text, and everything that is wrong with either."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from babel import Locale, UnknownLocaleError

from engine.model.declaration import ADDRESSEE, Audience, BadDeclaration, read_audience
from engine.model.finding import Finding, Severity
from engine.model.manifest import ORDINARY
from engine.model.templates.faults import TemplateFault
from engine.model.templates.markup import active_content
from engine.model.templates.parts import read_parts, without_expressions
from engine.model.templates.template import HTML, MAIL, PLAIN, Part, Template

_FENCE: Final = "---"
_KEYS: Final = ("id", "name", "audience", "category", "channel", "language", "versionTag")
_NEEDED: Final = ("id", "name", "audience")


@dataclass(frozen=True, slots=True)
class ReadTemplate:
    """What reading a file gave: no template when something in it is wrong."""

    template: Template | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Head:
    values: Mapping[str, str]
    lines: Mapping[str, int]
    length: int


def read_template(source: bytes, resource: str) -> ReadTemplate:
    """Read a template.

    Args:
        source: the file; UTF-8, with or without byte order mark.
        resource: its name; `.html` makes HTML of it, any other ending plain text.
    """
    media_type = HTML if resource.lower().endswith(".html") else PLAIN
    try:
        text = source.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return _refused(resource, [TemplateFault(1, "The file is no text in UTF-8.", "Save it as UTF-8.")])
    try:
        head = _read_head(text)
    except TemplateFault as fault:
        return _refused(resource, [fault])
    faults = list(_faults(head))
    parts: tuple[Part, ...] = ()
    body = "\n".join(text.split("\n")[head.length :])
    try:
        parts = read_parts(body, head.length + 1, html=media_type == HTML)
    except TemplateFault as fault:
        faults.append(fault)
    if media_type == HTML:
        faults += active_content(without_expressions(body), head.length + 1)
    if faults:
        return _refused(resource, sorted(faults, key=lambda fault: fault.line))
    values = head.values
    return ReadTemplate(
        Template(
            id=values["id"],
            name=values["name"],
            version_tag=values.get("versionTag"),
            resource=resource,
            media_type=media_type,
            language=values.get("language", "en"),
            channel=values.get("channel"),
            audience=_audience(values["audience"]),
            categories=_categories(values),
            parts=parts,
        ),
        (),
    )


def _read_head(text: str) -> _Head:
    lines = text.split("\n")
    remedy = "Begin the file with a line `---`, lines such as `id: welcome`, and a line `---`."
    if lines[0].strip() != _FENCE:
        raise TemplateFault(1, "The file does not begin with a head.", remedy)
    values: dict[str, str] = {}
    places: dict[str, int] = {}
    for number, line in enumerate(lines[1:], start=2):
        if line.strip() == _FENCE:
            return _Head(values, places, number)
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        key, colon, value = line.partition(":")
        key = key.strip()
        if not colon or key not in _KEYS:
            raise TemplateFault(number, "The head has a line that is none of its entries.", _known())
        if key in values:
            raise TemplateFault(number, f"The head has `{key}` twice.", "Keep one of them.")
        values[key], places[key] = value.strip(), number
    raise TemplateFault(1, "The head of the file does not end.", remedy)


def _known() -> str:
    return "Write one of: " + ", ".join(f"`{key}: …`" for key in _KEYS) + "."


def _faults(head: _Head) -> Iterator[TemplateFault]:
    for key in _NEEDED:
        if not head.values.get(key):
            yield TemplateFault(1, f"The head has no `{key}`.", f"Add a line `{key}: …`.")
    yield from _audience_faults(head)
    channel = head.values.get("channel")
    if channel not in (None, MAIL):
        detail = f"The channel {channel!r} is not known."
        yield TemplateFault(head.lines["channel"], detail, f"Write `{MAIL}`, or remove the line.")
    if channel == MAIL and set(_categories(head.values)) != {ORDINARY}:
        detail = "What goes by mail may hold ordinary data alone."
        yield TemplateFault(head.lines["category"], detail, f"Write `category: {ORDINARY}`.")
    try:
        Locale.parse(head.values.get("language", "en"), sep="-")
    except (ValueError, UnknownLocaleError):
        detail = f"The language {head.values['language']!r} is not known."
        yield TemplateFault(head.lines["language"], detail, "Write a language tag, such as `nl` or `en-GB`.")


def _audience_faults(head: _Head) -> Iterator[TemplateFault]:
    if not head.values.get("audience"):
        return
    line = head.lines["audience"]
    try:
        audience = _audience(head.values["audience"])
    except BadDeclaration as error:
        yield TemplateFault(line, f"The audience: {error}.", "Correct the audience.")
        return
    if audience.addressee:
        remedy = "Write a role; `role:own` is who has that role in the organisation it is for."
        yield TemplateFault(line, f"A document has no `{ADDRESSEE}`.", remedy)


def _audience(written: str) -> Audience:
    return read_audience(written.split(","))


def _categories(values: Mapping[str, str]) -> tuple[str, ...]:
    words = [word.strip() for word in values.get("category", "").split(",") if word.strip()]
    return tuple(dict.fromkeys(words)) or (ORDINARY,)


def _refused(resource: str, faults: list[TemplateFault]) -> ReadTemplate:
    findings = (
        Finding(resource, fault.line, None, "template", Severity.ERROR, fault.detail, fault.remedy)
        for fault in faults
    )
    return ReadTemplate(None, tuple(findings))
