"""Decision models of OMG DMN 1.1 to 1.5: read, check, evaluate, explain.

Pure: no clock, no file, no network. A model is read once, refused with all its faults or compiled, and may
then be shared between threads.
"""

from engine.dmn.definitions import (
    BusinessKnowledgeModel,
    Decision,
    DecisionService,
    InputData,
    ItemDefinition,
    Model,
)
from engine.dmn.evaluate import evaluate, required_inputs
from engine.dmn.expressions import Aggregation, HitPolicy
from engine.dmn.faults import DmnError, Fault, UnknownDecisionError
from engine.dmn.read import read_model, read_models
from engine.dmn.trace import DecisionTrace, DmnWarning, Evaluation

__all__ = [
    "Aggregation",
    "BusinessKnowledgeModel",
    "Decision",
    "DecisionService",
    "DecisionTrace",
    "DmnError",
    "DmnWarning",
    "Evaluation",
    "Fault",
    "HitPolicy",
    "InputData",
    "ItemDefinition",
    "Model",
    "UnknownDecisionError",
    "evaluate",
    "read_model",
    "read_models",
    "required_inputs",
]
