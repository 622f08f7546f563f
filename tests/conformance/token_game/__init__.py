"""Random block-structured models, and an interpreter of the blocks that knows nothing of the engine.

The interpreter plays the token game of BPMN 2.0.2 (clauses 10 and 13) on a tree of blocks, where the engine
plays it on the graph of nodes that is drawn from the same tree: two descriptions of one behaviour. `board`
holds tokens, scopes and variables; every other module is one concept: how it is drawn, and what it means.
"""
