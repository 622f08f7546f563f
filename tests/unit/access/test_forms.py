"""A form shows the fields that a person's roles in the case open, and starting a case needs such a field."""

from dataclasses import replace

from engine.access.fields import Standing
from engine.access.forms import FormAccess, may_start, start_form, task_form
from engine.access.person import Person
from engine.access.tasks import TaskFacts
from engine.model.catalogue import Catalogue, fold
from engine.model.declaration import Declaration, read_audience
from tests.unit.access.test_fields import manifest
from tests.unit.forms.documents import component, form

ADA = Person("ada", "Ada", ("north",), "mill", frozenset({"guest"}))
OUTSIDE = Standing(roles=frozenset(), organisation="mill", stages=frozenset(), written_by={})
TASK = TaskFacts(
    house="north",
    open=True,
    assignee="ada",
    candidate_groups=frozenset(),
    candidate_users=frozenset(),
    excluded=frozenset(),
)


def catalogue(**audiences: str) -> Catalogue:
    return fold(
        ((name,), Declaration(audience=read_audience(text.split(",")))) for name, text in audiences.items()
    )[0]


DECLARED = catalogue(
    flour="guest", salt="baker", answer="guest:own", question="addressee", later="guest@oven+"
)
ALL = ("flour", "salt", "answer", "question", "later", "undeclared")


def open_fields(access: FormAccess) -> set[str]:
    return {name for name in ALL if access.open_to((name,))}


def test_who_has_a_task_sees_what_their_role_opens_and_what_is_addressed_to_them() -> None:
    member = replace(TASK, candidate_groups=frozenset({"guest@mill"}))

    access = task_form(ADA, member, OUTSIDE, DECLARED, manifest())

    assert open_fields(access) == {"flour", "answer", "question"}
    assert access.shown({"flour": 1, "salt": 2, "answer": 3, "question": 4}) == {"flour": 1, "question": 4}


def test_a_role_in_the_case_counts_and_a_role_elsewhere_does_not() -> None:
    baker = replace(ADA, roles=frozenset({"guest", "baker"}))
    in_case = replace(OUTSIDE, roles=frozenset({"guest"}), stages=frozenset({"shop"}))

    access = task_form(baker, TASK, in_case, DECLARED, manifest())

    assert open_fields(access) == {"flour", "answer", "question", "later"}


def test_somebody_named_by_the_model_acts_in_the_roles_of_their_token() -> None:
    assert open_fields(task_form(ADA, TASK, OUTSIDE, DECLARED, manifest())) == {"flour", "answer", "question"}


def test_outside_any_case_a_form_shows_everything() -> None:
    assert open_fields(FormAccess(None)) == set(ALL)
    assert FormAccess(None).shown({"salt": 1}) == {"salt": 1}


def test_starting_a_case_needs_a_field_of_its_start_form_that_one_may_fill() -> None:
    access = start_form(ADA, DECLARED, manifest())

    assert may_start(form(component("textfield", "answer")), access).allowed
    assert may_start(form(component("textfield", "salt")), access).reason == "start-form-closed"
    assert may_start(form(component("textfield", "question")), access).reason == "start-form-closed"
    assert may_start(None, access).reason == "no-start-form"
    asks_more = form(
        component("textfield", "answer"), component("textfield", "salt", validate={"required": True})
    )
    assert may_start(asks_more, access).reason == "start-form-closed"
