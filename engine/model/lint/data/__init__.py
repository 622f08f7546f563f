"""Data inputs, outputs and associations."""
