"""One module per resource, each with its schemas and a blueprint named `blueprint`."""
