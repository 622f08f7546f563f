"""Documents of a case: made in the step, read by who may read them, and unknown to all others."""

from __future__ import annotations

import io
from typing import Any

import pytest
import structlog
from sqlalchemy import select, update

from engine.commands.deploy import DeploymentRefused, deploy
from engine.commands.destruction import destroy_root
from engine.commands.reading import Resource
from engine.store.columns import Ciphertext
from engine.store.tables.documents import document
from tests.api.conftest import Caller
from tests.api.test_cases_and_tasks import DESIGNER, OPERATOR, Ask, ask, claimed, new_case  # noqa: F401
from tests.integration.bakery import ADA, BEN, CAS, resources
from tests.integration.world import flow, model

SECRET = "karnemelk & <b>rogge</b>"


def inputs(**sources: str) -> str:
    lines = "".join(
        f'<zeebe:input source="={source}" target="{target.replace("__", ".")}" />'
        for target, source in sources.items()
    )
    return f"<zeebe:ioMapping>{lines}</zeebe:ioMapping>"


def maker(id_: str, mapping: str) -> str:
    return (
        f'<bpmn:serviceTask id="{id_}"><bpmn:extensionElements>'
        f'<zeebe:taskDefinition type="ketenmotor:document" />{mapping}'
        "</bpmn:extensionElements></bpmn:serviceTask>"
    )


def task(id_: str, group: str, form_id: str) -> str:
    return (
        f'<bpmn:userTask id="{id_}"><bpmn:extensionElements><zeebe:userTask />'
        f'<zeebe:formDefinition formId="{form_id}" />'
        f'<zeebe:assignmentDefinition candidateGroups="{group}" />'
        "</bpmn:extensionElements></bpmn:userTask>"
    )


def process(notice: str) -> bytes:
    """A loaf that is written about twice: to whoever ordered it, and in a recipe for bakers."""
    return model(
        '<bpmn:startEvent id="start"><bpmn:extensionElements><zeebe:formDefinition formId="order" />'
        "</bpmn:extensionElements></bpmn:startEvent>"
        + maker("notify", notice)
        + maker("write-recipe", inputs(template="&quot;recipe&quot;", data__secret="recipe + &quot;&quot;"))
        + task("bake", "baker", "order")
        + task("taste", "guest@winkel", "taste")
        + '<bpmn:endEvent id="end" />'
        + flow("start", "notify")
        + flow("notify", "write-recipe")
        + flow("write-recipe", "bake")
        + flow("bake", "taste")
        + flow("taste", "end"),
        process="bakery",
        properties='<zeebe:property name="caseType" value="loaf" />',
    )


NOTICE = inputs(
    template="&quot;notice&quot;",
    title="&quot;Brood: &quot; + bread",
    organisation="&quot;winkel&quot;",
    data__bread="string(bread)",
)
NOTICE_TEMPLATE = (
    b"---\nid: notice\nname: Bericht\naudience: baker, guest:own\nchannel: mail\n---\nUw brood is {= bread}."
)
RECIPE_TEMPLATE = (
    b"---\nid: recipe\nname: Recept\naudience: baker, guest\ncategory: secret\n---\n<p>{= secret}</p>"
)


def files(notice: str = NOTICE, template: bytes = NOTICE_TEMPLATE) -> list[Resource]:
    return [
        *(item for item in resources() if not item.name.endswith(".bpmn")),
        Resource("bakery.bpmn", process(notice)),
        Resource("notice.template.txt", template),
        Resource("recipe.template.html", RECIPE_TEMPLATE),
    ]


def send(caller: Caller, sent: list[Resource]) -> Any:
    data = [(io.BytesIO(item.content), item.name) for item in sent]
    return caller("POST", "/deployments", data={"resources": data}, content_type="multipart/form-data")


@pytest.fixture
def case(ask: Ask) -> str:  # noqa: F811
    """A case whose documents were made, and in which bakers and the guests of the shop take part."""
    assert send(ask(DESIGNER), files()).status_code == 201
    case_id: str = new_case(ask(ADA), bread="rogge", recipe=SECRET).json["id"]
    ask(ADA)("POST", f"{claimed(ask, ADA)}/completion", json={"variables": {}})
    claimed(ask, BEN)
    return case_id


def listed(caller: Caller, case_id: str) -> Any:
    return caller("GET", f"/cases/{case_id}/documents").json


def test_each_reads_the_documents_that_are_for_them(ask: Ask, case: str) -> None:  # noqa: F811
    bakers = listed(ask(ADA), case)
    assert [(one["name"], one["elementId"], one["mediaType"]) for one in bakers["results"]] == [
        ("Recept", "write-recipe", "text/html"),
        ("Brood: rogge", "notify", "text/plain"),
    ]
    guests = listed(ask(BEN), case)
    assert (guests["count"], [one["template"] for one in guests["results"]]) == (1, ["notice"])
    assert guests["results"][0]["audience"] == ["baker", "guest:own"]
    assert guests["results"][0]["organisation"] == "winkel"


def test_a_document_is_a_file_in_which_every_value_is_text(ask: Ask, case: str) -> None:  # noqa: F811
    recipe, notice = listed(ask(ADA), case)["results"]
    answer = ask(ADA)("GET", f"/cases/{case}/documents/{recipe['id']}")
    assert answer.text == "<p>karnemelk &amp; &lt;b&gt;rogge&lt;/b&gt;</p>"
    assert answer.headers["Content-Disposition"] == "attachment; filename=Recept.html"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    text = ask(BEN)("GET", f"/cases/{case}/documents/{notice['id']}")
    assert (text.text, text.headers["Content-Type"]) == (
        "Uw brood is rogge.",
        "text/plain; charset=utf-8",
    )
    assert text.headers["Content-Disposition"] == "attachment; filename=Brood-rogge.txt"


def test_what_somebody_may_not_read_is_not_there(ask: Ask, case: str) -> None:  # noqa: F811
    recipe, _ = listed(ask(ADA), case)["results"]
    hidden = ask(BEN)("GET", f"/cases/{case}/documents/{recipe['id']}")
    absent = ask(BEN)("GET", f"/cases/{case}/documents/{'0' * 36}")
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert {**hidden.json, "instance": ""} == {**absent.json, "instance": ""}
    assert listed(ask(OPERATOR), case)["count"] == 0
    assert ask(CAS)("GET", f"/cases/{case}/documents").status_code == 404


def test_what_was_put_in_another_place_is_not_shown(ask: Ask, case: str, services: Any) -> None:  # noqa: F811
    recipe, notice = listed(ask(ADA), case)["results"]
    with services.engine.database.write() as connection:
        other = connection.scalar(select(document.c.content).where(document.c.id == recipe["id"]))
        connection.execute(update(document).where(document.c.id == notice["id"]).values(content=other))

    with structlog.testing.capture_logs() as lines:
        answer = ask(ADA)("GET", f"/cases/{case}/documents/{notice['id']}")

    assert (answer.status_code, answer.json["code"]) == (500, "seal-broken")
    assert {"event": "seal broken", "reason": "a sealed value in document.content does not open"} in [
        {name: line[name] for name in ("event", "reason") if name in line} for line in lines
    ]


def test_documents_are_sealed_and_go_with_their_case(ask: Ask, case: str, services: Any) -> None:  # noqa: F811
    with services.engine.database.read() as connection:
        rows = connection.execute(select(document)).all()
    assert len(rows) == 2
    assert all(isinstance(row.content, Ciphertext) and b"rogge" not in row.content.data for row in rows)
    destroy_root(services.engine, case)
    with services.engine.database.read() as connection:
        assert connection.execute(select(document)).all() == []


@pytest.mark.parametrize(
    ("notice", "template", "rule", "said"),
    [
        (
            inputs(template="&quot;notice&quot;", data__bread="recipe + bread"),
            NOTICE_TEMPLATE,
            "document-category",
            "'recipe' goes into template 'notice', which goes by mail, and is of category 'secret'",
        ),
        (
            inputs(template="&quot;notice&quot;", data__bread="unknown.thing"),
            NOTICE_TEMPLATE,
            "document-category",
            "'unknown.thing' goes into template 'notice', and nothing declares it",
        ),
        (
            inputs(template="&quot;notice&quot;", data__crust="string(bread)"),
            NOTICE_TEMPLATE,
            "document-inputs",
            "reads `bread`, which nothing is mapped to",
        ),
        (
            inputs(template="&quot;absent&quot;", data__bread="string(bread)"),
            NOTICE_TEMPLATE,
            "document-inputs",
            "template `absent` is not deployed",
        ),
        (
            inputs(template="bread + &quot;&quot;", data__bread="string(bread)"),
            NOTICE_TEMPLATE,
            "document-inputs",
            "names its template by an expression",
        ),
        (NOTICE, NOTICE_TEMPLATE.replace(b"baker,", b"miller,"), "catalogue-names", "'miller'"),
        (NOTICE, NOTICE_TEMPLATE.replace(b"{= bread}", b"{= bread"), "template", "no closing brace"),
    ],
)
def test_a_document_that_would_say_too_much_is_refused(
    services: Any, notice: str, template: bytes, rule: str, said: str
) -> None:
    with pytest.raises(DeploymentRefused) as refused:
        deploy(services.engine, None, files(notice, template))
    assert [found.rule for found in refused.value.findings if said in found.detail] == [rule]
    assert all(found.line and found.remedy for found in refused.value.findings)
