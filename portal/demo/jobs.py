"""Companies, postings and applications in every state: made by the verbs, each at its own time."""

import random
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from sqlalchemy import select
from stdnum import luhn

from portal.database import db
from portal.demo import work as texts
from portal.demo.job_applications import apply_for_work
from portal.demo.searches import save_searches
from portal.demo.work import Work
from portal.domain.accounts.account_models import Account
from portal.domain.accounts.contacts import read_email
from portal.domain.catalogue.calendar import local_instant
from portal.domain.catalogue.search import places
from portal.domain.jobs import (
    companies,
    drafts,
    fairs,
    joining,
    lasting,
    publishing,
    reports,
    reviewing,
)
from portal.domain.jobs.choices import CompanyKind, JobKind, Paper, PayPer, ReportWhy
from portal.domain.jobs.company_models import Company
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.states import CompanyState, PostingState
from portal.domain.moves import Role
from portal.web.demo_accounts import RECRUITER

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
COMPANIES, POSTINGS, FAIR_COMPANIES = 40, 120, 6
#: How many companies, the last ones, wait for the answer, got none, were refused, or were stopped.
_WAITING, _LAPSED, _REFUSED, _STOPPED = 4, 1, 1, 1
#: How many postings are not on the board, or not any more, in each state.
_OFF_THE_BOARD = {
    PostingState.DRAFT: 6,
    PostingState.IN_REVIEW: 6,
    PostingState.PAUSED: 5,
    PostingState.EXPIRED: 7,
    PostingState.WITHDRAWN: 4,
    PostingState.REMOVED: 2,
}
_PAPERS = (
    (Paper.CITIZEN, Paper.RESIDENCE_PERMIT),
    (Paper.CITIZEN, Paper.RESIDENCE_PERMIT, Paper.TEMPORARY_PROTECTION),
    (Paper.CITIZEN, Paper.RESIDENCE_PERMIT, Paper.RECEIPT, Paper.ASYLUM_WORK_PERMIT),
    tuple(Paper),
)


def bring_work(team: Account | None, now: datetime, chance: random.Random) -> None:
    """Needs people with a contact. `team`: who removes a posting."""
    taking_part = [one for one in (_company(number, now) for number in range(COMPANIES)) if _takes_part(one)]
    there = [_posting(number, taking_part, chance, now) for number in range(POSTINGS - sum(_OFF_THE_BOARD.values()))]
    _others(taking_part, team, chance, now)
    _report(there, team, now)
    apply_for_work(there, chance, now)
    save_searches(now)
    _fair(taking_part, now)


def _report(there: Sequence[Posting], team: Account | None, now: datetime) -> None:
    """One posting was reported from three phones today; another one last week, and nothing was wrong."""
    if team:
        fine = reports.report(there[3], ReportWhy.OTHER, "Le salaire a changé.", "demo", now - 7 * DAY)
        reports.close(fine, reports.Found.FINE, team, now - 7 * DAY + 2 * HOUR, fine.id)
    said = ((ReportWhy.CONTACT, "Ils veulent écrire sur WhatsApp."), (ReportWhy.MONEY, ""), (ReportWhy.MONEY, "50 €"))
    for hours, (why, text) in enumerate(said, 1):
        reports.report(there[5], why, text, f"demo {hours}", now - hours * HOUR)


def _fair(taking_part: Sequence[Company], now: datetime) -> None:
    """One is coming, on a weekday afternoon."""
    place = next(one for one in places() if not one.online)
    day = now.astimezone(place.zone).date() + 9 * DAY
    while day.isoweekday() > 5:
        day += DAY
    begins, ends = (local_instant(day, time(hour), place.zone) for hour in (14, 18))
    fair = fairs.plan(fairs.Plan("Forum de l’emploi des débutants", place, begins, ends), now - 3 * DAY)
    for company in taking_part[:FAIR_COMPANIES]:
        fairs.add_company(fair, company)


def _takes_part(company: Company) -> bool:
    return company.state == CompanyState.APPROVED


def _company(number: int, now: datetime) -> Company:
    """The last ones are still on their way, or not with us any more."""
    name, town, about = texts.COMPANIES[number]
    facts = companies.Facts(
        name=name,
        kind=CompanyKind.COMPANY if town else CompanyKind.FOREIGN,
        number=siret(number) if town else "PT 509 999 999",
        country="FR" if town else "PT",
        town=town or "Lisboa",
        website=None,
        about=about,
    )
    from_end = COMPANIES - number
    asked = now - DAY * (from_end if from_end <= _WAITING else 200 + number)
    who = texts.RECRUITERS[number % len(texts.RECRUITERS)]
    email = read_email(f"recruiter{number}@example.org")
    if number == 0:
        who, email = RECRUITER.name, read_email(RECRUITER.email)
    joining.join(joining.Joining(facts, who, email, "fr", f"demo {number}"), asked)
    company = db.session.scalars(select(Company).order_by(Company.id.desc()).limit(1)).one()
    return _answer(company, from_end, asked, now)


def _answer(company: Company, from_end: int, asked: datetime, now: datetime) -> Company:
    if from_end <= _WAITING:
        return company
    if from_end == _WAITING + _LAPSED:
        companies.lapse(company, asked + 9 * DAY)
    elif from_end == _WAITING + _LAPSED + _REFUSED:
        companies.decline(company, "Nous ne trouvons pas votre entreprise au registre.", asked + DAY)
    else:
        companies.approve(company, asked + DAY)
        if from_end % 4 == 0:
            companies.trust(company, True, asked + 30 * DAY)
    if from_end == _WAITING + _LAPSED + _REFUSED + _STOPPED:
        companies.suspend(company, "Plusieurs personnes ont signalé vos offres.", now - 5 * DAY)
    return company


def siret(number: int) -> str:
    """A number in the form of a SIRET (14 digits, Luhn); its first nine begin with 999, as none in use does."""
    siren = f"999{number:05}"
    siren += luhn.calc_check_digit(siren)
    return siren + "0001" + luhn.calc_check_digit(siren + "0001")


def _draft(number: int, taking_part: Sequence[Company], chance: random.Random, at: datetime) -> Posting:
    company, work = taking_part[number % len(taking_part)], texts.WORK[number * 5 % len(texts.WORK)]
    posting = drafts.begin(company.recruiters[0], "fr", Role.COMPANY, at)
    drafts.keep(posting, _written(work, company, number, chance, at), at)
    return posting


def _written(work: Work, company: Company, number: int, chance: random.Random, at: datetime) -> drafts.Written:
    starts = (at + DAY * chance.randint(70, 110)).date()
    least, most = work.pay
    return drafts.Written(
        kind=work.kind,
        title=work.title,
        tasks=work.tasks,
        skills_wanted=work.wanted,
        skills_learned=work.learned,
        presence=work.presence,
        town=company.town,
        starts_on=starts,
        ends_on=starts + work.lasts if work.lasts else None,
        weekly_hours=None if work.kind is JobKind.FREELANCE else work.hours,
        hours="Du lundi au vendredi, de 9 h à 17 h",
        pay_per=work.per,
        pay_from=None if work.per is PayPer.NOTHING else least * 100,
        pay_to=most * 100 if most else None,
        french=int(work.french),
        papers=_PAPERS[number % len(_PAPERS)],
        beginner=work.beginner,
        seats=1 + number % 3,
        questions=work.questions,
    )


def _posting(number: int, taking_part: Sequence[Company], chance: random.Random, now: datetime) -> Posting:
    """Some have been on the board for weeks and were refreshed; every seventh is of this week."""
    at = now - DAY * (number % 6 + 1 if number % 7 == 0 else chance.randint(25, 55))
    posting = _draft(number, taking_part, chance, at)
    publishing.send(posting, Role.COMPANY, at)
    if posting.state == PostingState.IN_REVIEW:
        reviewing.publish(posting, at + 5 * HOUR)
    elif number % 2 == 0:
        reviewing.look_at(posting, at + DAY)
    if at < now - 40 * DAY:
        publishing.refresh(posting, Role.COMPANY, now - DAY * chance.randint(2, 20))
    return posting


def _others(taking_part: Sequence[Company], team: Account | None, chance: random.Random, now: datetime) -> None:
    number = POSTINGS
    for state, many in _OFF_THE_BOARD.items():
        for _one in range(many):
            number += 1
            _bring_to(state, number, taking_part, team, chance, now)


def _bring_to(
    state: PostingState,
    number: int,
    taking_part: Sequence[Company],
    team: Account | None,
    chance: random.Random,
    now: datetime,
) -> None:
    fresh = state in {PostingState.DRAFT, PostingState.IN_REVIEW}
    untrusted = [one for one in taking_part if not one.trusted]
    if fresh:
        posting = _draft(number, untrusted, chance, now - DAY)
        if state is PostingState.IN_REVIEW:
            publishing.send(posting, Role.COMPANY, now - chance.randint(1, 20) * HOUR)
        return
    posting = _posting(number * 7 + 1, untrusted, chance, now - 70 * DAY if state is PostingState.EXPIRED else now)
    if state is PostingState.PAUSED:
        publishing.pause(posting, Role.COMPANY, now - DAY)
    elif state is PostingState.EXPIRED:
        _let_end(posting, now)
    elif state is PostingState.WITHDRAWN:
        publishing.withdraw(posting, Role.COMPANY, now - 2 * DAY)
    elif team:
        reviewing.remove(posting, "Cette offre demande de l’argent.", team, now - 3 * DAY)


def _let_end(posting: Posting, now: datetime) -> None:
    assert posting.expires_on is not None
    posting.expires_on = (now - 3 * DAY).date()
    lasting.expire(posting, now - DAY)
