"""Pages and files for designers, made from the tables of the dialect."""
