"""Start a case by its kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from engine.access.acts import Act
from engine.access.person import Person
from engine.commands.houses import house_of
from engine.commands.services import Services
from engine.commands.start_instance import NewInstance, StartedInstance, start_instance
from engine.errors import Fault, Invalid
from engine.feel import JsonValue
from engine.store.audit.recording import recorded
from engine.store.tables.definitions import definition


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCase:
    """What to start.

    Args:
        case_type: kind of case.
        house: None for the only house that the person works for.
        variables: what the start form was filled with.
    """

    case_type: str
    house: str | None = None
    variables: Mapping[str, JsonValue]


@recorded(Act.CHANGE, "case")
def start_case(services: Services, person: Person, new: NewCase) -> StartedInstance:
    """Start a case of the latest version of its kind.

    Raises:
        Invalid: no such kind of case or house, or variables that the start form does not take.
        Forbidden: the person may fill no field of the start form.
    """
    house = house_of(person, new.house)
    process_id = _process_id(services, house, new.case_type)
    if process_id is None:
        detail = "There is no such kind of case for this house: see GET /cases/types."
        raise Invalid([Fault("/caseType", "unknown-case-type", detail)])
    instance = NewInstance(process_id=process_id, house=house, variables=new.variables, case=True)
    return start_instance(services, person, instance)


def _process_id(services: Services, house: str, case_type: str) -> str | None:
    query = (
        select(definition.c.key)
        .where(
            definition.c.kind == "process",
            definition.c.latest,
            definition.c.case_type == case_type,
            definition.c.house.in_(("", house)),
        )
        .order_by(definition.c.house.desc())
    )
    with services.database.read() as connection:
        return connection.scalar(query.limit(1))
