"""Files become immutable definitions, checked before anything runs."""
