"""Messages reach a partner signed, and go nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

import httpcore
import pytest
from joserfc.jwk import KeySet, RSAKey

from engine.clock import SystemMachineClock
from engine.destination import DestinationError, Guard
from engine.work.partner_client import PartnerClient, Verdict
from engine.work.signature import sign
from features.steps.partners import Partners

KEY = RSAKey.generate_key(2048, parameters={"kid": "one", "use": "sig", "alg": "PS256"})
OTHER = RSAKey.generate_key(2048, parameters={"kid": "one", "use": "sig", "alg": "PS256"})
BODY = b'{"id":"m-1","messageName":"hello","payload":{}}'
CLOCK = SystemMachineClock()
HERE = Guard(frozenset(), loopback=True)


@pytest.fixture
def partners() -> Iterator[Partners]:
    found = Partners(lambda: KeySet([KEY]).as_dict(private=False))
    yield found
    found.close()


def _headers(key: RSAKey = KEY) -> dict[str, str]:
    return {"Idempotency-Key": "m-1", **sign(BODY, key)}


def test_a_signed_message_is_delivered_with_its_receipt(partners: Partners) -> None:
    partner = partners.named("desk")

    attempt = PartnerClient(HERE, CLOCK).send(partners.address("desk"), BODY, _headers())

    assert attempt.verdict is Verdict.DELIVERED
    assert attempt.receipt_id == "receipt-m-1"
    assert [message.id for message in partner.messages()] == ["m-1"]


def test_a_signature_of_another_key_is_rejected_by_the_partner(partners: Partners) -> None:
    partner = partners.named("desk")

    attempt = PartnerClient(HERE, CLOCK).send(partners.address("desk"), BODY, _headers(OTHER))

    assert attempt.verdict is Verdict.REJECTED
    assert not partner.messages()


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        (200, Verdict.DELIVERED),
        (408, Verdict.RETRY),
        (425, Verdict.RETRY),
        (429, Verdict.RETRY),
        (503, Verdict.RETRY),
        (301, Verdict.REJECTED),
        (404, Verdict.REJECTED),
        (422, Verdict.REJECTED),
    ],
)
def test_the_status_decides_on_another_try(partners: Partners, status: int, verdict: Verdict) -> None:
    partners.named("desk").answer_with(status)

    assert PartnerClient(HERE, CLOCK).send(partners.address("desk"), BODY, _headers()).verdict is verdict


def test_a_closed_port_is_tried_again() -> None:
    assert PartnerClient(HERE, CLOCK).send("http://127.0.0.1:9/", BODY, _headers()).verdict is Verdict.RETRY


def test_a_message_of_more_than_a_megabyte_is_not_sent(partners: Partners) -> None:
    desk = partners.named("desk")

    attempt = PartnerClient(HERE, CLOCK).send(partners.address("desk"), b"x" * 1_000_001, {})

    assert attempt.verdict is Verdict.FORBIDDEN
    assert "megabyte" in attempt.reason
    assert desk.attempts == 0


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://desk.example/", "must begin with https"),
        ("https://elsewhere.example/", "not on the house's list"),
        ("https://user:secret@desk.example/", "user name or password"),
        ("http://127.0.0.1:8000/", "must begin with https"),
        ("https://127.0.0.1/", "not on the house's list"),
        ("ftp://desk.example/", "must begin with https"),
        ("", "visible ASCII"),
        ("https://desk.example/" + "a" * 2_000, "visible ASCII"),
        ("https://desk.example/in\r\nHost: elsewhere", "visible ASCII"),
        ("https://desk.example/\0", "visible ASCII"),
        (" https://desk.example/", "visible ASCII"),
        ("https://desk.example/é", "percent-encoded"),
        ("https://désk.example/", "xn--"),
        ("https://[", "malformed"),
        ("https://desk.example:99999/", "malformed"),
        ("https://desk.example:x/", "malformed"),
        ("https://desk.example:0/", "port 0"),
        ("https://desk.example#@elsewhere.example", "fragment"),
        ("https://desk.example\\@elsewhere.example/", "user name or password"),
        ("https:desk.example", "not on the house's list"),
    ],
)
def test_an_address_that_is_not_allowed_is_refused(address: str, reason: str) -> None:
    with pytest.raises(DestinationError, match=reason):
        Guard(frozenset({"desk.example"})).check(address)


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.1.1",
        "169.254.169.254",
        "::1",
        "::ffff:10.0.0.1",
        "fd00::1",
        "0.0.0.0",
        "224.0.0.1",
        "192.0.0.8",
        "192.88.99.1",
        "::127.0.0.1",
        "::ffff:0:127.0.0.1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::7f00:1",
        "2002:a9fe:a9fe::1",
        "2001:0:7f00:1::",
        "3fff::1",
        "fec0::1",
        "ff02::1",
    ],
)
def test_no_connection_goes_to_an_address_that_is_not_public(ip: str) -> None:
    assert not Guard(frozenset({"desk.example"})).admits(ip)


@pytest.mark.parametrize("ip", ["8.8.8.8", "2001:4860:4860::8888", "2a00:1450::1", "::ffff:8.8.8.8"])
def test_public_addresses_are_reached(ip: str) -> None:
    assert Guard(frozenset()).admits(ip)


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:99999/", "http://127.0.0.1/é", "http://127.0.0.1/a\r\nb", "ftp://127.0.0.1/"],
)
def test_an_address_that_came_in_another_way_stops_the_message_and_not_the_worker(address: str) -> None:
    assert PartnerClient(HERE, CLOCK).send(address, BODY, {}).verdict is Verdict.FORBIDDEN


def test_a_name_is_looked_up_once_and_every_address_of_it_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    meant, connected = [["8.8.8.8", "10.0.0.1"], ["8.8.8.8"], ["127.0.0.1"]], []

    def look_up(host: str, port: int, **_: object) -> list[object]:
        return [(0, 0, 0, "", (ip, port)) for ip in meant.pop(0)]

    def connect(backend: object, host: str, *_: object) -> None:
        connected.append(host)
        raise httpcore.ConnectError

    monkeypatch.setattr("engine.destination.socket.getaddrinfo", look_up)
    monkeypatch.setattr("httpcore.SyncBackend.connect_tcp", connect)
    client = PartnerClient(Guard(frozenset({"desk.example"})), CLOCK)

    tries = [client.send("https://desk.example/", BODY, {}).verdict for _ in range(3)]

    assert tries == [Verdict.FORBIDDEN, Verdict.RETRY, Verdict.FORBIDDEN]
    assert connected == ["8.8.8.8"], "the address that was checked, not a second answer to the name"


def test_nothing_is_sent_to_a_listed_name_that_stands_for_this_machine() -> None:
    guard = Guard(frozenset({"localhost"}))

    attempt = PartnerClient(guard, CLOCK).send("https://localhost:9/", BODY, _headers())

    assert attempt.verdict is Verdict.FORBIDDEN
    assert "public" in attempt.reason
