"""`python -m features.coverage`: print the coverage of the last run, write it, and fail below 100 %."""

from __future__ import annotations

import sys

from features.coverage.report import coverage, text, write


def main() -> int:
    """Return 1 when a flow or event was not reached."""
    found = coverage()
    write(found)
    sys.stdout.write(text(found) + "\n")
    return 1 if any(item.missed for item in found) else 0


if __name__ == "__main__":
    sys.exit(main())
