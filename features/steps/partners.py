"""Partners with a real HTTP server on loopback: they check the signature, keep what came, answer as told."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import quote

from joserfc import jws
from joserfc.jwk import KeySet

Keys = Callable[[], Mapping[str, Any]]
"""Fetches the public keys of the sender, as its JWKS document."""


@dataclass(frozen=True)
class Message:
    """One message that a partner took in."""

    id: str
    body: Any
    headers: Mapping[str, str]


class Partner:
    """One partner's desk: everything that its address was sent."""

    def __init__(self, name: str, keys: Keys) -> None:
        self.name = name
        self._keys = keys
        self._status = 202
        self._messages: list[Message] = []
        self.attempts = 0

    def answer_with(self, status: int) -> None:
        """Answer every message with this status from now on; only 2xx takes a message in."""
        self._status = status

    def messages(self) -> list[Message]:
        return list(self._messages)

    def take_out(self) -> list[Message]:
        """Return what came, and forget it: a walk of years lets no desk grow."""
        found, self._messages = self._messages, []
        return found

    def take_in(self, headers: Mapping[str, str], content: bytes) -> tuple[int, Mapping[str, Any]]:
        """Answer one request; a message whose id came before is taken in once."""
        self.attempts += 1
        fault = signature_fault(headers, content, self._keys)
        if fault:
            return 401, {"detail": fault}
        if self._status >= 300:
            return self._status, {"detail": "as told"}
        message = Message(headers["Idempotency-Key"], json.loads(content, parse_float=Decimal), headers)
        if all(known.id != message.id for known in self._messages):
            self._messages.append(message)
        return self._status, {"receiptId": f"receipt-{message.id}"}


def signature_fault(headers: Mapping[str, str], content: bytes, keys: Keys) -> str | None:
    """What is wrong with the digest or the detached signature of a message; None when nothing is."""
    digest = "SHA-256=" + base64.b64encode(hashlib.sha256(content).digest()).decode()
    if headers.get("Digest") != digest:
        return "the Digest header does not fit the body"
    protected, payload, signature = headers.get("Payload-Signature", "..").split(".")
    if payload:
        return "the signature is not detached"
    attached = f"{protected}.{base64.urlsafe_b64encode(digest.encode()).rstrip(b'=').decode()}.{signature}"
    try:
        jws.deserialize_compact(attached, KeySet.import_key_set(keys()), algorithms=["PS256"])
    except Exception as error:
        return f"the signature does not hold: {error}"
    return None


class Partners:
    """All partners behind one server on loopback; each has its own path.

    Args:
        keys: fetches the sender's public keys.
    """

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._desks: dict[str, Partner] = {}
        self._server = _Server(("127.0.0.1", 0), _Desk)
        self._server.desks = self._desks
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def address(self, name: str) -> str:
        """The address of a partner's desk; opens the desk."""
        path = f"/{quote(name)}"
        self._desks.setdefault(path, Partner(name, self._keys))
        return f"http://127.0.0.1:{self._server.server_address[1]}{path}"

    def named(self, name: str) -> Partner:
        """The desk of the partner with this name."""
        self.address(name)
        return self._desks[f"/{quote(name)}"]

    def desks(self) -> list[Partner]:
        """Every desk that is open."""
        return list(self._desks.values())

    def begin_anew(self) -> None:
        """Forget all that came, and answer as usual."""
        for path, partner in self._desks.items():
            self._desks[path] = Partner(partner.name, self._keys)

    def close(self) -> None:
        """Stop the server."""
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    desks: dict[str, Partner]


class _Desk(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        assert isinstance(self.server, _Server)
        partner = self.server.desks.get(self.path)
        status, body = (
            partner.take_in(self.headers, content) if partner else (404, {"detail": "no such desk"})
        )
        answer = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: object) -> None:
        """A partner's desk keeps no log."""
