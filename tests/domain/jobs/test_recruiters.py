"""Colleagues: invited, made admin, let go; and a company always keeps somebody who answers for it."""

import pytest

from portal.domain.accounts.account_models import OfficeRole
from portal.domain.accounts.accounts import by_email, close
from portal.domain.accounts.contacts import read_email
from portal.domain.accounts.roles import grants_of
from portal.domain.jobs import recruiters
from portal.domain.jobs.recruiters import AccountClosed, Gone, LastAdmin
from portal.domain.jobs.scope import recruiter_of
from portal.domain.messages.kinds import MessageKind
from tests import make, make_jobs
from tests.blueprints.letters import told
from tests.conftest import NOW

EMAIL = read_email("bo@canal.example")


def invite(company, email=EMAIL):
    return recruiters.invite(company, company.recruiters[0].account, "Bo", email, "fr", NOW)


def test_an_invited_colleague_acts_for_the_company_and_hears_who_invited_them(app):
    company = make_jobs.company()

    assert invite(company)

    bo = by_email(EMAIL)
    assert recruiter_of(bo).company == company
    assert not recruiter_of(bo).admin
    assert [one.role for one in grants_of(bo, NOW)] == [OfficeRole.RECRUITER]
    mail = told(f"company:{company.id}", MessageKind.RECRUITER_INVITED)
    assert mail.facts == {"by": company.recruiters[0].account.name, "elsewhere": False}


def test_a_colleague_invited_twice_is_one(app):
    company = make_jobs.company()

    assert [invite(company), invite(company)] == [True, True]

    assert len([one for one in company.recruiters if one.until is None]) == 2


def test_whoever_acts_for_another_company_stays_there_and_hears_it(app):
    elsewhere, company = make_jobs.company(), make_jobs.company()
    theirs = elsewhere.recruiters[0].account

    assert not invite(company, read_email(theirs.email))

    assert recruiter_of(theirs).company == elsewhere
    assert told(f"company:{company.id}", MessageKind.RECRUITER_INVITED).facts["elsewhere"] is True


def test_a_closed_account_is_not_opened_by_an_invitation(app):
    company = make_jobs.company()
    close(make.account(None, email=EMAIL.value, email_digest=EMAIL.digest), NOW)

    with pytest.raises(AccountClosed):
        invite(company)


def test_who_is_let_go_acts_for_it_no_more_and_loses_the_role(app):
    company = make_jobs.company()
    bo = make_jobs.recruiter(company)

    recruiters.let_go(bo, None, NOW)

    assert bo.until == NOW
    assert recruiter_of(bo.account) is None
    assert grants_of(bo.account, NOW) == []
    with pytest.raises(Gone):
        recruiters.let_go(bo, None, NOW)


def test_who_was_let_go_by_mistake_comes_back_once(app):
    company = make_jobs.company()
    bo = make_jobs.recruiter(company)
    recruiters.let_go(bo, None, NOW)

    back = recruiters.take_back_in(bo, NOW)

    assert recruiters.take_back_in(bo, NOW) == back
    assert recruiter_of(bo.account) == back
    assert [one.role for one in grants_of(bo.account, NOW)] == [OfficeRole.RECRUITER]


def test_the_last_admin_can_neither_leave_nor_stop_being_admin(app):
    company = make_jobs.company()
    make_jobs.recruiter(company)
    admin = company.recruiters[0]

    with pytest.raises(LastAdmin):
        recruiters.let_go(admin, None, NOW)
    with pytest.raises(LastAdmin):
        recruiters.make_admin(admin, False)

    assert (admin.until, admin.admin) == (None, True)


def test_an_admin_whose_account_was_closed_does_not_count(app):
    company = make_jobs.company()
    other = make_jobs.recruiter(company, admin=True)
    close(other.account, NOW)

    with pytest.raises(LastAdmin):
        recruiters.let_go(company.recruiters[0], None, NOW)


def test_with_a_second_admin_the_first_may_leave(app):
    company = make_jobs.company()
    bo = make_jobs.recruiter(company)

    recruiters.make_admin(bo, True)
    recruiters.let_go(company.recruiters[0], None, NOW)

    assert [one.account_id for one in company.recruiters if one.until is None] == [bo.account_id]
