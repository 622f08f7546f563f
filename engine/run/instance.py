"""A running process instance, as commands see it: the only door into this room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from engine.feel import JsonValue
from engine.model.events import ErrorEvent
from engine.model.origin import Origins, to_json
from engine.run import codec, dates, history, holding, migration, modification, propagation
from engine.run.adhoc import AdHocSubProcess
from engine.run.authorship import visible_origins
from engine.run.changes import Change, InstanceState
from engine.run.faults import Fault, Refused
from engine.run.host import Actor, DeployedProcess, Host, InstanceFacts
from engine.run.jobs import JOB, TASK
from engine.run.modification import Activation
from engine.run.scope import ROOT, ProcessFrame, RootInstance, Scope
from engine.run.specs import built
from engine.run.starting import start
from engine.run.stepping import check_watching, fire_due_timers, raise_incident, step
from engine.run.token import READY, STARTED, Token
from engine.run.variables import visible
from engine.run.waiting import MESSAGE

Variables = Mapping[str, JsonValue]
NO_ORIGINS: Final[Mapping[str, Origins]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ActiveElement:
    """An element that is active now. `waits_for` is ``task``, ``job``, ``event`` or None."""

    number: int
    element_id: str
    element_type: str
    instance: int
    scope: int
    loop_counter: int | None
    incident: str | None
    waits_for: str | None


class Instance:
    """A root process instance with all that it called.

    Each command steps until every token waits, and raises :class:`engine.run.faults.Refused` when it does
    not fit
    the state; then nothing has changed. What happened is collected for :meth:`take_changes`.
    """

    def __init__(self, top: RootInstance) -> None:
        self._top = top

    @classmethod
    def start(
        cls,
        host: Host,
        deployed: DeployedProcess,
        facts: InstanceFacts,
        variables: Variables,
        *,
        start_event: str | None = None,
        origins: Mapping[str, Origins] = NO_ORIGINS,
    ) -> Instance:
        """A new instance, at its none start event.

        :param start_event: the id of the message, signal, timer or conditional start event that starts it,
        or of an
            instantiating receive task, or of the event behind an instantiating gateway; `variables` are
            then the
            payload of that event.
        :param origins: by variable who wrote what of it, where that is known.
        :raises Refused: the process cannot start there.
        """
        top = RootInstance(host, ProcessFrame(deployed, built(deployed), facts, ROOT))
        for name, written in origins.items():
            top.note_origins(ROOT, name, written)
        start(top, variables, start_event)
        step(top)
        return cls(top)

    @classmethod
    def load(cls, host: Host, state: bytes) -> Instance:
        """The instance as :meth:`dump` left it.

        :raises engine.run.faults.UnreadableState: the state has no format that this release reads.
        """
        return cls(codec.load(host, state))

    def dump(self) -> bytes:
        """The state to store: no specs, no history, live tokens only."""
        return codec.dump(self._top)

    # --- commands -----------------------------------------------------------------------------------------

    def complete(
        self,
        element: int,
        variables: Variables,
        actor: Actor | None = None,
        origins: Mapping[str, Origins] = NO_ORIGINS,
    ) -> None:
        """Completes a user task or a job with its result.

        :param origins: by variable who wrote what of it, where that is known.

        :raises Refused: the element does not wait for that.
        """
        token = self._waiting_for_work(element)
        history.incident_ended(token)
        if actor is not None:
            token.internal_data["by"] = (actor.person, actor.organisation)
        token.internal_data["result"] = dict(variables)
        if origins:
            token.internal_data["origins"] = {name: to_json(one) for name, one in origins.items()}
        history.wait_ended(token)
        token.again("leave")
        self._step()

    def throw_error(self, element: int, code: str, variables: Variables) -> None:
        """A worker reports a BPMN error; one that nobody catches is an incident.

        :raises Refused: the element is no open job.
        """
        token = self._waiting_for_work(element)
        history.incident_ended(token)
        try:
            catcher = propagation.find_catcher(token, ErrorEvent, code, at_own_border=True)
        except Fault as fault:
            self._stop(token, fault)
            return
        if catcher is None:
            detail = f"nobody catches the error that the worker of {token.task_spec.name} reported"
            self._stop(token, Fault("uncaught-error", detail, code))
            return
        catcher.trigger(variables)
        self._step()

    def deliver_message(self, element: int, alternative: int, payload: Variables) -> None:
        """A message arrives at a subscription; an instance that has ended goes on with what lasts beyond it.

        :raises Refused: the element does not wait for a message there.
        """
        token = self._token(element)
        subs = token.internal_data.get("subs", ())
        sub = subs[alternative] if 0 <= alternative < len(subs) else None
        if sub is None or sub[0] != MESSAGE:
            raise Refused("not-waiting", f"element {element} does not wait for that message")
        if self._top.completed:
            self._top.reopen()
        token.task_spec.deliver(token, alternative, payload)
        self._step()

    def deliver_signal(self, name: str, payload: Variables) -> None:
        """A signal reaches every element of this root that waits for it."""
        propagation.broadcast(self._active(), name, payload)
        self._step()

    def fire_timers(self) -> None:
        """Fires every timer that is due now, in order of due time."""
        self._active()
        self._step()
        fire_due_timers(self._top, self._top.now)

    def reckon_again(self, element: int, alternative: int | None, before: datetime) -> None:
        """Reckons a date again on what it depends on outside the instance.

        :param alternative: the place of a timer; None for the due date of a task.
        :param before: what it is now.
        :raises engine.run.faults.Fault: its expression gives no date any more; the date stays.
        """
        token = self._top.tokens.get(element)
        self._top.command += 1
        try:
            if token is not None:
                dates.reckon_again(token, alternative, before)
        finally:
            self._top.command += 1

    def write_variables(self, scope: int, variables: Variables) -> None:
        """Sets variables of a scope (0: the root); conditional events see it.

        :raises Refused: there is no such scope.
        """
        place, number, target = self._scope(scope)
        for name, value in variables.items():
            self._top.assign(place, number, target, name, value)
        self._step()

    def raise_incident(self, element: int, kind: str, detail: str, cause: str) -> None:
        """The element cannot go on, for a reason outside this room: a job without retries left.

        :raises Refused: the element is not active.
        """
        token = self._element(element)
        if "incident" not in token.internal_data:
            raise_incident(token, Fault(kind, detail, cause))

    def resolve_incident(self, element: int) -> None:
        """Repeats an element that stands still.

        :raises Refused: it does not.
        """
        token = self._element(element)
        if "incident" not in token.internal_data:
            raise Refused("no-incident", f"element {element} has no incident")
        history.incident_ended(token)
        if token.armed or "subs" in token.internal_data:
            for sub in token.internal_data["subs"]:
                if sub is not None and sub[0] == "condition":
                    sub[1] = None
        elif token.internal_data.get("wait") is not None:
            history.wait_ended(token)
            token.again("again")
        else:
            token._set_state(READY)
        self._step()

    def cancel(self, instance: int = ROOT) -> None:
        """Cancels the root, or one called process with the call activity that waits for it.

        What is left without work around the call activity ends with it.

        :raises Refused: there is no such process instance.
        """
        if instance == ROOT:
            self._active().finish(InstanceState.CANCELLED)
            return
        token = self._element(instance)
        scope = self._top.inside(token)
        if scope is None or not scope.is_process:
            raise Refused("unknown-instance", f"there is no active process instance {instance}")
        modification.modify(self._top, ROOT, (), (instance,))
        self._step()

    def choose(
        self,
        element: int,
        activities: Sequence[tuple[str, Variables]],
        complete: bool = False,
        instance: int | None = None,
    ) -> None:
        """Starts activities of an ad-hoc subprocess (of this process instance, if given), or completes it.

        :raises Refused: it is none, has no such activity, or is busy.
        """
        node, scope = self._ad_hoc(element, instance)
        node.choose(scope, list(activities), complete)
        self._step()

    def modify(
        self, activate: Sequence[Activation] = (), terminate: Sequence[int] = (), instance: int = ROOT
    ) -> None:
        """Starts elements and terminates active ones; for a dry run, work on a loaded copy and drop it.

        :raises Refused: one cannot be; drop the instance then, part of it may be done.
        """
        modification.modify(self._active(), instance, activate, terminate)
        self._step()

    def migrate(self, target: DeployedProcess, mapping: Mapping[str, str], instance: int = ROOT) -> None:
        """Takes a process instance to another version; for a dry run, work on a loaded copy and drop it.

        :param mapping: element and flow ids, old to new, where they differ.
        :raises Refused: a live element has no counterpart of its kind; all are named.
        """
        migration.migrate(self._active(), instance, target, mapping)
        self._step()

    @property
    def holds(self) -> tuple[str, ...]:
        """The grounds on which the instance is held now."""
        return holding.grounds(self._top)

    def is_held(self, element: int) -> bool:
        """Whether the element stands still because the instance is held.

        :raises Refused: it is not active.
        """
        return holding.waits(self._token(element))

    def going_on(self) -> frozenset[int]:
        """The elements, waiting ones too, that do not stand still because the instance is held."""
        return frozenset(number for number, token in self._top.tokens.items() if not holding.waits(token))

    def choices(self, element: int) -> tuple[str, ...]:
        """The activities that may be chosen in an ad-hoc subprocess.

        :raises Refused: it is none, or not active.
        """
        return self._ad_hoc(element)[0].choices()

    def chosen_by(self, element: int, instance: int) -> tuple[str, ...]:
        """The roles that may choose in an ad-hoc subprocess of a process instance; none: it is not there."""
        try:
            node, _ = self._ad_hoc(element, instance)
        except Refused:
            return ()
        return node.definition.properties.chosen_by

    # --- results ------------------------------------------------------------------------------------------

    def take_changes(self) -> tuple[Change, ...]:
        """What happened since the start, the load or the last call, in order."""
        changes = tuple(self._top.changes)
        self._top.changes = []
        return changes

    @property
    def state(self) -> InstanceState:
        """The state of the root instance."""
        return self._top.state

    @property
    def workflow(self) -> RootInstance:
        """The library's workflow underneath, for tests and tools that walk it."""
        return self._top

    def variables(self, scope: int = ROOT) -> Variables:
        """The variables of one scope, without those around it.

        :raises Refused: there is no such scope.
        """
        return dict(self._scope(scope)[2])

    def visible_variables(self, element: int) -> Variables:
        """All variables that the element sees, nearest winning.

        :raises Refused: the element is not active.
        """
        return visible(self._element(element))

    def visible_origins(self, element: int) -> Origins:
        """Who wrote what of these, the variables' names first in each place.

        :raises Refused: the element is not active.
        """
        return visible_origins(self._element(element))

    def elements(self) -> tuple[ActiveElement, ...]:
        """The active elements, in order of start."""
        tokens = (self._top.tokens[number] for number in sorted(self._top.tokens))
        return tuple(_active_element(token) for token in tokens if token.begun)

    # --- inside -------------------------------------------------------------------------------------------

    def _step(self) -> None:
        top = self._top
        if top.state is not InstanceState.ACTIVE:
            return  # the command itself ended it
        top.command += 1
        if top.watching:
            check_watching(top)
        step(top)

    def _active(self) -> RootInstance:
        if self._top.state is not InstanceState.ACTIVE:
            raise Refused("ended", "the process instance has ended")
        return self._top

    def _element(self, element: int) -> Token:
        self._active()
        return self._token(element)

    def _token(self, element: int) -> Token:
        token = self._top.tokens.get(element)
        if token is None:
            self._active()
            raise Refused("unknown-element", f"there is no active element {element}")
        return token

    def _waiting_for_work(self, element: int) -> Token:
        token = self._element(element)
        if token.internal_data.get("wait") not in (TASK, JOB):
            raise Refused("not-waiting", f"element {element} waits for no task and no job")
        return token

    def _ad_hoc(self, element: int, instance: int | None = None) -> tuple[AdHocSubProcess, Scope]:
        token = self._element(element)
        node, scope = token.task_spec, self._top.inside(token)
        here = instance in (None, token.workflow.frame.number)
        if not isinstance(node, AdHocSubProcess) or scope is None or scope.completed or not here:
            raise Refused("not-ad-hoc", f"element {element} is no active ad-hoc subprocess of this instance")
        return node, scope

    def _stop(self, token: Token, fault: Fault) -> None:
        history.wait_ended(token)
        token.internal_data["phase"] = "again"
        token._state = STARTED
        raise_incident(token, fault)

    def _scope(self, number: int) -> tuple[Scope, int, dict[str, JsonValue]]:
        if number == ROOT:
            return self._top, ROOT, self._top.data
        token = self._top.tokens.get(number)
        if token is None:
            raise Refused("unknown-scope", f"there is no active scope {number}")
        inside = self._top.inside(token)
        return (inside, number, inside.data) if inside is not None else (token.workflow, number, token.locals)


def _active_element(token: Token) -> ActiveElement:
    internal = token.internal_data
    index = internal.get("idx")
    return ActiveElement(
        number=token.id,
        element_id=token.task_spec.name,
        element_type=token.task_spec.element_type,
        instance=token.workflow.frame.number,
        scope=token.workflow.number,
        loop_counter=None if index is None else index + 1,
        incident=internal.get("incident"),
        waits_for="event" if "subs" in internal else internal.get("wait"),
    )
