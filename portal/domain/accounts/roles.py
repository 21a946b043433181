"""What an account may do now, and where: its grants in force, summed up."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select

from portal.database import begin_write, db, queue_for
from portal.domain.accounts.account_models import Account, Grant, OfficeRole
from portal.vault import vault


@dataclass(frozen=True)
class Powers:
    """`everywhere`: the back office of all places; `places`: numbers of the places whose back office is open."""

    roles: frozenset[OfficeRole] = frozenset()
    admin: bool = False
    everywhere: bool = False
    places: frozenset[int] = frozenset()

    @property
    def staff(self) -> bool:
        """Has a back office at all."""
        return self.everywhere or bool(self.places)

    @property
    def safeguarding(self) -> bool:
        """Is responsible for safeguarding. Where nobody is, admins read the reports (`sees_problems`), but in no list
        of something else."""
        return self.staff and OfficeRole.SAFEGUARDING in self.roles

    def sees(self, place_id: int | None) -> bool:
        """May they see what belongs to this place? What belongs to none is for those who see all."""
        return self.everywhere or (place_id is not None and place_id in self.places)


NOBODY = Powers()


def in_force(now: datetime) -> ColumnElement[bool]:
    """Grants that hold at `now`."""
    return and_(Grant.granted_at <= now, Grant.revoked_at.is_(None), or_(Grant.until.is_(None), Grant.until > now))


def grants_of(account: Account, now: datetime) -> list[Grant]:
    return list(
        db.session.scalars(select(Grant).where(Grant.account_id == account.id, in_force(now)).order_by(Grant.id))
    )


def powers_of(account: Account, now: datetime) -> Powers:
    """A role at a place opens that place; without a place it opens all."""
    if account.closed_at is not None:
        return NOBODY
    grants = grants_of(account, now)
    admin = any(grant.role == OfficeRole.ADMIN for grant in grants)
    staff = [grant.place_id for grant in grants if grant.role == OfficeRole.STAFF]
    return Powers(
        roles=frozenset(OfficeRole(grant.role) for grant in grants),
        admin=admin,
        everywhere=admin or None in staff,
        places=frozenset(place_id for place_id in staff if place_id is not None),
    )


def sees_problems(powers: Powers, now: datetime) -> bool:
    """Is it theirs to read reports of problems? Where nobody is responsible for safeguarding, admins are."""
    return powers.safeguarding or (powers.admin and not responsible(now))


def responsible(now: datetime) -> list[Account]:
    """Whose account is open and who is responsible for safeguarding now: who has no back office cannot be."""
    return [one for one in _holding(OfficeRole.SAFEGUARDING, now) if powers_of(one, now).safeguarding]


class LastAdmin(Exception):
    """Nobody who can sign in would be left to let others in."""


class GrantedAlready(Exception):
    """The account has this role there."""


class NotAlone(Exception):
    """Whoever is responsible for safeguarding works in the back office: they need that role first."""


class NotInForce(Exception):
    """This role ended before."""


def grant(
    account: Account,
    role: OfficeRole,
    place_id: int | None,
    until: datetime | None,
    by: Account | None,
    now: datetime,
) -> Grant:
    """Give a role at a place, or at all. Raises `GrantedAlready`; an end that is to change is taken back first.
    Raises `NotAlone` for safeguarding without a back office."""
    begin_write()
    if role in {OfficeRole.ADMIN, OfficeRole.SAFEGUARDING}:
        place_id = None
    if role == OfficeRole.SAFEGUARDING and not powers_of(account, now).staff:
        raise NotAlone
    if any(one.role == role and one.place_id == place_id for one in grants_of(account, now)):
        raise GrantedAlready
    made = Grant(
        account_id=account.id,
        role=role,
        place_id=place_id,
        granted_at=now,
        granted_by_id=by.id if by else None,
        until=until,
    )
    db.session.add(made)
    db.session.flush()
    return made


def revoke(given: Grant, by: Account | None, now: datetime) -> None:
    """Take a role back: it opens nothing from the next request on. Raises `LastAdmin`, `NotInForce`."""
    begin_write()
    if given not in grants_of(given.account, now):
        raise NotInForce
    if given.role == OfficeRole.ADMIN:
        refuse_to_lose_the_last_admin(given.account, now)
    given.revoked_at, given.revoked_by_id = now, by.id if by else None
    db.session.flush()


def refuse_to_lose_the_last_admin(leaving: Account, now: datetime) -> None:
    """Raise `LastAdmin` unless somebody else is admin, can sign in, and stays so without an end date."""
    # Two admins who take each other's role at once queue here: the second sees what the first did.
    queue_for(vault.digest("queue", "last admin"))
    able = (
        select(Account.id)
        .join(Grant, Grant.account_id == Account.id)
        .where(in_force(now), Grant.role == OfficeRole.ADMIN, Grant.until.is_(None))
        .where(Account.closed_at.is_(None), Account.password_hash.is_not(None), Account.id != leaving.id)
        .limit(1)
    )
    is_admin = any(one.role == OfficeRole.ADMIN for one in grants_of(leaving, now))
    if is_admin and db.session.scalar(able) is None:
        raise LastAdmin


def admins(now: datetime) -> list[Account]:
    """Whose account is open and who is admin now."""
    return _holding(OfficeRole.ADMIN, now)


def _holding(role: OfficeRole, now: datetime) -> list[Account]:
    held = select(Grant.account_id).where(in_force(now), Grant.role == role)
    query = select(Account).where(Account.closed_at.is_(None), Account.id.in_(held)).order_by(Account.id)
    return list(db.session.scalars(query))


def history_of(account: Account) -> list[Grant]:
    """Every role it has or had, the newest first."""
    return list(db.session.scalars(select(Grant).where(Grant.account_id == account.id).order_by(Grant.id.desc())))
