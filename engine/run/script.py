"""The library's script engine, closed: expressions are FEEL and never reach it."""

from __future__ import annotations

from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine


class RefusingEngine(PythonScriptEngine):
    """Raises on each use, so that no model can ever run Python."""

    def evaluate(self, task: object, expression: str, external_context: object = None) -> object:
        """Refuses."""
        raise PermissionError("Python expressions are never evaluated; write FEEL")

    def execute(self, task: object, script: str, external_context: object = None) -> bool:
        """Refuses."""
        raise PermissionError("Python scripts are never run; write FEEL")


REFUSE_SCRIPTS = RefusingEngine()
