"""The page `docs/reference/settings.md`, made from the settings: `python -m engine.settings_reference`."""

import sys
from dataclasses import fields
from typing import Any

from engine.settings import Settings

_HEAD = """# Settings

Environment variables, read once at the start. An empty one counts as not set; a wrong value stops the start
with one sentence that names it. This page is made by `make docs` from `engine/settings.py`.

| variable | default | meaning |
|---|---|---|
"""


def reference() -> str:
    """Return the page in Markdown: every setting with its default and its meaning."""
    rows = [
        f"| `{setting.metadata['variable']}` | {_default(setting)} | {setting.metadata['about']} |\n"
        for setting in fields(Settings)
    ]
    return _HEAD + "".join(rows)


def _default(setting: Any) -> str:
    if setting.metadata["shown"]:
        return str(setting.metadata["shown"])
    if setting.default is None:
        return ""
    if isinstance(setting.default, bool):
        return f"`{int(setting.default)}`"
    if isinstance(setting.default, tuple):
        return f"`{','.join(setting.default)}`"
    return f"`{setting.default}`"


if __name__ == "__main__":
    sys.stdout.write(reference())
