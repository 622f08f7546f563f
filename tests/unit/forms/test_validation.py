"""What a person sends is checked by the form's own rules, all faults at once, each with its place."""

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.feel import JsonValue
from engine.model.forms.validation import FAULT_LIMIT, validate
from tests.unit.forms.documents import component, environment, faults, form, written

OPTIONS = [{"label": "Een", "value": "one"}, {"label": "Twee", "value": "two"}]


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        (component("textfield", "x", validate={"minLength": 2, "maxLength": 3}), "abc", "abc"),
        (component("textfield", "x", validate={"minLength": 2}), "", ""),
        (component("textfield", "x", validate={"pattern": "[0-9]{4}"}), "a1234b", "a1234b"),
        (component("textfield", "x", validate={"validationType": "email"}), "a@b.nl", "a@b.nl"),
        (component("textfield", "x", validate={"validationType": "phone"}), "+31 (0)20 123", "+31 (0)20 123"),
        (component("textarea", "x"), "one\ntwo", "one\ntwo"),
        (component("number", "x", validate={"min": 1, "max": "2"}), Decimal("1.5"), Decimal("1.5")),
        (component("number", "x", decimalDigits=1), Decimal("1.500"), Decimal("1.500")),
        (component("number", "x", serializeToString=True), "1.50", "1.50"),
        (component("number", "x"), "", None),
        (component("number", "x"), None, None),
        (component("datetime", "x", subtype="date"), "2026-02-28", "2026-02-28"),
        (component("datetime", "x", subtype="time"), "09:30+01:00", "09:30:00+01:00"),
        (component("datetime", "x", subtype="datetime"), "2026-02-28T09:30Z", "2026-02-28T09:30:00Z"),
        (
            component("datetime", "x", subtype="datetime", timeSerializingFormat="no_timezone"),
            "2026-02-28T09:30:15",
            "2026-02-28T09:30:15",
        ),
        (component("checkbox", "x"), False, False),
        (component("select", "x", values=OPTIONS), "two", "two"),
        (component("radio", "x", valuesExpression='=["one", "two"]'), "two", "two"),
        (component("checklist", "x", values=OPTIONS), ["two", "one"], ["two", "one"]),
        (component("taglist", "x", values=OPTIONS), [], []),
    ],
)
def test_a_value_that_fits_its_field_is_kept(
    field: dict[str, object], value: JsonValue, kept: JsonValue
) -> None:
    assert written(form(field), {"x": value}) == {"x": kept}


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        (component("textfield", "x"), 1, "type"),
        (component("textfield", "x"), False, "type"),
        (component("textfield", "x"), {}, "type"),
        (component("textfield", "x"), "one\ntwo", "several-lines"),
        (component("textfield", "x", validate={"minLength": 3}), "ab", "too-short"),
        (component("textarea", "x", validate={"maxLength": "=1 + 1"}), "abc", "too-long"),
        (component("textfield", "x", validate={"pattern": "^[0-9]{4}$"}), "12345", "pattern"),
        (component("textfield", "x", validate={"validationType": "email"}), "a@b", "email"),
        (component("textfield", "x", validate={"validationType": "phone"}), "call me", "phone"),
        (component("number", "x"), "1", "type"),
        (component("number", "x"), True, "type"),
        (component("number", "x"), Decimal("NaN"), "type"),
        (component("number", "x", serializeToString=True), 1, "type"),
        (component("number", "x", validate={"min": 1}), Decimal("0.9"), "too-small"),
        (component("number", "x", validate={"max": "=today().year"}), 2027, "too-large"),
        (component("number", "x", decimalDigits=2), Decimal("1.125"), "too-many-decimals"),
        (component("number", "x", decimalDigits=33), Decimal("1." + "1" * 34), "too-many-decimals"),
        (component("datetime", "x", subtype="date"), "2026-02-30", "type"),
        (component("datetime", "x", subtype="date"), "28-02-2026", "type"),
        (component("datetime", "x", subtype="date"), "2026-02-28T09:30Z", "type"),
        (component("datetime", "x", subtype="time"), "09:30", "zone"),
        (component("datetime", "x", subtype="time", timeSerializingFormat="no_timezone"), "09:30Z", "zone"),
        (component("datetime", "x", subtype="datetime"), "2026-02-28T25:30Z", "type"),
        (component("datetime", "x", disallowPassedDates=True), "2026-11-20", "past"),
        (component("checkbox", "x"), "true", "type"),
        (component("checkbox", "x"), 1, "type"),
        (component("select", "x", values=OPTIONS), "three", "not-an-option"),
        (component("select", "x", values=[{"label": "1", "value": 1}]), True, "not-an-option"),
        (component("radio", "x", valuesKey="nothing.there"), "one", "not-an-option"),
        (component("checklist", "x", values=OPTIONS), "one", "type"),
        (component("checklist", "x", values=OPTIONS), ["three"], "not-an-option"),
        (component("taglist", "x", values=OPTIONS), ["one", "one"], "repeated"),
        (component("dynamiclist", "x", components=[]), {}, "type"),
        (component("dynamiclist", "x", components=[]), [1], "type"),
        (component("group", "x", components=[component("number", "y")]), 3, "type"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_at_its_place(
    field: dict[str, object], value: JsonValue, code: str
) -> None:
    assert faults(form(field), {"x": value}) == [("/x", code)]


@pytest.mark.parametrize(
    ("field", "empty"),
    [
        (component("textfield", "x", validate={"required": True}), ""),
        (component("number", "x", validate={"required": True}), None),
        (component("checkbox", "x", validate={"required": True}), False),
        (component("taglist", "x", values=OPTIONS, validate={"required": True}), []),
        (component("select", "x", values=OPTIONS, validate={"required": True}), ""),
    ],
)
def test_a_required_field_is_content_with_what_was_there_but_not_with_emptiness(
    field: dict[str, object], empty: JsonValue
) -> None:
    asked = form(field)

    assert faults(asked, {}) == [("/x", "required")]
    assert faults(asked, {"x": empty}) == [("/x", "required")]
    assert faults(asked, {}, {"x": "there"}) == []
    assert faults(asked, {"x": empty}, {"x": "there"}) == [("/x", "required")]


def test_all_faults_are_named_at_once_with_the_label_and_without_the_value() -> None:
    asked = form(
        component("textfield", "name", label="Naam", validate={"required": True}),
        component("number", "age", label="Leeftijd"),
        component("textfield", "code", label="=code_label"),
    )

    found = validate(asked, {"age": "secret", "code": 7}, {}, environment(), pointer="/variables")

    assert [fault.pointer for fault in found.faults] == [
        "/variables/name",
        "/variables/age",
        "/variables/code",
    ]
    assert ["Naam" in found.faults[0].detail, "Leeftijd" in found.faults[1].detail] == [True, True]
    assert "'code'" in found.faults[2].detail
    assert not any("secret" in fault.detail for fault in found.faults)


def test_a_key_that_the_form_lacks_is_refused_and_the_nearest_is_named() -> None:
    asked = form(component("textfield", "birthPlace", label="Geboorteplaats"))

    found = validate(asked, {"birthplace": "Urk", "Geboorteplaats": "Urk"}, {}, environment())

    assert {fault.code for fault in found.faults} == {"unknown-field"}
    assert all("'birthPlace'" in fault.detail for fault in found.faults)


@pytest.mark.parametrize("name", ["typename", "__class__", "$ref", "a.b", "a/b~c", "😀", ""])
def test_an_unknown_key_of_any_spelling_is_a_fault_with_a_sound_pointer(name: str) -> None:
    escaped = name.replace("~", "~0").replace("/", "~1")

    assert faults(form(component("textfield", "x")), {name: 1}) == [(f"/{escaped}", "unknown-field")]


def test_ten_thousand_unknown_keys_are_refused_quickly_and_not_all_named() -> None:
    started = time.process_time()

    found = faults(form(component("textfield", "x")), {f"key{number}": number for number in range(10_000)})

    assert len(found) == FAULT_LIMIT
    assert time.process_time() - started < 2


def test_nul_is_refused_anywhere() -> None:
    asked = form(component("dynamiclist", "x", components=[component("textfield", "y")]))

    assert faults(asked, {"x": [{"y": "a\0"}]}) == [("/x/0/y", "nul-character")]
    assert faults(asked, {"x": [{"\0": "a"}]}) == [("/x/0", "nul-character")]


def test_data_that_is_no_object_is_refused() -> None:
    assert faults(form(), ["x"]) == [("", "type")]


def test_a_hidden_field_is_dropped_before_anything_is_checked() -> None:
    asked = form(
        component("checkbox", "urgent"),
        component(
            "textfield", "reason", conditional={"hide": "=urgent != true"}, validate={"required": True}
        ),
        component("textfield", "more", conditional={"hide": "=reason = null"}, validate={"required": True}),
    )

    assert written(asked, {"urgent": False, "reason": 3, "more": 4}) == {"urgent": False}
    assert faults(asked, {"urgent": True}) == [("/reason", "required")]
    assert faults(asked, {"urgent": True, "reason": "r"}) == [("/more", "required")]


def test_a_group_hides_all_that_stands_in_it() -> None:
    asked = form(
        component(
            "group",
            "g",
            conditional={"hide": "=closed"},
            components=[component("textfield", "x", validate={"required": True})],
        )
    )

    assert faults(asked, {}, {"closed": True}) == []
    assert faults(asked, {}, {"closed": False}) == [("/g/x", "required")]


def test_a_condition_inside_a_list_sees_its_item_and_what_is_around_it() -> None:
    asked = form(
        component("checkbox", "open"),
        component(
            "dynamiclist",
            "items",
            components=[
                component("textfield", "kind"),
                component("textfield", "note", conditional={"hide": '=this.kind != "other" or not(open)'}),
                component("expression", "rank", expression="=i * 10"),
            ],
        ),
    )
    data: JsonValue = {"items": [{"kind": "other", "note": "a"}, {"kind": "known", "note": "b"}]}

    assert isinstance(data, dict)
    assert written(asked, {"open": True, **data}) == {
        "open": True,
        "items": [{"kind": "other", "note": "a", "rank": 10}, {"kind": "known", "rank": 20}],
    }
    assert written(asked, {"open": False, **data}) == {
        "open": False,
        "items": [{"kind": "other", "rank": 10}, {"kind": "known", "rank": 20}],
    }


@pytest.mark.parametrize("closed", [{"readonly": True}, {"disabled": True}, {"readonly": "=locked"}])
def test_a_field_that_may_not_be_changed_may_be_sent_as_it_is_and_no_other_way(
    closed: dict[str, object],
) -> None:
    asked = form(component("textfield", "x", validate={"required": True}, **closed))
    shown: dict[str, JsonValue] = {"x": "was", "locked": True}

    assert written(asked, {"x": "was"}, shown) == {}
    assert written(asked, {}, shown) == {}
    assert faults(asked, {"x": "is"}, shown) == [("/x", "read-only")]


def test_a_read_only_condition_that_does_not_hold_leaves_the_field_open() -> None:
    asked = form(component("textfield", "x", readonly="=locked"))

    assert written(asked, {"x": "is"}, {"x": "was", "locked": False}) == {"x": "is"}


def test_a_field_that_is_not_open_to_the_person_is_as_if_the_form_lacked_it() -> None:
    asked = form(component("textfield", "x", validate={"required": True}), component("textfield", "y"))

    assert faults(asked, {"y": "b"}, closed="x") == []
    assert faults(asked, {"x": "a", "y": "b"}, closed="x") == [("/x", "unknown-field")]


def test_a_list_is_open_as_soon_as_a_field_of_its_items_is() -> None:
    items = [component("textfield", "owner"), component("textfield", "cost")]
    asked = form(component("dynamiclist", "x", components=items))

    assert faults(asked, {"x": [{"owner": "a"}]}, closed="x x[].cost") == []
    assert faults(asked, {"x": [{"cost": "a"}]}, closed="x x[].cost") == [("/x/0/cost", "unknown-field")]
    assert faults(asked, {"x": []}, closed="x[].owner x[].cost") == [("/x", "unknown-field")]


def test_a_computed_field_holds_what_the_service_reckons_and_not_what_was_sent() -> None:
    asked = form(component("number", "a"), component("expression", "twice", expression="=a * 2"))

    assert written(asked, {"a": 4, "twice": 1_000}) == {"a": 4, "twice": 8}


def test_a_value_that_was_there_may_stay_though_it_is_no_longer_offered_or_in_the_past() -> None:
    asked = form(
        component("select", "x", values=OPTIONS),
        component("taglist", "y", values=OPTIONS),
        component("datetime", "z", disallowPassedDates=True),
    )
    shown: dict[str, JsonValue] = {"x": "old", "y": ["old"], "z": "2020-01-01"}

    assert faults(asked, {"x": "old", "y": ["one", "old"], "z": "2020-01-01"}, shown) == []
    assert faults(asked, {"x": "other"}, shown) == [("/x", "not-an-option")]


def test_options_come_from_data_that_is_sent_along() -> None:
    asked = form(
        component("taglist", "partners", values=OPTIONS),
        component("select", "lead", valuesExpression="=partners"),
    )

    assert faults(asked, {"partners": ["one"], "lead": "one"}) == []
    assert faults(asked, {"partners": ["one"], "lead": "two"}) == [("/lead", "not-an-option")]


def test_a_fixed_list_keeps_its_length() -> None:
    asked = form(
        component("dynamiclist", "x", allowAddRemove=False, components=[component("textfield", "y")])
    )

    assert faults(asked, {"x": [{"y": "a"}]}, {"x": [{"y": ""}]}) == []
    assert faults(asked, {"x": [{"y": "a"}, {"y": "b"}]}, {"x": [{"y": ""}]}) == [("/x", "list-length")]


def test_a_rule_without_end_is_a_fault_and_no_failure() -> None:
    asked = form(
        component("textfield", "x", conditional={"hide": "=count(for a in 1..99999999 return a) = 1"}),
    )

    assert faults(asked, {"x": "a"}) == [("/x", "rule")]


def test_a_pattern_that_backtracks_without_end_answers_soon() -> None:
    asked = form(component("textfield", "x", validate={"pattern": "^(a|a)*(?=b)c$"}))
    started = time.process_time()

    assert faults(asked, {"x": "a" * 5_000}) == [("/x", "pattern")]
    assert time.process_time() - started < 2


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=5)
    | st.decimals(allow_nan=False, allow_infinity=False),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["x", "y", "z", "q"]), inner, max_size=4)
    ),
    max_leaves=10,
)


@settings(max_examples=150, deadline=None)
@given(JSON)
def test_any_data_is_either_faulted_or_written_within_the_form(data: JsonValue) -> None:
    asked = form(
        component("group", "x", components=[component("number", "y"), component("textfield", "z")]),
        component("dynamiclist", "y", components=[component("checkbox", "x")]),
        component("taglist", "z", values=OPTIONS),
    )

    found = validate(asked, data, {}, environment())

    if not found.faults:
        assert isinstance(data, dict)
        assert data.keys() <= {"x", "y", "z"}
        assert found.data.keys() <= data.keys()
