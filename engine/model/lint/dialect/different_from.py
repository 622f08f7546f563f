"""`differentFrom` names the user tasks that somebody else must have done; other ids would never forbid
anything.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.property_places import written
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Ids that are no other user task of the same process."""
    for entry, holder in written(model):
        if entry.get("name") != "differentFrom":
            continue
        for name in (part.strip() for part in entry.attributes.get("value", "").split(",")):
            found = model.document.by_id.get(name)
            if found is None or found.name != "userTask" or found is holder:
                yield Fault(entry, f"`{name}` is no other user task")


RULE = Rule(
    "different-from",
    __doc__ or "",
    "List ids of other user tasks of this process.",
    check,
    basis=Basis.EXECUTION,
)
