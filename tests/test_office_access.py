"""Default deny where an account is needed: every route, by every method, as everybody there is.

Each route is here with the least that opens it. A record of another place is as unknown as one that does not exist.
"""

from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property

import pytest
import time_machine
from flask import Flask
from werkzeug.routing import Rule

from portal.domain.accounts.contacts import read_phone
from portal.domain.accounts.roles import Powers
from portal.domain.jobs import cv_files, reports
from portal.domain.jobs.application_models import FileKind
from portal.domain.jobs.choices import ReportWhy
from portal.domain.jobs.file_kinds import Media, Upload
from portal.domain.mentoring import rounds
from portal.domain.mentoring.pair_models import Side
from portal.domain.mentoring.problems import report
from portal.domain.messages.outbox import told_about
from portal.domain.signups.imports import receive
from portal.domain.signups.questions import ask_call_about
from portal.domain.signups.told import about
from portal.web.access import Access, access_of
from tests import make, make_jobs, make_mentoring
from tests.blueprints.backoffice.steps import let_in, signed_in
from tests.blueprints.checkin.steps import open_list
from tests.blueprints.steps import holding
from tests.conftest import NOW, in_one_transaction, undone
from tests.domain.mentoring.offers import checked, offered
from tests.html import PortalClient
from tests.test_access import WITH_ACCOUNT, token_of
from tests.unchanged import unchanged


class Needs(StrEnum):
    """The least that opens a route."""

    #: Somebody is signed in.
    ACCOUNT = "account"
    #: Staff of any place; lists show what is theirs.
    STAFF = "staff"
    #: Staff who see the place of the record.
    PLACE = "place"
    #: Staff of all places.
    EVERYWHERE = "everywhere"
    ADMIN = "admin"
    #: A volunteer who is approved, or on a break.
    VOLUNTEER = "volunteer"
    #: A check-in link of the course session, or its staff.
    CHECK_IN = "check_in"


OFFICE: dict[tuple[str, str], Needs] = {
    ("account.account", "GET"): Needs.ACCOUNT,
    ("job_files.for_staff", "GET"): Needs.PLACE,
    ("job_cv.for_staff", "GET"): Needs.PLACE,
    ("recognition.mine", "GET"): Needs.VOLUNTEER,
    ("recognition.pdf", "GET"): Needs.VOLUNTEER,
    ("desk.home", "GET"): Needs.VOLUNTEER,
    ("volunteer_data.copy", "GET"): Needs.VOLUNTEER,
    ("volunteer_data.as_json", "GET"): Needs.VOLUNTEER,
    ("volunteer_data.ask_erase", "GET"): Needs.VOLUNTEER,
    ("volunteer_data.do_erase", "POST"): Needs.VOLUNTEER,
    ("desk_offer.ask", "GET"): Needs.VOLUNTEER,
    ("desk_offer.change", "POST"): Needs.VOLUNTEER,
    ("desk_offer.alerts", "POST"): Needs.VOLUNTEER,
    ("desk_offer.ask_break", "GET"): Needs.VOLUNTEER,
    ("desk_offer.take_break", "POST"): Needs.VOLUNTEER,
    ("desk_offer.go_on", "POST"): Needs.VOLUNTEER,
    ("desk_offer.stop", "POST"): Needs.VOLUNTEER,
    ("desk_slots.mine", "GET"): Needs.VOLUNTEER,
    ("desk_slots.slot", "GET"): Needs.VOLUNTEER,
    ("desk_slots.take", "POST"): Needs.VOLUNTEER,
    ("desk_slots.swap", "POST"): Needs.VOLUNTEER,
    ("desk_slots.keep", "POST"): Needs.VOLUNTEER,
    ("desk_slots.ask_give_back", "GET"): Needs.VOLUNTEER,
    ("desk_slots.give_back", "POST"): Needs.VOLUNTEER,
    ("desk_slots.ics", "GET"): Needs.VOLUNTEER,
    ("office_slots.open_slots", "GET"): Needs.STAFF,
    ("office_slots.helpers", "GET"): Needs.PLACE,
    ("office_slots.needs", "POST"): Needs.PLACE,
    ("office_slots.slot", "GET"): Needs.PLACE,
    ("office_slots.give", "POST"): Needs.PLACE,
    ("office_slots.press", "POST"): Needs.PLACE,
    ("office_accounts.accounts", "GET"): Needs.ADMIN,
    ("office_accounts.file", "GET"): Needs.ADMIN,
    ("office_accounts.new", "GET"): Needs.ADMIN,
    ("office_accounts.do_invite", "POST"): Needs.ADMIN,
    ("office_accounts.account", "GET"): Needs.ADMIN,
    ("office_account_changes.give", "POST"): Needs.ADMIN,
    ("office_account_changes.take_back", "POST"): Needs.ADMIN,
    ("office_account_changes.close", "POST"): Needs.ADMIN,
    ("office_account_changes.reopen", "POST"): Needs.ADMIN,
    ("office_account_changes.start_over", "POST"): Needs.ADMIN,
    ("office_account_changes.invite_again", "POST"): Needs.ADMIN,
    ("office_account_changes.sign_out", "POST"): Needs.ADMIN,
    ("check_in.names", "GET"): Needs.CHECK_IN,
    ("check_in.save", "POST"): Needs.CHECK_IN,
    ("check_in.rest", "POST"): Needs.CHECK_IN,
    ("check_in.undo", "POST"): Needs.CHECK_IN,
    ("check_in_sending.ticks", "POST"): Needs.CHECK_IN,
    ("check_in_walk_in.add", "POST"): Needs.CHECK_IN,
    ("office_check_in.links", "GET"): Needs.PLACE,
    ("office_check_in.make", "POST"): Needs.PLACE,
    ("office_check_in.end", "POST"): Needs.PLACE,
    ("helped.form", "GET"): Needs.ACCOUNT,
    ("helped.send", "POST"): Needs.ACCOUNT,
    ("helped.list_of", "GET"): Needs.ACCOUNT,
    ("helped.open_for", "POST"): Needs.ACCOUNT,
    ("own_account.name", "GET"): Needs.ACCOUNT,
    ("own_account.do_name", "POST"): Needs.ACCOUNT,
    ("own_account.password", "GET"): Needs.ACCOUNT,
    ("own_account.do_password", "POST"): Needs.ACCOUNT,
    ("own_account.codes", "GET"): Needs.ACCOUNT,
    ("own_account.do_codes", "POST"): Needs.ACCOUNT,
    ("own_account.end", "POST"): Needs.ACCOUNT,
    ("own_account.everywhere", "POST"): Needs.ACCOUNT,
    ("second_step.change", "GET"): Needs.ACCOUNT,
    ("second_step.do_change", "POST"): Needs.ACCOUNT,
    ("office_audit.log", "GET"): Needs.STAFF,
    ("office_audit.file", "GET"): Needs.STAFF,
    ("office_health.health", "GET"): Needs.STAFF,
    ("office_home.home", "GET"): Needs.STAFF,
    ("office_pairs.pairs", "GET"): Needs.STAFF,
    ("office_pairs.file", "GET"): Needs.STAFF,
    ("office_pairs.pair", "GET"): Needs.PLACE,
    **{(f"office_pair_changes.{one}", "POST"): Needs.PLACE for one in ("letter", "settle", "met")},
    **{(f"office_pair_changes.{one}", "POST"): Needs.PLACE for one in ("pause", "go_on", "end")},
    # Nobody is responsible for safeguarding here: see `tests/blueprints/backoffice/test_problems.py`.
    ("office_problems.problems", "GET"): Needs.ADMIN,
    ("office_problems.problem", "GET"): Needs.ADMIN,
    ("office_problems.contact", "POST"): Needs.ADMIN,
    ("office_problems.close", "POST"): Needs.ADMIN,
    ("office_people.people", "GET"): Needs.STAFF,
    ("office_people.file", "GET"): Needs.STAFF,
    ("office_people.person", "GET"): Needs.PLACE,
    ("office_people.contacts", "POST"): Needs.PLACE,
    ("office_people.ask_correct", "GET"): Needs.PLACE,
    ("office_people.correct", "POST"): Needs.PLACE,
    ("office_people.shared", "POST"): Needs.PLACE,
    ("office_people.note", "POST"): Needs.PLACE,
    ("office_people.keep", "POST"): Needs.PLACE,
    ("office_mentees.list_of", "GET"): Needs.STAFF,
    ("office_mentees.file", "GET"): Needs.STAFF,
    ("office_mentees.ask_add", "GET"): Needs.PLACE,
    ("office_mentees.add", "POST"): Needs.PLACE,
    ("office_match.mentee", "GET"): Needs.PLACE,
    ("office_match.volunteer", "GET"): Needs.PLACE,
    ("office_match.ask_suggest", "GET"): Needs.PLACE,
    ("office_match.suggest", "POST"): Needs.PLACE,
    ("office_match.take_back", "POST"): Needs.PLACE,
    ("office_match.stop", "POST"): Needs.PLACE,
    ("office_match.answered", "POST"): Needs.PLACE,
    ("office_rounds.list_of", "GET"): Needs.STAFF,
    ("office_rounds.begin", "POST"): Needs.STAFF,
    ("office_rounds.review", "GET"): Needs.PLACE,
    ("office_rounds.choose", "POST"): Needs.PLACE,
    ("office_rounds.again", "POST"): Needs.PLACE,
    ("office_rounds.ask_publish", "GET"): Needs.PLACE,
    ("office_rounds.publish", "POST"): Needs.PLACE,
    ("office_rounds.drop", "POST"): Needs.PLACE,
    ("office_imports.imports", "GET"): Needs.STAFF,
    ("office_imports.send", "POST"): Needs.STAFF,
    ("office_imports.show", "GET"): Needs.EVERYWHERE,
    ("office_imports.report", "GET"): Needs.EVERYWHERE,
    ("office_imports.try_out", "POST"): Needs.EVERYWHERE,
    ("office_imports.go_on", "POST"): Needs.EVERYWHERE,
    ("office_imports.forget", "POST"): Needs.EVERYWHERE,
    ("office_merges.ask", "GET"): Needs.PLACE,
    ("office_merges.merge", "POST"): Needs.PLACE,
    ("office_merges.undo", "POST"): Needs.PLACE,
    ("office_privacy.requests", "GET"): Needs.EVERYWHERE,
    ("office_privacy.give_copy", "POST"): Needs.EVERYWHERE,
    ("office_privacy.leaving", "GET"): Needs.EVERYWHERE,
    ("office_privacy.copy", "GET"): Needs.EVERYWHERE,
    ("office_privacy.as_json", "GET"): Needs.EVERYWHERE,
    ("office_privacy.ask_erase", "GET"): Needs.EVERYWHERE,
    ("office_privacy.erase", "POST"): Needs.EVERYWHERE,
    ("office_promises.promises", "GET"): Needs.STAFF,
    ("office_promises.file", "GET"): Needs.STAFF,
    ("office_promises.promise", "GET"): Needs.PLACE,
    ("office_promises.contact", "POST"): Needs.PLACE,
    ("office_promises.done", "POST"): Needs.PLACE,
    ("office_promises.again", "POST"): Needs.PLACE,
    ("office_promises.end", "POST"): Needs.PLACE,
    ("office_promises.hand_over", "POST"): Needs.PLACE,
    ("office_promises.seat", "POST"): Needs.PLACE,
    ("office_sessions.sessions", "GET"): Needs.STAFF,
    ("office_sessions.ask_new", "GET"): Needs.STAFF,
    ("office_sessions.make", "POST"): Needs.STAFF,
    ("office_sessions.session", "GET"): Needs.PLACE,
    ("office_sessions.ask_edit", "GET"): Needs.PLACE,
    ("office_sessions.edit", "POST"): Needs.PLACE,
    ("office_session_changes.press", "POST"): Needs.PLACE,
    ("office_session_changes.ask_dates", "GET"): Needs.PLACE,
    ("office_session_changes.dates", "POST"): Needs.PLACE,
    ("office_session_changes.ask_seats", "GET"): Needs.PLACE,
    ("office_session_changes.seats", "POST"): Needs.PLACE,
    ("office_session_changes.ask_cancel", "GET"): Needs.PLACE,
    ("office_session_changes.cancel", "POST"): Needs.PLACE,
    ("office_session_changes.ask_copy", "GET"): Needs.PLACE,
    ("office_session_changes.make_copy", "POST"): Needs.PLACE,
    ("office_session_changes.remove", "POST"): Needs.PLACE,
    ("office_session_changes.preview", "GET"): Needs.PLACE,
    ("office_series.ask", "GET"): Needs.PLACE,
    ("office_series.make", "POST"): Needs.PLACE,
    ("office_adding.ask_walk_in", "GET"): Needs.PLACE,
    ("office_adding.walk_in", "POST"): Needs.PLACE,
    ("office_adding.ask", "GET"): Needs.PLACE,
    ("office_adding.add", "POST"): Needs.PLACE,
    ("office_applications.met", "POST"): Needs.PLACE,
    ("office_applications.agreed", "POST"): Needs.PLACE,
    ("office_applications.held", "POST"): Needs.PLACE,
    ("office_applications.wait", "POST"): Needs.PLACE,
    ("office_applications.interview", "POST"): Needs.PLACE,
    ("office_applications.ask_refuse", "GET"): Needs.PLACE,
    ("office_applications.refuse", "POST"): Needs.PLACE,
    ("office_messages.log", "GET"): Needs.STAFF,
    ("office_messages.file", "GET"): Needs.STAFF,
    ("office_messages.message", "GET"): Needs.PLACE,
    ("office_messages.contact", "POST"): Needs.PLACE,
    ("office_messages.again", "POST"): Needs.PLACE,
    ("office_messages.failed", "GET"): Needs.STAFF,
    ("office_messages.failed", "POST"): Needs.STAFF,
    ("office_messages.switch", "POST"): Needs.EVERYWHERE,
    ("office_wording.kinds", "GET"): Needs.EVERYWHERE,
    ("office_wording.words", "GET"): Needs.EVERYWHERE,
    ("office_wording.words", "POST"): Needs.EVERYWHERE,
    ("office_wording.usual", "POST"): Needs.EVERYWHERE,
    ("office_settings.settings", "GET"): Needs.ADMIN,
    ("office_settings.section", "GET"): Needs.ADMIN,
    ("office_settings.section", "POST"): Needs.ADMIN,
    ("office_settings.logo", "GET"): Needs.ADMIN,
    ("office_settings.logo", "POST"): Needs.ADMIN,
    ("office_settings.trial", "GET"): Needs.ADMIN,
    ("office_settings.trial", "POST"): Needs.ADMIN,
    ("office_notices.ask", "GET"): Needs.PLACE,
    ("office_notices.look", "POST"): Needs.PLACE,
    ("office_notices.send", "POST"): Needs.PLACE,
    ("office_seats.confirm", "POST"): Needs.PLACE,
    ("office_seats.ask_cancel", "GET"): Needs.PLACE,
    ("office_seats.cancel", "POST"): Needs.PLACE,
    ("office_seats.ask_move", "GET"): Needs.PLACE,
    ("office_seats.move", "POST"): Needs.PLACE,
    ("office_sheets.sheet", "GET"): Needs.PLACE,
    ("office_sign_ups.sign_ups_of", "GET"): Needs.PLACE,
    ("office_sign_ups.contacts", "POST"): Needs.PLACE,
    ("office_sign_ups.file", "GET"): Needs.PLACE,
    ("office_sign_ups.sign_up", "GET"): Needs.PLACE,
    ("office_sign_ups.contact", "POST"): Needs.PLACE,
    ("office_sign_ups.note", "POST"): Needs.PLACE,
    ("office_courses.courses", "GET"): Needs.EVERYWHERE,
    ("office_courses.ask_new", "GET"): Needs.EVERYWHERE,
    ("office_courses.make", "POST"): Needs.EVERYWHERE,
    ("office_courses.course", "GET"): Needs.EVERYWHERE,
    ("office_courses.ask_edit", "GET"): Needs.EVERYWHERE,
    ("office_courses.edit", "POST"): Needs.EVERYWHERE,
    ("office_courses.ask_parts", "GET"): Needs.EVERYWHERE,
    ("office_courses.parts", "POST"): Needs.EVERYWHERE,
    ("office_courses.press", "POST"): Needs.EVERYWHERE,
    ("office_courses.preview", "GET"): Needs.EVERYWHERE,
    ("office_programmes.programmes", "GET"): Needs.EVERYWHERE,
    ("office_programmes.ask_new", "GET"): Needs.EVERYWHERE,
    ("office_programmes.make", "POST"): Needs.EVERYWHERE,
    ("office_programmes.ask_edit", "GET"): Needs.EVERYWHERE,
    ("office_programmes.edit", "POST"): Needs.EVERYWHERE,
    ("office_programmes.press", "POST"): Needs.EVERYWHERE,
    ("office_places.places", "GET"): Needs.EVERYWHERE,
    ("office_places.ask_new", "GET"): Needs.EVERYWHERE,
    ("office_places.make", "POST"): Needs.EVERYWHERE,
    ("office_places.ask_edit", "GET"): Needs.EVERYWHERE,
    ("office_places.edit", "POST"): Needs.EVERYWHERE,
    ("office_places.press", "POST"): Needs.EVERYWHERE,
    ("office_catalogue.translations", "GET"): Needs.EVERYWHERE,
    ("office_hours.hours", "GET"): Needs.STAFF,
    ("office_hours.file", "GET"): Needs.STAFF,
    ("office_hours.attestation", "GET"): Needs.PLACE,
    ("office_hours.pdf", "GET"): Needs.PLACE,
    ("office_employers.by_employer", "GET"): Needs.EVERYWHERE,
    ("office_employers.report", "GET"): Needs.EVERYWHERE,
    **{(f"office_companies.{one}", "GET"): Needs.STAFF for one in ("companies", "file", "company", "ask_edit")},
    **{(f"office_companies.{one}", "POST"): Needs.STAFF for one in ("contact", "edit")},
    ("office_company_changes.ask", "GET"): Needs.STAFF,
    ("office_company_calls.ask", "GET"): Needs.STAFF,
    **{(f"office_company_calls.{one}", "POST"): Needs.STAFF for one in ("say", "settle")},
    **{(f"office_company_changes.{one}", "POST"): Needs.STAFF for one in ("press", "say", "recruiter")},
    **{(f"office_postings.{one}", "GET"): Needs.STAFF for one in ("postings", "file", "posting", "ask_edit")},
    ("office_postings.edit", "POST"): Needs.STAFF,
    **{(f"office_reports.{one}", "GET"): Needs.STAFF for one in ("reports", "file", "report")},
    **{(f"office_reports.{one}", "POST"): Needs.STAFF for one in ("close", "reopen")},
    **{(f"office_jobs.{one}", "GET"): Needs.STAFF for one in ("applications", "file")},
    **{(f"office_job_figures.{one}", "GET"): Needs.STAFF for one in ("figures", "file")},
    ("office_jobs.application", "GET"): Needs.PLACE,
    **{(f"office_fairs.{one}", "GET"): Needs.STAFF for one in ("fairs", "file", "ask_new")},
    ("office_fairs.make", "POST"): Needs.STAFF,
    **{(f"office_fairs.{one}", "GET"): Needs.PLACE for one in ("fair", "applications")},
    **{(f"office_fair_changes.{one}", "GET"): Needs.PLACE for one in ("ask_edit", "ask_call_off")},
    **{
        (f"office_fair_changes.{one}", "POST"): Needs.PLACE
        for one in ("edit", "call_off", "hold", "company", "tablet", "end_tablet")
    },
    ("office_jobs.sign", "POST"): Needs.PLACE,
    ("office_placements.ask", "GET"): Needs.PLACE,
    ("office_placements.act", "POST"): Needs.PLACE,
    ("office_posting_changes.ask_remove", "GET"): Needs.STAFF,
    **{
        (f"office_posting_changes.{one}", "POST"): Needs.STAFF
        for one in ("publish", "approve", "send_back", "comment", "remove", "restore")
    },
    ("office_volunteers.volunteers", "GET"): Needs.STAFF,
    ("office_volunteers.file", "GET"): Needs.STAFF,
    ("office_volunteers.volunteer", "GET"): Needs.PLACE,
    ("office_volunteers.contact", "POST"): Needs.PLACE,
    ("office_volunteers.note", "POST"): Needs.PLACE,
    ("office_volunteers.ask_edit", "GET"): Needs.PLACE,
    ("office_volunteers.edit", "POST"): Needs.PLACE,
    ("office_volunteer_changes.press", "POST"): Needs.PLACE,
    ("office_volunteer_changes.interview", "POST"): Needs.PLACE,
    ("office_volunteer_changes.ask_decline", "GET"): Needs.PLACE,
    ("office_volunteer_changes.decline", "POST"): Needs.PLACE,
    ("office_volunteer_changes.check", "POST"): Needs.PLACE,
    ("office_volunteer_changes.ask_correct", "GET"): Needs.PLACE,
    ("office_volunteer_changes.correct", "POST"): Needs.PLACE,
    ("office_volunteer_data.copy", "GET"): Needs.EVERYWHERE,
    ("office_volunteer_data.as_json", "GET"): Needs.EVERYWHERE,
    ("office_volunteer_data.ask_erase", "GET"): Needs.EVERYWHERE,
    ("office_volunteer_data.do_erase", "POST"): Needs.EVERYWHERE,
}

#: Who comes, and what is open to them.
ROLES: dict[str, frozenset[Needs]] = {
    "visitor": frozenset(),
    "holder": frozenset(),
    "trainer's link": frozenset({Needs.CHECK_IN}),
    "trainer's link elsewhere": frozenset(),
    "volunteer": frozenset({Needs.ACCOUNT}),
    "volunteer at work": frozenset({Needs.ACCOUNT, Needs.VOLUNTEER}),
    "staff without the second factor": frozenset(),
    "staff whose time is over": frozenset({Needs.ACCOUNT}),
    "staff elsewhere": frozenset({Needs.ACCOUNT, Needs.STAFF}),
    "staff here": frozenset({Needs.ACCOUNT, Needs.STAFF, Needs.PLACE, Needs.CHECK_IN}),
    "staff everywhere": frozenset({Needs.ACCOUNT, Needs.STAFF, Needs.PLACE, Needs.CHECK_IN, Needs.EVERYWHERE}),
    "admin": frozenset(set(Needs) - {Needs.VOLUNTEER}),
}
#: Looking at a file is written down, and so are refusals of a sign-in.
LOGS = ("audit_line", "audit_origin")
SECRETS = ("Nour", "56 78")


class Scene:
    """One of each record, at one place."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.session = make.course_session()
        self.sign_up = make.sign_up(first_name="Nour", reach=read_phone("0612345678", "FR"), session=self.session)
        self.promise = ask_call_about(self.sign_up, NOW)
        self.list = receive("Prénom\nNour\n".encode(), make.account("staff").id, NOW)
        self.message = told_about(about(self.sign_up))[0]
        self.elsewhere = make.place()
        self.company = make_jobs.company()
        self.fair = make_jobs.fair(NOW, self.company, place=self.session.place)
        self.helper = checked(offered(online=False, places=[self.session.place]))
        self.colleague = make.account("staff")
        self.learner = make_mentoring.mentee(self.sign_up)
        self.round = rounds.begin(self.session, Powers(everywhere=True), self.colleague, NOW)
        self.slot = make_mentoring.slot(self.session.dates[0], held_by=make_mentoring.volunteer())
        self.pair = make_mentoring.pair(mentee=make_mentoring.mentee(make.sign_up(self.session, first_name="Lina")))
        applied = make_jobs.application(person=self.sign_up.person)
        self.file = cv_files.keep(applied, Upload("cv.pdf", Media.PDF, b"%PDF"), FileKind.CV, NOW)
        self.reported = reports.report(self.file.application.posting, ReportWhy.MONEY, "", "k", NOW)
        self.problem = report(self.pair, Side.LEARNER, "I am afraid.", "k", NOW)
        make.db.session.commit()

    def client(self, role: str) -> PortalClient:
        client: PortalClient = self.app.test_client()
        if role == "holder":
            holding(client, self.sign_up)
        elif role.startswith("trainer's link"):
            open_list(client, make.course_session() if role.endswith("elsewhere") else self.session)
        elif role == "volunteer":
            signed_in(client, "volunteer")
        elif role == "volunteer at work":
            let_in(client, self.slot.volunteer.account, two_factors=False)
        elif role == "staff without the second factor":
            signed_in(client, "staff", two_factors=False)
        elif role == "staff elsewhere":
            signed_in(client, "staff", (self.elsewhere,))
        elif role == "staff here":
            signed_in(client, "staff", (self.session.place,))
        elif role in {"staff everywhere", "staff whose time is over"}:
            who = signed_in(client, "staff")
            if role == "staff whose time is over":
                make.end_grants(who)
        elif role == "admin":
            signed_in(client, "admin")
        return client

    def values(self, rule: Rule) -> dict[str, object]:
        """What stands in the address of this route."""
        refs = {
            "office_accounts": self.colleague.ref,
            "office_account_changes": self.colleague.ref,
            "office_promises": self.promise.ref,
            "office_imports": self.list.ref,
            "office_messages": self.message.ref,
            "office_match": self.helper.ref if rule.endpoint == "office_match.volunteer" else self.learner.ref,
            "office_rounds": self.round.ref,
            "office_pairs": self.pair.ref,
            "office_pair_changes": self.pair.ref,
            "office_problems": self.problem.ref,
            "office_postings": self.file.application.posting.ref,
            "office_reports": self.reported.ref,
            "office_posting_changes": self.file.application.posting.ref,
            "job_files": self.file.application.ref,
            "job_cv": self.file.application.ref,
            "office_jobs": self.file.application.ref,
            "office_placements": self.file.application.ref,
            "office_fairs": self.fair.ref,
            "office_fair_changes": self.fair.ref,
            "helped": self.file.application.posting.ref,
        }
        slugs = {"office_courses": self.session.course.slug, "office_programmes": self.session.course.programme.slug}
        ref = refs.get(rule.endpoint.partition(".")[0], self.session.ref)
        if "/sign-ups/" in rule.rule:
            ref = self.sign_up.ref
        number = self.sign_up.person_id
        if rule.endpoint.startswith(("office_volunteer", "office_hours")):
            ref, number = self.helper.ref, self.helper.checks[0].id
        if rule.endpoint.startswith("office_compan"):
            ref, number = self.company.ref, self.company.recruiters[0].id
        if rule.endpoint == "office_rounds.choose":
            number = self.round.lines[0].id
        if rule.endpoint == "office_slots.needs":
            number = self.session.dates[0].id
        return {
            "lang": "en",
            "ref": ref,
            "slug": slugs.get(rule.endpoint.partition(".")[0], self.session.place.slug),
            "number": number,
            "contact": 1,
            "merge": 1,
            "link": "nolinkofours",
            "kind": "csv",
            "subject": "hours",
            "message": "date_cancelled",
            "code": "fr",
            "channel": "text",
            "what": "stop",
            "slot": self.slot.ref,
            "company": self.company.ref,
            "file": self.file.ref,
            "how": "off",
            "signing": "signed",
            "part": "dates",
            "mentor": self.helper.ref,
            "who": "mentor",
            "said": "yes",
            "deed": {
                "office_company_changes": {"press": "trust", "recruiter": "admin"}.get(
                    rule.endpoint.partition(".")[2], "suspend"
                ),
                "office_session_changes": "close",
                "office_fair_changes": "add",
                "office_volunteer_changes": "start",
                "office_slots": "take-away",
            }.get(rule.endpoint.partition(".")[0], "up"),
        }

    def address(self, rule: Rule) -> str:
        return self.addresses[rule.endpoint, rule.rule]

    @cached_property
    def addresses(self) -> dict[tuple[str, str], str]:
        """Where each route is. Asked once: every look at a record after a request is a look into the database."""
        found: dict[tuple[str, str], str] = {}
        with self.app.test_request_context():
            bound = self.app.url_map.bind("portal.test")
            for rule in (*rules(self.app, "GET"), *rules(self.app, "POST")):
                known = {name: value for name, value in self.values(rule).items() if name in rule.arguments}
                found[rule.endpoint, rule.rule] = bound.build(
                    rule.endpoint, known, method=sorted(rule.methods or ())[-1]
                )
        return found


@pytest.fixture(scope="module")
def stage(filled_app: Flask) -> Iterator[Scene]:
    """One of each record, made once for all the walks of this file."""
    with in_one_transaction(filled_app):
        with time_machine.travel(NOW, tick=False):
            scene = Scene(filled_app)
            assert scene.addresses
        yield scene


@pytest.fixture
def app(stage: Scene) -> Iterator[Flask]:
    """The app over those records. What a walk does to them is undone."""
    with undone(stage.app):
        yield stage.app


@pytest.fixture
def scene(app: Flask, stage: Scene) -> Scene:
    return stage


def rules(app: Flask, method: str) -> list[Rule]:
    """Every route that asks for an account, or for a trainer's link."""
    found = [rule for rule in app.url_map.iter_rules() if access_of(rule.endpoint) in WITH_ACCOUNT]
    return [rule for rule in found if method in (rule.methods or ())]


def test_the_table_names_every_route_and_no_other(app):
    there = {(rule.endpoint, method) for method in ("GET", "POST") for rule in rules(app, method)}

    assert there == set(OFFICE)


def test_the_table_says_what_the_marks_say(app):
    strict = {
        Access.ADMIN: {Needs.ADMIN},
        Access.STAFF: {Needs.STAFF, Needs.PLACE, Needs.EVERYWHERE},
        Access.ACCOUNT: {Needs.ACCOUNT},
        Access.SAFEGUARDING: {Needs.ADMIN},
        Access.VOLUNTEER: {Needs.VOLUNTEER},
        Access.CHECK_IN: {Needs.CHECK_IN},
    }

    assert [name for (name, _method), needs in OFFICE.items() if needs not in strict[access_of(name)]] == []


@pytest.mark.parametrize("role", ROLES)
def test_each_page_opens_for_whom_the_table_says_and_changes_nothing(app, scene, role):
    client, wrong = scene.client(role), []
    with unchanged(*LOGS) as walk:
        for rule in rules(app, "GET"):
            needs = OFFICE[rule.endpoint, "GET"]

            answer = client.get(scene.address(rule))

            opens = needs in ROLES[role]
            as_said = answer.status_code in ({200, 303} if opens else {refusal(role, needs)})
            source = "" if opens else answer.get_data(as_text=True)
            told = [secret for secret in SECRETS if secret in source]
            if not as_said or told or answer.headers["Cache-Control"] != "no-store" or walk.changed():
                wrong.append((rule.endpoint, needs, answer.status_code, told, answer.headers["Cache-Control"]))
        assert wrong == []


def refusal(role: str, needs: Needs) -> int:
    """A visitor is sent to sign in and back; whoever has no business there learns nothing."""
    sent_to_sign_in = role in {"visitor", "holder", "staff without the second factor"} or "link" in role
    return 303 if sent_to_sign_in and needs is not Needs.CHECK_IN else 404


@pytest.mark.parametrize("role", ROLES)
def test_no_form_lets_in_anybody_else_and_nothing_changes(app, scene, role):
    client, wrong = scene.client(role), []
    token = token_of(client)
    with unchanged(*LOGS) as walk:
        for rule in rules(app, "POST"):
            needs = OFFICE[rule.endpoint, "POST"]
            if needs in ROLES[role]:
                continue
            status = client.post(scene.address(rule), data={"csrf_token": token}).status_code
            if status != (401 if refusal(role, needs) == 303 else 404) or walk.changed():
                wrong.append((rule.endpoint, needs, status))
        assert wrong == []


@pytest.mark.parametrize("role", ["staff here", "admin", "volunteer at work"])
def test_no_form_does_anything_without_a_token(app, scene, role):
    client, wrong = scene.client(role), []
    with unchanged(*LOGS) as walk:
        for rule in rules(app, "POST"):
            if OFFICE[rule.endpoint, "POST"] in ROLES[role]:
                for sent in ({}, {"csrf_token": "forged"}):
                    status = client.post(scene.address(rule), data=sent).status_code
                    if status not in {422, 409} or walk.changed():
                        wrong.append((rule.endpoint, sent, status))
        assert wrong == []


def test_what_was_given_for_a_time_ends_at_the_very_next_request(app, scene):
    client = scene.client("staff here")
    address = next(scene.address(rule) for rule in rules(app, "GET") if OFFICE[rule.endpoint, "GET"] is Needs.PLACE)
    assert client.get(address).status_code == 200

    make.end_grants()

    assert client.get(address).status_code == 404
