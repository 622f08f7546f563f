"""Measured rows: written in the step's transaction, plain, and nobody's once the case is destroyed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from sqlalchemy import select

from engine.commands.deploy import DeploymentRefused, deploy
from engine.commands.destruction import destroy_root
from engine.commands.reading import Resource
from engine.commands.services import Services
from engine.commands.start_case import NewCase, start_case
from engine.model.finding import Severity
from engine.store.business_time import move_virtual_clock
from engine.store.keys import KeyDestroyedError, case_scope
from engine.store.partners import Partner, write_partner
from engine.store.tables.history import measure
from engine.store.tables.waits import incident
from tests.integration.reading import count
from tests.integration.world import ANNA, HOUSE, flow, model
from tests.unit.measures.declared import VALUES, figure, source

Value = dict[str, str]

FORM = json.dumps(
    {
        "id": "start",
        "type": "default",
        "components": [
            {
                "id": "kind",
                "type": "textfield",
                "key": "kind",
                "label": "Soort",
                "properties": {"audience": "worker"},
            }
        ],
    }
).encode()
MANIFEST = json.dumps(
    {
        "manifest": 1,
        "name": "Keten",
        "roles": [{"id": "worker", "label": "Medewerker"}],
        "categories": [{"id": "ordinary", "label": "Gewoon", "readers": ["worker"]}],
        **{name: [] for name in ("purposes", "regimes", "stages", "organisationKinds", "exchangeStatuses")},
    }
).encode()


def case_process(*measured: tuple[str, str]) -> Resource:
    """A case that measures these at its start event."""
    lines = "".join(
        f'<zeebe:property name="measure.{name}" value="={text.replace(chr(34), "&quot;")}" />'
        for name, text in measured
    )
    body = (
        '<bpmn:startEvent id="s"><bpmn:extensionElements><zeebe:formDefinition formId="start" />'
        f"<zeebe:properties>{lines}</zeebe:properties></bpmn:extensionElements></bpmn:startEvent>"
        '<bpmn:endEvent id="e" />' + flow("s", "e")
    )
    return Resource("p.bpmn", model(body, properties='<zeebe:property name="caseType" value="zaak" />'))


def deploy_case(services: Services, *measured: tuple[str, str], declared: Sequence[Value] = ()) -> None:
    others = (
        Resource("start.form", FORM),
        Resource("chain.json", MANIFEST),
        Resource("measures.json", source(figure("count", {"rows": "begun"}), values=[*VALUES, *declared])),
    )
    deploy(services, None, [case_process(*measured), *others])


def start(services: Services, kind: str = "a") -> str:
    return start_case(services, ANNA, NewCase(case_type="zaak", house=HOUSE, variables={"kind": kind})).id


def test_a_row_has_a_day_and_leads_nowhere_once_the_case_is_destroyed(services: Services) -> None:
    deploy_case(services, ("begun", "true"), ("days", "3"), ("decided", "null"))
    with services.database.write() as connection:  # in Amsterdam it is the 5th
        move_virtual_clock(connection, datetime(2026, 3, 4, 23, 30, tzinfo=UTC))
    case, other = start(services), start(services)
    with services.database.read() as connection:
        rows = connection.execute(select(measure)).all()
    assert sorted((row.name, row.value) for row in rows) == [("begun", "true")] * 2 + [("days", "3")] * 2
    assert {(row.house, row.process_id, row.element_id, row.measured_on) for row in rows} == {
        (HOUSE, "p", "s", date(2026, 3, 5))
    }
    assert {UUID(row.id).version for row in rows} == {4}
    subjects = {row.subject.data for row in rows}
    known = {services.keys.digest(case_scope(root), "measure", root).data for root in (case, other)}
    assert subjects == known

    destroy_root(services, case)

    assert count(services, measure) == 4  # the destruction is measured only where it is declared
    with pytest.raises(KeyDestroyedError):  # nobody can make the subject anew
        services.keys.digest(case_scope(case), "measure", case)


def test_a_number_that_could_be_somebodys_is_an_incident_that_tells_no_value(services: Services) -> None:
    deploy_case(services, ("days", "number(kind)"))
    start(services, "7")
    start(services, "123456782")
    with services.database.read() as connection:
        values = connection.scalars(select(measure.c.value)).all()
        (raised,) = connection.execute(select(incident)).all()
    assert values == ["7"]
    assert "123456782" not in str(raised)


def test_an_organisation_that_the_register_lacks_is_an_incident_that_does_not_name_it(
    services: Services,
) -> None:
    known = Partner(id="politie-noord", name="Politie Noord", kind="police")
    with services.database.write() as connection:
        write_partner(connection, known, new=True)
    whose = {"name": "whose", "label": "Van wie", "type": "organisation"}
    deploy_case(services, ("whose", "kind"), declared=[whose])
    start(services, "politie-noord")
    start(services, "bende-noord")
    with services.database.read() as connection:
        assert connection.scalars(select(measure.c.value)).all() == ['"politie-noord"']
        (raised,) = connection.execute(select(incident)).all()
    assert "bende-noord" not in str(raised)


def test_what_could_identify_is_refused_at_deploy(services: Services) -> None:
    with pytest.raises(DeploymentRefused) as refused:
        deploy_case(services, ("kind", "kind"))
    (found,) = [one for one in refused.value.findings if one.severity is Severity.ERROR]
    assert (found.rule, found.resource, found.element_id) == ("measure-identifies", "p.bpmn", "s")


def test_a_destruction_is_measured_where_that_is_declared(services: Services) -> None:
    value = {"name": "destroyed-in-term", "label": "Tijdig vernietigd", "type": "boolean"}
    deploy_case(services, declared=[value])
    destroy_root(services, start(services))
    with services.database.read() as connection:
        (row,) = connection.execute(select(measure)).all()
    assert (row.name, row.value, row.process_id, row.house) == ("destroyed-in-term", "true", "p", HOUSE)
