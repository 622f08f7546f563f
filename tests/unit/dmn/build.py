"""Decision models as short Python, for tests."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from html import escape

from engine.dmn import Evaluation, Model, evaluate, read_model
from engine.feel import Environment, Limits, Value

DMN_15 = "https://www.omg.org/spec/DMN/20230324/MODEL/"
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def environment(limits: Limits | None = None) -> Environment:
    """A world that stands still."""
    return Environment(now=NOW, limits=limits or Limits())


def definitions(
    *elements: str, namespace: str = "urn:test", xmlns: str = DMN_15, attributes: str = ""
) -> bytes:
    """A file."""
    head = f'<definitions xmlns="{xmlns}" id="definitions" name="test" namespace="{namespace}" {attributes}>'
    return "\n".join([head, *elements, "</definitions>"]).encode()


def model(*elements: str, imports: Mapping[str, Model] | None = None, **options: str) -> Model:
    """A model that was read."""
    return read_model(definitions(*elements, **options), resource="test.dmn", imports=imports or {})


def literal(text: str, type_ref: str = "") -> str:
    """A literal expression."""
    typed = f' typeRef="{type_ref}"' if type_ref else ""
    return f"<literalExpression{typed}><text>{escape(text, quote=False)}</text></literalExpression>"


def input_data(name: str, type_ref: str = "Any") -> str:
    """Input data whose id is its name."""
    return f'<inputData id="{name}" name="{name}"><variable name="{name}" typeRef="{type_ref}"/></inputData>'


def decision(name: str, logic: str, *requires: str, type_ref: str = "Any") -> str:
    """A decision whose id is its name; `requires` are `kind:id`, kind being input, decision or knowledge."""
    variable = f'<variable name="{name}" typeRef="{type_ref}"/>'
    requirements = "".join(map(_requirement, requires))
    return f'<decision id="{name}" name="{name}">{variable}{requirements}{logic}</decision>'


def knowledge(name: str, parameters: Iterable[str], logic: str, *requires: str) -> str:
    """A business knowledge model; parameters are `name` or `name:type`."""
    formal = "".join(map(_parameter, parameters))
    requirements = "".join(map(_requirement, requires))
    return (
        f'<businessKnowledgeModel id="{name}" name="{name}"><variable name="{name}"/>'
        f"<encapsulatedLogic>{formal}{logic}</encapsulatedLogic>{requirements}</businessKnowledgeModel>"
    )


def _parameter(text: str) -> str:
    name, _, type_ref = text.partition(":")
    return f'<formalParameter name="{name}"' + (f' typeRef="{type_ref}"/>' if type_ref else "/>")


def _requirement(text: str) -> str:
    kind, _, target = text.partition(":")
    outer = "knowledgeRequirement" if kind == "knowledge" else "informationRequirement"
    return f'<{outer}><required{kind.capitalize()} href="#{target}"/></{outer}>'


def table(
    inputs: Iterable[str],
    rules: Iterable[tuple[str, ...]],
    *,
    policy: str = "UNIQUE",
    outputs: Iterable[str] = ("<output/>",),
    attributes: str = "",
) -> str:
    """A decision table; each rule has a cell for each input, then one for each output. Rules are `r1`, `r2`
    and so on."""
    columns = list(inputs)
    clauses = "".join(
        f"<input><inputExpression><text>{escape(text, quote=False)}</text></inputExpression></input>"
        for text in columns
    )
    rows = []
    for number, cells in enumerate(rules, 1):
        tags = ["inputEntry"] * len(columns) + ["outputEntry"] * (len(cells) - len(columns))
        entries = "".join(
            f"<{tag}><text>{escape(cell, quote=False)}</text></{tag}>"
            for tag, cell in zip(tags, cells, strict=True)
        )
        rows.append(f'<rule id="r{number}">{entries}</rule>')
    head = f'<decisionTable hitPolicy="{policy}" {attributes}>'
    return head + clauses + "".join(outputs) + "".join(rows) + "</decisionTable>"


def output(name: str = "", *, values: str = "", default: str = "", type_ref: str = "") -> str:
    """An output column."""
    attributes = (f' name="{name}"' if name else "") + (f' typeRef="{type_ref}"' if type_ref else "")
    inside = f"<outputValues><text>{values}</text></outputValues>" if values else ""
    inside += f"<defaultOutputEntry><text>{default}</text></defaultOutputEntry>" if default else ""
    return f"<output{attributes}>{inside}</output>"


def run(source: Model, name: str, **context: Value) -> Evaluation:
    """Evaluate a decision."""
    return evaluate(source, name, context, environment())


def value_of(logic: str, **context: Value) -> Value:
    """The value of a decision with that logic and nothing else."""
    return run(model(decision("d", logic)), "d", **context).value
