"""The designer's proof: a route that nothing here names runs and is covered, from files alone."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from features.coverage.record import Recorder
from features.coverage.report import coverage
from features.steps.cases import report
from features.steps.messages import partner_answers, partner_is, partner_received_only
from features.steps.service import Service
from features.steps.tasks import complete, complete_with
from features.steps.world import World

ROOT = Path(__file__).parents[1]
ROUTE = Path(__file__).with_name("new_route")
DESK = "Gemeente Noordstad"
COMPOSE, RELEASE = "Aanmelding schuldhulp opstellen", "Aanmelding schuldhulp vrijgeven"


def drawn_by_a_designer(folder: Path) -> list[Path]:
    """The chain as a designer has it, with the new route: a row, a diagram and two forms."""
    for part in ("bpmn", "forms"):
        copytree(ROOT / part, folder / part)
    (folder / "bpmn" / "route-debt-help.bpmn").write_bytes((ROUTE / "route-debt-help.bpmn").read_bytes())
    for form in ROUTE.glob("*.form"):
        (folder / "forms" / form.name).write_bytes(form.read_bytes())
    table = folder / "bpmn" / "routes.dmn"
    end, row = "    </decisionTable>", (ROUTE / "routes-row.xml").read_text(encoding="utf-8")
    table.write_text(table.read_text(encoding="utf-8").replace(end, row + end), encoding="utf-8")
    return sorted(path for part in ("bpmn", "forms") for path in (folder / part).iterdir())


def test_a_designer_adds_a_route_from_files_alone(
    world: World, service: Service, recorder: Recorder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    deployed = service.deploy("Lieke", drawn_by_a_designer(tmp_path)).expect(201)

    assert {one["key"] for one in deployed["resources"] if not one["unchanged"]} == {
        "routes",
        "route-debt-help",
        "debt-help-message",
        "debt-help-release",
    }
    assert deployed["findings"] == []

    to_the_choice_of_routes(world)
    chosen = [["Routes", "Schuldhulp, Sociaal wijkteam"], ["Motivering van de overdracht", "Schulden"]]
    complete_with(world, "Bram", "Routes kiezen", chosen)
    written = [["Schulden en inkomen", "Vier schuldeisers"], ["Contactpersoon van het huis", "Bram"]]
    complete_with(world, "Bram", COMPOSE, written)
    shorter = [["Vrijgeven", "Nee"], ["Opmerking van de tweede persoon", "Noem geen namen"]]
    complete_with(world, "Doutzen", RELEASE, shorter)
    complete(world, "Bram", COMPOSE)
    partner_is(world, DESK, "weigerachtig")
    complete_with(world, "Doutzen", RELEASE, [["Vrijgeven", "Ja"]])
    world.settle()
    partner_is(world, DESK, "bereikbaar")
    complete(world, "Bram", COMPOSE)
    complete_with(world, "Doutzen", RELEASE, [["Vrijgeven", "Ja"]])
    partner_received_only(
        world,
        DESK,
        "1",
        "aanmelding-schuldhulp",
        [
            ["personName", "Sam Verzonnen"],
            ["personBirthDate", "1990-05-17"],
            ["debts", "Vier schuldeisers"],
            ["contact", "Bram"],
        ],
    )
    partner_answers(
        world, DESK, "acceptatie", [["Besluit van het loket", "Geaccepteerd"], ["Contactpersoon", "Fenna"]]
    )
    partner_answers(world, DESK, "uitkomst", [["Uitkomst van de overdracht", "Afgerond"]])

    recorder.keep("schuldhulp", "schuldhulp.feature")
    route = next(found for found in coverage() if found.file.name == "route-debt-help.bpmn")
    assert route.reached
    assert route.missed == []


def to_the_choice_of_routes(world: World) -> None:
    """A case whose triage decided to hand it over."""
    referral = [
        ["Naam", "Sam Verzonnen"],
        ["Geboortedatum", "1990-05-17"],
        ["Adres", "Voorbeeldstraat 1, Noordstad"],
        ["Reden van aanmelding", "Overlast en schulden"],
        ["Doel van het casusoverleg", "Eén aanpak"],
        ["Ingezette hulp en waarom die tekortschiet", "Wijkteam"],
        ["Betrokkene geïnformeerd", "Ja"],
    ]
    report(world, "Anna", "casus", referral)
    complete_with(world, "Bram", "Aanmelding controleren", [["Aanmelding volledig", "Ja"]])
    facts = [
        *(
            [label, "Ja"]
            for label in (
                "Problemen op meer dan één leefgebied (C1a)",
                "Leidt tot overlast, criminaliteit of afglijden (C1b)",
                "Samenwerking van meerdere ketens nodig (C2a)",
                "Reguliere samenwerking schiet tekort (C2b)",
                "Werkt door in systeem of omgeving (C3)",
                "Ernstig lokaal veiligheidsprobleem (C4)",
            )
        ),
        *([f"Onderbouwing C{number}", "Feiten"] for number in range(1, 5)),
    ]
    complete_with(world, "Bram", "Criteria beoordelen", facts)
    complete_with(world, "Bram", "Triagebesluit", [["Besluit", "Overdragen"], ["Motivering", "Afgewogen"]])
