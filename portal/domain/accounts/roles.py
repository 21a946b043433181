"""What an account may do now, and where: its grants in force, summed up."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select

from portal.database import db
from portal.domain.accounts.account_models import Account, Grant, OfficeRole


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
