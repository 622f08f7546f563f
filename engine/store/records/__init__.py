"""The rows beside the state: from what a command changed to few statements."""
