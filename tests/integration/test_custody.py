"""How long a case is kept is decided by those whom the manifest names; what is destroyed stays so."""

import base64
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, update

from engine.access.person import Person
from engine.clock import VirtualClock
from engine.commands.advance_clock import advance_clock
from engine.commands.assign_task import assign_task
from engine.commands.complete_task import complete_task
from engine.commands.custody import (
    destroy_case,
    extend_retention,
    lift_hold,
    place_hold,
    withdraw_destruction,
)
from engine.commands.deploy import DeploymentRefused, deploy
from engine.commands.destruction import destroy_due, destroy_root, forget_destroyed
from engine.commands.operations import cancel_instance
from engine.commands.reading import Resource
from engine.commands.services import Services, open_services
from engine.commands.start_instance import NewInstance, start_instance
from engine.errors import Conflict, Forbidden, Invalid, NotFound
from engine.queries.cases import CaseFilter, list_cases, read_case
from engine.queries.custody import KeepingFilter, list_destruction_records, list_kept_cases, read_keeping
from engine.queries.keyset import Wanted
from engine.queries.source import Source
from engine.settings import Mode, Settings
from engine.store.database import Database
from engine.store.keys import KeyMissingError, KeyStore, WrongMasterKeyError
from engine.store.migration import migrate
from engine.store.stamp import WrongKeyStoreError
from engine.store.tables.custody import case_hold, destruction_record
from engine.store.tables.instances import root_instance
from engine.work.connectors.registry import built_in_connectors
from engine.work.retention import Retention
from engine.work.settling import BuiltInWork
from tests.integration.bakery import ADA, MANIFEST, ORDER, TASTE, task
from tests.integration.reading import count, open_tasks, states
from tests.integration.test_audit_seals import faults
from tests.integration.work.world import HERE
from tests.integration.world import (
    HOUSE,
    MASTER,
    OPERATOR,
    START,
    deploy_model,
    flow,
    model,
    opened,
    user_task,
)

KEEPER = Person("kea", "Kea", (HOUSE,), "molen", frozenset({"keeper"}))
SECOND = replace(KEEPER, subject="ko", name="Ko")
AUDITOR = Person("aud", "Aud", (HOUSE,), "bureau", frozenset({"auditor"}))
PLANTED = "Annelies Plantinga"

CUSTODIAL = {
    **MANIFEST,
    "roles": [*MANIFEST["roles"], {"id": "keeper", "label": "Beheerder"}],  # type: ignore[misc]
    "regimes": [
        {"id": "OLD", "label": "Oud"},
        {"id": "NEW", "label": "Nieuw", "limit": "P2Y"},
    ],
    "custody": {"hold": ["keeper"], "extend": ["keeper"], "destroy": ["keeper"], "message": "waits"},
}
CONVERSION = (
    '<zeebe:property name="regime" value="=if bread = &quot;rye&quot; then &quot;NEW&quot; else null" />'
)
PROCESS = model(
    '<bpmn:startEvent id="start"><bpmn:extensionElements><zeebe:formDefinition formId="order" />'
    "</bpmn:extensionElements></bpmn:startEvent>"
    + task("bake", "baker", "order", CONVERSION)
    + task("taste", "baker", "taste")
    + '<bpmn:endEvent id="end" />'
    + flow("start", "bake")
    + flow("bake", "taste")
    + flow("taste", "end"),
    process="bakery",
    properties='<zeebe:property name="caseType" value="loaf" />'
    '<zeebe:property name="purpose" value="bread" />'
    '<zeebe:property name="regime" value="=&quot;OLD&quot;" />'
    '<zeebe:property name="retention" value="=duration(&quot;P1Y&quot;)" />',
)
TOLD = model(
    '<bpmn:startEvent id="start"><bpmn:messageEventDefinition id="m" messageRef="waits" /></bpmn:startEvent>'
    + user_task("look", "keeper")
    + '<bpmn:endEvent id="end" />'
    + flow("start", "look")
    + flow("look", "end"),
    process="told",
    root='<bpmn:message id="waits" name="waits" />',
)


class All:
    """A whole list."""

    limit = 100
    after = None
    backwards = False


ALL: Wanted = All()


def deploy_custody(services: Services) -> None:
    chain = Resource("chain.json", json.dumps(CUSTODIAL).encode())
    deploy(services, None, [chain, Resource("bakery.bpmn", PROCESS), ORDER, TASTE])


@pytest.fixture
def kept(services: Services) -> Services:
    deploy_custody(services)
    return services


def started(services: Services) -> str:
    new = NewInstance(process_id="bakery", variables={"bread": PLANTED}, case=True)
    return start_instance(services, ADA, new).id


def done(services: Services, root_id: str, element: str, bread: str = PLANTED) -> None:
    task_id = open_tasks(services, root_id)[element]
    assign_task(services, ADA, task_id, "ada")
    complete_task(services, ADA, task_id, {"bread": bread} if element == "bake" else {})


def ended(services: Services, bread: str = PLANTED) -> str:
    root_id = started(services)
    done(services, root_id, "bake", bread)
    done(services, root_id, "taste")
    return root_id


def advance(services: Services, duration: str) -> None:
    work = BuiltInWork(built_in_connectors(HERE, services.machine_clock))
    advance_clock(services, OPERATOR, duration, work)


def there(services: Services) -> set[str]:
    with services.database.read() as connection:
        return set(connection.scalars(select(root_instance.c.root_id)))


def source(services: Services) -> Source:
    return Source(services.database, services.keys, services.declared)


def test_a_held_case_is_not_destroyed_and_the_house_is_told_once(kept: Services) -> None:
    deploy_model(kept, TOLD, "told.bpmn")
    held, other = ended(kept), ended(kept)

    place_hold(kept, KEEPER, held, f"a complaint of {PLANTED}")
    advance(kept, "P1Y1D")

    assert there(kept) & {held, other} == {held}
    assert len(states(kept, "told")) == 1
    advance(kept, "P1M")
    assert len(states(kept, "told")) == 1, "once"
    keeping = read_keeping(source(kept), KEEPER, held)
    assert keeping.hold is not None
    assert (keeping.hold.person, keeping.hold.reason) == ("kea", f"a complaint of {PLANTED}")
    lift_hold(kept, KEEPER, held)
    advance(kept, "PT1S")
    assert held not in there(kept)


def test_who_the_manifest_does_not_name_decides_nothing(kept: Services) -> None:
    root_id = ended(kept)
    stranger = replace(KEEPER, houses=("zuid",))

    with pytest.raises(Forbidden):
        place_hold(kept, OPERATOR, root_id, "who follows cases sees it, and may not")
    for nobody in (stranger, AUDITOR):
        with pytest.raises(NotFound):
            place_hold(kept, nobody, root_id, "no")
        with pytest.raises(NotFound):
            destroy_case(kept, nobody, root_id, "no")
    with pytest.raises(Invalid):
        place_hold(kept, KEEPER, root_id, " ")
    assert count(kept, case_hold) == 0
    assert list_kept_cases(source(kept), stranger, KeepingFilter(), ALL).count == 0


def test_two_people_destroy_a_case_and_a_record_without_personal_data_stays(kept: Services) -> None:
    root_id = ended(kept)
    place_hold(kept, KEEPER, root_id, "a complaint")
    with pytest.raises(Conflict, match="held"):
        destroy_case(kept, KEEPER, root_id, "unlawful")
    lift_hold(kept, KEEPER, root_id)

    assert destroy_case(kept, KEEPER, root_id, f"{PLANTED} was right").record is None
    with pytest.raises(Conflict) as refused:
        destroy_case(kept, KEEPER, root_id, "again")
    assert refused.value.code == "same-person"
    withdraw_destruction(kept, KEEPER, root_id)
    assert destroy_case(kept, KEEPER, root_id, "unlawful").record is None
    record = destroy_case(kept, SECOND, root_id, "unlawful").record

    assert record is not None
    assert (record.decided_by, record.seconded_by, record.ground) == ("kea", "ko", "decision")
    assert there(kept) == set()
    (found,) = list_destruction_records(source(kept), AUDITOR, None, ALL).results
    assert root_id not in str(dict(found))
    assert f"{HOUSE}-2026-00001" not in str(dict(found))
    with pytest.raises(Forbidden):
        list_destruction_records(source(kept), KEEPER, None, ALL)
    with pytest.raises(NotFound):
        destroy_case(kept, SECOND, root_id, "gone")


def test_the_limit_of_a_regime_runs_from_the_start_of_the_case(kept: Services) -> None:
    converted, other = started(kept), started(kept)
    advance(kept, "P1Y")
    done(kept, converted, "bake", "rye")

    first = read_keeping(source(kept), KEEPER, converted)
    advance(kept, "P6M")
    done(kept, converted, "taste")
    done(kept, other, "bake")

    keeping = read_keeping(source(kept), KEEPER, converted)
    assert [found.regime for found in keeping.regimes] == ["OLD", "NEW"]
    assert keeping.entry.limit_until == first.entry.limit_until == datetime(2028, 1, 5, 9, tzinfo=UTC)
    assert keeping.entry.destruction_at == datetime(2028, 1, 5, 9, tzinfo=UTC), "before a year after its end"
    assert read_keeping(source(kept), KEEPER, other).entry.limit_until is None, "clocks run apart"
    assert read_keeping(source(kept), KEEPER, other).entry.regime == "OLD"


def test_an_extension_moves_the_date_and_needs_a_later_one(kept: Services) -> None:
    root_id = ended(kept, "rye")
    until = datetime(2030, 1, 1, tzinfo=UTC)

    with pytest.raises(Invalid):
        extend_retention(kept, KEEPER, root_id, datetime(2026, 6, 1, tzinfo=UTC), "sooner is no extension")
    extend_retention(kept, KEEPER, root_id, until, f"{PLANTED} is still threatened")

    keeping = read_keeping(source(kept), KEEPER, root_id)
    assert keeping.entry.destruction_at == until
    assert [(one.person, one.until) for one in keeping.extensions] == [("kea", until)]
    advance(kept, "P3Y")
    assert root_id in there(kept)
    advance(kept, "P1Y")
    assert there(kept) == set()
    with kept.database.read() as connection:
        assert connection.scalar(select(destruction_record.c.ground)) == "limit"


def test_an_extension_outlives_the_conversion_to_a_regime_with_a_limit(kept: Services) -> None:
    root_id = started(kept)
    until = datetime(2031, 1, 1, tzinfo=UTC)
    extend_retention(kept, KEEPER, root_id, until, "decided for this case, whatever its regime")

    done(kept, root_id, "bake", "rye")

    keeping = read_keeping(source(kept), KEEPER, root_id)
    assert (keeping.entry.regime, keeping.entry.limit_until) == ("NEW", until)
    done(kept, root_id, "taste")
    assert read_keeping(source(kept), KEEPER, root_id).entry.destruction_at == until, "nor does its end count"


def test_the_house_is_told_of_a_running_case_past_its_limit(kept: Services) -> None:
    deploy_model(kept, TOLD, "told.bpmn")
    root_id = started(kept)
    done(kept, root_id, "bake", "rye")

    advance(kept, "P2Y1D")

    assert root_id in there(kept), "what runs is not destroyed under people's hands"
    assert len(states(kept, "told")) == 1
    cancel_instance(kept, OPERATOR, root_id)
    advance(kept, "PT1S")
    assert root_id not in there(kept)


def test_a_cancelled_case_is_kept_as_long_as_its_process_says(kept: Services) -> None:
    root_id = started(kept)

    cancel_instance(kept, OPERATOR, root_id)

    entry = read_keeping(source(kept), KEEPER, root_id).entry
    assert (entry.limit_until, entry.destruction_at) == (None, datetime(2027, 1, 5, 9, tzinfo=UTC))
    advance(kept, "P1Y")
    assert there(kept) == set()


@pytest.fixture
def restorable(tmp_path: Path) -> Iterator[Services]:
    url = f"sqlite:///{tmp_path / 'main.sqlite'}"
    migrate(url, Mode.DEMO, VirtualClock(START))
    with opened(url, tmp_path) as services:
        deploy_custody(services)
        yield services


def restored(services: Services, tmp_path: Path) -> Services:
    """Services on a copy of the main database as it stands now."""
    with (
        sqlite3.connect(tmp_path / "main.sqlite") as now,
        sqlite3.connect(tmp_path / "backup.sqlite") as backup,
    ):
        now.backup(backup)
    return replace(services, database=Database(f"sqlite:///{tmp_path / 'backup.sqlite'}"))


def test_a_backup_from_before_brings_no_case_back(restorable: Services, tmp_path: Path) -> None:
    gone, stays = ended(restorable), started(restorable)
    done(restorable, stays, "bake")
    backup = restored(restorable, tmp_path)
    destroy_root(restorable, gone)

    assert there(backup) == {gone, stays}
    assert Retention(backup).run_once() == 0

    assert there(backup) == {stays}
    everyone = list_cases(source(backup), OPERATOR, CaseFilter(), ALL)
    assert [entry.id for entry in everyone.results] == [stays]
    assert read_case(source(backup), ADA, stays).data == {"bread": PLANTED}
    assert list_destruction_records(source(backup), AUDITOR, None, ALL).count == 1, "the record is back too"
    assert forget_destroyed(backup) == 0
    backup.close()


def test_an_empty_key_store_proves_nothing(restorable: Services, tmp_path: Path) -> None:
    gone, stays = ended(restorable), started(restorable)
    done(restorable, stays, "bake")
    backup = restored(restorable, tmp_path)
    destroy_root(restorable, gone)
    empty = KeyStore(Database(f"sqlite:///{tmp_path / 'empty.sqlite'}").engine, MASTER, restorable.ids)
    empty.prepare()
    wrong = replace(backup, keys=empty)

    assert forget_destroyed(wrong) == 0
    assert there(wrong) == {gone, stays}
    with pytest.raises(KeyMissingError, match="KETENMOTOR_KEYS_URL"):
        read_case(source(wrong), ADA, stays)
    assert any("lacks a key" in fault for fault in faults(wrong)), "and the check of the store says so"
    wrong.close()


def test_a_crash_between_rows_and_key_loses_no_record(restorable: Services) -> None:
    root_id = ended(restorable)
    with restorable.database.write() as connection:
        connection.execute(update(root_instance).values(retain_until=START))

    def die(point: str) -> None:
        if point == "key-destroyed":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Retention(restorable.failing_at(die)).run_once()
    Retention(restorable).run_once()

    assert count(restorable, destruction_record) == 1
    assert [stone.scope for stone in restorable.keys.tombstones("", 9)] == [f"case:{root_id}"]


def test_one_case_that_cannot_be_destroyed_keeps_no_other_one(restorable: Services) -> None:
    for _ in range(2):
        ended(restorable)
    with restorable.database.write() as connection:
        connection.execute(update(root_instance).values(retain_until=START))
    faults = iter([OSError("the key store does not answer")])

    def fail_once(point: str) -> None:
        if point == "rows-deleted" and (fault := next(faults, None)):
            raise fault

    assert destroy_due(restorable.failing_at(fail_once)) == 1
    assert there(restorable) == set()
    destroy_due(restorable)
    assert len(restorable.keys.tombstones("", 9)) == 2


def test_a_live_service_takes_cases_only_with_an_assessment(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'live.sqlite'}"
    migrate(url, Mode.LIVE, VirtualClock(START))
    with opened(url, tmp_path) as services:
        with pytest.raises(DeploymentRefused) as refused:
            deploy_custody(services)
        assert [found.rule for found in refused.value.findings] == ["dpia"]

        chain = json.dumps({**CUSTODIAL, "dpia": "DPIA 7"}).encode()
        files = [Resource("chain.json", chain), Resource("bakery.bpmn", PROCESS), ORDER, TASTE]
        assert deploy(services, None, files).findings == ()


def test_a_wrong_master_key_or_key_store_stops_the_start_and_a_new_one_reads_all(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'main.sqlite'}"
    migrate(url, Mode.DEMO, VirtualClock(START))
    old, new = (base64.b64encode(bytes([number] * 32)).decode() for number in (1, 2))
    first = {
        "KETENMOTOR_DEMO": "1",
        "KETENMOTOR_CLOCK": "virtual",
        "KETENMOTOR_HOME": str(tmp_path),
        "DATABASE_URL": url,
        "KETENMOTOR_MASTER_KEY": old,
    }
    with closing(open_services(Settings.from_environment(first))) as services:
        deploy_custody(services)
        case = started(services)
        done(services, case, "bake")

    with pytest.raises(WrongMasterKeyError):
        open_services(Settings.from_environment({**first, "KETENMOTOR_MASTER_KEY": new}))
    elsewhere = f"sqlite:///{tmp_path / 'elsewhere.sqlite'}"
    with pytest.raises(WrongKeyStoreError, match="KETENMOTOR_KEYS_URL"):
        open_services(Settings.from_environment({**first, "KETENMOTOR_KEYS_URL": elsewhere}))

    both = {**first, "KETENMOTOR_MASTER_KEY": new, "KETENMOTOR_PREVIOUS_MASTER_KEY": old}
    with closing(open_services(Settings.from_environment(both))) as services:
        assert services.keys.rotate_master() > 1
    with closing(
        open_services(Settings.from_environment({**first, "KETENMOTOR_MASTER_KEY": new}))
    ) as services:
        assert read_case(source(services), ADA, case).data == {"bread": PLANTED}


def test_keys_never_lie_in_the_main_database_however_it_is_named(
    fresh_database_url: str, tmp_path: Path
) -> None:
    again = (
        fresh_database_url.replace("///", "////.")
        if fresh_database_url.startswith("sqlite")
        else f"{fresh_database_url}&application_name=keys"
    )
    environment = {
        "KETENMOTOR_DEMO": "1",
        "KETENMOTOR_HOME": str(tmp_path),
        "DATABASE_URL": fresh_database_url,
        "KETENMOTOR_KEYS_URL": again,
    }

    with pytest.raises(WrongKeyStoreError, match="KETENMOTOR_KEYS_URL"):
        open_services(Settings.from_environment(environment))
