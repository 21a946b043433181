"""`flask portal settings --now`: where each setting comes from. No value that could be a secret is said."""

import os

from portal.config import SETTINGS
from portal.web.in_force import follow, in_force


def where_from() -> list[str]:
    """One line for each setting; with its value, where the team may read it in the back office anyway."""
    follow()
    changed, lines = in_force().changed, []
    for setting in SETTINGS:
        name = f"PORTAL_{setting.name}"
        origin = "back office" if name in changed else "environment" if os.environ.get(name) else "default"
        value = f"  {in_force().written(name)}" if setting.team else ""
        lines.append(f"{name:<32} {origin:<12}{value}".rstrip())
    return lines
