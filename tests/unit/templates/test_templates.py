"""Templates: what a designer may write, what is refused and why, and what comes of it."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.feel import Environment, Value
from engine.model.templates import ReadTemplate, RenderError, Template, read_template, render

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
HEAD = ("id: welkom", "name: Welkom", "audience: director")


def read(body: str, *head: str, name: str = "welkom.html") -> ReadTemplate:
    lines = "\n".join(head or HEAD)
    return read_template(f"---\n{lines}\n---\n{body}".encode(), name)


def template(body: str, *head: str, name: str = "welkom.html") -> Template:
    found = read(body, *head, name=name)
    assert found.template is not None, found.findings
    return found.template


def rendered(of: Template, **variables: Value) -> str:
    return render(of, variables, Environment(now=NOW, zone=ZoneInfo("Europe/Amsterdam")))


def faults(found: ReadTemplate) -> list[tuple[int, str]]:
    return [(one.line, one.detail) for one in found.findings]


def test_values_are_filled_in_as_people_write_them() -> None:
    text = (
        '{= name}|{= amount}|{= date(on)}|{= date and time(at)}|{= null}|{= time("10:00:00")}|{= {a: "}"}.a}'
    )
    found = template(text, *HEAD, "language: nl", name="welkom.txt")
    shown = rendered(found, name="Sam <b>", amount=1234, on="2026-11-21", at="2026-11-21T09:00:00Z")
    assert shown == "Sam <b>|1.234|21 november 2026|21 november 2026 10:00||10:00|}"


def test_a_loop_and_a_choice_stand_for_what_they_repeat_and_leave_out() -> None:
    found = template("{#for one in goals}{#if one.met}+{#else}-{#end}{= one.name} {#end}")
    goals: list[Value] = [{"name": "wonen", "met": True}, {"name": "werk", "met": False}]
    assert rendered(found, goals=goals) == "+wonen -werk "
    assert found.reads == {"goals"}


@given(st.text())
def test_no_value_ever_becomes_markup(text: str) -> None:
    shown = rendered(template("<p>{= text}</p>"), text=text)
    assert shown.startswith("<p>")
    inside = shown.removeprefix("<p>").removesuffix("</p>").replace("<br>\n", "")
    assert not set("<>\"'") & set(inside)


@pytest.mark.parametrize(
    ("body", "line", "said"),
    [
        ("a\n{= 1 + }", 7, "no FEEL"),
        ("{= name", 6, "no closing brace"),
        ("{= shout(name)}", 6, "no function 'shout'"),
        ("{#if a}x", 6, "does not end"),
        ("{#end}", 6, "ends nothing"),
        ("{#else}", 6, "belongs to no"),
        ("{#while a}{#end}", 6, "none of the forms"),
        ("<p\nclass={= a}>", 7, "inside a tag"),
        ("<!-- {= a} -->", 6, "inside a tag"),
        ("<style>p { {= a} }</style>", 6, "inside a tag"),
        ("\n<script>1</script>", 7, "runs and fetches nothing"),
        ("<p onclick='x'>", 6, "runs and fetches nothing"),
        ("<img src='https://example.org/a.png'>", 6, "runs and fetches nothing"),
        ("<img/src=x/onerror=alert(1)>", 6, "`src` of `img`"),
        ("<a href='java&#115;cript:1'>x</a>", 6, "`href` of `a`"),
        ("<p>x</p>\n<!-- x -->", 7, "A comment or declaration"),
        ("<!--><b onclick=x>-->", 6, "A comment or declaration"),
        ("<svg/onload=alert(1)>", 6, "`svg`"),
        ("<style>@import 'x';</style>", 6, "style fetches"),
        ("<style>p { background: u\\72l(x) }</style>", 6, "style fetches"),
        ("<p style='background:url(//x)'>x", 6, "`style` of `p`"),
        ("\n<meta http-equiv=refresh content=0>", 7, "`http-equiv`"),
        ("<form action=x><input></form>", 6, "`form`"),
        ("<link rel=stylesheet href='https://x'>", 6, "`link`"),
        ("{#if a < b}<b>{= c}</b>{#end}\n<object></object>", 7, "`object`"),
        ("{#if a}" * 30 + "{#end}" * 30, 6, "inside each other"),
    ],
)
def test_what_cannot_be_filled_in_is_refused_with_its_line(body: str, line: int, said: str) -> None:
    found = read(body)
    assert found.template is None
    assert any(at == line and said in detail for at, detail in faults(found)), faults(found)


@pytest.mark.parametrize(
    ("head", "line", "said"),
    [
        (("name: x", "audience: a"), 1, "no `id`"),
        (("id: x", "name: x"), 1, "no `audience`"),
        ((*HEAD, "audience: b"), 5, "twice"),
        ((*HEAD, "colour: red"), 5, "none of its entries"),
        ((*HEAD, "channel: pigeon"), 5, "not known"),
        ((*HEAD, "category: identity", "channel: mail"), 5, "ordinary data alone"),
        ((*HEAD, "language: klingon"), 5, "not known"),
        (("id: x", "name: x", "audience: addressee"), 4, "no `addressee`"),
        (("id: x", "name: x", "audience: a:b:c"), 4, "no audience"),
    ],
)
def test_a_head_says_what_is_wrong_with_it(head: tuple[str, ...], line: int, said: str) -> None:
    assert any(at == line and said in detail for at, detail in faults(read("x", *head)))


def test_a_file_without_head_or_in_another_encoding_is_refused() -> None:
    assert "no head" not in str(read("x").findings)
    assert read_template(b"<p>x</p>", "x.html").template is None
    assert read_template(b"---\nid: x", "x.html").template is None
    assert read_template("---\nid: \xff\n---".encode("latin-1"), "x.html").template is None


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("{= yes}", "truth value"),
        ("{= goals}", "list or context"),
        ("{#if name}x{#end}", "neither true nor false"),
        ("{#for one in name}x{#end}", "no list"),
    ],
)
def test_a_value_of_another_type_is_named_by_its_line_and_not_by_itself(body: str, said: str) -> None:
    with pytest.raises(RenderError, match=said) as caught:
        rendered(template(body), yes=True, goals=["wonen"], name="geheim")
    assert "geheim" not in str(caught.value)
    assert "line 6 of template welkom" in str(caught.value)


def test_a_document_is_bounded() -> None:
    twice = template("{#for a in list}{#for b in list}{= text}{#end}{#end}")
    with pytest.raises(RenderError, match="longer"):
        rendered(twice, list=list(range(90)), text="x" * 1000)
    with pytest.raises(RenderError, match="passes"):
        rendered(twice, list=list(range(200)), text="")
