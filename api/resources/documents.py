"""Documents of a case: a list of those that the caller may read, and each of them as a file."""

from typing import Any, Final

from flask import Response
from marshmallow import fields

from api.authentication import caller
from api.blueprint import Blueprint
from api.paging import PageQuerySchema, page, page_request, page_schema
from api.schemas import MomentField, Schema
from api.services import source
from engine.queries.documents import DocumentEntry, export_document, list_documents

blueprint = Blueprint("documents", __name__, url_prefix="/cases", description="Documents of cases.")
FILE: Final = {"type": "string", "format": "binary"}
_ENDINGS: Final = {"text/html": ".html", "text/plain": ".txt"}


class DocumentSchema(Schema):
    """A document that was made for a case."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    template = fields.String(required=True, metadata={"description": "Id of the template."})
    media_type = fields.String(required=True)
    categories = fields.List(fields.String(), required=True, metadata={"description": "Of the data in it."})
    audience = fields.List(fields.String(), required=True, metadata={"description": "Who may read it."})
    organisation = fields.String(
        required=True, allow_none=True, metadata={"description": "The organisation that it is for."}
    )
    element_id = fields.String(required=True, metadata={"description": "The element that made it."})
    created_at = MomentField(required=True, attribute="made_at")


@blueprint.route("/<string:case_id>/documents")
@blueprint.arguments(PageQuerySchema, location="query")
@blueprint.response(200, page_schema(DocumentSchema))
def documents(query: dict[str, Any], case_id: str) -> object:
    """List the documents of a case that the caller may read, the newest first."""
    wanted = page_request(query)
    found = list_documents(source(), caller(), case_id, wanted)
    return page(found.results, wanted, found.count, lambda entry: entry.key)


@blueprint.route("/<string:case_id>/documents/<string:document_id>")
@blueprint.response(200, FILE, content_type="text/html")
def document(case_id: str, document_id: str) -> Response:
    """Return a document as a file to keep: browsers save it, and show nothing of it here."""
    found = export_document(source(), caller(), case_id, document_id)
    media_type = found.entry.media_type
    response = Response(found.content, content_type=f"{media_type}; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", filename=_file_name(found.entry))
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response


def _file_name(entry: DocumentEntry) -> str:
    """A name of a file without signs that a file system or a header takes for its own."""
    words = "".join(sign if sign.isalnum() else " " for sign in entry.name).split()
    return ("-".join(words) or entry.template) + _ENDINGS.get(entry.media_type, "")
