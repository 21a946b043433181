"""The accounts as admins look through them, and what each list says of them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select

from portal.database import db
from portal.domain.accounts.account_models import Account, Grant, OfficeRole, SignIn
from portal.domain.accounts.contacts import NotAnEmail, read_email
from portal.domain.accounts.roles import in_force


@dataclass(frozen=True)
class Sought:
    """`place_id`: with a role there (one for all places counts). `closed`: those that are closed, too."""

    text: str = ""
    role: OfficeRole | None = None
    place_id: int | None = None
    closed: bool = False


def accounts(sought: Sought, now: datetime) -> Select[Any]:
    """By name. A whole e-mail finds its account; a part of one cannot, because it is kept encrypted."""
    query = select(Account).order_by(func.lower(Account.name), Account.id)
    if not sought.closed:
        query = query.where(Account.closed_at.is_(None))
    if sought.text:
        query = query.where(_said(sought.text))
    if sought.role or sought.place_id:
        fits = [Grant.account_id == Account.id, in_force(now)]
        if sought.role:
            fits.append(Grant.role == sought.role)
        if sought.place_id:
            fits.append(Grant.place_id.is_(None) | (Grant.place_id == sought.place_id))
        query = query.where(exists().where(*fits))
    return query


def _said(text: str) -> ColumnElement[bool]:
    try:
        return Account.email_digest == read_email(text).digest
    except NotAnEmail:
        return func.lower(Account.name).contains(text.lower(), autoescape=True)


def grants_by_account(ids: list[int], now: datetime) -> dict[int, list[Grant]]:
    """What each of them may do now."""
    found: dict[int, list[Grant]] = defaultdict(list)
    for one in db.session.scalars(select(Grant).where(Grant.account_id.in_(ids), in_force(now)).order_by(Grant.id)):
        found[one.account_id].append(one)
    return found


def last_seen(ids: list[int]) -> dict[int, datetime]:
    """When each of them was last there; who never came in is not in it."""
    query = select(SignIn.account_id, func.max(SignIn.seen_at)).where(SignIn.account_id.in_(ids))
    rows = db.session.execute(query.group_by(SignIn.account_id))
    return {account_id: seen for account_id, seen in rows}  # noqa: C416  (rows are no pairs to the type checker)
