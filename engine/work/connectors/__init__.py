"""Job types that the engine executes itself, one a module."""
