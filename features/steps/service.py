"""The service under test, seen through its REST API by one person at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import httpx
import msgspec

BASE = "/api/v1"
_encode = msgspec.json.Encoder(decimal_format="number").encode
_decode = msgspec.json.Decoder(float_hook=Decimal).decode

Json = Any
"""A decoded JSON document; features read what the contract describes."""


@dataclass(frozen=True)
class Answer:
    """One answer of the service."""

    status: int
    body: Json
    request: str

    @property
    def refused(self) -> bool:
        return self.status >= 400

    def expect(self, *statuses: int) -> Json:
        """Return the body; fail with all that the service said when the status is another."""
        assert self.status in statuses, f"{self.request} gave {self.status}: {self.body}"
        return self.body

    def reasons(self) -> str:
        """Everything that a refusal says, in one text to search in."""
        parts = [self.body.get(name) for name in ("title", "code", "detail")]
        for error in self.body.get("errors", ()):
            parts += [error.get(name) for name in ("pointer", "code", "detail", "remedy")]
        return "\n".join(str(part) for part in parts if part)


@dataclass
class Service:
    """A client for every demo person, with the tokens that they asked for."""

    client: httpx.Client
    demo_secret: str | None = None
    _tokens: dict[str, str] = field(default_factory=dict)
    _people: dict[str, Json] = field(default_factory=dict)
    _keys: count[int] = field(default_factory=count)
    _run: str = field(default_factory=lambda: uuid4().hex)
    _last: tuple[str, str, str, Json, str] | None = None

    def people(self) -> dict[str, Json]:
        """The demo people by first name."""
        if not self._people:
            found = _decode(self.client.get("/demo/people").content)["results"]
            self._people = {person["name"].split()[0]: person for person in found}
        return self._people

    def forget_people(self) -> None:
        """Ask anew who the demo people are: somebody was added."""
        self._people.clear()

    def person(self, name: str) -> Json:
        """The demo person with this first name."""
        people = self.people()
        assert name in people, f'nobody is called "{name}"; the demo people are {", ".join(sorted(people))}'
        return people[name]

    def holders(self, role: str) -> list[str]:
        """The first names of the demo people who hold a role."""
        return [name for name, person in self.people().items() if role in person["roles"]]

    def get(self, name: str, path: str, **query: str) -> Answer:
        return self._call(name, "GET", f"{path}?{urlencode(query)}" if query else path)

    def change(self, name: str, method: str, path: str, body: Json) -> Answer:
        """Ask for a change, under an Idempotency-Key of its own."""
        key = f"{self._run}-{next(self._keys)}"
        self._last = (name, method, path, body, key)
        return self._call(*self._last)

    def move_clock(self, method: str, path: str, body: Json) -> Json:
        """Move the virtual clock, and return where it stands: no change that anybody would send again."""
        return self._call(self.holders("operator")[0], method, path, body).expect(200)["now"]

    def deploy(self, name: str, files: Sequence[Path]) -> Answer:
        """Deploy files, as a designer does."""
        resources = [("resources", (path.name, path.read_bytes())) for path in files]
        headers = {"Authorization": f"Bearer {self._token(name)}"}
        answer = self.client.post(f"{BASE}/deployments", headers=headers, files=resources)
        return Answer(answer.status_code, _decode(answer.content), f"POST /deployments as {name}")

    def again(self) -> Answer:
        """Send the last change once more, as a client does that heard no answer."""
        assert self._last is not None, "nothing was sent in this scenario"
        return self._call(*self._last)

    def pages(self, name: str, path: str, **query: str) -> list[Json]:
        """All results of a list, page after page."""
        results: list[Json] = []
        url: str | None = f"{path}?{urlencode({'pageSize': '100', **query})}"
        while url:
            page = self._call(name, "GET", url).expect(200)
            results += page["results"]
            url = page["next"] and page["next"].split(BASE, 1)[1]
        return results

    def text(self, name: str, path: str) -> str:
        """A file that a person may read, as text."""
        answer = self.client.get(BASE + path, headers={"Authorization": f"Bearer {self._token(name)}"})
        assert answer.status_code == 200, f"GET {path} as {name} gave {answer.status_code}"
        return answer.text

    def public(self, path: str) -> Json:
        """A document that is open to all."""
        return _decode(self.client.get(BASE + path).content)

    def _call(self, name: str, method: str, path: str, body: Json = None, key: str | None = None) -> Answer:
        headers = {"Authorization": f"Bearer {self._token(name)}"} | ({"Idempotency-Key": key} if key else {})
        content = None
        if body is not None:
            headers["Content-Type"] = "application/json"
            content = _encode(body)
        answer = self.client.request(method, BASE + path, headers=headers, content=content)
        decoded = _decode(answer.content) if answer.content else None
        return Answer(answer.status_code, decoded, f"{method} {path} as {name}")

    def _token(self, name: str) -> str:
        if name not in self._tokens:
            body: Mapping[str, str] = {"person": self.person(name)["id"]}
            if self.demo_secret:
                body = {**body, "secret": self.demo_secret}
            headers = {"Content-Type": "application/json"}
            answer = self.client.post("/demo/tokens", content=_encode(body), headers=headers)
            assert answer.status_code == 201, answer.text
            self._tokens[name] = _decode(answer.content)["accessToken"]
        return self._tokens[name]
