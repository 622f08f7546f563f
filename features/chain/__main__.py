"""`python -m features.chain`: write the page; with `--check`, fail when it differs from the models."""

from __future__ import annotations

import sys
from pathlib import Path

from features.chain.page import PICTURES, contents
from features.coverage.record import features_by_process


def main() -> int:
    """Return 1 when the page is to be checked and differs."""
    files = contents(features_by_process())
    old = {path for path in PICTURES.glob("*.svg") if path not in files}
    if "--check" not in sys.argv[1:]:
        PICTURES.mkdir(exist_ok=True)
        for path, text in files.items():
            path.write_text(text, encoding="utf-8")
        for path in old:
            path.unlink()
        return 0
    different = [path for path, text in files.items() if not _holds(path, text)]
    for path in sorted({*different, *old}):
        sys.stderr.write(f"{path} is not what the models say: run make coverage, then make chain\n")
    return 1 if different or old else 0


def _holds(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    sys.exit(main())
