"""One flow node each, from its element (BPMN 2.0.2 clauses 10.3 to 10.6)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine.feel import Expression
from engine.model import nodes
from engine.model.document import Element
from engine.model.extensions import Reference
from engine.model.process import Scope
from engine.model.reader import extensions
from engine.model.reader.data import input_output
from engine.model.reader.events import definitions, message
from engine.model.reader.loops import loop
from engine.model.reader.properties import properties
from engine.model.reader.reading import Reading
from engine.model.text import Static

Flows = Mapping[Element, tuple[tuple[str, ...], tuple[str, ...]]]
"""Node -> ids of the incoming and of the outgoing sequence flows."""

EMPTY = Scope(id="", nodes={}, flows={}, data_objects={}, variables=(), compensation={})


class NodeReader:
    """Reads the nodes of a file; the scopes inside subprocesses are already read."""

    def __init__(self, reading: Reading, flows: Flows, scopes: Mapping[Element, Scope]) -> None:
        self._reading = reading
        self._flows = flows
        self._scopes = scopes

    def node(self, element: Element) -> nodes.FlowNode | None:
        """The node; None for what is no flow node, or has faults that leave nothing to build."""
        return _READERS[element.name](self, element) if self.reads(element) else None

    def reads(self, element: Element) -> bool:
        """Whether there is a node to build."""
        if element.id is None or element.name not in _READERS:
            return False
        if element.name != "boundaryEvent":
            return True
        host = self._reading.document.resolve(element.get("attachedToRef"))
        return host is not None and host.id is not None

    def _base(self, element: Element) -> dict[str, Any]:
        assert element.id is not None
        incoming, outgoing = self._flows.get(element, ((), ()))
        return {
            "id": element.id,
            "name": element.get("name"),
            "line": element.line,
            "documentation": documentation(element),
            "incoming": incoming,
            "outgoing": outgoing,
            "properties": properties(self._reading, element),
            "inputs": extensions.mappings(self._reading, element, "zeebe:input"),
            "outputs": extensions.mappings(self._reading, element, "zeebe:output"),
        }

    def _activity(self, element: Element) -> dict[str, Any]:
        return {
            **self._base(element),
            "default_flow": element.get("default"),
            "loop": loop(self._reading, element),
            "is_for_compensation": element.flag("isForCompensation"),
            "start_quantity": _quantity(element.get("startQuantity")),
            "completion_quantity": _quantity(element.get("completionQuantity")),
            "data": input_output(self._reading, element),
        }

    def abstract_task(self, element: Element) -> nodes.FlowNode:
        return nodes.AbstractTask(**self._activity(element))

    def manual_task(self, element: Element) -> nodes.FlowNode:
        return nodes.ManualTask(**self._activity(element))

    def user_task(self, element: Element) -> nodes.FlowNode:
        reading = self._reading
        return nodes.UserTask(
            **self._activity(element),
            form=extensions.form(reading, element),
            assignment=extensions.assignment(reading, element),
            due_date=extensions.schedule(reading, element, "dueDate"),
            follow_up_date=extensions.schedule(reading, element, "followUpDate"),
            priority=extensions.priority(reading, element),
            headers=extensions.headers(element),
        )

    def service_task(self, element: Element) -> nodes.FlowNode:
        job = extensions.job(self._reading, element)
        if job is None:  # refused, or only shown
            return self.abstract_task(element)
        return nodes.ServiceTask(**self._activity(element), job=job)

    def send_task(self, element: Element) -> nodes.FlowNode:
        reference = element.get("messageRef")
        return nodes.SendTask(
            **self._activity(element),
            job=extensions.job(self._reading, element),
            message=message(self._reading, reference) if reference else None,
        )

    def receive_task(self, element: Element) -> nodes.FlowNode:
        return nodes.ReceiveTask(
            **self._activity(element),
            message=message(self._reading, element.get("messageRef")),
            instantiate=element.flag("instantiate"),
        )

    def script_task(self, element: Element) -> nodes.FlowNode:
        zeebe = element.extension("zeebe:script")
        return nodes.ScriptTask(
            **self._activity(element),
            script=self._script(element, zeebe),
            result_variable=zeebe.get("resultVariable") if zeebe is not None else None,
            job=extensions.job(self._reading, element),
        )

    def _script(self, element: Element, zeebe: Element | None) -> Expression | None:
        if zeebe is not None:
            return self._reading.expression(zeebe, zeebe.attributes.get("expression", ""), what="the script")
        written = element.first("script")
        language = element.get("scriptFormat") or element.get("scriptLanguage") or ""
        if written is None or "feel" not in language.lower():
            return None
        return self._reading.expression(written, written.text, what="the script")

    def business_rule_task(self, element: Element) -> nodes.FlowNode:
        decision = element.extension("zeebe:calledDecision")
        return nodes.BusinessRuleTask(
            **self._activity(element),
            decision=extensions.reference(self._reading, decision, "decisionId"),
            result_variable=decision.get("resultVariable") if decision is not None else None,
            job=extensions.job(self._reading, element),
        )

    def call_activity(self, element: Element) -> nodes.FlowNode:
        zeebe = element.extension("zeebe:calledElement")
        called = extensions.reference(self._reading, zeebe, "processId")
        if called is None:
            written = element.get("calledElement") or ""
            called = Reference(Static(self._reading.document.local(written) or written.rpartition(":")[2]))
        business_id = zeebe.get("businessId") if zeebe is not None else None
        return nodes.CallActivity(
            **self._activity(element),
            called=called,
            propagate_all_parent_variables=zeebe is None or zeebe.flag("propagateAllParentVariables", True),
            propagate_all_child_variables=zeebe is None or zeebe.flag("propagateAllChildVariables", True),
            business_id=self._reading.text(zeebe, business_id, what="`businessId`")
            if zeebe is not None
            else None,
        )

    def sub_process(self, element: Element) -> nodes.FlowNode:
        return nodes.SubProcess(
            **self._activity(element),
            scope=self._scopes.get(element, EMPTY),
            triggered_by_event=element.flag("triggeredByEvent"),
        )

    def transaction(self, element: Element) -> nodes.FlowNode:
        return nodes.Transaction(**self._activity(element), scope=self._scopes.get(element, EMPTY))

    def ad_hoc(self, element: Element) -> nodes.FlowNode:
        zeebe = element.extension("zeebe:adHoc")
        condition = element.first("completionCondition")
        return nodes.AdHocSubProcess(
            **self._activity(element),
            scope=self._scopes.get(element, EMPTY),
            sequential=element.get("ordering") == "Sequential",
            completion_condition=self._reading.expression(
                condition, condition.text, what="`completionCondition`"
            )
            if condition is not None
            else None,
            cancel_remaining_instances=element.flag("cancelRemainingInstances", True),
            active_elements=self._optional(zeebe, "activeElementsCollection"),
            output_collection=zeebe.get("outputCollection") if zeebe is not None else None,
            output_element=self._optional(zeebe, "outputElement"),
        )

    def _optional(self, element: Element | None, attribute: str) -> Expression | None:
        written = element.get(attribute) if element is not None else None
        if element is None or written is None:
            return None
        return self._reading.expression(element, written, what=f"`{attribute}`")

    def _event(self, element: Element) -> dict[str, Any]:
        return {
            **self._base(element),
            "definitions": definitions(self._reading, element),
            "data": input_output(self._reading, element),
        }

    def _catch(self, element: Element) -> dict[str, Any]:
        return {**self._event(element), "parallel_multiple": element.flag("parallelMultiple")}

    def _throw(self, element: Element) -> dict[str, Any]:
        return {**self._event(element), "job": extensions.job(self._reading, _job_holder(element))}

    def start_event(self, element: Element) -> nodes.FlowNode:
        return nodes.StartEvent(
            **self._catch(element),
            interrupting=element.flag("isInterrupting", True),
            form=extensions.form(self._reading, element),
        )

    def intermediate_catch(self, element: Element) -> nodes.FlowNode:
        return nodes.IntermediateCatchEvent(**self._catch(element))

    def boundary(self, element: Element) -> nodes.FlowNode:
        return nodes.BoundaryEvent(
            **self._catch(element),
            attached_to=self._reading.document.local(element.get("attachedToRef") or "") or "",
            interrupting=element.flag("cancelActivity", True),
        )

    def intermediate_throw(self, element: Element) -> nodes.FlowNode:
        return nodes.IntermediateThrowEvent(**self._throw(element))

    def end_event(self, element: Element) -> nodes.FlowNode:
        return nodes.EndEvent(**self._throw(element))

    def _gateway(self, element: Element) -> dict[str, Any]:
        return {**self._base(element), "default_flow": element.get("default")}

    def exclusive(self, element: Element) -> nodes.FlowNode:
        return nodes.ExclusiveGateway(**self._gateway(element))

    def inclusive(self, element: Element) -> nodes.FlowNode:
        return nodes.InclusiveGateway(**self._gateway(element))

    def parallel(self, element: Element) -> nodes.FlowNode:
        return nodes.ParallelGateway(**self._gateway(element))

    def complex(self, element: Element) -> nodes.FlowNode:
        condition = element.first("activationCondition")
        return nodes.ComplexGateway(
            **self._gateway(element),
            activation_condition=self._reading.expression(
                condition, condition.text, what="`activationCondition`"
            )
            if condition is not None
            else None,
        )

    def event_based(self, element: Element) -> nodes.FlowNode:
        parallel = element.get("eventGatewayType") == nodes.EventGatewayType.PARALLEL.value
        return nodes.EventBasedGateway(
            **self._gateway(element),
            type=nodes.EventGatewayType.PARALLEL if parallel else nodes.EventGatewayType.EXCLUSIVE,
            instantiate=element.flag("instantiate"),
        )


def documentation(element: Element) -> str:
    """The text of the `documentation` elements."""
    return "\n\n".join(item.text for item in element.all("documentation") if item.text)


def _job_holder(event: Element) -> Element:
    """The element with `zeebe:taskDefinition`: at the event or at its definition."""
    inner = event.first("messageEventDefinition")
    if inner is not None and inner.extension("zeebe:taskDefinition") is not None:
        return inner
    return event


def _quantity(text: str | None) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() else 1


_READERS: Mapping[str, Callable[[NodeReader, Element], nodes.FlowNode]] = {
    "task": NodeReader.abstract_task,
    "manualTask": NodeReader.manual_task,
    "userTask": NodeReader.user_task,
    "serviceTask": NodeReader.service_task,
    "sendTask": NodeReader.send_task,
    "receiveTask": NodeReader.receive_task,
    "scriptTask": NodeReader.script_task,
    "businessRuleTask": NodeReader.business_rule_task,
    "callActivity": NodeReader.call_activity,
    "subProcess": NodeReader.sub_process,
    "transaction": NodeReader.transaction,
    "adHocSubProcess": NodeReader.ad_hoc,
    "globalTask": NodeReader.abstract_task,
    "globalManualTask": NodeReader.manual_task,
    "globalUserTask": NodeReader.user_task,
    "globalScriptTask": NodeReader.script_task,
    "globalBusinessRuleTask": NodeReader.business_rule_task,
    "startEvent": NodeReader.start_event,
    "intermediateCatchEvent": NodeReader.intermediate_catch,
    "boundaryEvent": NodeReader.boundary,
    "intermediateThrowEvent": NodeReader.intermediate_throw,
    "implicitThrowEvent": NodeReader.intermediate_throw,
    "endEvent": NodeReader.end_event,
    "exclusiveGateway": NodeReader.exclusive,
    "inclusiveGateway": NodeReader.inclusive,
    "parallelGateway": NodeReader.parallel,
    "complexGateway": NodeReader.complex,
    "eventBasedGateway": NodeReader.event_based,
}
