"""Stepping process instances on SpiffWorkflow: tokens, scopes, events, state."""
