"""Splits and joins."""
