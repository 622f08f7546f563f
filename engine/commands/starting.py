"""Starting a root instance: its facts, its key, its case number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, cast

from sqlalchemy import select

from engine.commands.host import EngineHost
from engine.commands.roots import RootFacts, RootInstance
from engine.errors import Conflict
from engine.feel import Environment, Expression, FeelError, JsonValue, Value
from engine.model.origin import Origins
from engine.run.host import DeployedProcess, InstanceFacts
from engine.run.instance import NO_ORIGINS
from engine.store.columns import Digest
from engine.store.keys import index_scope
from engine.store.tables.cases import case_counter

if TYPE_CHECKING:
    from engine.commands.unit import Unit

_NUMBER_LENGTH: Final = 100
Names = Mapping[str, Value]


def start_root(
    unit: Unit,
    house: str,
    deployed: DeployedProcess,
    variables: Mapping[str, JsonValue],
    *,
    origins: Mapping[str, Origins] = NO_ORIGINS,
    business_key: str | None = None,
    unique: bool = False,
    start_event: str | None = None,
    start_key: Digest | None = None,
    about: str | None = None,
) -> RootInstance:
    """Start an instance and save it.

    Args:
        unit: the transaction.
        house: in which it runs.
        deployed: the process.
        variables: of its root scope; for a start by an event its payload.
        origins: by variable who wrote what of it, where that is known.
        business_key: under which others know it.
        unique: refuse a second one with that business key while this one runs.
        start_event: id of the start event that was triggered; None for the none start event.
        start_key: hash of the key of the message that starts it.
        about: the case that the engine tells of by starting it: it is sealed and destroyed with that one.

    Raises:
        Conflict: the model gives no usable case number.
    """
    properties = deployed.process.properties
    root_id = unit.services.ids.new()
    host = EngineHost(unit.connection, unit.services.definitions, house, unit.now)
    environment, names = host.house_environment(), cast("Names", variables)
    case_number = None
    if properties.case_type is not None:
        case_number = _case_number(unit, house, properties.case_number, names, environment)
    facts = RootFacts(
        root_id=root_id,
        house=house,
        process_id=deployed.process.id,
        definition_id=deployed.definition_id,
        case_type=properties.case_type,
        case_number=case_number,
        started_at=unit.now,
        unique_key=_unique_key(unit, house, business_key) if unique else None,
        start_key=start_key,
        about=about if properties.case_type is None else None,
    )
    instance_facts = InstanceFacts(
        instance_id=root_id,
        business_key=business_key,
        case_number=case_number,
        house=house,
        regime=first_regime(deployed, variables, environment),
        started_at=unit.now,
        initiator=unit.actor,
    )
    root = RootInstance.start(
        unit, facts, deployed, instance_facts, variables, start_event=start_event, origins=origins
    )
    root.save()
    return root


def first_regime(
    deployed: DeployedProcess, variables: Mapping[str, JsonValue], environment: Environment
) -> str | None:
    """Return the legal regime under which an instance with these variables starts."""
    return _text_of(deployed.process.properties.regime, cast("Names", variables), environment)


def start_by_event(
    unit: Unit,
    house: str,
    definition_id: str,
    element_id: str,
    payload: Mapping[str, JsonValue],
    *,
    start_key: Digest | None = None,
    about: str | None = None,
) -> RootInstance:
    """Start an instance by a message, signal or timer; see :func:`start_root`."""
    deployed = unit.services.definitions.process(unit.connection, definition_id)
    return start_root(
        unit, house, deployed, payload, start_event=element_id, start_key=start_key, about=about
    )


def _unique_key(unit: Unit, house: str, business_key: str | None) -> Digest:
    if business_key is None:
        raise Conflict("business-key-missing", "uniqueBusinessKey needs a businessKey.")
    return unit.services.keys.digest(index_scope(house), "business-key", business_key)


def _case_number(
    unit: Unit,
    house: str,
    expression: Expression | None,
    names: Mapping[str, Value],
    environment: Environment,
) -> str:
    if expression is None:
        return _next_number(unit, house, environment)
    number = _text_of(expression, names, environment)
    if not number or len(number) > _NUMBER_LENGTH:
        raise Conflict("case-number", "The model's caseNumber gives no text of 1 to 100 characters.")
    return number


def _next_number(unit: Unit, house: str, environment: Environment) -> str:
    year = environment.now.year
    add = unit.services.database.dialect.insert_or_add(case_counter, "last")
    unit.connection.execute(add, {"house": house, "year": year, "last": 1})
    last = unit.connection.execute(
        select(case_counter.c.last).where(case_counter.c.house == house, case_counter.c.year == year)
    ).scalar_one()
    return f"{house}-{year}-{last:05d}"


def _text_of(
    expression: Expression | None, names: Mapping[str, Value], environment: Environment
) -> str | None:
    if expression is None:
        return None
    try:
        value = expression.evaluate(names, environment)
    except FeelError:
        return None
    return value if isinstance(value, str) else None
