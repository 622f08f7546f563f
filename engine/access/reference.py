"""The page `docs/reference/access.md`, made from the rules: `python -m engine.access.reference`."""

import sys

from engine.access.operations import ROLES, Operation
from engine.model.manifest import ENGINE_ROLES

_HEAD = """# Access: operations by role

What the five roles of the engine permit; holders do it in the houses that their token names. None of these
roles opens content: [who sees what](who-sees-what.md) tells how the content of cases, tasks and forms is
opened. This page is made by `make docs` from `engine/access/operations.py`.

"""


def reference() -> str:
    """Return the page in Markdown: every operation with the roles that it needs."""
    roles = sorted(ENGINE_ROLES)
    lines = [f"| operation | {' | '.join(roles)} |", "|---" * (len(roles) + 1) + "|"]
    for operation in Operation:
        marks = ("yes" if role in ROLES[operation] else "" for role in roles)
        lines.append(f"| {operation.value} | {' | '.join(marks)} |")
    return _HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(reference())
