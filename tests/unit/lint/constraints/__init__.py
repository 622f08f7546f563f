"""The structural constraints of BPMN 2.0.2, each with a model that keeps it and an edit that breaks it.

Everything is written in the default namespace, as small as it can be; `styles` writes it as other modelers do.
"""
