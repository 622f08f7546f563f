"""Of a destroyed case nothing is left but its record and the audit log, whatever table something stood in."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import Column, select

from engine.commands.answering import answer_once
from engine.commands.custody import destroy_case, extend_retention, lift_hold, place_hold
from engine.commands.deploy import deploy
from engine.commands.destruction import destroy_root
from engine.commands.emergency import open_in_emergency
from engine.commands.publish_message import NewMessage, publish_message
from engine.commands.reading import Resource
from engine.commands.replay import Answer, Request
from engine.commands.services import Services
from engine.commands.start_instance import NewInstance, start_instance
from engine.store.columns import Ciphertext, Digest, Sealed
from engine.store.keys import case_scope
from engine.store.sealing import Row, SealingKey, key_of
from engine.store.tables import metadata
from engine.store.tables.messages import delivery
from tests.integration.bakery import MANIFEST, ORDER, TASTE, task
from tests.integration.reading import count, open_tasks, states
from tests.integration.test_custody import CUSTODIAL, KEEPER, PLANTED, PROCESS, SECOND, TOLD, advance, ended
from tests.integration.world import HOUSE, MACHINE, flow, model

MANAGER = replace(KEEPER, subject="mo", name="Mo", roles=frozenset({"manager"}))
IN_EMERGENCY = {
    **CUSTODIAL,
    "roles": [*CUSTODIAL["roles"], {"id": "manager", "label": "Manager", "emergencyAccess": True}],
    "emergency": {"role": "baker", "duration": "PT8H", "message": "waits"},
}
LOG = {"audit_entry", "audit_stream", "audit_sealed_head"}
"""The only tables that may name a destroyed case: who did what with it is kept for its own term."""


def tables_naming(services: Services, *words: str) -> set[str]:
    """The tables with a row in which one of these stands anywhere: of all tables that there are."""
    found = set()
    with services.database.read() as connection:
        for table in metadata.sorted_tables:
            for row in connection.execute(select(table)):
                cells = (cell.data if isinstance(cell, Ciphertext | Digest) else cell for cell in row)
                told = [cell.decode("latin-1") if isinstance(cell, bytes) else str(cell) for cell in cells]
                if any(word in cell for word in words for cell in told):
                    found.add(table.name)
    return found


def keys_in_use(services: Services) -> set[UUID]:
    """The keys of all sealed values that there are."""
    with services.database.read() as connection:
        return {
            key_of(value)
            for table in metadata.sorted_tables
            for column in table.c
            if isinstance(column.type, Sealed)
            for value in connection.scalars(select(column).where(column.is_not(None)))
        }


def work_on(services: Services) -> str:
    """A case with all that people can write beside its variables; return its id."""
    manifest = Resource("chain.json", json.dumps(IN_EMERGENCY).encode())
    deploy(services, None, [manifest, Resource("bakery.bpmn", PROCESS), ORDER, TASTE])
    deploy(services, None, [Resource("told.bpmn", TOLD)])
    root_id, number = ended(services), f"{HOUSE}-2026-00001"
    extend_retention(services, KEEPER, root_id, datetime(2028, 1, 1, tzinfo=UTC), PLANTED)
    place_hold(services, KEEPER, root_id, PLANTED)
    open_in_emergency(services, MANAGER, root_id, PLANTED)
    advance(services, "P3Y")
    waiting = NewMessage(name=PLANTED, correlation_key=number, variables={"x": PLANTED}, time_to_live="P9Y")
    answer_once(
        services,
        Request(MACHINE, "POST", "/messages", PLANTED, PLANTED.encode()),
        lambda own: publish_message(own, MACHINE, waiting),
        render=lambda done: Answer(201, {}, done.state),
        refuse=lambda refusal: Answer(409, {}, ""),
    )
    lift_hold(services, KEEPER, root_id)
    destroy_case(services, KEEPER, root_id, PLANTED)
    return root_id


def test_all_that_tells_of_a_case_has_its_key_and_goes_with_it(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed: set[tuple[UUID, str]] = set()
    seal: Callable[..., Ciphertext] = SealingKey.seal

    def noting(key: SealingKey, plain: bytes, column: Column[Ciphertext], row: Row) -> Ciphertext:
        if PLANTED.encode() in plain:
            sealed.add((key.id, str(column)))
        return seal(key, plain, column, row)

    monkeypatch.setattr(SealingKey, "seal", noting)
    root_id = work_on(services)
    own = services.keys.key(case_scope(root_id)).id
    assert len(sealed) >= 8
    assert {column for key, column in sealed if key != own} == set()
    assert list(states(services, "told").values()) == ["active", "active"], (
        "of the emergency and of the date that passed"
    )
    assert own in keys_in_use(services)

    destroy_case(services, SECOND, root_id, PLANTED)

    assert tables_naming(services, root_id, f"{HOUSE}-2026-00001", PLANTED) == LOG
    assert own not in keys_in_use(services)
    assert states(services, "told") == {}
    assert open_tasks(services) == {}


def test_what_came_for_a_case_that_is_held_goes_with_it(services: Services) -> None:
    hold = '<zeebe:property name="hold" value="=&quot;doubt&quot;" />'
    waits = model(
        '<bpmn:startEvent id="start" /><bpmn:parallelGateway id="both" />'
        + task("judge", "baker", "order", hold + '<zeebe:property name="whileHeld" value="continues" />')
        + '<bpmn:receiveTask id="wait" messageRef="news" />'
        + "".join(f'<bpmn:endEvent id="end-{name}" />' for name in ("judge", "wait"))
        + flow("start", "both")
        + flow("both", "judge")
        + flow("both", "wait")
        + flow("judge", "end-judge")
        + flow("wait", "end-wait"),
        process="bakery",
        properties='<zeebe:property name="caseType" value="loaf" />',
        root='<bpmn:message id="news" name="news"><bpmn:extensionElements>'
        '<zeebe:subscription correlationKey="=&quot;seven&quot;" /></bpmn:extensionElements></bpmn:message>',
    )
    manifest = json.dumps({**MANIFEST, "holds": [{"id": "doubt", "label": "In twijfel"}]}).encode()
    deploy(services, None, [Resource("chain.json", manifest), Resource("waits.bpmn", waits), ORDER])
    root_id = start_instance(services, MACHINE, NewInstance(process_id="bakery", variables={}, case=True)).id
    came = publish_message(
        services, MACHINE, NewMessage(name="news", correlation_key="seven", variables={"x": PLANTED})
    )
    assert came.process_instance_id == root_id
    assert count(services, delivery) == 1

    destroy_root(services, root_id)

    assert count(services, delivery) == 0, "it had no case number to be found by"
    assert keys_in_use(services) == set()
