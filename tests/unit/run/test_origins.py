"""Who wrote what goes along where a model copies data, and nowhere else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.feel import JsonValue
from engine.model.origin import Origins, below, from_json, placed, to_json, writer
from engine.run.host import Actor
from engine.run.instance import Instance
from engine.run.stored import StoredVariables
from tests.conformance.elements import (
    element,
    end,
    extensions,
    flow,
    mappings,
    model,
    other_process,
    script,
    start,
    user,
)
from tests.conformance.harness import Run, deploy

PLACES = st.lists(st.sampled_from(["a", "b", 0, 1]), max_size=3).map(tuple)
ORIGINS = st.dictionaries(PLACES, st.sampled_from(["mill", "shop", None]), max_size=5)


@settings(max_examples=100, deadline=None)
@given(origins=ORIGINS, place=PLACES, written=ORIGINS, asked=PLACES)
def test_what_is_placed_is_found_there_and_the_rest_stays(
    origins: Origins, place: tuple[str | int, ...], written: Origins, asked: tuple[str | int, ...]
) -> None:
    found = placed(origins, place, written)

    if asked[: len(place)] == place:
        assert writer(found, asked) == writer(written, asked[len(place) :])
    else:
        assert writer(found, asked) == writer(origins, asked)
    assert writer(below(found, place), asked) == writer(written, asked)
    assert from_json(to_json(found)) == found


CALLED = other_process(
    "called",
    start("cs"),
    user("answer"),
    script("late", "{late: true}"),
    end("ce"),
    flow("cs answer late ce"),
)
ASKING = model(
    start(),
    element(
        "callActivity",
        "each",
        extensions(
            '<zeebe:calledElement processId="called" propagateAllParentVariables="false" '
            'propagateAllChildVariables="false"/>'
            "<zeebe:ioMapping>"
            '<zeebe:input source="={of: partner}" target="reply"/>'
            '<zeebe:output source="=reply" target="reply"/>'
            "</zeebe:ioMapping>"
        )
        + "<multiInstanceLoopCharacteristics><extensionElements>"
        '<zeebe:loopCharacteristics inputCollection="=partners" inputElement="partner" '
        'outputCollection="replies" outputElement="=reply"/>'
        "</extensionElements></multiInstanceLoopCharacteristics>",
    ),
    user("wait"),
    end(),
    flow("start each wait end"),
    top=CALLED,
)


def answer(run: Run, number: int, text: str, organisation: str) -> None:
    tasks = [found for found in run.instance.elements() if found.element_id == "answer"]
    known = run.instance.visible_variables(tasks[number].number)["reply"]
    assert isinstance(known, dict)
    reply: dict[str, JsonValue] = {**known, "text": text}
    origins: dict[str, Origins] = {"reply": {("text",): organisation}}
    run.instance.complete(tasks[number].number, {"reply": reply}, Actor("p", organisation), origins)


@pytest.mark.parametrize("restoring", [False, True])
def test_each_item_of_a_gathered_list_is_of_who_wrote_it(restoring: bool) -> None:
    run = Run(deploy(ASKING), restoring=restoring).begin({"partners": ["one", "two"]})
    answer(run, 1, "of shop", "shop")
    answer(run, 0, "of mill", "mill")

    stored = StoredVariables(run.instance.dump())
    found = stored.origins_of_scope()

    assert found == {("replies", 0, "text"): "mill", ("replies", 1, "text"): "shop"}
    waiting = next(one.number for one in run.instance.elements() if one.element_id == "wait")
    assert run.instance.visible_origins(waiting) == stored.visible_origins(waiting) == found
    assert Instance.load(run.host, run.instance.dump()).visible_origins(waiting) == found


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("=note", "copy", {("copy", "text"): "mill"}),
        ("=note.text", "copy", {("copy",): "mill"}),
        ("=note.text", "note.more", {("note", "more"): "mill", ("note", "text"): "mill"}),
        ("={a: note, b: a.text, c: 1}", "copy", {("copy", "a", "text"): "mill"}),
        ("=[note]", "copy", {}),
        ("=note.text + note.text", "copy", {}),
        ("=notes.text", "copy", {}),
        ("=1", "note", {}),
        ('="x"', "note.text", {}),
    ],
)
def test_what_an_expression_copies_stays_whose_it_was(source: str, target: str, expected: Origins) -> None:
    mapping = f'<zeebe:ioMapping><zeebe:output source="{source}" target="{target}"/></zeebe:ioMapping>'
    run = Run(
        deploy(
            model(
                start(),
                user("write"),
                element("manualTask", "copying", extensions(mapping.replace('"x"', "&quot;x&quot;"))),
                user("wait"),
                flow("start write copying wait"),
            )
        )
    ).begin({"notes": [{"text": "old"}]})
    task = next(one.number for one in run.instance.elements() if one.element_id == "write")
    run.instance.complete(task, {"note": {"text": "x"}}, None, {"note": {("text",): "mill"}})

    found = StoredVariables(run.instance.dump()).origins_of_scope()

    assert {at: who for at, who in found.items() if at[0] == target.partition(".")[0] and who} == expected


def test_a_step_that_fails_leaves_what_was_written_whose_it_was() -> None:
    mapping = mappings(outputs={"note": '"new"', "broken": "function(x) x"})
    run = Run(
        deploy(
            model(
                start(),
                user("write"),
                element("manualTask", "failing", extensions(mapping)),
                flow("start write failing"),
            )
        )
    ).begin({})
    task = next(one.number for one in run.instance.elements() if one.element_id == "write")
    run.instance.complete(task, {"note": "x"}, None, {"note": {(): "mill"}})

    assert [one.incident for one in run.instance.elements()] == ["value"]
    assert StoredVariables(run.instance.dump()).origins_of_scope() == {("note",): "mill"}


def test_a_state_without_origins_is_read_as_if_nobody_had_written_anything() -> None:
    host = deploy(model(start(), user("wait"), flow("start wait")))
    run = Run(host).begin({"a": 1})
    state = run.instance.dump().replace(b"[2,", b"[1,", 1)
    assert state.endswith(b",[]]")

    stored = StoredVariables(state.removesuffix(b",[]]") + b"]")

    assert (stored.of_scope(), stored.origins_of_scope()) == ({"a": 1}, {})
