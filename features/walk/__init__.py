"""A walk: cases at random through the chain, for years of virtual time."""
