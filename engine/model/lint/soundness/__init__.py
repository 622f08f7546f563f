"""Whether the flow as a whole can run to its end."""
