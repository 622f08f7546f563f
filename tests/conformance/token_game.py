"""Random block-structured models, and an interpreter of the blocks that knows nothing of the engine.

The interpreter plays the token game on the tree of blocks, where the engine plays it on the graph of nodes
that is
drawn from the same tree: two descriptions of one behaviour.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

from tests.conformance.harness import (
    boundary,
    element,
    end,
    extensions,
    flow,
    model,
    script,
    signal,
    signal_event,
    start,
    subprocess,
    user,
)

Path = tuple[tuple[str, int], ...]
"""Which instance of each multi-instance around it: its variable and index."""
Key = tuple[str, Path]


# --- the tree --------------------------------------------------------------------------------------


@dataclass
class Block(ABC):
    """A part of a model with one way in and one way out."""

    name: str

    @abstractmethod
    def draw(self) -> tuple[str, str, str]:
        """Its XML, the id of its first and of its last node."""

    @abstractmethod
    def live(self, path: Path, scope: LiveScope) -> Live:
        """One execution of it."""


@dataclass
class Task(Block):
    def draw(self) -> tuple[str, str, str]:
        return user(self.name), self.name, self.name

    def live(self, path: Path, scope: LiveScope) -> Live:
        return LiveTask(self.name, path)


@dataclass
class Passing(Block):
    def draw(self) -> tuple[str, str, str]:
        return script(self.name, "1", f"v_{self.name}"), self.name, self.name

    def live(self, path: Path, scope: LiveScope) -> Live:
        return Live()


@dataclass
class Sequence(Block):
    parts: list[Block]

    def draw(self) -> tuple[str, str, str]:
        drawn = [part.draw() for part in self.parts]
        text = "".join(xml for xml, _, _ in drawn)
        for (_, _, last), (_, first, _) in pairwise(drawn):
            text += flow(f"{last} {first}")
        return text, drawn[0][1], drawn[-1][2]

    def live(self, path: Path, scope: LiveScope) -> Live:
        return LiveSequence([lambda part=part: part.live(path, scope) for part in self.parts])


@dataclass
class Split(Block):
    """Exclusive, parallel or inclusive, by the bits of the number `v` that the process starts with."""

    kind: str
    parts: list[Block]
    value: int

    def taken(self) -> list[Block]:
        if self.kind == "parallel":
            return self.parts
        fitting = [part for place, part in enumerate(self.parts[:-1]) if self._holds(place)]
        if self.kind == "exclusive":
            fitting = fitting[:1]
        return fitting or self.parts[-1:]

    def _holds(self, place: int) -> bool:
        return bool(self.value >> place & 1)

    def draw(self) -> tuple[str, str, str]:
        split, join = f"{self.name}s", f"{self.name}j"
        drawn = [part.draw() for part in self.parts]
        conditional = self.kind != "parallel"
        given = {"default": f"{split}_{drawn[-1][1]}"} if conditional else {}
        text = element(f"{self.kind}Gateway", split, **given) + element(f"{self.kind}Gateway", join)
        for place, (xml, first, last) in enumerate(drawn):
            guard = conditional and place < len(drawn) - 1
            text += xml + flow(f"{split} {first}", f"modulo(floor(v / {2**place}), 2) = 1" if guard else None)
            text += flow(f"{last} {join}")
        return text, split, join

    def live(self, path: Path, scope: LiveScope) -> Live:
        return LiveAll([part.live(path, scope) for part in self.taken()])


@dataclass
class Loop(Block):
    """Repeats by a gateway and a flow back."""

    body: Block
    times: int

    def draw(self) -> tuple[str, str, str]:
        xml, first, last = self.body.draw()
        reset, merge, count, choice, after = (f"{self.name}{letter}" for letter in "rmcxa")
        variable = f"n_{self.name}"
        text = script(reset, "0", variable) + element("exclusiveGateway", merge) + xml
        text += script(count, f"{variable} + 1", variable)
        text += element("exclusiveGateway", choice, default=f"{choice}_{after}") + element("task", after)
        text += flow(f"{reset} {merge} {first}") + flow(f"{last} {count} {choice} {after}")
        return text + flow(f"{choice} {merge}", f"{variable} < {self.times}"), reset, after

    def live(self, path: Path, scope: LiveScope) -> Live:
        return LiveSequence([lambda: self.body.live(path, scope)] * self.times)


@dataclass
class Sub(Block):
    """A subprocess, perhaps several times over."""

    body: Block
    instances: int | None = None
    sequential: bool = False

    def draw(self) -> tuple[str, str, str]:
        xml, first, last = self.body.draw()
        inside = start(f"{self.name}s") + xml + end(f"{self.name}e")
        inside += flow(f"{self.name}s {first}") + flow(f"{last} {self.name}e")
        return subprocess(self.name, self._repetition(), inside), self.name, self.name

    def _repetition(self) -> str:
        if self.instances is None:
            return ""
        items = ", ".join(str(index) for index in range(self.instances))
        given = f'<zeebe:loopCharacteristics inputCollection="=[{items}]" inputElement="it_{self.name}"/>'
        mode = "true" if self.sequential else "false"
        tag = "multiInstanceLoopCharacteristics"
        return f'<{tag} isSequential="{mode}">{extensions(given)}</{tag}>'

    def live(self, path: Path, scope: LiveScope) -> Live:
        if self.instances is None:
            return LiveScope(self.body, path)
        bodies = [
            lambda index=index: LiveScope(self.body, (*path, (f"it_{self.name}", index)))
            for index in range(self.instances)
        ]
        return LiveSequence(bodies) if self.sequential else LiveAll([body() for body in bodies])


@dataclass
class Bordered(Block):
    """A subprocess with a signal on its border."""

    sub: Sub
    handler: Task
    interrupting: bool

    def draw(self) -> tuple[str, str, str]:
        xml, first, last = self.sub.draw()
        handling, entry, leaving = self.handler.draw()
        border, after = f"{self.name}b", f"{self.name}m"
        merge = element("exclusiveGateway", after) if self.interrupting else element("task", after)
        text = xml + handling + merge + flow(f"{last} {after}")
        text += boundary(border, self.sub.name, signal_event(self.name), interrupting=self.interrupting)
        text += flow(f"{border} {entry}")
        if self.interrupting:
            return text + flow(f"{leaving} {after}"), first, after
        return text + end(f"{self.name}e") + flow(f"{leaving} {self.name}e"), first, after

    def live(self, path: Path, scope: LiveScope) -> Live:
        return LiveBordered(self, path, scope)


@dataclass
class Guarded(Block):
    """A subprocess with an event subprocess in it, triggered by a signal."""

    body: Block
    handler: Task
    interrupting: bool

    def draw(self) -> tuple[str, str, str]:
        xml, first, last = self.body.draw()
        handling, entry, _ = self.handler.draw()
        begin, caught = f"{self.name}s", f"{self.name}c"
        trigger = start(
            caught, signal_event(self.name), isInterrupting="true" if self.interrupting else "false"
        )
        inside = trigger + handling + flow(f"{caught} {entry}")
        event_subprocess = subprocess(f"{self.name}h", inside, triggeredByEvent="true")
        text = start(begin) + xml + flow(f"{begin} {first}") + end(f"{self.name}e")
        text += flow(f"{last} {self.name}e") + event_subprocess
        around = f"{self.name}g"
        return subprocess(around, text), around, around

    def live(self, path: Path, scope: LiveScope) -> Live:
        return LiveGuarded(self, path)


# --- its execution ---------------------------------------------------------------------------------


class Live:
    """An execution of a block; this one is over at once."""

    @property
    def done(self) -> bool:
        return True

    def open(self) -> Iterator[LiveTask]:
        """The tasks that wait."""
        return iter(())

    def signals(self) -> Iterator[LiveSignal]:
        """The borders that wait."""
        return iter(())

    def advance(self) -> None:
        """Goes on as far as it can after something happened inside."""


class LiveTask(Live):
    def __init__(self, name: str, path: Path) -> None:
        self.key: Key = (name, tuple(sorted(path)))
        self.completed = False

    @property
    def done(self) -> bool:
        return self.completed

    def open(self) -> Iterator[LiveTask]:
        if not self.completed:
            yield self


class LiveAll(Live):
    def __init__(self, parts: list[Live]) -> None:
        self.parts = parts

    @property
    def done(self) -> bool:
        return all(part.done for part in self.parts)

    def open(self) -> Iterator[LiveTask]:
        for part in self.parts:
            yield from part.open()

    def signals(self) -> Iterator[LiveSignal]:
        for part in self.parts:
            yield from part.signals()

    def advance(self) -> None:
        for part in self.parts:
            part.advance()


class LiveSequence(LiveAll):
    def __init__(self, makers: list) -> None:  # type: ignore[type-arg]
        self.makers = list(makers)
        super().__init__([])
        self.advance()

    @property
    def done(self) -> bool:
        return not self.makers and super().done

    def advance(self) -> None:
        super().advance()
        while self.makers and all(part.done for part in self.parts):
            self.parts = [self.makers.pop(0)()]


class LiveScope(LiveAll):
    """A scope is over when everything in it is, what runs beside the flow included."""

    def __init__(self, body: Block, path: Path) -> None:
        super().__init__([])
        self.parts.append(body.live(path, self))


@dataclass
class LiveBordered(Live):
    block: Bordered
    path: Path
    scope: LiveScope
    inner: Live = field(init=False)
    interrupted: bool = False

    def __post_init__(self) -> None:
        self.inner = self.block.sub.live(self.path, self.scope)

    @property
    def done(self) -> bool:
        return self.inner.done

    def open(self) -> Iterator[LiveTask]:
        return self.inner.open()

    def signals(self) -> Iterator[LiveSignal]:
        if not self.interrupted and not self.inner.done:
            yield self
            yield from self.inner.signals()

    def advance(self) -> None:
        self.inner.advance()

    def happen(self) -> None:
        handler = self.block.handler.live(self.path, self.scope)
        if self.block.interrupting:
            self.interrupted = True
            self.inner = handler
        else:
            self.scope.parts.append(handler)


class LiveGuarded(LiveScope):
    """A scope that a signal may take over, or add to, while anything is left in it."""

    def __init__(self, block: Guarded, path: Path) -> None:
        super().__init__(block.body, path)
        self.block = block
        self.path = path
        self.interrupted = False

    def signals(self) -> Iterator[LiveSignal]:
        if not self.interrupted and not self.done:
            yield self
        yield from super().signals()

    def happen(self) -> None:
        handler = self.block.handler.live(self.path, self)
        if self.block.interrupting:
            self.interrupted = True
            self.parts = [handler]
        else:
            self.parts.append(handler)


LiveSignal = LiveBordered | LiveGuarded


# --- random trees ----------------------------------------------------------------------------------


class Generator:
    """Makes models out of one seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.value = self.random.randrange(8)
        self.count = 0
        self.signals: list[str] = []

    def name(self) -> str:
        self.count += 1
        return f"b{self.count}x"

    def block(self, depth: int) -> Block:
        """Any block, at most so deep."""
        kinds = ["task", "task", "passing"]
        if depth:
            kinds += ["sequence", "sequence", "exclusive", "parallel", "inclusive"]
            kinds += ["loop", "sub", "many", "border", "guard"]
        kind = self.random.choice(kinds)
        name = self.name()
        match kind:
            case "task":
                return Task(name)
            case "passing":
                return Passing(name)
            case "sequence":
                return Sequence(name, self._parts(depth))
            case "loop":
                return Loop(name, self.block(depth - 1), self.random.randint(1, 3))
            case "sub":
                return Sub(name, self.block(depth - 1))
            case "many":
                return Sub(name, self.block(depth - 1), self.random.randint(0, 3), self.random.random() < 0.4)
            case "border":
                self.signals.append(name)
                inner = Sub(self.name(), self.block(depth - 1))
                return Bordered(name, inner, Task(self.name()), self.random.random() < 0.5)
            case "guard":
                self.signals.append(name)
                handler = Task(self.name())
                return Guarded(name, self.block(depth - 1), handler, self.random.random() < 0.5)
        return Split(name, kind, self._parts(depth), self.value)

    def _parts(self, depth: int) -> list[Block]:
        return [self.block(depth - 1) for _ in range(self.random.randint(2, 3))]


def random_model(seed: int) -> tuple[bytes, Block, Generator]:
    """A model, the tree that it was drawn from, and its generator."""
    generator = Generator(seed)
    tree = Sequence("top", [generator.block(4), generator.block(3)])
    xml, first, last = tree.draw()
    content = start() + xml + end() + flow(f"start {first}") + flow(f"{last} end")
    return model(content, top="".join(signal(name) for name in generator.signals)), tree, generator
