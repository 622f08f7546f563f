"""All that a case runs through folds into one catalogue; contradictions and gaps are found."""

from types import MappingProxyType

from engine.feel import parse_expression
from engine.model.case_data import CaseData, Definitions, case_data, case_processes
from engine.model.data import DataObject
from engine.model.declaration import read_path
from engine.model.extensions import Properties, Reference, VariableMapping
from engine.model.finding import Severity
from engine.model.forms.form import Form
from engine.model.manifest_reader import read_manifest
from engine.model.nodes import CallActivity, FlowNode, ScriptTask, UserTask
from engine.model.process import Process, Scope
from engine.model.text import Static
from tests.unit.forms.documents import component, read

MANIFEST = b"""{"manifest": 1, "name": "Proef", "roles": [{"id": "baker", "label": "Bakker"}],
 "categories": [{"id": "ordinary", "label": "Gewoon", "readers": ["baker"]}],
 "purposes": [], "regimes": [], "stages": [], "organisationKinds": [], "exchangeStatuses": []}"""


def process(
    id_: str,
    *nodes: FlowNode,
    data_objects: tuple[DataObject, ...] = (),
    purpose: str | None = None,
    case_type: str | None = None,
    part_of: tuple[str, ...] = (),
) -> Process:
    scope = Scope(
        id=id_,
        nodes={node.id: node for node in nodes},
        flows={},
        data_objects={one.id: one for one in data_objects},
        variables=(),
        compensation={},
    )
    return Process(
        id=id_,
        name=None,
        line=3,
        executable=True,
        properties=Properties(purpose=purpose, case_type=case_type, part_of=part_of),
        scope=scope,
        data_stores={},
    )


def user_task(form_id: str, *, writes: str = "") -> UserTask:
    outputs = tuple(
        VariableMapping(parse_expression("1"), tuple(target.split("."))) for target in writes.split()
    )
    return UserTask(
        id=f"do-{form_id}",
        name=None,
        line=7,
        properties=Properties(),
        form=Reference(Static(form_id)),
        headers=MappingProxyType({}),
        outputs=outputs,
    )


def call(id_: str) -> CallActivity:
    return CallActivity(
        id=f"call-{id_}", name=None, line=8, properties=Properties(), called=Reference(Static(id_))
    )


def data_object(id_: str, *audience: str) -> DataObject:
    return DataObject(id_, None, 5, False, Properties(audience=audience))


def form(id_: str, *components: dict[str, object]) -> Form:
    found = read(*components, id=id_)
    assert found.form is not None, found.findings
    return found.form


def field(key: str, audience: str | None = None, **others: object) -> dict[str, object]:
    return component(
        "textfield", key, **({"properties": {"audience": audience, **others}} if audience else {})
    )


def checked(case: Process, *called: Process, forms: tuple[Form, ...] = ()) -> CaseData:
    processes = {one.id: one for one in (case, *called)}
    definitions = Definitions(
        processes, {id_: f"{id_}.bpmn" for id_ in processes}, {one.id: one for one in forms}
    )
    return case_data(case, definitions, read_manifest(MANIFEST, resource="chain.json").manifest)


def test_forms_and_data_objects_of_called_processes_count() -> None:
    case = process("case", call("dough"), user_task("first"), purpose="bread")
    dough = process("dough", user_task("second"), call("case"), data_objects=(data_object("oven", "baker"),))

    data = checked(
        case,
        dough,
        forms=(form("first", field("flour", "baker")), form("second", field("salt", "baker:own"))),
    )

    assert data.findings == ()
    assert {path[0] for path in data.catalogue.declarations} == {"flour", "salt", "oven"}
    salt = data.catalogue.declaration(("salt",))
    assert salt is not None
    assert salt.purpose == "bread"


def test_a_part_of_a_case_counts_although_no_call_names_it() -> None:
    case = process("case", case_type="bread")
    raisins = process("raisins", call("dough"), part_of=("cake", "bread"))
    dough, sugar = process("dough"), process("sugar", part_of=("cake",))
    processes = {one.id: one for one in (case, raisins, dough, sugar)}

    assert case_processes(case, processes) == (case, raisins, dough)
    assert case_processes(sugar, processes) == (sugar,)


def test_processes_that_call_each_other_are_each_taken_once() -> None:
    case, dough = process("case", call("dough"), call("unknown")), process("dough", call("case"))

    assert case_processes(case, {"case": case, "dough": dough}) == (case, dough)


def test_two_declarations_of_one_path_that_differ_are_an_error_naming_both_places() -> None:
    case = process("case", user_task("first"), user_task("second"))

    data = checked(
        case, forms=(form("first", field("flour", "baker")), form("second", field("flour", "nobody")))
    )

    assert [(finding.rule, finding.severity) for finding in data.findings] == [
        ("catalogue-contradiction", Severity.ERROR)
    ]
    assert "'flour'" in data.findings[0].detail
    assert data.findings[0].detail.count("textfield_flour") == 2


def test_a_field_declared_elsewhere_need_not_be_declared_again() -> None:
    case = process("case", user_task("first"), user_task("second"))

    data = checked(case, forms=(form("first", field("flour", "baker")), form("second", field("flour"))))

    assert data.findings == ()


def test_what_nothing_declares_is_found_where_it_is_written_and_where_it_is_asked() -> None:
    script = ScriptTask(
        id="reckon",
        name=None,
        line=9,
        properties=Properties(),
        script=parse_expression("1"),
        result_variable="sum",
    )
    case = process("case", user_task("first", writes="flour.kind yeast"), script)

    data = checked(case, forms=(form("first", field("flour.kind", "baker"), field("note")),))

    assert {(finding.rule, finding.element_id, finding.severity) for finding in data.findings} == {
        ("undeclared-data", "do-first", Severity.WARNING),
        ("undeclared-data", "reckon", Severity.WARNING),
        ("undeclared-field", "textfield_note", Severity.WARNING),
    }


def test_what_a_script_writes_as_entries_and_a_data_object_without_audience_are_found_too() -> None:
    script = ScriptTask(
        id="reckon",
        name=None,
        line=9,
        properties=Properties(),
        script=parse_expression('{flour: 1, "yeast": 2}'),
    )
    oven = DataObject(id="oven", name=None, line=3, is_collection=False, properties=Properties())
    case = process("case", user_task("first"), script, data_objects=(oven,))

    data = checked(case, forms=(form("first", field("flour", "baker")),))

    assert {(finding.rule, finding.element_id, finding.severity) for finding in data.findings} == {
        ("undeclared-data", "reckon", Severity.WARNING),
        ("undeclared-data", "oven", Severity.WARNING),
    }
    assert "'yeast'" in next(one.detail for one in data.findings if one.element_id == "reckon")


def test_roles_categories_and_stages_that_the_manifest_lacks_are_errors() -> None:
    case = process("case", user_task("first"), data_objects=(data_object("oven", "butcher", "baker@shop+"),))

    data = checked(case, forms=(form("first", field("flour", "baker", category="secret")),))

    assert {finding.rule for finding in data.findings} == {"catalogue-names"}
    named = [finding.detail for finding in data.findings]
    assert [any(name in detail for detail in named) for name in ("butcher", "shop", "secret")] == [True] * 3
    assert {(finding.resource, finding.element_id) for finding in data.findings} == {
        ("case.bpmn", "oven"),
        ("proef.form", "textfield_flour"),
    }


def test_an_audience_that_cannot_be_read_is_an_error_at_its_data_object() -> None:
    data = checked(process("case", data_objects=(data_object("oven", "baker and guest"),)))

    assert [(finding.rule, finding.element_id) for finding in data.findings] == [("audience", "oven")]


def test_paths_into_list_items_are_declared_by_the_fields_of_a_dynamic_list() -> None:
    actions = component("dynamiclist", "actions", components=[field("owner", "baker")])

    data = checked(process("case", user_task("first")), forms=(form("first", actions),))

    assert data.catalogue.declaration(read_path("actions[].owner")) is not None
    assert data.catalogue.declaration(read_path("actions[].note")) is None
