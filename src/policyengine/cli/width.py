"""How wide messages are written."""

from __future__ import annotations

import shutil

from policyengine.diagnostics.render import WIDTH


def columns() -> int:
    """The columns of the terminal, at most 100; 100 where there is no terminal."""
    return min(shutil.get_terminal_size((WIDTH, 24)).columns, WIDTH)
