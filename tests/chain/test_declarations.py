"""The chain passes its own checks, and opens no more of a case than each task needs."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from engine.access.fields import Reader, Standing
from engine.model.case_data import CaseData, Definitions, case_data, case_processes
from engine.model.declaration import Path, path_text
from engine.model.forms.components import Field
from engine.model.lint import check
from engine.model.lint.surroundings import Surroundings
from engine.model.nodes import ServiceTask, UserTask
from engine.model.process import walk
from engine.model.text import Static
from tests.chain.definitions import BPMN, files, forms, manifest, measures, processes, templates

PERSONAL = ("subject", "referral", "answers", "answer", "facts", "triage", "safety", "handover", "conference")


ROOTS = [process.id for process in processes().values() if process.properties.case_type is not None]


def data_of(root: str) -> CaseData:
    definitions = Definitions(
        processes(), {file.processes[0].id: file.resource for file in files()}, forms(), templates()
    )
    return case_data(processes()[root], definitions, manifest(), measures())


@pytest.fixture(scope="module")
def case() -> CaseData:
    return data_of("case")


def user_tasks(root: str) -> Iterator[tuple[str, UserTask]]:
    """The user tasks of all that a case of this type runs through."""
    for process in case_processes(processes()[root], processes()):
        for _, node in walk(process.scope):
            if isinstance(node, UserTask):
                yield process.id, node


def roles_of(task: UserTask) -> list[str]:
    """The roles of the groups that a task may be for, without their organisations."""
    written = task.assignment.candidate_groups
    assert written is not None
    groups = written if isinstance(written, tuple) else re.findall(r'"([^"]*)"', written.source)
    found = [group.partition("@")[0] for group in groups]
    return [role for role in found if role in manifest().roles]


def form_of(task: UserTask) -> str:
    assert task.form is not None
    assert isinstance(task.form.id, Static)
    return task.form.id.text


def reader(case: CaseData, role: str, *, addressee: bool, stages: frozenset[str] | None = None) -> Reader:
    reached = frozenset(manifest().stages) if stages is None else stages
    standing = Standing(
        roles=frozenset({role}), organisation="partner", stages=reached, addressee=addressee, written_by={}
    )
    return Reader(standing, case.catalogue, manifest())


def test_nothing_in_the_chain_is_objected_to() -> None:
    known = Surroundings(
        processes=frozenset(processes()),
        decisions=frozenset(path.stem for path in BPMN.glob("*.dmn")),
        forms=frozenset(forms()),
        templates=templates(),
        manifest=manifest(),
    )
    assert check(files(), known) == ()
    assert [data_of(root).findings for root in ROOTS] == [()] * len(ROOTS)


@pytest.mark.parametrize("root", ROOTS)
def test_whoever_has_a_task_can_see_and_fill_its_form(root: str) -> None:
    case = data_of(root)
    shut = [
        (process, task.id, path_text(path))
        for process, task in user_tasks(root)
        for role in roles_of(task)
        for path, component in forms()[form_of(task)].fields()
        if isinstance(component, Field) and not reader(case, role, addressee=True).may_read(path).allowed
    ]
    assert shut == []


@pytest.mark.parametrize("role", ["manager", "steering-group", "mayor", "data-protection-officer"])
def test_who_guards_the_process_reads_no_content(case: CaseData, role: str) -> None:
    guard = reader(case, role, addressee=False)
    status: list[Path] = [("handover", "status")]
    open_paths = [
        path_text(path)
        for path in case.catalogue.declarations
        if path[0] in PERSONAL and path not in status and guard.may_read(path).allowed
    ]
    assert open_paths == []


def test_a_participant_reads_the_reason_of_a_case_only_from_the_conference_on(case: CaseData) -> None:
    before = reader(case, "participant", addressee=False, stages=frozenset({"triage", "preparation"}))
    after = reader(case, "participant", addressee=False, stages=frozenset({"preparation", "conference"}))
    assert not before.may_read(("referral", "reason")).allowed
    assert after.may_read(("referral", "reason")).allowed
    assert not after.may_read(("referral", "regularHelp")).allowed


def test_a_participant_reads_no_answer_but_their_own(case: CaseData) -> None:
    participant = reader(case, "participant", addressee=False)
    for field in ("kind", "text", "health", "criminal"):
        assert not participant.may_read(("answers", None, field)).allowed
        assert participant.may_read_own(("answers", None, field)).allowed


def test_the_citizen_number_stays_between_referrer_and_process_director(case: CaseData) -> None:
    readers = {
        role
        for role in manifest().roles
        if reader(case, role, addressee=True).may_read(("subject", "bsn")).allowed
    }
    assert readers == {"referrer", "process-director"}


def test_advice_leaves_without_data_of_the_person() -> None:
    tasks = {
        node.id: node
        for _, node in walk(processes()["veilig-thuis-exchange"].scope)
        if isinstance(node, ServiceTask)
    }
    sources = {id_: " ".join(one.source.source for one in task.inputs) for id_, task in tasks.items()}
    assert "subject" in sources["send-report"]
    assert "subject" not in sources["send-advice"] + sources["send-reminder"]
    assert "reporter" not in sources["send-advice"] + sources["send-reminder"]
