"""What the team changed: a setting is text, as the environment would hold it, so that one reader serves both."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.database import begin_write, db
from portal.domain.settings.models import Setting


@dataclass(frozen=True)
class Change:
    """What a setting was and what it is; None: as the environment has it."""

    name: str
    old: str | None
    new: str | None


def changed() -> dict[str, str]:
    """Each setting that is not as the environment has it."""
    return {name: str(value) for name, value in db.session.execute(select(Setting.name, Setting.value))}


def change(values: dict[str, str | None], now: datetime, account_id: int | None = None) -> list[Change]:
    """Set each to its value; None: back to what the environment says. Returns what is another now."""
    begin_write()
    before = {row.name: row for row in db.session.scalars(select(Setting).where(Setting.name.in_(values)))}
    made = []
    for name, new in values.items():
        row = before.get(name)
        old = None if row is None else str(row.value)
        if new == old:
            continue
        made.append(Change(name, old, new))
        if new is None:
            db.session.delete(row)
        elif row is None:
            db.session.add(Setting(name=name, value=new, changed_at=now, account_id=account_id))
        else:
            row.value, row.changed_at, row.account_id = new, now, account_id
    db.session.flush()
    return made
