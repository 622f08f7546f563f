"""Keyset paging: `{count, next, previous, results}` with opaque cursors that fit one list alone.

A cursor holds the sort key of the row at a page's edge and a digest of the filters. It grants nothing: rows
that the caller may not see are left out by the query whatever the cursor says.
"""

import base64
import binascii
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

import msgspec
from flask import request
from marshmallow import fields, validate

from api.schemas import Schema, WholeNumberField
from engine.errors import Fault, Invalid

DEFAULT_PAGE_SIZE = 100
LARGEST_PAGE_SIZE = 1000
_Row = TypeVar("_Row")
Key = tuple[str | int | None, ...]


class PageQuerySchema(Schema):
    """Query parameters of every list; a resource adds its filters in a subclass."""

    page_size = WholeNumberField(
        load_default=DEFAULT_PAGE_SIZE,
        validate=validate.Range(1, LARGEST_PAGE_SIZE),
        metadata={"description": "Results in one page."},
    )
    cursor = fields.String(metadata={"description": "From `next` or `previous` of a page of the same list."})


class _Cursor(msgspec.Struct, array_like=True, frozen=True):
    backwards: bool
    key: Key
    filters: str


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which page of a list is wanted.

    Args:
        size: rows in it; fetch one more to learn whether another page follows.
        after: sort key of the row that the page follows in reading direction; None for the first page.
        backwards: whether to read towards the beginning; fetch in reversed order then.
        filters: digest of the filters.
    """

    size: int
    after: Key | None
    backwards: bool
    filters: str

    @property
    def limit(self) -> int:
        """Rows to fetch."""
        return self.size + 1


def page_request(query: Mapping[str, object]) -> PageRequest:
    """Take the page out of loaded query parameters.

    Raises:
        Invalid: the cursor was not made by this service, or for other filters.
    """
    filters = _digest({name: value for name, value in query.items() if name not in ("cursor", "page_size")})
    size = query["page_size"]
    assert isinstance(size, int)
    text = query.get("cursor")
    if not isinstance(text, str):
        return PageRequest(size, None, backwards=False, filters=filters)
    cursor = _read(text)
    if cursor is None or cursor.filters != filters:
        raise Invalid(
            [Fault("?cursor", "cursor", "The cursor is not of this list.", "Begin again without a cursor.")]
        )
    return PageRequest(size, cursor.key, cursor.backwards, filters)


@dataclass(frozen=True, slots=True)
class Page(Generic[_Row]):
    """One page, as `page_schema` writes it."""

    count: int
    next: str | None
    previous: str | None
    results: Sequence[_Row]


def page(rows: Sequence[_Row], wanted: PageRequest, count: int, key: Callable[[_Row], Key]) -> Page[_Row]:
    """Make a page of the rows that were fetched for it.

    Args:
        rows: up to `wanted.limit` rows in reading direction.
        wanted: what was asked.
        count: rows in the whole list.
        key: the sort key of a row; unique, or pages would overlap.
    """
    more = len(rows) > wanted.size
    shown = list(rows[: wanted.size])
    if wanted.backwards:
        shown.reverse()
    has_next = more or wanted.backwards
    has_previous = more if wanted.backwards else wanted.after is not None
    return Page(
        count=count,
        next=_link(wanted, key(shown[-1]), backwards=False) if shown and has_next else None,
        previous=_link(wanted, key(shown[0]), backwards=True) if shown and has_previous else None,
        results=shown,
    )


def page_schema(result: type[Schema]) -> type[Schema]:
    """Return the schema of a page of results."""
    name = result.__name__.removesuffix("Schema")
    declared: dict[str, object] = {
        "count": fields.Integer(required=True, metadata={"description": "Results in the whole list."}),
        "next": fields.String(required=True, allow_none=True, metadata={"description": "Next page."}),
        "previous": fields.String(required=True, allow_none=True, metadata={"description": "Page before."}),
        "results": fields.List(fields.Nested(result), required=True),
    }
    return type(f"{name}PageSchema", (Schema,), {"__doc__": f"One page of {name}.", **declared})


def _link(wanted: PageRequest, key: Key, *, backwards: bool) -> str:
    cursor = base64.urlsafe_b64encode(msgspec.json.encode(_Cursor(backwards, key, wanted.filters)))
    query = [(name, value) for name, value in request.args.items(multi=True) if name != "cursor"]
    return f"{request.root_path}{request.path}?{urlencode([*query, ('cursor', cursor.decode().rstrip('='))])}"


def _read(text: str) -> _Cursor | None:
    try:
        body = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        return msgspec.json.decode(body, type=_Cursor)
    except (binascii.Error, ValueError, msgspec.DecodeError):
        return None


def _digest(filters: Mapping[str, object]) -> str:
    text = msgspec.json.encode(filters, enc_hook=str, order="deterministic")
    return hashlib.sha256(text).hexdigest()[:16]
