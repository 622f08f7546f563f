"""The command `ketenmotor`: exit 0 done, 1 refused with reasons, 2 wrong usage."""

from collections.abc import Mapping
from importlib import import_module
from typing import Final

import click

_COMMANDS: Final[Mapping[str, str]] = {
    "audit-export": "audit_export:audit_export",
    "demo": "demo:demo",
    "deploy": "deploy:deploy",
    "house": "house:house",
    "lint": "lint:lint",
    "migrate": "migrate:migrate",
    "purge": "purge:purge",
    "rotate-master-key": "rotate_master_key:rotate_master_key",
    "serve": "serve:serve",
    "token": "token:token",
    "verify": "verify:verify_store",
    "worker": "worker:worker",
}
"""The module and the name of each command: only the one that is asked for is loaded."""


class Commands(click.Group):
    """Loads a command when it is asked for: to load them all takes longer than most of them run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names, for the help."""
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name; None when there is none."""
        place = _COMMANDS.get(cmd_name)
        if place is None:
            return None
        module, name = place.split(":")
        command = getattr(import_module(f"api.command_line.{module}"), name)
        assert isinstance(command, click.Command), f"{place} is no command"
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="ketenmotor")
def main() -> None:
    """Ketenmotor, a BPMN process engine service. Settings are environment variables, see the reference."""
