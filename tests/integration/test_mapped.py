"""What comes from outside a case changes only what the model maps of it."""

import json
from datetime import timedelta

import pytest

from engine.commands.activate_jobs import ActivatedJob, Wanted, activate_jobs
from engine.commands.broadcast_signal import broadcast_signal
from engine.commands.deploy import deploy
from engine.commands.finish_job import Lease, complete_job, throw_job_error
from engine.commands.publish_message import NewMessage, publish_message
from engine.commands.reading import Resource
from engine.commands.services import Services
from engine.commands.start_instance import NewInstance, start_instance
from engine.errors import Invalid
from engine.run.stored import StoredVariables
from engine.store.tables.instances import root_instance
from tests.integration.bakery import ADA, MANIFEST, ORDER, TASTE, task
from tests.integration.world import MACHINE, flow, model

WORK = Wanted("work", "w", 5, timedelta(minutes=5))
STOLEN = {"bread": "stolen", "recipe": "stolen", "paid": True}
OUTPUT = '<zeebe:output source="=recipe" target="recipe" />'
KEY = '<bpmn:extensionElements><zeebe:subscription correlationKey="=bread" /></bpmn:extensionElements>'


def begin(services: Services, element: str, *, case: bool = True, border: str = "") -> str:
    """Start an order whose only element before the tasting is this one; return its id."""
    process = model(
        '<bpmn:startEvent id="start"><bpmn:extensionElements><zeebe:formDefinition formId="order" />'
        f"</bpmn:extensionElements></bpmn:startEvent>{element}{border}"
        + task("taste", "guest", "taste")
        + '<bpmn:endEvent id="end" />'
        + flow("start", "it")
        + flow("it", "taste")
        + (flow("border", "taste") if border else "")
        + flow("taste", "end"),
        process="bakery",
        properties='<zeebe:property name="caseType" value="loaf" />' if case else "",
        root=f'<bpmn:error id="e" errorCode="burnt" /><bpmn:message id="m" name="paid">{KEY}</bpmn:message>'
        '<bpmn:signal id="s" name="fire" />',
    )
    manifest = Resource("chain.json", json.dumps(MANIFEST).encode())
    deploy(services, None, [manifest, Resource("bakery.bpmn", process), ORDER, TASTE])
    new = NewInstance(process_id="bakery", variables={"bread": "rye", "recipe": "salt"}, case=case)
    return start_instance(services, ADA if case else MACHINE, new).id


def variables(services: Services, root_id: str) -> object:
    with services.database.read() as connection:
        query = root_instance.select().where(root_instance.c.root_id == root_id)
        sealed = connection.execute(query).one().state
    state = services.keys.open(sealed, root_instance.c.state, (root_id,))
    return StoredVariables(state).of_scope()


def service(mappings: str = "") -> str:
    mapped = f"<zeebe:ioMapping>{mappings}</zeebe:ioMapping>" if mappings else ""
    return (
        '<bpmn:serviceTask id="it"><bpmn:extensionElements><zeebe:taskDefinition type="work" />'
        f"{mapped}</bpmn:extensionElements></bpmn:serviceTask>"
    )


def border(mappings: str = "") -> str:
    mapped = f"<bpmn:extensionElements><zeebe:ioMapping>{mappings}</zeebe:ioMapping></bpmn:extensionElements>"
    return (
        f'<bpmn:boundaryEvent id="border" attachedToRef="it">{mapped if mappings else ""}'
        '<bpmn:errorEventDefinition id="eed" errorRef="e" /></bpmn:boundaryEvent>'
    )


MESSAGE = '<bpmn:messageEventDefinition id="med" messageRef="m" />'
SIGNAL = '<bpmn:signalEventDefinition id="sed" signalRef="s" />'


def catching(event: str, mappings: str = "") -> str:
    mapped = f"<bpmn:extensionElements><zeebe:ioMapping>{mappings}</zeebe:ioMapping></bpmn:extensionElements>"
    return (
        f'<bpmn:intermediateCatchEvent id="it">{mapped if mappings else ""}'
        f"{event}</bpmn:intermediateCatchEvent>"
    )


def leased(services: Services) -> tuple[ActivatedJob, Lease]:
    (found,) = activate_jobs(services, MACHINE, WORK)
    return found, Lease(found.id, found.fence)


def faults(refused: pytest.ExceptionInfo[Invalid]) -> list[tuple[str, str]]:
    return [(fault.pointer, fault.code) for fault in refused.value.faults]


def test_a_worker_gets_what_its_task_names_and_changes_what_it_maps(services: Services) -> None:
    case = begin(services, service('<zeebe:input source="=bread" target="bread" />'))
    job, lease = leased(services)
    assert job.variables == {"bread": "rye"}

    with pytest.raises(Invalid) as refused:
        complete_job(services, MACHINE, lease, STOLEN)

    assert faults(refused) == [("/variables/recipe", "not-mapped")]
    complete_job(services, MACHINE, lease, {"bread": "its own copy", "paid": True})
    assert variables(services, case) == {"bread": "rye", "recipe": "salt", "paid": True}


def test_a_worker_changes_what_its_task_maps(services: Services) -> None:
    case = begin(services, service(OUTPUT))

    complete_job(services, MACHINE, leased(services)[1], STOLEN)

    assert variables(services, case) == {"bread": "rye", "recipe": "stolen"}


@pytest.mark.parametrize("mappings", ["", OUTPUT])
def test_an_error_of_a_worker_changes_what_its_border_maps(services: Services, mappings: str) -> None:
    case = begin(services, service(), border=border(mappings))
    _, lease = leased(services)

    if not mappings:
        with pytest.raises(Invalid) as refused:
            throw_job_error(services, MACHINE, lease, "burnt", STOLEN)
        assert faults(refused) == [("/variables/bread", "not-mapped"), ("/variables/recipe", "not-mapped")]
        return
    throw_job_error(services, MACHINE, lease, "burnt", STOLEN)
    assert variables(services, case) == {"bread": "rye", "recipe": "stolen"}


@pytest.mark.parametrize("mappings", ["", OUTPUT])
def test_a_message_without_form_changes_what_its_receiver_maps(services: Services, mappings: str) -> None:
    case = begin(services, catching(MESSAGE, mappings))
    new = NewMessage(name="paid", correlation_key="rye", variables=STOLEN)

    if not mappings:
        with pytest.raises(Invalid) as refused:
            publish_message(services, MACHINE, new)
        assert faults(refused) == [("/variables/bread", "not-mapped"), ("/variables/recipe", "not-mapped")]
        return
    publish_message(services, MACHINE, new)
    assert variables(services, case) == {"bread": "rye", "recipe": "stolen"}


@pytest.mark.parametrize("mappings", ["", OUTPUT])
def test_a_signal_from_outside_changes_what_its_receivers_map(services: Services, mappings: str) -> None:
    case = begin(services, catching(SIGNAL, mappings))

    if not mappings:
        with pytest.raises(Invalid) as refused:
            broadcast_signal(services, MACHINE, "fire", STOLEN)
        assert faults(refused) == [("/variables/bread", "not-mapped"), ("/variables/recipe", "not-mapped")]
        assert broadcast_signal(services, MACHINE, "fire", {"paid": True}) == 1
        assert variables(services, case) == {"bread": "rye", "recipe": "salt", "paid": True}
        return
    broadcast_signal(services, MACHINE, "fire", STOLEN)
    assert variables(services, case) == {"bread": "rye", "recipe": "stolen"}


def test_outside_a_case_a_result_moves_by_its_names(services: Services) -> None:
    instance = begin(services, service(), case=False)

    complete_job(services, MACHINE, leased(services)[1], STOLEN)

    assert variables(services, instance) == STOLEN
