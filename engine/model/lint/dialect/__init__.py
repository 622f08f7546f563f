"""Extension elements, and what the engine needs to run a model faithfully."""
