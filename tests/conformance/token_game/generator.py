"""Random models out of one seed: block-structured, of every element that is executed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from random import Random

from engine.feel import JsonValue
from tests.conformance.elements import model
from tests.conformance.token_game.activities import Activity, Border
from tests.conformance.token_game.adhoc import AdHoc
from tests.conformance.token_game.blocks import Block, Declared, Sequence
from tests.conformance.token_game.board import Game
from tests.conformance.token_game.catches import Catch, EventGateway
from tests.conformance.token_game.flows import (
    ImplicitMerge,
    ImplicitSplit,
    Linked,
    Loop,
    Quantities,
    Split,
)
from tests.conformance.token_game.repeats import MultiInstance, StandardLoop
from tests.conformance.token_game.scopes import Called, EventSubprocess, Inside, Subprocess, Transaction
from tests.conformance.token_game.tasks import Passing, ReceiveTask, UserTask, WorkerTask, Written
from tests.conformance.token_game.throws import MayEnd, SendTask, Throw, Thrown
from tests.conformance.token_game.triggers import Catching, Trigger

CODES = ("E1", "E2")
LEVELS = ("L1", "L2")
SIGNALS = ("s1", "s2", "s3")


@dataclass(frozen=True)
class Surroundings:
    """What stands around a block, as far as it matters for what may stand in it.

    `orderly`: one thing completes at a time, so that the order of undoing is certain. `ends`: a token may
    end in it without a join that waits for it. `flags`: the variables of the process are seen in it.
    `value`: the number that gateways decide by, 0 where it is not seen.
    """

    depth: int
    value: int = 0
    orderly: bool = False
    ends: bool = True
    flags: bool = True
    codes: tuple[str, ...] = ()
    locals: tuple[str, ...] = ()

    def deeper(self) -> Surroundings:
        """One level further down."""
        return replace(self, depth=self.depth - 1)


@dataclass
class RandomModel:
    """A model, as a file and as a tree of blocks, with the variables that it starts with."""

    source: bytes
    inside: Inside
    variables: dict[str, JsonValue]

    def play(self, now: datetime) -> Game:
        """A game of it, begun."""
        game = Game(now)
        game.root.variables |= self.variables
        self.inside.open(game.root)
        game.settle()
        return game


@dataclass
class Generator:
    """Makes one model."""

    random: Random
    variables: dict[str, JsonValue] = field(default_factory=dict)
    count: int = 0

    def __post_init__(self) -> None:
        self.value = self.random.randrange(8)
        self.variables |= {"v": self.value, "n": 0}

    def model(self, depth: int) -> RandomModel:
        """A whole process."""
        around = Surroundings(depth, self.value)
        body = Sequence("top", [self.block(around), self.block(around)])
        handlers = self.handlers(around) if self.chance(0.3) else []
        inside = Inside(body, handlers, [self.name()] if self.chance(0.2) else [])
        declared: Declared = {}
        content = inside.draw("top", declared)
        return RandomModel(model(content, top="".join(declared.values())), inside, self.variables)

    def name(self) -> str:
        """A new name."""
        self.count += 1
        return f"b{self.count}x"

    def chance(self, part: float) -> bool:
        """True in that part of all cases."""
        return self.random.random() < part

    # --- blocks -------------------------------------------------------------------------------------------

    def block(self, around: Surroundings) -> Block:
        """Any block, at most so deep."""
        simple: list[Callable[[Surroundings], Block]] = [self.task, self.task, self.passing, self.catch]
        simple += [self.throwing, self.may_end]
        if not around.depth:
            return self.random.choice(simple)(around)
        deep = [self.sequence, self.sequence, self.split, self.split, self.loop, self.linked, self.implicit]
        deep += [self.subprocess, self.subprocess, self.called, self.event_gateway, self.quantities]
        deep += [self.ad_hoc, self.discriminator, self.undoing, self.transaction]
        return self.random.choice([*simple, *deep, *deep])(around)

    def blocks(self, around: Surroundings) -> list[Block]:
        """Two or three blocks, one level down."""
        return [self.block(around.deeper()) for _ in range(self.random.randint(2, 3))]

    def sequence(self, around: Surroundings) -> Block:
        return Sequence(self.name(), self.blocks(around))

    def split(self, around: Surroundings) -> Block:
        kind = self.random.choice(["exclusive", "parallel", "inclusive"])
        within = around if kind != "parallel" else replace(around, ends=False)
        return Split(self.name(), kind, self.blocks(within), within.value)

    def loop(self, around: Surroundings) -> Block:
        merge = self.random.choice(["exclusiveGateway", "inclusiveGateway"])
        return Loop(self.name(), self.block(around.deeper()), self.random.randint(1, 3), merge)

    def linked(self, around: Surroundings) -> Block:
        return Linked(self.name(), self.block(around.deeper()), self.block(around.deeper()))

    def implicit(self, around: Surroundings) -> Block:
        kind = self.random.choice(["conditional", "all", "merge"])
        if kind == "merge":
            return ImplicitMerge(self.name(), self.deciding(2), self.blocks(around)[:2])
        within = replace(around, ends=False) if kind == "all" else around
        return ImplicitSplit(self.name(), self.deciding(4), self.blocks(within), kind == "conditional")

    def discriminator(self, around: Surroundings) -> Block:
        """A complex join, in a subprocess that is over when the late tokens are."""
        parts = self.blocks(replace(around, ends=False))
        needed = self.random.randint(1, len(parts))
        split = Split(self.name(), "complex", parts, needed=needed)
        return Subprocess(self.name(), Inside(Sequence(self.name(), [split, self.simple_task()])))

    def quantities(self, around: Surroundings) -> Block:
        quantity = self.random.randint(2, 3)
        part: Block = self.simple_task()
        if self.chance(0.4):
            part = Split(self.name(), "parallel", [self.simple_task(), self.simple_task()])
        return Quantities(self.name(), self.simple_task(), part, self.simple_task(), quantity)

    # --- tasks --------------------------------------------------------------------------------------------

    def simple_task(self) -> UserTask:
        return UserTask(self.name())

    def deciding(self, options: int) -> UserTask:
        """A task whose result decides."""
        name = self.name()
        return UserTask(name, decides=f"d_{name}", options=tuple(range(options)))

    def passing(self, around: Surroundings) -> Block:
        kinds = ["scriptTask", "scriptTask", "task", "manualTask", "intermediateThrowEvent"]
        if around.locals and self.chance(0.5):
            return Written(self.name(), self.random.choice(around.locals), self.random.randint(2, 9))
        return Passing(self.name(), self.random.choice(kinds))

    def task(self, around: Surroundings) -> Block:
        """A task that waits, perhaps with borders and repetition."""
        name = self.name()
        kind = self.random.choice(["user", "user", "worker", "receive"])
        made: Activity
        if kind == "worker":
            codes = CODES if self.chance(0.6) else ()
            made = WorkerTask(name, options=codes, tag=self.random.choice(["serviceTask", "sendTask"]))
            self.border_for_errors(made, bool(codes))
        elif kind == "receive":
            made = ReceiveTask(name)
        else:
            made = UserTask(name)
        return self.dressed(made, around)

    def border_for_errors(self, activity: Activity, needed: bool) -> None:
        """A worker's error that nobody catches is an incident: here somebody does."""
        if needed:
            any_error = Catching((Trigger("error"),))
            activity.borders.append(Border(self.name(), any_error, True, self.handler()))

    def dressed(self, activity: Activity, around: Surroundings) -> Activity:
        """The activity with borders and repetition, perhaps."""
        if self.chance(0.3):
            activity.repetition = self.repetition(activity, around)
        if self.chance(0.35):
            for _ in range(self.random.randint(1, 2)):
                activity.borders.append(self.border(around))
        return activity

    def repetition(self, activity: Activity, around: Surroundings) -> StandardLoop | MultiInstance:
        if self.chance(0.3):
            variable = "true"
            if around.flags and type(activity) is UserTask:
                variable = f"d_{activity.name}"
                activity.decides, activity.options = variable, (True, True, False)
                self.variables[variable] = self.chance(0.7)
            return StandardLoop(variable, self.random.randint(1, 3), self.chance(0.5))
        instances = self.random.randint(0, 3)
        loop = MultiInstance(instances, self.chance(0.4))
        alone = loop.sequential or not isinstance(activity, Subprocess)
        if instances > 1 and alone and self.chance(0.3):
            loop.enough = self.random.randint(1, instances)
        if self.chance(0.5):
            plain = isinstance(activity, UserTask)
            loop.gathers = f"r_{activity.name}" if plain else f"it_{activity.name}"
        if alone and self.chance(0.4):
            self.behave(activity, loop, around)
        return loop

    def behave(self, activity: Activity, loop: MultiInstance, around: Surroundings) -> None:
        """The instances throw as they complete, to a border of the activity or to anybody."""
        loop.behavior = self.random.choice(["None", "One", "Complex"])
        if not around.orderly and not isinstance(activity, Subprocess) and self.chance(0.4):
            loop.thrown = Thrown("signal", self.random.choice(SIGNALS))
            return
        loop.thrown = Thrown("escalation", self.random.choice(LEVELS))
        caught = Trigger("escalation", self.random.choice(["", loop.thrown.name]))
        activity.borders.append(Border(self.name(), Catching((caught,)), self.chance(0.4), self.handler()))

    def handler(self) -> Block:
        """What follows a border: never two tokens that cannot be told apart."""
        if self.chance(0.3):
            return Passing(self.name())
        return self.simple_task()

    # --- events -------------------------------------------------------------------------------------------

    def trigger(self, around: Surroundings, *more: str) -> Trigger:
        kinds = ["message", "timer", *more]
        if not around.orderly:
            kinds += ["signal"] + (["condition"] if around.flags else [])
        match self.random.choice(kinds):
            case "message":
                return Trigger("message", f"m{self.name()}")
            case "signal":
                return Trigger("signal", self.random.choice(SIGNALS))
            case "condition":
                flag = f"f_{self.name()}"
                self.variables[flag] = False
                return Trigger("condition", flag)
            case "cycle":
                return Trigger("cycle", "", self.random.randint(5, 300), self.random.randint(1, 3))
            case "error":
                return Trigger("error", self.random.choice(["", *CODES]))
            case "escalation":
                return Trigger("escalation", self.random.choice(["", *LEVELS]))
        return Trigger("timer", "", self.random.randint(5, 300))

    def catching(self, around: Surroundings, *more: str) -> Catching:
        """One trigger, or several."""
        if self.chance(0.75):
            return Catching((self.trigger(around, *more),))
        several = tuple(self.trigger(around) for _ in range(self.random.randint(2, 3)))
        return Catching(several, self.chance(0.5))

    def border(self, around: Surroundings) -> Border:
        if self.chance(0.5):
            return Border(self.name(), self.catching(around, "error", "escalation"), True, self.handler())
        catching = self.catching(around, "escalation", "cycle")
        return Border(self.name(), catching, False, self.handler())

    def handlers(self, around: Surroundings) -> list[EventSubprocess]:
        """Event subprocesses of a scope."""
        found = []
        for _ in range(self.random.randint(1, 2)):
            interrupting = self.chance(0.5)
            catching = self.catching(around, "escalation", "error" if interrupting else "cycle")
            body: Block = self.handler()
            if interrupting and around.depth and self.chance(0.5):
                body = self.block(replace(around.deeper(), ends=True, codes=(), locals=()))
            found.append(EventSubprocess(self.name(), catching, interrupting, Inside(body)))
        return found

    def catch(self, around: Surroundings) -> Block:
        return Catch(self.name(), self.catching(around))

    def event_gateway(self, around: Surroundings) -> Block:
        triggers = [Trigger("message", f"m{self.name()}"), *(self.trigger(around) for _ in range(2))]
        alternatives = [(self.name(), trigger, self.block(around.deeper())) for trigger in triggers]
        return EventGateway(self.name(), alternatives, self.chance(0.3))

    def throwing(self, around: Surroundings) -> Block:
        """A task, and then a throw event: so nothing else moves when it throws."""
        kind = self.random.choice(["escalation", "signal", "message", "send"])
        if kind == "send":
            return Sequence(self.name(), [self.simple_task(), SendTask(self.name())])
        return Sequence(self.name(), [self.simple_task(), Throw(self.name(), self.thrown(kind, around))])

    def thrown(self, kind: str, around: Surroundings) -> Thrown:
        if kind == "signal" and around.orderly:
            kind = "escalation"
        if kind == "message":
            return Thrown("message", f"m{self.name()}")
        names = {"signal": SIGNALS, "error": CODES, "escalation": LEVELS}
        return Thrown(kind, self.random.choice(names[kind]))

    def may_end(self, around: Surroundings) -> Block:
        """A path that may end here, in an end event of some kind."""
        kinds = ["terminate"]
        if around.codes or self.chance(0.2):
            kinds += ["error", "error"]
        if around.ends:
            kinds += ["none", "escalation", "signal", "message"]
        kind = self.random.choice(kinds)
        thrown = Thrown(kind) if kind in ("none", "terminate") else self.thrown(kind, around)
        return MayEnd(self.name(), self.deciding(3), thrown)

    # --- scopes -------------------------------------------------------------------------------------------

    def inside(self, around: Surroundings) -> Inside:
        """The inside of a scope."""
        handlers = self.handlers(around) if self.chance(0.3) else []
        objects = [f"o_{self.name()}"] if self.chance(0.2) else []
        if not handlers and self.chance(0.15):
            tasks: list[Block] = [self.simple_task(), Passing(self.name()), self.simple_task()]
            return Inside(Sequence(self.name(), tasks), [], objects, starts=False)
        return Inside(self.block(around), handlers, objects)

    def subprocess(self, around: Surroundings) -> Block:
        made = Subprocess(self.name(), Inside(Passing("none")))
        within = replace(around.deeper(), ends=True)
        if self.chance(0.4):
            variable = f"l_{made.name}"
            made.locals, within = {variable: 1}, replace(within, locals=(*within.locals, variable))
            made.hands_on = {f"h_{made.name}": variable} if self.chance(0.5) else {}
        return self.filled(made, within)

    def filled(self, made: Subprocess, within: Surroundings) -> Block:
        """The subprocess with its inside, and with borders."""
        dressed = self.dressed(made, within)
        if self.chance(0.5):
            code = self.random.choice(["", *CODES])
            dressed.borders.append(
                Border(self.name(), Catching((Trigger("error", code),)), True, self.handler())
            )
        codes = {t.name for border in made.borders for t in border.catching.triggers if t.kind == "error"}
        made.inside = self.inside(replace(within, codes=(*within.codes, *codes)))
        return made

    def called(self, around: Surroundings) -> Block:
        name = self.name()
        made = Called(name, Inside(Passing("none")), takes_all=self.chance(0.5))
        made.locals = {f"l_{name}": 1}
        made.hands_on = {f"h_{name}": f"l_{name}"} if self.chance(0.5) else {}
        value = around.value if made.takes_all else 0  # else it does not see the number
        within = replace(around.deeper(), ends=True, flags=False, locals=(f"l_{name}",), value=value)
        filled = self.filled(made, within)
        # What it is given is what stands there when it begins: nothing else may move then.
        return Sequence(self.name(), [self.simple_task(), filled]) if made.takes_all else filled

    def ad_hoc(self, around: Surroundings) -> Block:
        name, condition = self.name(), ""
        tasks = [self.simple_task() for _ in range(self.random.randint(1, 3))]
        if around.flags and self.chance(0.5):
            condition = f"d_{name}"
            self.variables[condition] = False
            tasks = [replace(task, decides=condition, options=(True, False)) for task in tasks]
        return AdHoc(name, tasks, self.chance(0.4), condition, self.chance(0.5))

    # --- compensation -------------------------------------------------------------------------------------

    def undoable(self, around: Surroundings) -> Activity:
        """An activity that can be undone, by a handler or because of what is in it."""
        made: Activity
        handler: Block = UserTask(self.name(), attributes={"isForCompensation": "true"})
        if around.depth > 0 and self.chance(0.5):
            body = Sequence(self.name(), [self.undoable(around.deeper()), self.undoable(around.deeper())])
            kind = Called if self.chance(0.3) else Subprocess
            made = kind(self.name(), Inside(body))
            if kind is Subprocess and self.chance(0.4):
                made.locals = {f"l_{made.name}": 1}
            if self.chance(0.3):
                made.undone_by = handler
            elif kind is Subprocess and self.chance(0.3):
                made.compensated_by = self.simple_task()
        else:
            made = UserTask(self.name(), undone_by=handler)
        if self.chance(0.3):
            made.repetition = MultiInstance(self.random.randint(0, 3), True)
        return made

    def undoing(self, around: Surroundings) -> Block:
        """Activities that can be undone, and a throw that undoes them; in a scope of their own, or not."""
        within = replace(around.deeper(), orderly=True)
        undoable = [self.undoable(within) for _ in range(self.random.randint(1, 3))]
        named = [part.name for part in undoable if part.undone_by is not None or isinstance(part, Called)]
        name = self.random.choice(["", "", *named])
        thrown = Thrown("compensate", name, self.chance(0.7))
        parts: list[Block] = [*undoable, self.simple_task(), Throw(self.name(), thrown)]
        if self.chance(0.3):
            parts.append(self.simple_task())
        body = Sequence(self.name(), parts)
        if around.orderly or self.chance(0.5):
            return body
        return Subprocess(self.name(), Inside(body))

    def transaction(self, around: Surroundings) -> Block:
        within = replace(around.deeper(), orderly=True)
        parts: list[Block] = [self.undoable(within) for _ in range(self.random.randint(1, 2))]
        parts.append(MayEnd(self.name(), self.deciding(2), Thrown("cancel")))
        beside: list[Block] = [Sequence(self.name(), parts)]
        if self.chance(0.4):
            beside.append(self.undoable(within))
        body = Split(self.name(), "parallel", beside) if len(beside) > 1 else beside[0]
        return Transaction(self.name(), Inside(body), handler=self.handler())


def random_model(seed: int) -> tuple[RandomModel, Random]:
    """The model of a seed, and the source of what happens to it."""
    random = Random(seed)
    return Generator(random).model(random.randint(2, 4)), random
