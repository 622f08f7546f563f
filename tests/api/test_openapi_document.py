"""What is checked in is what is served, so that a change of the API is seen in review."""

from pathlib import Path

from flask.testing import FlaskClient

from api.app import create_app
from api.json_codec import decode
from api.openapi_document import openapi_text
from api.services import Services

CHECKED_IN = Path(__file__).parents[2] / "docs/reference/openapi.json"


def test_the_checked_in_document_is_up_to_date() -> None:
    assert CHECKED_IN.read_text(encoding="utf-8") == openapi_text(), "run `make openapi`"


def test_the_checked_in_document_is_the_one_that_is_served(services: Services) -> None:
    client: FlaskClient = create_app(services).test_client()

    assert client.get("/api/v1/openapi.json").json == decode(CHECKED_IN.read_bytes(), 100)
