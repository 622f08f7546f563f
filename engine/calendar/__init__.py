"""Durations, repetitions, working days and legal terms."""
