"""Steps about documents: who reads which, and what stands in them."""

from __future__ import annotations

import re

from pytest_bdd import parsers, step

from features.steps.service import Json
from features.steps.world import World


def _documents(world: World, person: str, name: str) -> list[Json]:
    """The documents with a name that a person reads, the newest first; none where they see no case."""
    path = f"/cases/{world.case.id}"
    if world.service.get(person, path).status != 200:
        return []
    return [one for one in world.service.pages(person, f"{path}/documents") if one["name"] == name]


def _words(world: World, person: str, name: str) -> str:
    found = _documents(world, person, name)
    assert found, f'{person} reads no document "{name}"'
    text = world.service.text(person, f"/cases/{world.case.id}/documents/{found[0]['id']}")
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())


@step(parsers.re(r'leest "(?P<person>[^"]+)" in het document "(?P<name>[^"]+)":'))
@step(parsers.re(r'"(?P<person>[^"]+)" reads in the document "(?P<name>[^"]+)":'))
def reads(world: World, person: str, name: str, datatable: list[list[str]]) -> None:
    words = _words(world, person, name)
    missing = [row[0] for row in datatable if row[0] not in words]
    assert not missing, f"{missing} does not stand in: {words}"


@step(parsers.re(r'leest "(?P<person>[^"]+)" in het document "(?P<name>[^"]+)" niet:'))
@step(parsers.re(r'"(?P<person>[^"]+)" does not read in the document "(?P<name>[^"]+)":'))
def does_not_read(world: World, person: str, name: str, datatable: list[list[str]]) -> None:
    words = _words(world, person, name)
    there = [row[0] for row in datatable if row[0] in words]
    assert not there, f"{there} stands in: {words}"


@step(parsers.re(r'heeft "(?P<person>[^"]+)" geen document "(?P<name>[^"]+)"'))
@step(parsers.re(r'"(?P<person>[^"]+)" has no document "(?P<name>[^"]+)"'))
def has_none(world: World, person: str, name: str) -> None:
    assert _documents(world, person, name) == []
