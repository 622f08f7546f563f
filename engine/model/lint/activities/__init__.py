"""Activities and their loops."""
