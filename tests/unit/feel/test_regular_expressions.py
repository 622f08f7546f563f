"""Patterns are those of XPath: its classes, its flags, its errors as null."""

import pytest

from tests.unit.feel.evaluating import evaluate


@pytest.mark.parametrize(
    ("text", "pattern", "flags", "expected"),
    [
        ("x", "[a-z-[aeiou]]", "", True),
        ("e", "[a-z-[aeiou]]", "", False),
        ("α", r"\p{IsGreek}", "", True),
        ("A", r"\P{Lu}", "", False),
        ("abb", r"(a)(b)\2", "", True),
        ("a\nb", "a.b", "", False),
        ("a\nb", "a.b", "s", True),
        ("a\nb", "^b$", "m", True),
        ("helloworld", "hello world", "x", True),
        ("hello world", "hello[ ]world", "x", True),
        ("\u212a", "k", "i", True),
        ("_", r"\w", "", False),
        ("_", r"[\w]", "", False),
        ("_", r"\W", "", True),
        ("$", r"\w", "", True),
        ("\u00a0", r"\s", "", False),
        ("\u00a0", r"\S", "", True),
        (r"a\w", r"a\\w", "", True),
    ],
)
def test_a_pattern_matches_as_in_xpath(text: str, pattern: str, flags: str, expected: bool) -> None:
    assert evaluate("matches(t, p, f)", t=text, p=pattern, f=flags) is expected


@pytest.mark.parametrize(
    "pattern",
    ["(", "a++", "(?=a)", "(?i)a", r"\b", r"\x61", "a{2,1}", "[b-a]", "*", r"(.)\3", r"(a)[\1]", r"\p{Foo}"],
)
def test_an_invalid_pattern_is_null(pattern: str) -> None:
    assert evaluate('matches("a", p)', p=pattern) is None
    assert evaluate('replace("a", p, "")', p=pattern) is None
    assert evaluate('split("a", p)', p=pattern) is None


@pytest.mark.parametrize(
    ("text", "pattern", "replacement", "expected"),
    [
        ("abcd", "(ab)|(a)", "[1=$1][2=$2]", "[1=ab][2=]cd"),
        ("abc", "b", "$0$0", "abbc"),
        ("abc", "(b)", "$12", "ab2c"),
        ("abc", "b", r"\$\\", "a$\\c"),
        ("abc", "b", "$", None),
        ("abc", "b", r"\n", None),
        ("abc", "b*", "x", None),
    ],
)
def test_a_replacement_names_groups_and_escapes_dollar_signs(
    text: str, pattern: str, replacement: str, expected: str | None
) -> None:
    assert evaluate("replace(t, p, r)", t=text, p=pattern, r=replacement) == expected


def test_an_unknown_flag_is_null() -> None:
    assert evaluate('matches("a", "a", "p")') is None
