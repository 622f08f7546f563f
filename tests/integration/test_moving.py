"""Operators move instances by hand, see the difference first, and leave their reason."""

import pytest
from sqlalchemy import select

from engine.commands.assign_task import assign_task
from engine.commands.complete_task import complete_task
from engine.commands.move_instance import Migration, Modification, migrate_instance, modify_instance
from engine.commands.services import Services
from engine.commands.start_instance import NewInstance, start_instance
from engine.errors import Conflict, Forbidden, Invalid, NotFound
from engine.store.tables.history import element_instance, operation
from engine.store.tables.instances import process_instance, root_instance
from engine.store.tables.waits import task
from engine.store.values import decode_object
from tests.integration.reading import open_tasks, states
from tests.integration.world import (
    ANNA,
    MACHINE,
    OPERATOR,
    STRANGER,
    deploy_model,
    model,
    one_after_the_other,
)


def begin(services: Services, *tasks: str) -> str:
    deploy_model(services, model(one_after_the_other(*tasks)))
    return start_instance(services, MACHINE, NewInstance(process_id="p", variables={})).id


def test_a_dry_run_tells_the_difference_and_makes_none(services: Services) -> None:
    root_id = begin(services, "a", "b")
    first = open_tasks(services, root_id)["a"]
    wanted = {"activate": [("b", {})], "terminate": [first], "reason": "verkeerd begonnen"}

    planned = modify_instance(services, OPERATOR, root_id, Modification(**wanted, dry_run=True))  # type: ignore[arg-type]
    assert list(open_tasks(services, root_id)) == ["a"]
    done = modify_instance(services, OPERATOR, root_id, Modification(**wanted))  # type: ignore[arg-type]

    assert planned == done
    assert [item.element_id for item in done.started] == ["b"]
    assert [(item.id, item.element_id) for item in done.ended] == [(first, "a")]
    assert list(open_tasks(services, root_id)) == ["b"]
    with services.database.read() as connection:
        kept = connection.execute(select(operation)).one()
        ended = connection.scalar(
            select(element_instance.c.state).where(element_instance.c.element_id == "a")
        )
    assert ended == "terminated"
    assert (kept.kind, kept.person) == ("modify_instance", "olga")
    detail = decode_object(services.keys.open(kept.detail, operation.c.detail, (root_id, kept.revision)))
    assert detail["reason"] == "verkeerd begonnen"


def test_an_instance_goes_on_in_another_version(services: Services) -> None:
    root_id = begin(services, "a", "b")
    deploy_model(services, model(one_after_the_other("renamed", "c")))
    migration = Migration(target_version=2, mapping={"a": "renamed"}, reason="nieuwe werkwijze")

    moved = migrate_instance(services, OPERATOR, root_id, migration)

    assert [(item.was, item.element_id) for item in moved.renamed] == [("a", "renamed")]
    task_id = open_tasks(services, root_id)["renamed"]
    assign_task(services, ANNA, task_id, "anna")
    complete_task(services, ANNA, task_id, {})
    assert list(open_tasks(services, root_id)) == ["c"]
    with services.database.read() as connection:
        assert connection.scalar(select(process_instance.c.version)) == 2
        assert connection.scalar(select(task.c.name).where(task.c.element_id == "renamed")) == "renamed"
        ids = connection.execute(
            select(root_instance.c.definition_id, process_instance.c.definition_id).join(
                process_instance, process_instance.c.root_id == root_instance.c.root_id
            )
        ).one()
    assert ids[0] == ids[1]


def test_what_cannot_be_moved_is_refused_and_changes_nothing(services: Services) -> None:
    root_id = begin(services, "a", "b")
    deploy_model(services, model(one_after_the_other("other")))

    with pytest.raises(Conflict, match="a has no counterpart"):
        migrate_instance(services, OPERATOR, root_id, Migration(target_version=2, mapping={}, reason="x"))
    with pytest.raises(Invalid):
        migrate_instance(services, OPERATOR, root_id, Migration(target_version=9, mapping={}, reason="x"))
    with pytest.raises(Conflict):
        modify_instance(services, OPERATOR, root_id, Modification(activate=[("no", {})], reason="x"))
    with pytest.raises(Forbidden):
        modify_instance(services, MACHINE, root_id, Modification(reason="x"))
    with pytest.raises(NotFound):
        modify_instance(services, STRANGER, root_id, Modification(reason="x"))
    assert list(open_tasks(services, root_id)) == ["a"]
    assert set(states(services).values()) == {"active"}
