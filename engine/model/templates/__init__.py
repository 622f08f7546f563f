"""Templates of documents: text in which designers write FEEL, checked at deploy, rendered in a step."""

from engine.model.templates.reader import ReadTemplate, read_template
from engine.model.templates.render import RenderError, render
from engine.model.templates.template import MAIL, Template

__all__ = ["MAIL", "ReadTemplate", "RenderError", "Template", "read_template", "render"]
