"""What a reading has at hand: the document, the findings so far, and expressions compiled on the way."""

from __future__ import annotations

import re
from dataclasses import replace

from engine.feel import Expression, FeelError, FeelSyntaxError, parse_expression
from engine.model.dialect import HOST_FUNCTIONS
from engine.model.document import Document, Element
from engine.model.finding import Finding, Severity
from engine.model.schema import is_a
from engine.model.text import Static, Text

_FOREIGN = re.compile(r"[$#]\{([^{}]*)\}")
_IDENTIFIER = re.compile(r"[^\W\d]\w*", re.UNICODE)


class Reading:
    """The state of reading one file.

    Faults of a process that nobody can start are shown, not refused: they become infos.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.findings: list[Finding] = []
        self._owners: dict[Element, Element | None] = {}
        self._language = document.root.get("expressionLanguage")

    def owner(self, element: Element) -> Element | None:
        """The process or global task that the element stands in."""
        if element in self._owners:
            return self._owners[element]
        found = next(
            (outer for outer in (element, *self.document.ancestors(element)) if is_callable(outer)),
            None,
        )
        self._owners[element] = found
        return found

    def fault(
        self, element: Element, rule: str, detail: str, remedy: str, severity: Severity = Severity.ERROR
    ) -> None:
        """Note a fault at the element."""
        owner = self.owner(element)
        finding = Finding(
            resource=self.document.resource,
            line=element.line,
            element_id=address(self.document, element),
            rule=rule,
            severity=severity,
            detail=detail,
            remedy=remedy,
            process_id=owner.id if owner is not None else None,
        )
        if not may_run(self.document, element, owner):
            finding = replace(finding, severity=Severity.INFO)
        self.findings.append(finding)

    def expression(self, element: Element, source: str, *, what: str) -> Expression | None:
        """FEEL, its leading `=` optional; None when it is at fault, which is noted.

        :param what: the attribute or element that holds the text, for people.
        """
        language = element.get("language") or self._language
        text = source.strip()
        feel = text[1:].strip() if text.startswith("=") else text
        foreign = _FOREIGN.fullmatch(feel)
        if foreign is not None or _FOREIGN.search(feel):
            self._foreign(element, what, foreign[1] if foreign else _FOREIGN.sub(r"\1", feel))
            return None
        if element.get("language") and "feel" not in str(language).lower():
            self.fault(
                element,
                "expression-language",
                f"{what} is written in {language}",
                "Write it in FEEL and remove the attribute `language`.",
            )
            return None
        if not feel:
            if element.name.startswith("zeebe:"):  # of other elements a rule says so
                self.fault(
                    element, "expression-empty", f"{what} is empty", "Write a FEEL expression, or remove it."
                )
            return None
        try:
            return self._known(element, parse_expression(feel), what)
        except FeelSyntaxError as error:
            self.fault(element, "feel", f"{what} is no FEEL: {error}", self._mend(feel))
        except FeelError as error:
            self.fault(element, "feel", f"{what} cannot be compiled: {error}", "Split the expression.")
        return None

    def text(self, element: Element, source: str | None, *, what: str) -> Text | None:
        """Static text, or FEEL when it starts with `=`; None when absent or at fault."""
        if source is None or not source.strip():
            return None
        if source.strip().startswith("="):
            return self.expression(element, source, what=what)
        foreign = _FOREIGN.search(source)
        if foreign is not None:
            self._foreign(element, what, foreign[1])
            return None
        return Static(source.strip())

    def variable(self, element: Element, name: str, *, what: str) -> Expression | None:
        """An expression that reads the variable with this name."""
        if not _IDENTIFIER.fullmatch(name):
            self.fault(
                element,
                "variable-name",
                f"{what} `{name}` is no name that an expression can read",
                "Use letters, digits and underscores, and begin with a letter.",
            )
            return None
        return self.expression(element, name, what=what)

    def path(self, element: Element, target: str, *, what: str) -> tuple[str, ...] | None:
        """A dotted path of variable names."""
        parts = tuple(part.strip() for part in target.split("."))
        if not all(_IDENTIFIER.fullmatch(part) for part in parts):
            self.fault(
                element,
                "variable-name",
                f"{what} `{target}` is no path of names",
                "Use letters, digits and underscores, with a point between names.",
            )
            return None
        return parts

    def _known(self, element: Element, expression: Expression, what: str) -> Expression:
        """The expression, with a warning for functions that it calls and that nobody offers."""
        for name in sorted(expression.called_names - HOST_FUNCTIONS):
            self.fault(
                element,
                "feel-function",
                f"{what} calls `{name}`, a function that nobody offers: the result will be null",
                "Correct the name, or define the function in a context.",
                Severity.WARNING,
            )
        return expression

    def _foreign(self, element: Element, what: str, inner: str) -> None:
        self.fault(
            element,
            "expression-language",
            f"{what} is written in the expression language of another engine",
            f"Write FEEL: `={inner.strip()}` with FEEL's operators (`=`, `and`, `or`, `not(...)`).",
        )

    def _mend(self, feel: str) -> str:
        if "==" in feel:
            return "FEEL compares with a single `=`."
        if "&&" in feel or "||" in feel:
            return "FEEL writes `and` and `or`."
        return "Write FEEL at that place; text stands in double quotes."


def is_callable(element: Element) -> bool:
    """Whether the element is a process or a global task."""
    return element.name == "process" or is_a(element.name, "globalTask")


def executable(document: Document, owner: Element) -> bool:
    """Whether the process may run; a global task may when a process of its file may."""
    if owner.name == "process":
        return owner.flag("isExecutable")
    return any(process.flag("isExecutable") for process in document.root.all("process"))


def may_run(document: Document, element: Element, owner: Element | None) -> bool:
    """Whether the element is part of what can be started; what stands outside any process serves them all.

    :param owner: the process or global task that the element stands in, if any.
    """
    if owner is not None:
        return executable(document, owner)
    if document.inside(element, *_DRAWN) is not None:
        return False
    processes = list(document.root.all("process"))
    return not processes or any(process.flag("isExecutable") for process in processes)


_DRAWN = ("choreography", "globalChoreographyTask", "globalConversation")
_PARTS = frozenset({"multiInstanceLoopCharacteristics", "standardLoopCharacteristics", "conditionExpression"})


def address(document: Document, element: Element) -> str | None:
    """The id by which a designer finds the element: its own, or that of what it is a part of."""
    for candidate in (element, *document.ancestors(element)):
        if candidate.id is None or candidate.name in _PARTS or candidate.name.startswith("zeebe:"):
            continue
        outer = document.parent(candidate)
        if candidate.name.endswith("EventDefinition") and outer is not None and outer.name != "definitions":
            continue
        return None if candidate.name == "definitions" else candidate.id
    return None
