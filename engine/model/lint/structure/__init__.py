"""The file as such: elements, attributes, ids and references."""
