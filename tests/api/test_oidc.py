"""Bearer tokens of a real OpenID Connect provider: discovery, keys, rotation, and every way to be refused."""

import base64
import contextlib
import hashlib
import hmac
import json
import socket
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
import structlog
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from flask import Flask
from joserfc import jwt
from joserfc.jwk import Key, RSAKey

from api.oidc import OidcVerifier, fetch_document
from api.tokens import Expectations
from engine.clock import SystemMachineClock, VirtualClock
from engine.errors import Unauthenticated, Unavailable
from engine.settings import Settings

with warnings.catch_warnings():
    import authlib.deprecate

    # The provider uses parts of Authlib that Authlib itself has given up.
    warnings.simplefilter("ignore", authlib.deprecate.AuthlibDeprecationWarning)
    import oidc_provider_mock

pytestmark = [
    pytest.mark.filterwarnings("ignore::authlib.deprecate.AuthlibDeprecationWarning"),
    pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning"),
]
START = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
ISSUER = "https://id.example.nl/realm"
MASTER_KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
CLAIMS: dict[str, object] = {
    "name": "Anna de Vries",
    "houses": ["noord"],
    "organisation": "politie-noord",
    "roles": ["referrer"],
    "amr": ["pwd", "otp"],
}


def live_settings(issuer: str, **environment: str) -> Settings:
    given = {"KETENMOTOR_OIDC_ISSUER": issuer, "KETENMOTOR_MASTER_KEY": MASTER_KEY} | environment
    return Settings.from_environment(given)


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """The address of a running provider, which is its issuer too."""
    person = oidc_provider_mock.User(sub="anna", claims=CLAIMS)
    with oidc_provider_mock.run_server_in_thread(user_claims=[person]) as server:
        yield f"http://localhost:{server.server_port}"


def id_token(provider: str, audience: str = "ketenmotor") -> str:
    """Log in as Anna by the authorization code flow and return the signed token."""
    discovered = httpx.get(f"{provider}/.well-known/openid-configuration").json()
    query = {
        "client_id": audience,
        "redirect_uri": "http://localhost/back",
        "response_type": "code",
        "scope": "openid profile",
        "state": "s",
    }
    login = httpx.post(discovered["authorization_endpoint"], params=query, data={"sub": "anna"})
    code = parse_qs(urlsplit(login.headers["Location"]).query)["code"][0]
    body = {"grant_type": "authorization_code", "code": code, "redirect_uri": "http://localhost/back"}
    answer = httpx.post(discovered["token_endpoint"], data=body, auth=(audience, "secret")).json()
    token: str = answer["id_token"]
    return token


def test_a_token_of_a_real_provider_is_taken(provider: str, app_with: Callable[..., Flask]) -> None:
    settings = live_settings(provider)
    verifier = OidcVerifier(Expectations.from_settings(settings, provider), SystemMachineClock(), 600)
    client = app_with(settings=settings, tokens=verifier, demo=None).test_client()

    answer = client.get("/api/v1/berries/7", headers={"Authorization": f"Bearer {id_token(provider)}"})

    assert answer.status_code == 200
    person = verifier.verify(id_token(provider))
    assert (person.subject, person.houses, person.organisation) == ("anna", ("noord",), "politie-noord")
    assert person.roles == {"referrer"}
    assert not person.machine


def test_a_token_for_another_audience_is_refused(provider: str) -> None:
    verifier = OidcVerifier(
        Expectations.from_settings(live_settings(provider), provider), SystemMachineClock(), 600
    )

    with pytest.raises(Unauthenticated, match="aud"):
        verifier.verify(id_token(provider, audience="another-service"))


def test_a_token_of_another_provider_is_refused(provider: str) -> None:
    with oidc_provider_mock.run_server_in_thread() as server:
        stranger = id_token(f"http://localhost:{server.server_port}")
    verifier = OidcVerifier(
        Expectations.from_settings(live_settings(provider), provider), SystemMachineClock(), 600
    )

    with pytest.raises(Unauthenticated, match="not signed"):
        verifier.verify(stranger)


def test_a_provider_that_is_away_is_told_apart_from_a_bad_token(app_with: Callable[..., Flask]) -> None:
    with socket.socket() as unused:
        unused.bind(("localhost", 0))
        issuer = f"http://localhost:{unused.getsockname()[1]}"
    verifier = OidcVerifier(
        Expectations.from_settings(live_settings(issuer), issuer), SystemMachineClock(), 600
    )
    client = app_with(tokens=verifier).test_client()

    answer = client.get("/api/v1/berries/7", headers={"Authorization": "Bearer eyJhbGciOiJSUzI1NiJ9.e30.AA"})

    assert (answer.status_code, answer.json["code"]) == (503, "issuer-unavailable")
    assert int(answer.headers["Retry-After"]) > 0


class Issuer:
    """An issuer in memory that counts its visits; the real one cannot rotate keys or be wrong on purpose."""

    def __init__(self, *keys: Key) -> None:
        self.keys = list(keys)
        self.visits = 0
        self.away = False
        self.discovery: dict[str, object] = {"issuer": ISSUER, "jwks_uri": f"{ISSUER}/keys"}

    def __call__(self, address: str) -> Mapping[str, object]:
        if self.away:
            raise httpx.ConnectError("away")
        if address == f"{ISSUER}/.well-known/openid-configuration":
            return self.discovery
        assert address == f"{ISSUER}/keys"
        self.visits += 1
        return {"keys": [key.as_dict(private=False) for key in self.keys]}


def rsa_key(key_id: str) -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": key_id, "use": "sig"})


FIRST, SECOND = rsa_key("first"), rsa_key("second")


def token_of(key: Key, algorithm: str = "RS256", key_id: str | None = None, **claims: object) -> str:
    header = {"alg": algorithm, "kid": key_id or key.kid}
    standard: dict[str, object] = {
        "iss": ISSUER,
        "aud": "ketenmotor",
        "sub": "anna",
        "exp": int((START + timedelta(minutes=5)).timestamp()),
    }
    chosen = {name: value for name, value in (standard | CLAIMS | claims).items() if value is not None}
    return jwt.encode(header, chosen, key, algorithms=[algorithm])


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock(START)


def verifier_of(issuer: Issuer, clock: VirtualClock, **environment: str) -> OidcVerifier:
    expected = Expectations.from_settings(live_settings(ISSUER, **environment), ISSUER)
    return OidcVerifier(expected, clock, 600, issuer)


def test_keys_are_fetched_once_and_kept(clock: VirtualClock) -> None:
    issuer = Issuer(FIRST)
    verifier = verifier_of(issuer, clock)

    for _ in range(5):
        assert verifier.verify(token_of(FIRST)).subject == "anna"

    assert issuer.visits == 1


def test_keys_are_fetched_again_when_they_grow_old(clock: VirtualClock) -> None:
    issuer = Issuer(FIRST)
    verifier = verifier_of(issuer, clock)
    verifier.verify(token_of(FIRST))
    issuer.keys = [SECOND]
    clock.advance(timedelta(seconds=600))

    with pytest.raises(Unauthenticated):
        verifier.verify(token_of(FIRST, exp=int((clock.now() + timedelta(minutes=5)).timestamp())))
    assert issuer.visits == 2


def test_a_new_key_is_found_without_waiting(clock: VirtualClock) -> None:
    issuer = Issuer(FIRST)
    verifier = verifier_of(issuer, clock)
    verifier.verify(token_of(FIRST))
    issuer.keys = [SECOND, FIRST]
    clock.advance(timedelta(seconds=31))

    assert verifier.verify(token_of(SECOND)).subject == "anna"
    assert verifier.verify(token_of(FIRST)).subject == "anna"
    assert issuer.visits == 2


def test_a_slow_issuer_holds_up_nobody_whose_key_is_known(clock: VirtualClock) -> None:
    issuer = Issuer(FIRST)
    verifier = verifier_of(issuer, clock)
    verifier.verify(token_of(FIRST))
    clock.advance(timedelta(seconds=31))
    asked, answer_now = threading.Event(), threading.Event()

    def slow(address: str) -> Mapping[str, object]:
        asked.set()
        assert answer_now.wait(30)
        return issuer(address)

    verifier._fetch = slow
    stranger = threading.Thread(target=lambda: _refused(verifier, token_of(SECOND)))
    stranger.start()
    assert asked.wait(30)

    assert verifier.verify(token_of(FIRST)).subject == "anna"
    answer_now.set()
    stranger.join(30)
    assert issuer.visits == 2


def test_invented_keys_hold_up_no_thread_while_the_issuer_is_slow(clock: VirtualClock) -> None:
    issuer = Issuer(FIRST)
    verifier = verifier_of(issuer, clock)
    verifier.verify(token_of(FIRST))
    clock.advance(timedelta(seconds=31))
    asked, answer_now = threading.Event(), threading.Event()

    def slow(address: str) -> Mapping[str, object]:
        asked.set()
        assert answer_now.wait(30)
        return issuer(address)

    verifier._fetch = slow
    first = threading.Thread(target=lambda: _refused(verifier, token_of(SECOND)))
    first.start()
    assert asked.wait(30)

    with pytest.raises(Unavailable) as told:  # at once: this thread would wait for ever
        verifier.verify(token_of(SECOND))
    assert told.value.retry_after == 1
    answer_now.set()
    first.join(30)


class _Endless(BaseHTTPRequestHandler):
    """Answers with a document that has no end, one that is nested without end, or one that lies elsewhere."""

    def do_GET(self) -> None:
        self.send_response(302 if self.path == "/elsewhere" else 200)
        self.send_header("Location", "/deep")
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(b"[" * 100_000)
            while self.path == "/endless":
                self.wfile.write(b" " * 65_536)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.mark.parametrize("path", ["/endless", "/deep", "/elsewhere"])
def test_a_document_of_the_issuer_that_is_no_document_leaves_the_service_up(
    clock: VirtualClock, path: str
) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Endless) as server:
        threading.Thread(target=server.serve_forever).start()
        address = f"http://127.0.0.1:{server.server_port}{path}"
        issuer = Issuer(FIRST)
        expected = Expectations.from_settings(live_settings(ISSUER), ISSUER)
        verifier = OidcVerifier(
            expected,
            clock,
            600,
            lambda asked: fetch_document(address) if asked.endswith("keys") else issuer(asked),
        )

        with pytest.raises(Unavailable):
            verifier.verify(token_of(FIRST))
        server.shutdown()


def _refused(verifier: OidcVerifier, token: str) -> None:
    with pytest.raises(Unauthenticated):
        verifier.verify(token)


def test_strangers_cannot_make_us_fetch_at_will(clock: VirtualClock) -> None:
    issuer = Issuer(FIRST)
    verifier = verifier_of(issuer, clock)
    verifier.verify(token_of(FIRST))

    for number in range(20):
        with pytest.raises(Unauthenticated):
            verifier.verify(token_of(SECOND, key_id=f"invented-{number}"))

    assert issuer.visits == 1


def test_known_keys_outlive_an_issuer_that_is_away(clock: VirtualClock) -> None:
    issuer = Issuer(FIRST)
    verifier = verifier_of(issuer, clock, KETENMOTOR_OIDC_CLOCK_SKEW="600")
    verifier.verify(token_of(FIRST))
    issuer.away = True
    clock.advance(timedelta(seconds=700))

    assert verifier.verify(token_of(FIRST)).subject == "anna"


def test_without_any_key_the_service_says_that_it_cannot_tell(clock: VirtualClock) -> None:
    issuer = Issuer(FIRST)
    issuer.away = True

    with pytest.raises(Unavailable):
        verifier_of(issuer, clock).verify(token_of(FIRST))


@pytest.mark.parametrize(
    "discovery",
    [
        {"issuer": "https://other.example", "jwks_uri": f"{ISSUER}/keys"},
        {"issuer": ISSUER},
        {"issuer": ISSUER, "jwks_uri": "http://id.example.nl/keys"},
        {"issuer": ISSUER, "jwks_uri": "file:///etc/passwd"},
    ],
)
def test_a_discovery_document_that_cannot_be_trusted_is_not_used(
    clock: VirtualClock, discovery: dict[str, object]
) -> None:
    issuer = Issuer(FIRST)
    issuer.discovery = discovery

    with pytest.raises(Unavailable):
        verifier_of(issuer, clock).verify(token_of(FIRST))


def test_a_key_of_a_kind_that_is_not_known_leaves_the_others_usable(clock: VirtualClock) -> None:
    issuer = Issuer(FIRST)

    def fetch(address: str) -> Mapping[str, object]:
        found = issuer(address)
        listed: Any = found.get("keys")
        odd = [{"kty": "AKP"}, {"kty": "oct", "k": "AAAA"}, {"kty": "EC", "crv": "X"}, {"kty": "RSA"}, "key"]
        return {"keys": [*odd, *listed]} if listed else found

    expected = Expectations.from_settings(live_settings(ISSUER), ISSUER)

    assert OidcVerifier(expected, clock, 600, fetch).verify(token_of(FIRST)).subject == "anna"


@pytest.mark.parametrize(
    ("claims", "code"),
    [
        ({"iss": "https://other.example"}, "invalid-token"),
        ({"aud": "other"}, "invalid-token"),
        ({"aud": None}, "invalid-token"),
        ({"exp": None}, "invalid-token"),
        ({"exp": int(START.timestamp()) - 30}, "expired-token"),
        ({"exp": "soon"}, "invalid-token"),
        ({"nbf": int(START.timestamp()) + 60}, "invalid-token"),
        ({"sub": None}, "invalid-token"),
        ({"sub": ""}, "invalid-token"),
        ({"sub": 7}, "invalid-token"),
        ({"sub": " "}, "invalid-token"),
        ({"sub": "an\0na"}, "invalid-token"),
        ({"sub": "anna\nbram"}, "invalid-token"),
        ({"sub": "a" * 201}, "invalid-token"),
        ({"name": "Anna\0"}, "invalid-token"),
        ({"houses": "noord"}, "invalid-token"),
        ({"houses": ["noord", "\0"]}, "invalid-token"),
        ({"houses": ["n" * 101]}, "invalid-token"),
        ({"roles": ["a\nb"]}, "invalid-token"),
        ({"organisation": "x" * 101}, "invalid-token"),
        ({"organisation": " "}, "invalid-token"),
        ({"exp": True}, "invalid-token"),
        ({"iat": int(START.timestamp()) + 60}, "invalid-token"),
        ({"iss": ISSUER + "/"}, "invalid-token"),
        ({"aud": []}, "invalid-token"),
        ({"aud": [["ketenmotor"]]}, "invalid-token"),
        ({"roles": [1]}, "invalid-token"),
        ({"organisation": ["x"]}, "invalid-token"),
        ({"organisation": ""}, "invalid-token"),
        ({"organisation": None}, "invalid-token"),
        ({"amr": None}, "two-factors-needed"),
        ({"amr": ["pwd"]}, "two-factors-needed"),
        ({"amr": ["pwd", "pin"]}, "two-factors-needed"),
        ({"amr": ["otp", "hwk"]}, "two-factors-needed"),
        ({"amr": ["pwd"], "acr": "urn:loa:substantial"}, "two-factors-needed"),
        ({"amr": "mfa"}, "invalid-token"),
        ({"amr": [2]}, "invalid-token"),
        ({"acr": 2}, "invalid-token"),
        ({"machine": "yes"}, "invalid-token"),
    ],
)
def test_a_token_that_says_something_else_is_refused(
    clock: VirtualClock, claims: dict[str, object], code: str
) -> None:
    with pytest.raises(Unauthenticated) as refusal:
        verifier_of(Issuer(FIRST), clock).verify(token_of(FIRST, **claims))

    assert refusal.value.code == code


@pytest.mark.parametrize(
    "claims",
    [{"amr": ["mfa"]}, {"amr": ["pin", "sc"]}, {"amr": ["fpt", "swk"]}, {"amr": None, "acr": "loa3"}],
)
def test_two_factors_are_told_by_methods_or_by_a_context(
    clock: VirtualClock, claims: dict[str, object]
) -> None:
    verifier = verifier_of(Issuer(FIRST), clock, KETENMOTOR_OIDC_CONTEXTS="loa3, loa4")

    assert verifier.verify(token_of(FIRST, **claims)).subject == "anna"


def test_a_system_has_no_second_factor_and_an_issuer_may_vouch_for_all(clock: VirtualClock) -> None:
    vouching = verifier_of(Issuer(FIRST), clock, KETENMOTOR_OIDC_TWO_FACTORS="0")

    assert verifier_of(Issuer(FIRST), clock).verify(token_of(FIRST, amr=None, machine=True)).machine
    assert vouching.verify(token_of(FIRST, amr=None)).subject == "anna"


def test_a_weak_login_is_told_apart_from_a_bad_token(
    app_with: Callable[..., Flask], clock: VirtualClock
) -> None:
    client = app_with(tokens=verifier_of(Issuer(FIRST), clock)).test_client()
    weak = token_of(FIRST, amr=["pwd"])

    answer = client.get("/api/v1/berries/7", headers={"Authorization": f"Bearer {weak}"})

    assert (answer.status_code, answer.json["code"]) == (401, "two-factors-needed")
    assert answer.headers["WWW-Authenticate"] == 'Bearer error="insufficient_user_authentication"'


def test_clocks_may_differ_by_the_skew_and_no_more(clock: VirtualClock) -> None:
    expired = token_of(FIRST, exp=int(START.timestamp()) - 29)

    assert verifier_of(Issuer(FIRST), clock).verify(expired).subject == "anna"
    with pytest.raises(Unauthenticated):
        verifier_of(Issuer(FIRST), clock, KETENMOTOR_OIDC_CLOCK_SKEW="28").verify(expired)


def test_one_of_several_audiences_is_enough(clock: VirtualClock) -> None:
    token = token_of(FIRST, aud=["other", "ketenmotor"])

    assert verifier_of(Issuer(FIRST), clock).verify(token).subject == "anna"


def test_an_algorithm_that_is_not_listed_is_refused_though_the_signature_is_good(clock: VirtualClock) -> None:
    verifier = verifier_of(Issuer(FIRST), clock, KETENMOTOR_OIDC_ALGORITHMS="PS256")

    assert verifier.verify(token_of(FIRST, "PS256")).subject == "anna"
    with pytest.raises(Unauthenticated):
        verifier.verify(token_of(FIRST, "RS256"))


def test_a_public_key_cannot_be_abused_as_a_shared_secret(clock: VirtualClock) -> None:
    _, payload, _ = token_of(FIRST).split(".")
    header = base64.urlsafe_b64encode(json.dumps({"alg": "HS256", "kid": "first"}).encode()).decode()
    signed = f"{header.rstrip('=')}.{payload}"
    digest = hmac.digest(FIRST.as_pem(private=False), signed.encode(), hashlib.sha256)
    signature = base64.urlsafe_b64encode(digest).decode().rstrip("=")

    with pytest.raises(Unauthenticated, match="not signed"):
        verifier_of(Issuer(FIRST), clock).verify(f"{signed}.{signature}")


def signed(payload: str, **header: object) -> str:
    """A token whose parts are as given, signed by the issuer's first key."""
    head = json.dumps({"alg": "RS256", "kid": "first"} | header)
    told = ".".join(base64.urlsafe_b64encode(part.encode()).decode().rstrip("=") for part in (head, payload))
    signature = FIRST.private_key.sign(told.encode(), padding.PKCS1v15(), hashes.SHA256())
    return f"{told}.{base64.urlsafe_b64encode(signature).decode().rstrip('=')}"


HALF_A_PAIR = CLAIMS | {"iss": ISSUER, "aud": "ketenmotor", "sub": "\ud800", "exp": 4_102_444_800}


@pytest.mark.parametrize("payload", ["[" * 3_000 + "]" * 3_000, "[]", "text", "{", json.dumps(HALF_A_PAIR)])
def test_claims_that_are_no_claims_are_refused_though_the_signature_is_good(
    clock: VirtualClock, payload: str
) -> None:
    with pytest.raises(Unauthenticated):
        verifier_of(Issuer(FIRST), clock).verify(signed(payload))


def test_a_key_in_the_token_itself_counts_for_nothing(clock: VirtualClock) -> None:
    own = {
        "jwk": SECOND.as_dict(private=False),
        "jku": "https://evil.example/keys",
        "x5u": "https://evil.example",
    }
    for named in ("first", None, "unknown", ["first"], 7):
        header = {"alg": "RS256", **own} | ({} if named is None else {"kid": named})
        told = ".".join(
            base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")
            for part in (header, CLAIMS)
        )
        signature = SECOND.private_key.sign(told.encode(), padding.PKCS1v15(), hashes.SHA256())
        with pytest.raises(Unauthenticated):
            verifier_of(Issuer(FIRST), clock).verify(f"{told}.{base64.urlsafe_b64encode(signature).decode()}")


def test_a_header_that_must_be_understood_is_not_passed_over(clock: VirtualClock) -> None:
    with pytest.raises(Unauthenticated):
        verifier_of(Issuer(FIRST), clock).verify(signed(json.dumps(CLAIMS), crit=["exp"], exp=1))


def test_a_key_that_is_too_short_signs_nothing(clock: VirtualClock) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        short = RSAKey.generate_key(1024, {"kid": "short"})
        token = token_of(short)

    with pytest.raises(Unauthenticated):
        verifier_of(Issuer(FIRST, short), clock).verify(token)


def test_an_unsigned_token_is_refused(clock: VirtualClock) -> None:
    _, payload, _ = token_of(FIRST).split(".")

    with pytest.raises(Unauthenticated):
        verifier_of(Issuer(FIRST), clock).verify(f"eyJhbGciOiJub25lIn0.{payload}.")


def test_claims_may_have_other_names(clock: VirtualClock) -> None:
    verifier = verifier_of(Issuer(FIRST), clock, KETENMOTOR_CLAIM_ROLES="groups")

    assert verifier.verify(token_of(FIRST, groups=["designer"])).roles == {"designer"}


@pytest.mark.parametrize(
    "header", ["", "Basic YTpi", "Bearer", "Bearer ", "Bearer x", "Bearer " + "a" * 20_000]
)
def test_what_is_no_bearer_token_is_refused(app_with: Callable[..., Flask], header: str) -> None:
    answer = app_with().test_client().get("/api/v1/berries", headers={"Authorization": header})

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_token_counts_in_its_header_alone_and_is_never_logged(
    app_with: Callable[..., Flask], clock: VirtualClock
) -> None:
    client = app_with(tokens=verifier_of(Issuer(FIRST), clock)).test_client()
    token = token_of(FIRST)
    signature = token.rpartition(".")[2]
    client.set_cookie("access_token", token)

    with structlog.testing.capture_logs() as lines:
        answers = [
            client.get(f"/api/v1/berries/7?access_token={token}"),
            client.get("/api/v1/berries/7", headers={"X-Access-Token": token}),
            client.get("/api/v1/berries/7", headers={"Authorization": f"Bearer {token}, Bearer {token}"}),
            client.get(f"/api/v1/berries/7/{token}", headers={"Authorization": f"Bearer {token}"}),
        ]
        taken = client.get("/api/v1/berries/7", headers={"Authorization": f"bearer {token}"})

    assert [answer.status_code for answer in answers] == [401, 401, 401, 404]
    assert taken.status_code == 200
    assert lines
    assert signature not in repr(lines)
    assert all(signature not in answer.text for answer in answers)


def test_a_token_verified_a_moment_ago_still_expires_on_time(clock: VirtualClock) -> None:
    token = token_of(FIRST, exp=int(START.timestamp()) + 20)
    verifier = verifier_of(Issuer(FIRST), clock, KETENMOTOR_OIDC_CLOCK_SKEW="0")
    assert verifier.verify(token) is verifier.verify(token)

    clock.advance(timedelta(seconds=21))

    with pytest.raises(Unauthenticated) as refusal:
        verifier.verify(token)
    assert refusal.value.code == "expired-token"


def test_a_token_is_verified_anew_after_a_minute(clock: VirtualClock) -> None:
    issuer = Issuer(FIRST)
    verifier, token = verifier_of(issuer, clock), token_of(FIRST, exp=int(START.timestamp()) + 9000)
    verifier.verify(token)
    issuer.keys = [SECOND]

    clock.advance(timedelta(seconds=3600))

    with pytest.raises(Unauthenticated):
        verifier.verify(token)
