"""Who may read a document of a case: by the audience of its template and every category of data in it."""

from __future__ import annotations

from dataclasses import dataclass

from engine.access.decision import Decision, allow, deny
from engine.access.fields import Reader
from engine.model.declaration import Audience, Declaration


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFacts:
    """What decides about one document.

    Args:
        audience: of its template as it is deployed now; None: it is not, so nobody may read it.
        categories: of the data in it, as it was made.
        organisation: the organisation that it is for: to it the document is its own.
    """

    audience: Audience | None
    categories: tuple[str, ...]
    organisation: str | None


def may_read_document(reader: Reader, document: DocumentFacts) -> Decision:
    """Whether a person may read a document.

    Args:
        reader: what the person is to the case.
        document: the document.
    """
    if document.audience is None:
        return deny("undeclared")
    own = document.organisation is not None and document.organisation == reader.standing.organisation
    for category in document.categories:
        decision = reader.decide(Declaration(audience=document.audience, category=category), own=own)
        if not decision.allowed:
            return decision
    return allow("audience")
