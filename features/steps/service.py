"""The service under test, seen through its REST API by one person at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

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
    headers: Mapping[str, str]
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
        errors = self.body.get("errors", ())
        parts = [self.body.get("title"), self.body.get("code"), self.body.get("detail")]
        for error in errors:
            parts += [error.get("pointer"), error.get("code"), error.get("detail"), error.get("remedy")]
        return "\n".join(str(part) for part in parts if part)


@dataclass
class Service:
    """A client for every demo person, with the tokens that they asked for."""

    client: httpx.Client
    demo_secret: str | None = None
    _tokens: dict[str, str] = field(default_factory=dict)
    _people: dict[str, Json] = field(default_factory=dict)

    def people(self) -> dict[str, Json]:
        """The demo people by first name."""
        if not self._people:
            answer = self.client.get("/demo/people")
            self._people = {
                person["name"].split()[0]: person for person in _decode(answer.content)["results"]
            }
        return self._people

    def person(self, name: str) -> Json:
        """The demo person with this first name."""
        people = self.people()
        assert name in people, f'nobody is called "{name}"; the demo people are {", ".join(sorted(people))}'
        return people[name]

    def holder(self, role: str, *, house: str | None = None) -> str:
        """The first name of a demo person who holds a role."""
        for name, person in self.people().items():
            if role in person["roles"] and (house is None or house in person["houses"]):
                return name
        raise AssertionError(f"no demo person holds the role {role}")

    def get(self, name: str, path: str, **query: str) -> Answer:
        return self.call(name, "GET", f"{path}?{urlencode(query)}" if query else path)

    def post(self, name: str, path: str, body: Json) -> Answer:
        return self.call(name, "POST", path, body)

    def put(self, name: str, path: str, body: Json) -> Answer:
        return self.call(name, "PUT", path, body)

    def call(self, name: str, method: str, path: str, body: Json = None) -> Answer:
        """Call the API as the person with this first name."""
        headers = {"Authorization": f"Bearer {self._token(name)}", "Accept": "application/json"}
        content = None
        if body is not None:
            headers["Content-Type"] = "application/json"
            content = _encode(body)
        answer = self.client.request(method, BASE + path, headers=headers, content=content)
        return Answer(
            answer.status_code,
            _decode(answer.content) if answer.content else None,
            answer.headers,
            f"{method} {path} as {name}",
        )

    def pages(self, name: str, path: str, **query: str) -> list[Json]:
        """All results of a list, page after page."""
        results: list[Json] = []
        url: str | None = f"{path}?{urlencode({'pageSize': '100', **query})}"
        while url:
            page = self.call(name, "GET", url).expect(200)
            results += page["results"]
            url = page["next"] and page["next"].split(BASE, 1)[1]
        return results

    def _token(self, name: str) -> str:
        if name not in self._tokens:
            body = {"person": self.person(name)["id"]}
            headers = {"Content-Type": "application/json"}
            if self.demo_secret:
                body["secret"] = self.demo_secret
            answer = self.client.post("/demo/tokens", content=_encode(body), headers=headers)
            assert answer.status_code in (200, 201), answer.text
            self._tokens[name] = _decode(answer.content)["accessToken"]
        return self._tokens[name]
