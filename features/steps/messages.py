"""Steps about messages: from people, to partners and back."""

from __future__ import annotations

from pytest_bdd import parsers, step

from features.steps.forms import fill, text_of
from features.steps.partners import Message
from features.steps.tables import Rows, pairs, shows_only
from features.steps.world import World

STATES = {
    "onbereikbaar": 503,
    "bereikbaar": 202,
    "weigerachtig": 422,
    "unreachable": 503,
    "reachable": 202,
    "rejecting": 422,
}


def _received(world: World, partner: str) -> list[Message]:
    """What a partner received about the case: on a service that others use too, other cases write as well."""
    case = world.case
    return [
        message
        for message in world.partners.named(partner).messages()
        if message.body["reference"] == case.number or message.body["reference"].startswith(case.id)
    ]


def _received_under(world: World, partner: str, reference: str) -> list[Message]:
    """What a partner received under a reference of its own."""
    return [
        message
        for message in world.partners.named(partner).messages()
        if message.body["reference"] == reference
    ]


def _send(world: World, person: str, name: str, key: str, rows: Rows) -> None:
    _publish(world, person, {"name": name, "correlationKey": key, "house": world.case.house}, rows)


def _publish(world: World, person: str, message: dict[str, str], rows: Rows) -> None:
    rows = [(label, world.numbered(text)) for label, text in rows]
    labels = [label for label, _ in rows if not label.startswith('"')]
    schema = world.form_with(labels) if labels else {}
    body = {**message, "variables": fill(schema, rows, {}, world.now())}
    world.did(world.service.change(person, "POST", "/messages", body))


@step(parsers.re(r'"(?P<person>[^"]+)" het bericht "(?P<name>[^"]+)" stuurt met:'))
@step(parsers.re(r'"(?P<person>[^"]+)" sends the message "(?P<name>[^"]+)" with:'))
def send(world: World, person: str, name: str, datatable: list[list[str]]) -> None:
    _send(world, person, name, world.case.number, pairs(datatable))


@step(parsers.re(r'"(?P<person>[^"]+)" in huis "(?P<house>[^"]+)" het bericht "(?P<name>[^"]+)" stuurt met:'))
@step(
    parsers.re(r'"(?P<person>[^"]+)" sends in house "(?P<house>[^"]+)" the message "(?P<name>[^"]+)" with:')
)
def send_in_house(world: World, person: str, house: str, name: str, datatable: list[list[str]]) -> None:
    """A message that no case waits for: it may start something of the house."""
    _publish(world, person, {"name": name, "house": house}, pairs(datatable))


@step(
    parsers.re(
        r'"(?P<person>[^"]+)" het bericht "(?P<name>[^"]+)" onder kenmerk "(?P<key>[^"]+)" stuurt met:'
    )
)
@step(parsers.re(r'"(?P<person>[^"]+)" sends the message "(?P<name>[^"]+)" under "(?P<key>[^"]+)" with:'))
def send_under(world: World, person: str, name: str, key: str, datatable: list[list[str]]) -> None:
    _send(world, person, name, key, pairs(datatable))


@step(parsers.re(r'partner "(?P<partner>[^"]+)" antwoordt "(?P<name>[^"]+)" met:'))
@step(parsers.re(r'partner "(?P<partner>[^"]+)" answers "(?P<name>[^"]+)" with:'))
def partner_answers(world: World, partner: str, name: str, datatable: list[list[str]]) -> None:
    received = _received(world, partner)
    assert received, f"{partner} has received no message about the case"
    reference = received[-1].body["reference"]
    _send(world, world.partner_account(partner), name, reference, pairs(datatable))


@step(parsers.re(r"dat nogmaals wordt verstuurd"))
@step(parsers.re(r"that is sent once more"))
def sent_again(world: World) -> None:
    world.did(world.service.again())


@step(parsers.re(r'partner "(?P<partner>[^"]+)" is "(?P<state>[^"]+)"'))
def partner_is(world: World, partner: str, state: str) -> None:
    assert state in STATES, f'a partner is one of {", ".join(STATES)}, not "{state}"'
    world.partners.named(partner).answer_with(STATES[state])


@step(
    parsers.re(
        r'heeft partner "(?P<partner>[^"]+)" (?P<number>\d+) bericht(en)? '
        r'"(?P<name>[^"]+)" ontvangen met alleen:'
    )
)
@step(
    parsers.re(
        r'partner "(?P<partner>[^"]+)" has received (?P<number>\d+) messages? "(?P<name>[^"]+)" with only:'
    )
)
def partner_received_only(
    world: World, partner: str, number: str, name: str, datatable: list[list[str]]
) -> None:
    partner_received(world, partner, number, name)
    _last_shows_only(_received(world, partner), name, pairs(datatable))


@step(
    parsers.re(
        r'heeft partner "(?P<partner>[^"]+)" onder kenmerk "(?P<reference>[^"]+)" (?P<number>\d+) '
        r'bericht(en)? "(?P<name>[^"]+)" ontvangen met alleen:'
    )
)
@step(
    parsers.re(
        r'partner "(?P<partner>[^"]+)" has received under "(?P<reference>[^"]+)" (?P<number>\d+) messages? '
        r'"(?P<name>[^"]+)" with only:'
    )
)
def partner_received_under(
    world: World, partner: str, reference: str, number: str, name: str, datatable: list[list[str]]
) -> None:
    received = _received_under(world, partner, reference)
    names = [message.body["messageName"] for message in received]
    assert names.count(name) == int(number), f"{partner} received {names} under {reference}"
    _last_shows_only(received, name, pairs(datatable))


def _last_shows_only(received: list[Message], name: str, rows: Rows) -> None:
    payload = next(one.body["payload"] for one in reversed(received) if one.body["messageName"] == name)
    shows_only({key: text_of(value) for key, value in payload.items()}, rows)


@step(
    parsers.re(r'heeft partner "(?P<partner>[^"]+)" (?P<number>\d+) bericht(en)? "(?P<name>[^"]+)" ontvangen')
)
@step(parsers.re(r'partner "(?P<partner>[^"]+)" has received (?P<number>\d+) messages? "(?P<name>[^"]+)"'))
def partner_received(world: World, partner: str, number: str, name: str) -> None:
    received = [message.body["messageName"] for message in _received(world, partner)]
    assert received.count(name) == int(number), f"{partner} received {received}"
