"""The OpenAPI document as it is checked in, for `make openapi`: `python -m api.openapi_document`."""

import json
import sys

from flask import Flask

from api.app import resource_api
from api.openapi import document


def openapi_text() -> str:
    """Return the document of this version, sorted and indented so that differences read well."""
    return json.dumps(document(resource_api(Flask("ketenmotor"))), indent=2, sort_keys=True) + "\n"


if __name__ == "__main__":
    sys.stdout.write(openapi_text())
