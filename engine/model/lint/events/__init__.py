"""Events, links, messages and compensation."""
