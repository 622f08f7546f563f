"""The command `ketenmotor`: exit 0 done, 1 refused with reasons, 2 wrong usage."""

import click

from api.command_line.audit_export import audit_export
from api.command_line.demo import demo
from api.command_line.deploy import deploy
from api.command_line.house import house
from api.command_line.lint import lint
from api.command_line.migrate import migrate
from api.command_line.purge import purge
from api.command_line.rotate_master_key import rotate_master_key
from api.command_line.serve import serve
from api.command_line.token import token
from api.command_line.verify import verify_store
from api.command_line.worker import worker


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="ketenmotor")
def main() -> None:
    """Ketenmotor, a BPMN process engine service. Settings are environment variables, see the reference."""


main.add_command(audit_export)
main.add_command(demo)
main.add_command(deploy)
main.add_command(house)
main.add_command(lint)
main.add_command(migrate)
main.add_command(purge)
main.add_command(rotate_master_key)
main.add_command(serve)
main.add_command(token)
main.add_command(verify_store)
main.add_command(worker)
