"""What a demo database begins with: the houses and partners of `demo/`, and the models beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select

from api.demo_people import DEMO
from engine.commands.deploy import deploy
from engine.commands.houses import register_house, set_calendar
from engine.commands.reading import SUFFIXES, Resource
from engine.commands.services import Services
from engine.store.calendars import Closure, WrittenCalendar
from engine.store.partners import COVENANT, Partner, Partnership, find_partner, write_partner
from engine.store.tables.definitions import definition, house

_IN_FORCE_SINCE: Final = date(2020, 1, 1)
_MODELS: Final = tuple(DEMO.parent / folder for folder in ("bpmn", "forms"))


def enter_demo_data(engine: Services, folder: Path = DEMO) -> None:
    """Enter the houses with their calendars, and the partners, that are not there yet."""
    for entry in _entries(folder, "houses"):
        with engine.database.read() as connection:
            known = connection.scalar(select(house.c.id).where(house.c.id == entry["id"]))
        if known is None:
            since = entry.get("since")
            register_house(
                engine,
                entry["id"],
                entry["name"],
                entry["organisation"],
                entry.get("contact"),
                region=entry.get("region"),
                national=entry.get("national", False),
                since=None if since is None else date.fromisoformat(since),
            )
            set_calendar(engine, None, entry["id"], _calendar(entry).text().encode())
    with engine.database.write() as connection:
        for entry in _entries(folder, "partners"):
            if find_partner(connection, entry["id"]) is None:
                write_partner(connection, _partner(entry), new=True)


def deploy_models(engine: Services) -> int:
    """Deploy the models for all houses, unless they are all there; return how many files were deployed.

    Raises:
        DeploymentRefused: something in them would not be executed faithfully.
    """
    resources = [
        Resource(path.name, path.read_bytes())
        for folder in _MODELS
        for path in sorted(folder.iterdir())
        if path.name.endswith(SUFFIXES)
    ]
    query = select(definition.c.digest).where(definition.c.latest, definition.c.house == "")
    with engine.database.read() as connection:
        known = set(connection.scalars(query))
    if {resource.digest for resource in resources} <= known:
        return 0
    deploy(engine, None, resources)
    return len(resources)


def _entries(folder: Path, kind: str) -> list[Mapping[str, Any]]:
    entries: list[Mapping[str, Any]] = json.loads((folder / f"{kind}.json").read_text(encoding="utf-8"))[kind]
    return entries


def _calendar(entry: Mapping[str, Any]) -> WrittenCalendar:
    closed = tuple(
        Closure(date.fromisoformat(day["date"]), date.fromisoformat(day["date"]), day["name"])
        for day in entry["closedDays"]
    )
    return WrittenCalendar(zone=entry["timeZone"], closed=closed)


def _partner(entry: Mapping[str, Any]) -> Partner:
    return Partner(
        id=entry["id"],
        name=entry["name"],
        kind=entry["kind"],
        partnerships=tuple(
            Partnership(found, _IN_FORCE_SINCE, ground=ground)
            for found in entry["houses"]
            for ground in entry.get("grounds", (COVENANT,))
        ),
        address=entry["address"],
    )
