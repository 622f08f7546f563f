"""String functions (DMN 1.5, 10.3.4.3)."""

from __future__ import annotations

from decimal import Decimal

from engine.feel.builtins.signature import Family
from engine.feel.evaluation import Evaluation
from engine.feel.regular_expressions import Pattern, compile_pattern
from engine.feel.values import Value

FAMILY = Family()
Number = int | Decimal


@FAMILY.define("substring", "string: string, start position: number, length: number|null?")
def substring(evaluation: Evaluation, string: str, start: Number, length: Number | None = None) -> Value:
    """The characters from a position (1 is the first, -1 the last), so many or to the end."""
    position = int(start)
    if position == 0 or abs(position) > len(string):
        return evaluation.null("index", "substring: the start position lies outside the text")
    first = position - 1 if position > 0 else len(string) + position
    if length is None:
        return evaluation.text(string[first:])
    if not 1 <= int(length) <= len(string) - first:
        return evaluation.null("argument", "substring: the length must lie between one and what is left")
    return evaluation.text(string[first : first + int(length)])


@FAMILY.define("string length", "string: string")
def string_length(evaluation: Evaluation, string: str) -> int:
    """The number of characters (Unicode code points)."""
    return len(string)


@FAMILY.define("upper case", "string: string")
def upper_case(evaluation: Evaluation, string: str) -> str:
    """The text in capitals."""
    return evaluation.text(string.upper())


@FAMILY.define("lower case", "string: string")
def lower_case(evaluation: Evaluation, string: str) -> str:
    """The text in small letters."""
    return evaluation.text(string.lower())


@FAMILY.define("substring before", "string: string, match: string")
def substring_before(evaluation: Evaluation, string: str, match: str) -> str:
    """What comes before the first match; empty when there is none."""
    before, found, _ = string.partition(match) if match else ("", "", "")
    return evaluation.text(before) if found else ""


@FAMILY.define("substring after", "string: string, match: string")
def substring_after(evaluation: Evaluation, string: str, match: str) -> str:
    """What comes after the first match; empty when there is none, all of it for an empty match."""
    return evaluation.text(string.partition(match)[2] if match else string)


@FAMILY.define("contains", "string: string, match: string")
def contains(evaluation: Evaluation, string: str, match: str) -> bool:
    """Whether the match occurs in the text."""
    return match in string


@FAMILY.define("starts with", "string: string, match: string")
def starts_with(evaluation: Evaluation, string: str, match: str) -> bool:
    """Whether the text begins with the match."""
    return string.startswith(match)


@FAMILY.define("ends with", "string: string, match: string")
def ends_with(evaluation: Evaluation, string: str, match: str) -> bool:
    """Whether the text ends with the match."""
    return string.endswith(match)


def _pattern(evaluation: Evaluation, name: str, pattern: str, flags: str | None) -> Pattern | None:
    compiled = compile_pattern(pattern, flags or "")
    if compiled is None:
        return evaluation.null("regex", f"{name}: the pattern or its flags are invalid")
    return compiled


@FAMILY.define("matches", "input: string, pattern: string, flags: string|null?")
def matches(evaluation: Evaluation, input_: str, pattern: str, flags: str | None = None) -> Value:
    """Whether a regular expression matches somewhere in the text."""
    compiled = _pattern(evaluation, "matches", pattern, flags)
    return None if compiled is None else compiled.search(input_, evaluation)


@FAMILY.define("replace", "input: string, pattern: string, replacement: string, flags: string|null?")
def replace(
    evaluation: Evaluation, input_: str, pattern: str, replacement: str, flags: str | None = None
) -> Value:
    """The text with every match replaced; ``$1`` is a group, ``$0`` the match, ``\\$`` a dollar sign."""
    compiled = _pattern(evaluation, "replace", pattern, flags)
    if compiled is None:
        return None
    parts = _replacement_parts(replacement, compiled.groups)
    if parts is None or compiled.matches_empty(evaluation):
        return evaluation.null(
            "regex", "replace: the replacement is invalid, or the pattern matches nothing at all"
        )
    built: list[str] = []
    end = 0
    for start, stop, groups in compiled.find_all(input_, evaluation):
        built.append(input_[end:start])
        built.extend(part if isinstance(part, str) else groups[part] or "" for part in parts)
        evaluation.charge(len(replacement))
        end = stop
    return evaluation.text("".join([*built, input_[end:]]))


def _replacement_parts(replacement: str, groups: int) -> list[str | int] | None:
    """The text and group numbers of a replacement; None when a backslash or dollar sign is out of place."""
    parts: list[str | int] = []
    index = 0
    while index < len(replacement):
        character = replacement[index]
        following = replacement[index + 1 : index + 2]
        index += 1
        if character == "\\":
            if following not in ("\\", "$") or not following:
                return None
            parts.append(following)
            index += 1
        elif character == "$":
            if not (following.isascii() and following.isdigit()):
                return None
            index += 1
            number = int(following)
            while index < len(replacement) and replacement[index] in "0123456789":
                longer = number * 10 + int(replacement[index])
                if longer > groups:
                    break
                number, index = longer, index + 1
            parts.append(number if number <= groups else "")
        else:
            parts.append(character)
    return parts


@FAMILY.define("split", "string: string, delimiter: string")
def split(evaluation: Evaluation, string: str, delimiter: str) -> Value:
    """The parts of the text between the matches of a regular expression."""
    compiled = _pattern(evaluation, "split", delimiter, "")
    if compiled is None:
        return None
    if compiled.matches_empty(evaluation):
        return evaluation.null("regex", "split: the delimiter matches nothing at all")
    parts: list[Value] = []
    end = 0
    for start, stop, _ in compiled.find_all(string, evaluation):
        parts.append(string[end:start])
        end = stop
    evaluation.charge(len(string))
    return evaluation.items([*parts, string[end:]])


@FAMILY.define("string join", "list: list, delimiter: string|null?")
def string_join(evaluation: Evaluation, list_: list[Value], delimiter: str | None = None) -> Value:
    """The texts of a list with a delimiter between them; nulls are left out."""
    texts = [item for item in list_ if type(item) is str]
    if len(texts) + list_.count(None) != len(list_):
        return evaluation.null("argument", "string join: the items must be strings or null")
    return evaluation.text((delimiter or "").join(texts))
