"""The page of our own properties.

`python -m engine.model.reference.properties > docs/reference/properties.md` writes it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from engine.model.dialect import BUILT_IN, EXTENSIONS, PROPERTIES, REFUSED, Property

_INTRODUCTION = """# Extension properties and elements

Beside standard BPMN and the extension elements of Camunda 8, Ketenmotor reads these properties. In the editor
they are the *Extension properties* of an element, and an element template of `docs/templates/` offers them by
name. `audience`, `category` and `searchable` are also *Custom properties* of form fields. A value is static
text unless FEEL is said; all are optional.

This page is generated from the tables that the reader uses.
"""

_MEASURE = """### `measure.<name>`

On any element. FEEL, evaluated when the element completes: a plain number, a boolean or a code of a closed
list that the file of measures declares; null measures nothing. Measures outlive the case and tell of nobody:
[measures](measures.md) says what is refused, and how figures are made of them.

```xml
<zeebe:property name="measure.days" value="=days" />
```
"""


def markdown() -> str:
    """The whole page."""
    return "\n".join(
        [
            _INTRODUCTION,
            "## Properties\n",
            *(_entry(name, entry) for name, entry in PROPERTIES.items()),
            _MEASURE,
            "## Extension elements\n",
            "| element | stands on | required | optional |\n|---|---|---|---|",
            *_elements(),
            "\n## Refused\n",
            "| extension | instead |\n|---|---|",
            *(f"| `{name.replace('@', '` attribute `')}` | {remedy} |" for name, remedy in REFUSED.items()),
            "\n## Job types of the engine itself\n",
            *(f"- `{kind}`" for kind in BUILT_IN),
            "",
        ]
    )


def _entry(name: str, entry: Property) -> str:
    places = ", ".join(sorted(entry.on))
    return (
        f"### `{name}`\n\n{entry.meaning}\n\nOn: {places}. Value: {entry.value}.\n\n"
        f"```xml\n<zeebe:property name={quoteattr(name)} value={quoteattr(entry.example)} />\n```\n"
    )


def _elements() -> Iterator[str]:
    for name, extension in EXTENSIONS.items():
        required = ", ".join(f"`{item}`" for item in sorted(extension.required))
        refused = {item for item in extension.optional if f"{name}@{item}" in REFUSED}
        optional = ", ".join(f"`{item}`" for item in sorted(extension.optional - refused))
        yield f"| `{name}` | {', '.join(sorted(extension.on)) or 'any element'} | {required} | {optional} |"


if __name__ == "__main__":
    sys.stdout.write(markdown())
