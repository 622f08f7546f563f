"""Steps about messages: from people, to partners and back."""

from __future__ import annotations

from pytest_bdd import given, parsers, step, then

from features.steps.forms import flatten
from features.steps.service import Answer, Json
from features.steps.tables import pairs, same
from features.steps.world import World


def _nested(rows: list[tuple[str, str]]) -> dict[str, Json]:
    payload: dict[str, Json] = {}
    for path, text in rows:
        *parents, last = path.split(".")
        at = payload
        for parent in parents:
            at = at.setdefault(parent, {})
        at[last] = {"ja": True, "nee": False}.get(text, text)
    return payload


def _send(world: World, person: str, name: str, key: str, rows: list[tuple[str, str]]) -> Answer:
    body = {"name": name, "correlationKey": key, "variables": _nested(rows), "house": world.case.house}
    return world.service.post(person, "/messages", body)


@step(parsers.re(r'"(?P<person>[^"]+)" bericht "(?P<name>[^"]+)" stuurt met:'))
@step(parsers.re(r'"(?P<person>[^"]+)" sends message "(?P<name>[^"]+)" with:'))
def send(world: World, person: str, name: str, datatable: list[list[str]]) -> None:
    _send(world, person, name, world.case.number, pairs(datatable)).expect(201, 202)


@step(parsers.re(r'"(?P<person>[^"]+)" bericht "(?P<name>[^"]+)" stuurt'))
@step(parsers.re(r'"(?P<person>[^"]+)" sends message "(?P<name>[^"]+)"'))
def send_empty(world: World, person: str, name: str) -> None:
    _send(world, person, name, world.case.number, []).expect(201, 202)


@step(parsers.re(r'"(?P<person>[^"]+)" bericht "(?P<name>[^"]+)" probeert te sturen met:'))
@step(parsers.re(r'"(?P<person>[^"]+)" tries to send message "(?P<name>[^"]+)" with:'))
def try_to_send(world: World, person: str, name: str, datatable: list[list[str]]) -> None:
    world.refused(_send(world, person, name, world.case.number, pairs(datatable)))


@step(parsers.re(r'partner "(?P<partner>[^"]+)" antwoordt "(?P<name>[^"]+)" met:'))
@step(parsers.re(r'partner "(?P<partner>[^"]+)" answers "(?P<name>[^"]+)" with:'))
def partner_answers(world: World, partner: str, name: str, datatable: list[list[str]]) -> None:
    answerer = world.partner_account(partner)
    reference = world.partners.named(partner).last().body["reference"]
    _send(world, answerer, name, reference, pairs(datatable)).expect(201, 202)


@step(parsers.re(r'partner "(?P<partner>[^"]+)" is onbereikbaar'))
@step(parsers.re(r'partner "(?P<partner>[^"]+)" is unreachable'))
def partner_unreachable(world: World, partner: str) -> None:
    world.partners.named(partner).answer_with(503)


@step(parsers.re(r'partner "(?P<partner>[^"]+)" is weer bereikbaar'))
@step(parsers.re(r'partner "(?P<partner>[^"]+)" is reachable again'))
def partner_reachable(world: World, partner: str) -> None:
    world.partners.named(partner).answer_with(202)


@step(parsers.re(r'partner "(?P<partner>[^"]+)" weigert berichten'))
@step(parsers.re(r'partner "(?P<partner>[^"]+)" rejects messages'))
def partner_rejects(world: World, partner: str) -> None:
    world.partners.named(partner).answer_with(422)


@then(
    parsers.re(
        r'heeft partner "(?P<partner>[^"]+)" (?P<count>\d+) bericht(en)? '
        r'"(?P<name>[^"]+)" ontvangen met alleen:'
    )
)
@then(
    parsers.re(
        r'partner "(?P<partner>[^"]+)" has received (?P<count>\d+) messages? "(?P<name>[^"]+)" with only:'
    )
)
def partner_received_only(
    world: World, partner: str, count: str, name: str, datatable: list[list[str]]
) -> None:
    received = world.partners.named(partner).received(name)
    assert len(received) == int(count), (
        f"{partner} received {[message.body['messageName'] for message in received]}"
    )
    same(flatten(received[-1].body["payload"]), dict(pairs(datatable)))


@then(
    parsers.re(r'heeft partner "(?P<partner>[^"]+)" (?P<count>\d+) bericht(en)? "(?P<name>[^"]+)" ontvangen')
)
@then(parsers.re(r'partner "(?P<partner>[^"]+)" has received (?P<count>\d+) messages? "(?P<name>[^"]+)"'))
def partner_received(world: World, partner: str, count: str, name: str) -> None:
    received = world.partners.named(partner).received(name)
    assert len(received) == int(count), f"{partner} received {len(received)} messages {name}"


@then(parsers.re(r'heeft partner "(?P<partner>[^"]+)" geen bericht ontvangen'))
@then(parsers.re(r'partner "(?P<partner>[^"]+)" has received no message'))
def partner_received_nothing(world: World, partner: str) -> None:
    assert not world.partners.named(partner).messages()


@given(parsers.re(r'partner "(?P<partner>[^"]+)" ontvangt berichten'))
@given(parsers.re(r'partner "(?P<partner>[^"]+)" receives messages'))
def partner_receives(world: World, partner: str) -> None:
    world.partners.named(partner)
