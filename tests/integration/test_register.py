"""The register of partners is dated: it says who takes part today, on which ground and with which data."""

import json
from dataclasses import replace
from datetime import date

import pytest

from engine.access.person import Person
from engine.access.register import Grounded, has_ground
from engine.commands.assign_task import assign_task
from engine.commands.complete_task import complete_task
from engine.commands.deploy import deploy
from engine.commands.evaluate import NewEvaluation, evaluate_expression
from engine.commands.partners import PartnerEntry, register_partner
from engine.commands.reading import Resource
from engine.commands.services import Services
from engine.commands.start_instance import NewInstance, start_instance
from engine.commands.working import working_today
from engine.errors import Forbidden, Invalid, NotFound
from engine.model.manifest import NO_MANIFEST, Regime
from engine.queries.cases import CaseFilter, list_cases, read_case
from engine.queries.partners import PartnerFilter, list_partners
from engine.queries.source import Source
from engine.queries.task_forms import read_task_form
from engine.store.business_time import move_virtual_clock
from engine.store.database import Database
from engine.store.partners import OCCASIONAL, STATUTORY, Partner, Partnership, write_partner
from tests.integration.bakery import ADA, BEN, MANIFEST, ORDER, TASTE, deploy_bakery, task
from tests.integration.reading import open_tasks
from tests.integration.test_custody import ALL, done
from tests.integration.work.world import HERE, incidents
from tests.integration.world import HOUSE, START, flow, model

ADMINISTRATOR = Person("adm", "Adm", (HOUSE, "zuid"), "house-noord", frozenset({"administrator"}))
DESIGNER = replace(ADA, roles=frozenset({"designer"}))


def enter(services: Services, id_: str, *partnerships: Partnership, kind: str = "mill") -> None:
    found = Partner(id=id_, name=id_.title(), kind=kind, partnerships=partnerships)
    with services.database.write() as connection:
        write_partner(connection, found, new=True)


def source(services: Services) -> Source:
    return Source(services.database, services.keys, services.declared)


def test_who_is_no_partner_today_works_for_no_house_at_once(services: Services) -> None:
    enter(services, "molen", Partnership(HOUSE, date(2020, 1, 1), date(2026, 1, 5)))
    enter(services, "winkel", Partnership(HOUSE, date(2026, 2, 1)), Partnership("zuid", date(2020, 1, 1)))

    assert working_today(services, ADA).houses == (HOUSE,), "its last day counts"
    assert working_today(services, BEN).houses == (), "not yet"
    assert working_today(services, replace(BEN, houses=(HOUSE, "zuid"))).houses == ("zuid",)
    assert working_today(services, replace(ADA, organisation="vendor")).houses == (HOUSE,), "not registered"
    with services.database.write() as connection:
        move_virtual_clock(connection, START.replace(day=5, hour=23))  # midnight in the house
    assert working_today(services, ADA).houses == ()


def test_a_partnership_without_an_end_needs_no_look_at_the_clock(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(services, "molen", Partnership(HOUSE, date(2020, 1, 1)))
    enter(services, "winkel", Partnership(HOUSE, date(2026, 1, 4)))
    assert [working_today(services, one).houses for one in (ADA, BEN)] == [(HOUSE,), (HOUSE,)]

    monkeypatch.setattr(Database, "read", None)
    assert working_today(services, ADA).houses == (HOUSE,)
    with pytest.raises(TypeError):  # it began so lately that the hour may decide
        working_today(services, BEN)


def test_the_list_shows_who_it_was_on_a_day(services: Services) -> None:
    enter(services, "molen", Partnership(HOUSE, date(2020, 1, 1), date(2024, 12, 31)))
    enter(
        services, "winkel", Partnership(HOUSE, date(2025, 3, 1), ground=STATUTORY, regime="NEW"), kind="shop"
    )

    def on(**narrowed: object) -> list[str]:
        filters = PartnerFilter(**narrowed)  # type: ignore[arg-type]
        return [found.id for found in list_partners(source(services), ADMINISTRATOR, filters, ALL).results]

    assert on() == ["molen", "winkel"]
    assert on(on=date(2024, 12, 31)) == ["molen"]
    assert on(on=date(2025, 1, 1)) == []
    assert on(on=date(2025, 3, 1), ground=STATUTORY) == ["winkel"]
    assert on(kind="mill") == ["molen"]
    assert on(house="zuid") == []


def test_an_occasional_participant_is_entered_with_a_reason(services: Services) -> None:
    occasion = Partnership(HOUSE, date(2026, 1, 1), ground=OCCASIONAL)
    entry = PartnerEntry(name="Imker", kind="bees", partnerships=(occasion,), address=None)

    with pytest.raises(Invalid) as refused:
        register_partner(services, ADMINISTRATOR, HERE, "imker", entry)
    assert refused.value.faults[0].pointer == "/partnerships/0/reason"
    told = replace(entry, partnerships=(replace(occasion, reason="Once, for honey"),))
    assert register_partner(services, ADMINISTRATOR, HERE, "imker", told).partnerships[0].reason


def test_a_slip_in_what_the_manifest_names_is_refused(services: Services) -> None:
    deploy_under_a_regime(services)
    wrong = Partnership(HOUSE, date(2026, 1, 1), regime="NEWW", categories=("ordinary", "secrets"))
    entry = PartnerEntry(name="Imker", kind="bees", partnerships=(wrong,), address=None)

    with pytest.raises(Invalid) as refused:
        register_partner(services, ADMINISTRATOR, HERE, "imker", entry)

    assert [(fault.pointer, fault.code) for fault in refused.value.faults] == [
        ("/partnerships/0/regime", "unknown-regime"),
        ("/partnerships/0/categories/1", "unknown-category"),
    ]
    right = replace(wrong, regime="NEW", categories=("ordinary",))
    assert register_partner(services, ADMINISTRATOR, HERE, "imker", replace(entry, partnerships=(right,)))


def test_models_ask_the_register(services: Services) -> None:
    deploy_bakery(services)
    enter(services, "molen", Partnership(HOUSE, date(2025, 3, 1)), Partnership("zuid", date(2020, 1, 1)))
    enter(services, "winkel", Partnership(HOUSE, date(2020, 1, 1)), kind="shop")

    def told(expression: str) -> object:
        return evaluate_expression(
            services, DESIGNER, NewEvaluation(expression=expression, variables={})
        ).value

    assert told('partner("molen").name') == "Molen"
    assert told('partner("molen").grounds') == ["covenant"]
    assert told('partner("molen", date("2025-02-28"))') is None
    assert told('partner("nobody")') is None
    assert told("partners()") == [
        {"label": "Molen", "value": "molen"},
        {"label": "Winkel", "value": "winkel"},
    ]
    assert told('partners(["shop"]).value') == ["winkel"]


def test_a_participant_is_given_no_more_categories_than_the_register_says(services: Services) -> None:
    deploy_bakery(services)
    enter(services, "molen", Partnership(HOUSE, date(2020, 1, 1), categories=("ordinary",)))
    new = NewInstance(process_id="bakery", variables={"bread": "rye", "recipe": "salt"}, case=True)
    case = start_instance(services, replace(ADA, organisation="huis"), new).id
    done(services, case, "bake")
    limited = working_today(services, ADA)

    assert read_case(source(services), ADA, case).data == {"bread": "Annelies Plantinga", "recipe": "salt"}
    assert read_case(source(services), limited, case).data == {"bread": "Annelies Plantinga"}


def deploy_under_a_regime(services: Services) -> None:
    """A case under a regime for statutory partners, whose only task makes who does it take part."""
    chain = {**MANIFEST, "regimes": [{"id": "NEW", "label": "Nieuw", "participants": ["statutory"]}]}
    part = '<zeebe:property name="participant" value="={organisation: bread, role: &quot;guest&quot;}" />'
    process = model(
        '<bpmn:startEvent id="start"><bpmn:extensionElements><zeebe:formDefinition formId="order" />'
        "</bpmn:extensionElements></bpmn:startEvent>"
        + task("taste", "guest", "taste", part)
        + '<bpmn:endEvent id="end" />'
        + flow("start", "taste")
        + flow("taste", "end"),
        process="bakery",
        properties='<zeebe:property name="caseType" value="loaf" />'
        '<zeebe:property name="regime" value="=&quot;NEW&quot;" />',
    )
    manifest = Resource("chain.json", json.dumps(chain).encode())
    deploy(services, None, [manifest, Resource("bakery.bpmn", process), ORDER, TASTE])


def test_under_a_regime_only_who_it_names_takes_part(services: Services) -> None:
    deploy_under_a_regime(services)
    enter(services, "winkel", Partnership(HOUSE, date(2020, 1, 1)))
    enter(services, "molen", Partnership(HOUSE, date(2020, 1, 1), ground=STATUTORY))

    new = NewInstance(process_id="bakery", variables={"bread": "molen"}, case=True)
    taste = open_tasks(services, start_instance(services, ADA, new).id)["taste"]
    assert incidents(services) == []
    with pytest.raises(Forbidden, match="under NEW only statutory") as refused:
        assign_task(services, BEN, taste, BEN.subject)
    assert refused.value.code == "no-ground"
    assign_task(services, replace(BEN, organisation="molen"), taste, BEN.subject)
    start_instance(services, ADA, NewInstance(process_id="bakery", variables={"bread": "winkel"}, case=True))
    ((kind, detail),) = incidents(services)
    assert kind == "participant"
    assert "winkel" in detail


def test_whose_ground_ends_sees_nothing_of_the_case_until_there_is_one_again(services: Services) -> None:
    deploy_under_a_regime(services)
    statutory = Partnership(HOUSE, date(2020, 1, 1), ground=STATUTORY)
    covenant = Partnership(HOUSE, date(2020, 1, 1))
    enter(services, "molen", statutory)
    ben = replace(BEN, organisation="molen")
    new = NewInstance(process_id="bakery", variables={"bread": "molen"}, case=True)
    case = start_instance(services, ADA, new).id
    taste = open_tasks(services, case)["taste"]
    assign_task(services, ben, taste, ben.subject)

    def sees(*partnerships: Partnership) -> bool:
        found = Partner(id="molen", name="Molen", kind="mill", partnerships=partnerships)
        with services.database.write() as connection:
            write_partner(connection, found, new=False)
        services.partnerships.forget()
        today = working_today(services, ben)
        assert today.houses == (HOUSE,), "a partner of the house all the time"
        listed = list_cases(source(services), today, CaseFilter(), ALL).results
        found_by_id = [entry.id for entry in listed] == [case]
        try:
            read_case(source(services), today, case)
        except NotFound:
            assert not found_by_id
            for act in (
                lambda: read_task_form(source(services), today, taste),
                lambda: complete_task(services, today, taste, {}),
            ):
                with pytest.raises(Forbidden) as refused:
                    act()
                assert refused.value.code == "no-ground"
            return False
        return found_by_id

    assert sees(statutory)
    assert not sees(covenant)
    assert sees(covenant, replace(statutory, until=date(2026, 1, 5))), "its last day counts"
    assert not sees(covenant, replace(statutory, until=date(2026, 1, 4)))
    assert not sees(covenant, replace(statutory, since=date(2026, 1, 6))), "not yet"
    assert not sees(covenant, replace(statutory, regime="OLD")), "another law"
    assert sees(covenant, replace(statutory, regime="NEW"))
    assert sees(replace(covenant, ground=OCCASIONAL, reason="Once"), statutory)


def test_a_partnership_under_one_regime_is_no_ground_under_another_that_takes_any() -> None:
    any_ground = Regime(id="OLD", label="Oud")
    manifest = replace(NO_MANIFEST, regimes={"OLD": any_ground})

    assert has_ground([Grounded("covenant")], "OLD", manifest)
    assert has_ground([], "OLD", manifest)
    assert not has_ground([Grounded("covenant", "NEW")], "OLD", manifest)
