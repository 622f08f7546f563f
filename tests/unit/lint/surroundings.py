"""What stands around the fixtures: everything that the good ones refer to."""

from __future__ import annotations

from engine.model.lint import Surroundings
from engine.model.manifest import Category, Manifest, Named, Role, Stage
from engine.model.templates import read_template

MANIFEST = Manifest(
    name="Proef",
    description="",
    roles={"clerk": Role("clerk", "Medewerker")},
    categories={"ordinary": Category("ordinary", "Gewoon", readers=frozenset({"clerk"}))},
    purposes={"help": Named("help", "Hulp")},
    regimes={},
    stages={"intake": Stage("intake", "Intake")},
    organisation_kinds={},
    exchange_statuses={},
)

WELCOME = read_template(
    b"---\nid: welcome\nname: Welkom\naudience: clerk\n---\nDag {= person.name}", "welcome.template.txt"
).template
assert WELCOME is not None

SURROUNDINGS = Surroundings(
    processes=frozenset({"other", "o", "p", "bad"}),
    decisions=frozenset({"d"}),
    forms=frozenset({"f"}),
    templates={"welcome": WELCOME},
    manifest=MANIFEST,
    calendars=frozenset({"office"}),
    case_types=frozenset({"known"}),
)
