"""Use cases that change something: one module each, one transaction each."""
