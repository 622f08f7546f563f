"""Asks the same in other ways: none tells more than the plain question did.

With other headers, without a token, by a filter, page by page, with a cursor of somebody else, by searching.
What is asked in which way goes round: at every other stop each person asks some of it in each way.
At every stop one in so many questions is asked anew with other headers, and each question without a token.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from engine.access.person import Person
from tests.privacy.asking import DOCUMENT, ENDLESS, FORMATTED, READS, parameters
from tests.privacy.comparison import Comparison, follows
from tests.privacy.conftest import BASE, Chain, Told
from tests.privacy.oracle import SEARCHABLE, groups, leaves
from tests.privacy.stop import Stop, task_id

Row = Mapping[str, Any]
ODD = {
    "HTTP_ACCEPT": "text/csv, application/pdf;q=0.9, text/html;q=0.8, application/xml;q=0.7, */*;q=0.1",
    "HTTP_ACCEPT_ENCODING": "gzip, br, deflate, zstd",
    "HTTP_RANGE": "bytes=0-19",
    "HTTP_IF_MODIFIED_SINCE": "Fri, 01 Jan 2100 00:00:00 GMT",
    "HTTP_PREFER": "return=minimal, handling=lenient",
    "HTTP_X_HTTP_METHOD_OVERRIDE": "PUT",
}
NOISE = ("Date:", "traceparent:")
EVERY = 29
"""One in so many questions is asked anew with other headers."""
PAGE = 3
PAGES = 3
OPEN = {path for path in READS if DOCUMENT["paths"][path]["get"].get("security") == []}
STRANGERS = ("", "Bearer e30.e30.e30", "Basic YW5uYTphbm5h")
"""What is sent instead of a token."""


@dataclass(frozen=True)
class Filter:
    """What a list is narrowed to, and which of its rows that finds, by what the rows show.

    Args:
        query: parameter and value.
        finds: whether a row is found.
        more: whether others may be: a stage around the one that is shown stands in the timeline for all.
    """

    query: str
    finds: Callable[[Row], bool]
    more: bool = False


class Ways:
    """Asks in other ways.

    Args:
        chain: the service.
        comparison: keeps what does not agree.
        told: looks for canaries in what somebody was told by a request.
    """

    def __init__(
        self, chain: Chain, comparison: Comparison, told: Callable[[Person, str, Told], None]
    ) -> None:
        self.chain = chain
        self.comparison = comparison
        self.asked = 0
        self._told = told
        self.every = EVERY
        self._plain = 0
        self._cursors: dict[str, str] = {}

    def ask_again(self, person: Person, path: str, asked: str, plain: Told) -> None:
        """Ask one in some questions for its headers alone, and with other headers: the answer is the same."""
        self._plain += 1
        if self._plain % self.every or path in ENDLESS or path == FORMATTED:
            return
        known = {"HTTP_IF_NONE_MATCH": '"0"' if plain.status == 200 else "*"}
        head = self.chain.ask(person, asked, method="HEAD")
        odd = self.chain.ask(person, asked, headers=ODD | known)
        self.asked += 2
        for method, answer, body in (("HEAD", head, ""), ("GET", odd, plain.body)):
            if (answer.status, _headers(answer), answer.body) != (plain.status, _headers(plain), body):
                self.comparison.fault(person, f"gets another answer from {method} {path} by its headers")
        for tag in (line for line in plain.headers.splitlines() if line.startswith("ETag:")):
            self.asked += 1
            again = {"HTTP_IF_NONE_MATCH": tag.removeprefix("ETag:").strip()}
            answer = self.chain.ask(person, asked, headers=again)
            if answer.status != 304 or answer.body:
                self.comparison.fault(person, f"gets {answer.status} from GET {path} of what they have")

    def ask_otherwise(
        self, person: Person, stop: Stop, lists: Mapping[str, Sequence[Row]], turn: int
    ) -> None:
        """Ask for lists by a filter and page by page, and search.

        Args:
            person: who asks.
            stop: what is there.
            lists: what they were told without a filter, by path.
            turn: another filter, list and field in each.
        """
        for path, filters in self._filters(person, stop).items():
            if path in lists:
                self._narrow(person, path, lists[path], filters[turn % len(filters)])
        paged = [path for path in lists if not path.endswith((*ENDLESS, "/audit-log", "/unusual"))]
        if paged:
            path = paged[turn % len(paged)]
            self._turn_pages(person, path, lists[path])
        self._done_tasks(person)
        self._search(person, stop, turn)

    def ask_as_stranger(self, stops: Sequence[Stop]) -> None:
        """Ask without a token, and with what is none: the answer is the same whatever is asked."""
        nobody = Person("no token", "", (), "", frozenset())
        answers = set()
        for number, path in enumerate(READS):
            filled = path.replace("{case_id}", stops[0].case_id).replace("{instance_id}", stops[0].case_id)
            if parameters(filled):
                filled = (
                    filled.replace("{task_id}", f"{stops[0].case_id}.1").replace("{", "").replace("}", "")
                )
            for token in STRANGERS[number % len(STRANGERS) :][:1] if path not in OPEN else ():
                self.asked += 1
                answer = self.chain.ask(nobody, filled, headers={"HTTP_AUTHORIZATION": token})
                self._told(nobody, f"GET {path}", answer)
                answers.add((token, answer.status, answer.body, tuple(_headers(answer))))
        if len(answers) != len(STRANGERS) or {status for _, status, *_ in answers} != {401}:
            self.comparison.fault(nobody, "gets other answers to some questions than to others")

    def _ask(self, person: Person, request: str, path: str, **options: Any) -> Told:
        self.asked += 1
        answer = self.chain.ask(person, path, **options)
        self._told(person, request, answer)
        if answer.status >= 500:
            self.comparison.fault(person, f"gets {answer.status} from {request}")
        return answer

    def _filters(self, person: Person, stop: Stop) -> dict[str, Sequence[Filter]]:
        return {
            "/cases": list(_of_cases(stop)),
            "/process-instances": list(_of_instances(stop)),
            "/tasks": list(_of_tasks(person, stop)),
            "/retention": [
                _same("house", stop.house),
                Filter("held=true", lambda row: bool(row["held"])),
                Filter("held=false", lambda row: not row["held"]),
            ],
        }

    def _narrow(self, person: Person, path: str, rows: Sequence[Row], wanted: Filter) -> None:
        """A filter finds what it says of what is shown, so that nobody finds by what is hidden."""
        answer = self._ask(person, f"GET {path}?", f"{path}?pageSize=1000&{wanted.query}")
        if answer.status != 200:
            self.comparison.fault(person, f"may not ask GET {path} by {wanted.query.partition('=')[0]}")
            return
        body = json.loads(answer.body)
        found = [row["id"] for row in body["results"]]
        expected = [row["id"] for row in rows if wanted.finds(row) or (wanted.more and row["id"] in found)]
        if found != expected or body["count"] != len(expected):
            self.comparison.fault(
                person, f"finds otherwise by {wanted.query.partition('=')[0]} in GET {path}"
            )

    def _turn_pages(self, person: Person, path: str, rows: Sequence[Row]) -> None:
        """Pages are the list in pieces, and somebody else's cursor opens nothing."""
        self.asked += 1
        answer = self.chain.ask(person, f"{path}?pageSize={PAGE}")
        found: list[Row] = []
        first = json.loads(answer.body)["next"]
        for _ in range(PAGES):
            body = json.loads(answer.body)
            found += body["results"]
            following = body["next"]
            if following is None:
                break
            self._read_cursor(person, path, following)
            self.asked += 1
            answer = self.chain.ask(person, following.removeprefix(BASE))
        if found != list(rows[: len(found)]) or len(found) < min(len(rows), PAGE * PAGES):
            self.comparison.fault(person, f"reads otherwise page by page in GET {path}")
        if theirs := self._cursors.get(path):
            self.asked += 1
            told = self.chain.ask(person, theirs.removeprefix(BASE))
            if told.status == 200 and not _ids(json.loads(told.body)["results"]) <= _ids(rows):
                self.comparison.fault(person, f"reads by the cursor of another in GET {path}")
        if first is not None:
            self._cursors[path] = first

    def _read_cursor(self, person: Person, path: str, link: str) -> None:
        (cursor,) = parse_qs(urlsplit(link).query)["cursor"]
        content = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        self._told(person, f"the cursor of GET {path}", Told(200, "", content))

    def _done_tasks(self, person: Person) -> None:
        """What was done is shown to who did it alone."""
        answer = self._ask(person, "GET /tasks?state", "/tasks?state=completed&pageSize=1000")
        if any(row["assignee"] != person.subject for row in json.loads(answer.body).get("results", ())):
            self.comparison.fault(person, "is told of tasks that another did")

    def _search(self, person: Person, stop: Stop, turn: int) -> None:
        """Nobody finds a case by what they may not read of it."""
        held = [(path, value) for path, value in leaves(stop.variables) if path in SEARCHABLE and value]
        if not held or not person.houses:
            return
        path, value = held[turn % len(held)]
        answer = self.chain.call(person, "POST", "/cases/_search", json={"fields": {path: value}})
        self.asked += 1
        told = Told(answer.status_code, str(answer.headers), answer.get_data(as_text=True))
        self._told(person, "POST /cases/_search", told)
        if answer.status_code != 200:
            return
        what = stop.seen_by(person)
        expected = follows(person, stop, what) and what.opens(path, own=False) is True
        if (stop.case_id in _ids(json.loads(told.body)["results"])) != expected:
            self.comparison.fault(person, f"as {sorted(what.roles)} searches by {path}: expected {expected}")


def _of_cases(stop: Stop) -> Iterator[Filter]:
    yield _same("caseType", "casus")
    yield _same("number", stop.number)
    yield _same("house", stop.house)
    yield _same("state", "active")
    yield _same("state", "completed")
    for stage in sorted(stop.stages):
        yield _in_stage(stage)


def _in_stage(stage: str) -> Filter:
    def finds(row: Row) -> bool:
        told = [*row["stages"], *([row["outcome"]] if row["outcome"] else [])]
        return stage in {one["id"] for one in told}

    return Filter(f"stage={stage}", finds, more=True)


def _of_instances(stop: Stop) -> Iterator[Filter]:
    for process in sorted(set(stop.processes.values())):
        yield _same("processId", process)
    yield _same("rootInstanceId", stop.case_id)
    yield _same("parentInstanceId", stop.case_id)
    yield _same("businessKey", stop.number)
    yield _same("state", "active")
    yield _same("state", "completed")
    yield _same("house", stop.house)


def _of_tasks(person: Person, stop: Stop) -> Iterator[Filter]:
    """Of what somebody is not shown of a task a filter finds nothing; a group of their own they know."""
    yield _same("caseNumber", stop.number)
    yield Filter(f"businessKey={stop.number}", lambda row: row["caseNumber"] == stop.number)
    yield Filter(f"rootInstanceId={stop.case_id}", lambda row: row["id"].startswith(stop.case_id))
    open_to = {task_id(row): set(row["candidate_groups"]) for row in stop.tasks}
    for row in stop.own_tasks():
        yield _same("elementId", row["element_id"])
        yield _same("processInstanceId", stop.instance_id(row["instance"]))
        if row["assignee"]:
            yield _same("assignee", row["assignee"])
        for group in row["candidate_groups"]:
            yield _for_group(person, group, open_to)


def _for_group(person: Person, group: str, open_to: Mapping[str, set[str]]) -> Filter:
    def finds(row: Row) -> bool:
        mine = group in groups(person) and group in open_to.get(row["id"], ())
        return mine or group in row.get("candidateGroups", ())

    return Filter(f"candidateGroup={quote(group)}", finds)


def _same(name: str, value: str) -> Filter:
    return Filter(f"{name}={quote(value)}", lambda row: row.get(name) == value)


def _ids(rows: Sequence[Row]) -> set[Any]:
    return {row.get("id", json.dumps(row)) for row in rows}


def _headers(told: Told) -> list[str]:
    return [line for line in told.headers.splitlines() if line and not line.startswith(NOISE)]
