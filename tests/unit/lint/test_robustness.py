"""However a model is broken, reading and checking it ends in findings."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.model.lint import check, standing
from engine.model.reader import read_bpmn

SOURCES = [path.read_text() for path in sorted((Path(__file__).parent / "fixtures").glob("*/good.bpmn"))]
ATTRIBUTE = re.compile(r'\s[\w:]+="[^"]*"')
ELEMENT = re.compile(r"<[\w:]+[^<>]*/>")


@st.composite
def broken(draw: st.DrawFn) -> str:
    source = draw(st.sampled_from(SOURCES))
    for _ in range(draw(st.integers(1, 5))):
        pattern = draw(st.sampled_from([ATTRIBUTE, ELEMENT]))
        places = list(pattern.finditer(source))
        if not places:
            continue
        place = draw(st.sampled_from(places))
        other = draw(st.sampled_from(places))
        instead = draw(st.sampled_from(["", other[0], place[0] + "x"]))
        source = source[: place.start()] + instead + source[place.end() :]
    return source


@given(broken())
@settings(max_examples=150, deadline=None)
def test_no_broken_model_raises(source: str) -> None:
    result = read_bpmn(source.encode(), resource="broken.bpmn")
    if result.file is None:
        assert [finding.rule for finding in result.findings] == ["xml"]
        return
    found = (*result.findings, *check([result.file]))
    assert set(standing(result.file, found)) == {process.id for process in result.file.processes}
