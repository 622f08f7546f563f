"""Forms: form-js JSON read into data, what people send checked by its rules, and what they are shown."""

from engine.model.forms.form import Form, is_open
from engine.model.forms.merging import Merged, merge
from engine.model.forms.projection import Offer, restrict, schema
from engine.model.forms.reader import ReadForm, is_form, read_form
from engine.model.forms.validation import Validated, validate

__all__ = [
    "Form",
    "Merged",
    "Offer",
    "ReadForm",
    "Validated",
    "is_form",
    "is_open",
    "merge",
    "read_form",
    "restrict",
    "schema",
    "validate",
]
