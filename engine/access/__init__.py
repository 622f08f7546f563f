"""Who may see and do what: rows as a predicate tree, fields as a projection."""
