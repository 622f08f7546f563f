"""Data objects, stores, inputs, outputs and associations (BPMN 2.0.2 clause 10.4)."""

from __future__ import annotations

from engine.model.data import Assignment, DataAssociation, DataItem, DataObject, DataStore, InputOutput
from engine.model.document import Document, Element
from engine.model.reader.properties import NONE, properties
from engine.model.reader.reading import Reading

ITEM_AWARE = frozenset(
    {
        "dataObject",
        "dataObjectReference",
        "dataStore",
        "dataStoreReference",
        "property",
        "dataInput",
        "dataOutput",
        "inputDataItem",
        "outputDataItem",
    }
)


def variable_of(document: Document, reference: str) -> str | None:
    """The variable that an item-aware element stands for, by the id of that element."""
    found = document.resolve(reference)
    if found is None or found.name not in ITEM_AWARE:
        return None
    if found.name == "dataObjectReference":
        return document.local(found.get("dataObjectRef") or "") or found.id
    if found.name == "dataStoreReference":
        return document.local(found.get("dataStoreRef") or "") or found.id
    if found.name == "property":
        return found.get("name") or found.id
    return found.id


def data_objects(reading: Reading, scope: Element) -> dict[str, DataObject]:
    """The data objects of a scope; a reference to one lends it its properties."""
    objects = {}
    references: dict[str, list[Element]] = {}
    for reference in scope.all("dataObjectReference"):
        references.setdefault(reading.document.local(reference.get("dataObjectRef") or "") or "", []).append(
            reference
        )
    for element in scope.all("dataObject"):
        if element.id is None:
            continue
        declared = [properties(reading, item) for item in (element, *references.get(element.id, ()))]
        named = [item.get("name") for item in (element, *references.get(element.id, ()))]
        objects[element.id] = DataObject(
            id=element.id,
            name=next((name for name in named if name), None),
            line=element.line,
            is_collection=element.flag("isCollection"),
            properties=next((item for item in declared if item is not NONE), NONE),
        )
    return objects


def data_stores(document: Document) -> dict[str, DataStore]:
    """The data stores of a file, by id."""
    return {
        element.id: DataStore(element.id, element.get("name"), element.line)
        for element in document.root.all("dataStore")
        if element.id is not None
    }


def input_output(reading: Reading, element: Element) -> InputOutput | None:
    """Inputs, outputs and associations of an activity or event; None when it has none."""
    specification = element.first("ioSpecification") or element
    inputs = _items(specification, "dataInput", "inputSet", "optionalInputRefs")
    outputs = _items(specification, "dataOutput", "outputSet", "optionalOutputRefs")
    incoming = tuple(_association(reading, item) for item in element.all("dataInputAssociation"))
    outgoing = tuple(_association(reading, item) for item in element.all("dataOutputAssociation"))
    if not (inputs or outputs or incoming or outgoing):
        return None
    return InputOutput(inputs, outputs, incoming, outgoing)


def _items(specification: Element, name: str, sets: str, optional: str) -> tuple[DataItem, ...]:
    free = {
        reference.text
        for group in specification.all(sets)
        for reference in group.all(optional)
        if reference.text
    }
    return tuple(
        DataItem(item.id, item.get("name"), item.id in free)
        for item in specification.all(name)
        if item.id is not None
    )


def _association(reading: Reading, element: Element) -> DataAssociation:
    transformation = element.first("transformation")
    target = element.first("targetRef")
    sources = (variable_of(reading.document, item.text) for item in element.all("sourceRef"))
    return DataAssociation(
        sources=tuple(name for name in sources if name is not None),
        target=variable_of(reading.document, target.text) if target is not None else None,
        transformation=reading.expression(transformation, transformation.text, what="the transformation")
        if transformation is not None
        else None,
        assignments=tuple(
            found for item in element.all("assignment") if (found := _assignment(reading, item)) is not None
        ),
    )


def _assignment(reading: Reading, element: Element) -> Assignment | None:
    source, target = element.first("from"), element.first("to")
    if source is None or target is None:
        return None
    value = reading.expression(source, source.text, what="`from` of an assignment")
    path = reading.path(target, target.text.removeprefix("="), what="`to` of an assignment")
    return Assignment(value, path) if value is not None and path is not None else None
