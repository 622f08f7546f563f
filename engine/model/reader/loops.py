"""Loop characteristics, standard and of the Camunda 8 editor (BPMN 2.0.2 clause 10.3.8)."""

from __future__ import annotations

from engine.feel import Expression
from engine.model.document import Element
from engine.model.events import EventDefinition
from engine.model.loops import Behavior, ComplexBehavior, MultiInstance, StandardLoop
from engine.model.reader.data import variable_of
from engine.model.reader.events import definition, definitions
from engine.model.reader.reading import Reading


def loop(reading: Reading, activity: Element) -> StandardLoop | MultiInstance | None:
    """How the activity repeats; None when it does not."""
    standard = activity.first("standardLoopCharacteristics")
    if standard is not None:
        return StandardLoop(
            condition=_child(reading, standard, "loopCondition"),
            test_before=standard.flag("testBefore"),
            maximum=_whole(standard.get("loopMaximum")),
        )
    multiple = activity.first("multiInstanceLoopCharacteristics")
    return _multi_instance(reading, multiple) if multiple is not None else None


def _whole(text: str | None) -> int | None:
    try:
        return int(text) if text is not None else None
    except ValueError:
        return None


def _child(reading: Reading, element: Element, name: str) -> Expression | None:
    written = element.first(name)
    return reading.expression(written, written.text, what=f"`{name}`") if written is not None else None


def _attribute(reading: Reading, element: Element | None, name: str) -> Expression | None:
    written = element.get(name) if element is not None else None
    return reading.expression(element, written, what=f"`{name}`") if element is not None and written else None


def _multi_instance(reading: Reading, element: Element) -> MultiInstance:
    zeebe = element.extension("zeebe:loopCharacteristics")
    written = element.get("behavior")
    return MultiInstance(
        sequential=element.flag("isSequential"),
        cardinality=_child(reading, element, "loopCardinality"),
        collection=_attribute(reading, zeebe, "inputCollection") or _collection(reading, element),
        input_element=(zeebe.get("inputElement") if zeebe is not None else None)
        or _item(element, "inputDataItem"),
        output_collection=(zeebe.get("outputCollection") if zeebe is not None else None)
        or _output_collection(reading, element),
        output_element=_attribute(reading, zeebe, "outputElement") or _output_element(reading, element),
        completion_condition=_child(reading, element, "completionCondition"),
        behavior=Behavior(written) if written in {kind.value for kind in Behavior} else Behavior.ALL,
        none_event=_event(reading, element.get("noneBehaviorEventRef")),
        one_event=_event(reading, element.get("oneBehaviorEventRef")),
        complex_behaviors=tuple(
            found
            for item in element.all("complexBehaviorDefinition")
            if (found := _complex(reading, item)) is not None
        ),
    )


def _item(element: Element, name: str) -> str | None:
    written = element.first(name)
    return (written.id or written.get("name")) if written is not None else None


def _collection(reading: Reading, element: Element) -> Expression | None:
    written = element.first("loopDataInputRef")
    if written is None:
        return None
    name = variable_of(reading.document, written.text)
    return reading.variable(written, name, what="the collection") if name is not None else None


def _output_collection(reading: Reading, element: Element) -> str | None:
    written = element.first("loopDataOutputRef")
    return variable_of(reading.document, written.text) if written is not None else None


def _output_element(reading: Reading, element: Element) -> Expression | None:
    name = _item(element, "outputDataItem")
    return reading.variable(element, name, what="the output item") if name is not None else None


def _event(reading: Reading, reference: str | None) -> EventDefinition | None:
    found = reading.document.resolve(reference)
    return (
        definition(reading, found) if found is not None and found.name.endswith("EventDefinition") else None
    )


def _complex(reading: Reading, element: Element) -> ComplexBehavior | None:
    condition = _child(reading, element, "condition")
    thrown = element.first("event")
    events = definitions(reading, thrown) if thrown is not None else ()
    return ComplexBehavior(condition, events[0]) if condition is not None and events else None
