"""What the team types to find a posting: letters of its title, or the beginning of its company's name. Both are
folded, so that capitals and accents change nothing, in whichever database."""

import re

from sqlalchemy import ColumnElement, false, func, or_, select

from portal.database import db
from portal.domain.accounts.names import after_all_that_begin_with, fold_name
from portal.domain.catalogue.fold import fold
from portal.domain.jobs.company_models import Company
from portal.domain.jobs.posting_models import Posting

#: Of titles that fit so many of the newest are found: whoever looks for one types more.
MOST = 1000
#: What may be written in several ways, as letters that take accents, digits of other scripts, or a hyphen.
_WRITTEN_OTHERWISE = re.compile("[^bfjkmpqvx]+")


def named(typed: str) -> ColumnElement[bool]:
    """Of postings joined with their company. What holds neither letters nor digits names none."""
    title, company = fold(typed), fold_name(typed)
    ways = [Posting.id.in_(_titled(title))] if title else []
    if company:
        ways.append(Company.name_folded.between(company, after_all_that_begin_with(company)))
    return or_(false(), *ways)


def _titled(folded: str) -> list[int]:
    """The database leaves out what cannot fit; a title is folded to be compared."""
    roughly = func.lower(Posting.title).like(f"%{_WRITTEN_OTHERWISE.sub('%', folded)}%")
    rows = db.session.execute(select(Posting.id, Posting.title).where(roughly).order_by(Posting.id.desc()))
    return [number for number, title in rows if folded in fold(title)][:MOST]
