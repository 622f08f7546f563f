"""What tokens and scopes keep in the stored state: JSON values under fixed names."""

from __future__ import annotations

from typing import Any, TypeAlias, TypedDict

from engine.feel import JsonValue

Variables: TypeAlias = dict[str, JsonValue]

Sub: TypeAlias = list[Any]
"""One thing that a token waits for: its kind first; see :mod:`engine.run.waiting`."""


class Counts(TypedDict, total=False):
    """Where a repetition stands: counters of a multi-instance, or the passes of a standard loop."""

    total: int
    active: int
    completed: int
    terminated: int
    next: int
    passed: int


class Record(TypedDict):
    """An activity that completed and can be undone; see :mod:`engine.run.compensation`."""

    activity: str
    handler: str | None
    locals: Variables
    data: Variables
    log: list[Record]
    definition: str | None


class Internal(TypedDict, total=False):
    """What a token keeps."""

    begun: bool
    """History knows the element."""
    via: str
    """The sequence flow by which it came."""
    phase: str
    """What its next step does; absent: enter."""
    vars: Variables
    """Its own variables; of a call activity those of the called process."""
    own: Variables
    """Of an instance of a multi-instance call activity: its item, which is not the called process's."""
    result: Variables
    """What it takes over when it leaves."""
    origins: dict[str, list[list[Any]]]
    """Who wrote what of that, by variable."""
    payload: Variables
    """What triggered an event subprocess."""
    by: tuple[str, str | None]
    """Person and organisation that completed it."""
    wait: str
    """Task or job."""
    dueAt: str
    """When a task is due whose date follows the data."""
    undated: bool
    """Its date could not be reckoned again: the next look at dates tries once more."""
    subs: list[Sub | None]
    """What it waits for, beside the alternatives of its node."""
    hold: str
    """The ground on which it holds the instance."""
    gathered: Variables
    """Payloads of a parallel multiple event so far."""
    armed: bool
    """A boundary event or event subprocess that has not fired: it keeps no scope open."""
    incident: str
    """Why it stands still."""
    fired: tuple[str, Variables]
    """The flow that an event-based gateway takes, and the payload."""
    queued: bool
    """It waits for the start quantity of its activity."""
    loop: Counts
    """Of the body of a repetition."""
    items: list[JsonValue]
    """Of the body of a sequential multi-instance."""
    out: list[JsonValue]
    """Outputs that the body has gathered."""
    idx: int
    """Which repetition it is, from 0."""
    item: bool
    """It is an instance of a multi-instance activity, which keeps its variables."""
    ad_hoc: tuple[JsonValue, bool]
    """Output, and whether the ad-hoc subprocess is over; within one step only."""
    came: list[str]
    """Flows whose tokens a complex gateway takes; within one step only."""
    resets: bool
    """It ends the second phase of a complex gateway."""
    snapshot: Variables
    """The data of then, for a compensation handler."""
    undoes: int
    """The compensator that waits for this handler."""
    records: list[Record]
    """What is still to be undone."""
    waiting: int
    """The throw event that waits for the compensation."""


class Extra(TypedDict, total=False):
    """What a scope keeps for the kind of its host."""

    ended: tuple[str, str | None]
    """How the root instance ended, and at which end event, while something may still happen to it."""
    out: list[JsonValue]
    """Outputs of an ad-hoc subprocess."""
    pending: list[tuple[str, Variables]]
    """Activities that a sequential ad-hoc subprocess has yet to start."""
    chosen: bool
    """An activity of the ad-hoc subprocess was started."""
    done: bool
    """The ad-hoc subprocess is over once nothing runs in it."""
    cancelled: bool
    """The transaction was cancelled."""
    fired: dict[str, list[str]]
    """Complex gateways in their second phase, with the flows they took tokens of."""
