"""`ketenmotor token`: a token for a demo person, from the demo service that runs here."""

import click
import httpx

from api.command_line.refusal import settings_or_refuse
from engine.settings import Settings

_TIMEOUT_SECONDS = 30.0


@click.command()
@click.argument("person")
def token(person: str) -> None:
    """Print a bearer token for the demo PERSON, such as anna."""
    settings = settings_or_refuse()
    if not settings.demo:
        raise click.ClickException("Tokens for demo people exist in demo mode alone: set KETENMOTOR_DEMO=1.")
    click.echo(_ask(settings, person))


def _ask(settings: Settings, person: str) -> str:
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host  # noqa: S104 - a comparison
    address = f"http://{host}:{settings.port}/demo/tokens"
    body = {"person": person}
    if settings.demo_secret:
        body["secret"] = settings.demo_secret
    try:
        answer = httpx.post(address, json=body, timeout=_TIMEOUT_SECONDS)
    except httpx.TransportError:
        raise click.ClickException(f"Nothing answers on {address}: start `ketenmotor serve` first.") from None
    found = answer.json()
    if answer.status_code != httpx.codes.CREATED:
        reasons = [fault["detail"] for fault in found.get("errors", [])] or [found["detail"]]
        raise click.ClickException(" ".join(reasons))
    return str(found["accessToken"])
