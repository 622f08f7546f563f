"""Rules that a deployed model must keep: one rule, one module."""
