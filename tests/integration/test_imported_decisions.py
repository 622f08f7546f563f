"""Decision files that import each other are deployed together and change together."""

from datetime import UTC, datetime

import pytest

from engine.commands.deploy import Deployment, DeploymentRefused, deploy
from engine.commands.reading import Resource
from engine.commands.services import Services
from engine.dmn import evaluate
from engine.feel import Environment, Value

DMN = "https://www.omg.org/spec/DMN/20191111/MODEL/"


def file(name: str, inside: str) -> Resource:
    head = f'<definitions xmlns="{DMN}" id="{name}" name="{name}" namespace="urn:{name}">'
    return Resource(f"{name}.dmn", f"{head}{inside}</definitions>".encode())


def base(price: int) -> Resource:
    logic = f"<literalExpression><text>{price}</text></literalExpression>"
    return file("base", f'<decision id="price" name="price">{logic}</decision>')


OFFER = file(
    "offer",
    f'<import name="base" namespace="urn:base" importType="{DMN}"/><decision id="offer" name="offer">'
    '<informationRequirement><requiredDecision href="urn:base#price"/></informationRequirement>'
    "<literalExpression><text>base.price * 2</text></literalExpression></decision>",
)


def value(services: Services, deployment: Deployment, key: str) -> Value:
    definition_id = next(item.id for item in deployment.resources if item.key == key)
    with services.database.read() as connection:
        model = services.definitions.decisions(connection, definition_id)
    return evaluate(model, key, {}, Environment(now=datetime(2026, 1, 1, tzinfo=UTC))).value


def test_a_decision_evaluates_with_the_files_it_was_deployed_with(services: Services) -> None:
    first = deploy(services, None, [OFFER, base(10)])
    second = deploy(services, None, [OFFER, base(20)])

    assert value(services, first, "offer") == 20
    assert value(services, second, "offer") == 40


def test_a_decision_is_a_new_version_when_what_it_imports_has_changed(services: Services) -> None:
    deploy(services, None, [OFFER, base(10)])

    same = deploy(services, None, [base(10), OFFER])
    other = deploy(services, None, [base(20), OFFER])

    assert {item.key: item.unchanged for item in same.resources} == {"offer": True, "price": True}
    assert {item.key: item.version for item in other.resources} == {"offer": 2, "price": 2}


def test_a_file_without_the_one_it_imports_is_refused(services: Services) -> None:
    with pytest.raises(DeploymentRefused) as refused:
        deploy(services, None, [OFFER])

    assert "dmn-import" in {finding.rule for finding in refused.value.findings}
