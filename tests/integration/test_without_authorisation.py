"""What `bench` compares the service with really lacks what it says: else it would measure no difference."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from bench.without_authorisation import take_away_access, take_away_audit
from engine.commands import complete_task as completing
from engine.commands.services import Services
from engine.commands.start_instance import NewInstance, start_instance
from engine.errors import NotFound
from engine.queries import task_forms, tasks, variables
from engine.store.tables.audit import audit_entry
from tests.integration.reading import open_tasks
from tests.integration.test_task_queries import Page, source
from tests.integration.world import MACHINE, STRANGER, deploy_model, model, one_after_the_other


def entries(services: Services) -> int:
    with services.database.read() as connection:
        return connection.scalar(select(func.count()).select_from(audit_entry)) or 0


def test_without_access_rules_a_stranger_sees_and_completes_a_task_and_the_audit_log_tells_of_it(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    deploy_model(services, model(one_after_the_other("a", "b", "c")))
    root_id = start_instance(services, MACHINE, NewInstance(process_id="p", variables={"secret": 1})).id
    walled, (task_id,) = services.within(STRANGER.houses), open_tasks(services, root_id).values()
    with pytest.raises(NotFound):
        completing.complete_task(walled, STRANGER, task_id, {})
    before = entries(services)

    take_away_access(monkeypatch.setattr)

    assert tasks.list_tasks(source(walled), STRANGER, tasks.TaskFilter(state="open"), Page()).count == 1
    assert task_forms.read_task_form(source(walled), STRANGER, task_id).data == {"secret": 1}
    assert variables.read_variables(source(walled), STRANGER, root_id).variables == {"secret": 1}
    completing.complete_task(walled, STRANGER, task_id, {})
    recorded = entries(services)
    assert recorded > before

    take_away_audit(monkeypatch.setattr)

    (task_id,) = open_tasks(services, root_id).values()
    assert tasks.list_tasks(source(walled), STRANGER, tasks.TaskFilter(state="open"), Page()).count == 1
    completing.complete_task(walled, STRANGER, task_id, {})
    assert entries(services) == recorded
