"""The console shows values, reasons for null, and errors."""

from engine.feel.__main__ import Console
from tests.unit.feel.evaluating import NOW


def test_the_console_keeps_variables_and_explains_null() -> None:
    console = Console(lambda: NOW)
    assert console.answer("net price := 3") == "3  (number)"
    assert console.answer("net price * 2") == "6  (number)"
    assert console.answer('1 + "a"') == "null  (null)\n  null because number + string has no result"
    assert console.answer("1 +").startswith("line 1, column 4")
    assert console.answer("today()") == '@"2026-11-21"  (date)'
    assert console.answer("function(x) x") == "function"


def test_the_console_completes_names() -> None:
    console = Console(lambda: NOW)
    console.answer("substantial := 1")
    assert [console.complete("subst", state) for state in range(4)] == [
        "substantial", "substring", "substring after", "substring before"
    ]  # fmt: skip
    assert console.complete("nothing like it", 0) is None
