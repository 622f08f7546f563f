"""Context functions (DMN 1.5, 10.3.4.10)."""

from __future__ import annotations

from engine.feel.builtins.signature import Family
from engine.feel.evaluation import Evaluation
from engine.feel.values import Value

FAMILY = Family()


@FAMILY.define("get value", "m: context, key: string")
def get_value(evaluation: Evaluation, m: dict[str, Value], key: str) -> Value:
    """The member of that name; null when there is none."""
    if key in m:
        return m[key]
    return evaluation.null("member", "get value: the context has no such member")


@FAMILY.define("get value", "context: context, keys: list")
def get_nested_value(evaluation: Evaluation, context: dict[str, Value], keys: list[Value]) -> Value:
    """The member at the end of a path of names; null when a step is missing or there are no steps."""
    value: Value = context
    for key in keys:
        if type(value) is not dict or type(key) is not str or key not in value:
            return evaluation.null("member", "get value: the context has no such member")
        value = value[key]
    return value if keys else evaluation.null("argument", "get value: the path is empty")


@FAMILY.define("get entries", "m: context")
def get_entries(evaluation: Evaluation, m: dict[str, Value]) -> list[Value]:
    """A list of contexts with ``key`` and ``value``."""
    return evaluation.tree([{"key": key, "value": value} for key, value in m.items()])


@FAMILY.define("context", "entries: list")
def context(evaluation: Evaluation, entries: list[Value]) -> Value:
    """The context of a list of ``key`` and ``value``; null when one is missing or a key comes twice."""
    built: dict[str, Value] = {}
    for entry in entries:
        if type(entry) is not dict or "value" not in entry:
            return evaluation.null("argument", "context: each entry must be a context with a key and a value")
        key = entry.get("key")
        if type(key) is not str or key in built:
            return evaluation.null("argument", "context: each entry must have a key of its own")
        built[key] = entry["value"]
    return evaluation.tree(built)


@FAMILY.define("context put", "context: context, key: string, value: any")
def context_put(
    evaluation: Evaluation, context: dict[str, Value], key: str, value: Value
) -> dict[str, Value]:
    """A copy of the context with one member added or replaced."""
    return evaluation.tree({**context, key: value})


@FAMILY.define("context put", "context: context, keys: list, value: any")
def context_put_nested(
    evaluation: Evaluation, context: dict[str, Value], keys: list[Value], value: Value
) -> Value:
    """A copy of the context with the member at the end of a path of names added or replaced."""
    if not keys:
        return evaluation.null("argument", "context put: the path is empty")
    evaluation.step()
    key, rest = keys[0], keys[1:]
    if type(key) is not str:
        return evaluation.null("argument", "context put: each key must be a string")
    if not rest:
        return context_put(evaluation, context, key, value)
    inner = context.get(key)
    if type(inner) is not dict:
        return evaluation.null("member", "context put: a step of the path is no context")
    nested = context_put_nested(evaluation, inner, rest, value)
    return None if nested is None else context_put(evaluation, context, key, nested)


@FAMILY.define("context merge", "contexts: list")
def context_merge(evaluation: Evaluation, contexts: list[Value]) -> Value:
    """The members of all contexts; of the same name the last one stands."""
    merged: dict[str, Value] = {}
    for each in contexts:
        if type(each) is not dict:
            return evaluation.null("argument", "context merge: the list must hold contexts")
        merged.update(each)
    return evaluation.tree(merged)
