"""The page that shows the chain: each process with its picture, terms, roles and features."""
