"""Choreographies, conversations and correlation: checked as drawings, never executed."""
