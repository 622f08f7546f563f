"""The command `ketenmotor`: exit 0 done, 1 refused with reasons, 2 wrong usage."""

import click

from api.command_line.lint import lint
from api.command_line.migrate import migrate
from api.command_line.serve import serve
from api.command_line.token import token


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="ketenmotor")
def main() -> None:
    """Ketenmotor, a BPMN process engine service. Settings are environment variables, see the reference."""


main.add_command(lint)
main.add_command(migrate)
main.add_command(serve)
main.add_command(token)
