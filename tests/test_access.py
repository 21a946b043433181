"""Default deny, tried: every route, by every method, as everybody there is without an account.

The routes that ask for one are in `tests/test_office_access.py`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

import pytest
import time_machine
from flask import Flask
from werkzeug.routing import MapAdapter, Rule
from werkzeug.test import TestResponse

from portal.domain.accounts.account_models import Account, LinkFor
from portal.domain.accounts.contacts import Reach, read_phone
from portal.domain.accounts.links import send
from portal.domain.accounts.models import ContactKind
from portal.domain.catalogue.models import CourseSession
from portal.domain.jobs import fairs
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.board_models import JobFair
from portal.domain.jobs.choices import CvWanted
from portal.domain.jobs.posting_models import Posting
from portal.domain.mentoring.asking import suggest
from portal.domain.mentoring.choices import WEEK, VolunteerRole
from portal.domain.mentoring.pair_models import Meeting, Pair, Side
from portal.domain.mentoring.slot_models import Slot
from portal.domain.mentoring.slots_told import tell_yours
from portal.domain.mentoring.told import about_volunteer
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from portal.domain.moves import Role
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.models import Promise
from portal.domain.settings.pictures import keep
from portal.domain.signups.asked import home_zone
from portal.domain.signups.attendance_models import CheckInLink
from portal.domain.signups.bookings import send_link
from portal.domain.signups.calendar import calendar_token
from portal.domain.signups.check_in import link_token as check_in_token
from portal.domain.signups.check_in import make_link
from portal.domain.signups.data_requests import ask_for, give_copy
from portal.domain.signups.lookup import link_token
from portal.domain.signups.models import SignUp
from portal.web.access import Access, access_of, init_access
from tests import make, make_jobs, make_mentoring
from tests.blueprints.accounts.steps import SENTENCE, with_password
from tests.blueprints.letters import follow, link, offered, reminded, told, told_about
from tests.blueprints.steps import holding, path, tables
from tests.conftest import NOW, in_one_transaction, undone
from tests.domain.mentoring import offers, pairs
from tests.domain.mentoring.learners import learner
from tests.domain.mentoring.test_offering import begun, complete
from tests.domain.settings.test_pictures import png
from tests.domain.signups.applicants import applied, cohort, invited
from tests.html import PortalClient
from tests.unchanged import unchanged

ROLES = (
    "visitor",
    "holder",
    "holder of another",
    "came by link",
    "came by reminder",
    "came by offer",
    "asked",
    "came by interview",
    "came by account link",
    "came to bookings",
    "came to data",
    "came by open dates",
    "came by mentoring question",
    "came by volunteer's date",
    "came by offer of help",
    "came by meeting",
    "came by pair",
)


def only(status: int, *roles: str) -> tuple[int, ...]:
    """These roles get `status`, the others learn nothing."""
    return tuple(status if role in roles else 404 for role in ROLES)


def after_post(*statuses: int) -> tuple[int, ...]:
    """One status for everybody, or one for each role; nothing for those not named."""
    return statuses * len(ROLES) if len(statuses) == 1 else (*statuses, *[404] * (len(ROLES) - len(statuses)))


EVERYBODY = only(200, *ROLES)
HOLDER, LINKED = only(200, "holder"), only(200, "came by link")
PAIRED = only(200, "holder of another", "came by pair")
PAIR_SENDS = only(303, "holder of another", "came by pair")


#: What each role gets when it asks, and when it sends a form that is in order. A route that is not here fails.
OUTCOMES: dict[tuple[str, str], tuple[int, ...]] = {
    ("machines.root", "GET"): only(302, *ROLES),
    ("machines.live", "GET"): EVERYBODY,
    ("machines.ready", "GET"): EVERYBODY,
    ("machines.metrics", "GET"): only(404),
    ("pages.home", "GET"): EVERYBODY,
    ("pictures.picture", "GET"): EVERYBODY,
    ("volunteering.home", "GET"): EVERYBODY,
    ("volunteering.back", "GET"): only(200, "came by offer of help"),
    ("volunteering.ask_take_back", "GET"): only(200, "came by offer of help"),
    ("volunteering.do_take_back", "POST"): only(303, "came by offer of help"),
    ("volunteering.taken_back", "GET"): EVERYBODY,
    ("joining.form", "GET"): EVERYBODY,
    ("joining.do_join", "POST"): after_post(303),
    ("joining.sent", "GET"): EVERYBODY,
    ("company_letter.taken_back", "GET"): EVERYBODY,
    ("offering.begin_form", "GET"): EVERYBODY,
    ("offering.begin", "POST"): after_post(303),
    ("offering.step", "GET"): only(200, "came by offer of help"),
    ("offering.keep", "POST"): only(303, "came by offer of help"),
    ("offering.check", "GET"): only(200, "came by offer of help"),
    ("offering.do_send", "POST"): only(303, "came by offer of help"),
    ("offering.ask_later", "GET"): only(200, "came by offer of help"),
    ("offering.later", "POST"): only(303, "came by offer of help"),
    ("offering.sent", "GET"): EVERYBODY,
    ("offer_link.ask", "GET"): EVERYBODY,
    ("offer_link.send", "POST"): after_post(303),
    ("offer_link.sent", "GET"): EVERYBODY,
    ("pages.internships", "GET"): EVERYBODY,
    ("pages.legal", "GET"): EVERYBODY,
    ("pages.privacy", "GET"): EVERYBODY,
    ("pages.accessibility", "GET"): EVERYBODY,
    ("pages.leave", "POST"): after_post(303),
    ("catalogue.sessions", "GET"): EVERYBODY,
    ("catalogue.courses", "GET"): EVERYBODY,
    ("catalogue.course", "GET"): EVERYBODY,
    ("catalogue.course_session", "GET"): EVERYBODY,
    ("start.questions", "GET"): EVERYBODY,
    ("sitemap.robots", "GET"): EVERYBODY,
    ("sitemap.whole", "GET"): EVERYBODY,
    ("sitemap.part", "GET"): EVERYBODY,
    ("feeds.about", "GET"): EVERYBODY,
    ("feeds.calendar", "GET"): EVERYBODY,
    ("feeds.place_calendar", "GET"): EVERYBODY,
    ("feeds.course_calendar", "GET"): EVERYBODY,
    ("feeds.own_calendar", "GET"): EVERYBODY,
    ("feeds.dates_atom", "GET"): EVERYBODY,
    ("feeds.courses_atom", "GET"): EVERYBODY,
    ("jobs.list_of", "GET"): EVERYBODY,
    ("jobs.posting", "GET"): EVERYBODY,
    ("jobs.sheet", "GET"): EVERYBODY,
    ("jobs.company", "GET"): EVERYBODY,
    ("jobs_feed.atom", "GET"): EVERYBODY,
    ("report_posting.ask", "GET"): EVERYBODY,
    ("report_posting.send", "POST"): after_post(303),
    ("report_posting.sent", "GET"): EVERYBODY,
    ("favourites.list", "GET"): EVERYBODY,
    ("favourites.sheet", "GET"): EVERYBODY,
    ("favourites.keep", "GET"): EVERYBODY,
    ("favourites.do_keep", "POST"): after_post(303),
    ("favourites.let_go", "POST"): after_post(303),
    ("inclusion.structures", "GET"): EVERYBODY,
    ("inclusion.services", "GET"): EVERYBODY,
    ("seat.form", "GET"): EVERYBODY,
    ("seat.take", "POST"): after_post(303),
    ("seat.wait", "GET"): EVERYBODY,
    ("seat.join", "POST"): after_post(303),
    ("door.seats", "GET"): EVERYBODY,
    ("door.open_by_code", "POST"): after_post(303),
    ("door.follow_link", "GET"): only(303, *ROLES),
    ("door.follow_damaged", "GET"): only(404),
    ("door.check", "GET"): LINKED,
    ("door.open_by_link", "POST"): after_post(404, 404, 404, 303),
    ("card.show", "GET"): HOLDER,
    ("card.ics", "GET"): HOLDER,
    ("card.facts", "POST"): after_post(404, 303, 404, 404),
    ("card.ask_cancel", "GET"): HOLDER,
    ("card.do_cancel", "POST"): after_post(404, 303, 404, 404),
    ("card.accept", "POST"): after_post(404, 303, 404, 404),
    ("party.ask", "GET"): HOLDER,
    ("party.change", "POST"): after_post(404, 303, 404, 404),
    ("moving.ask", "GET"): HOLDER,
    ("moving.move", "POST"): after_post(404, 303, 404, 404),
    ("card.ask_contact", "GET"): HOLDER,
    ("card.do_contact", "POST"): after_post(404, 303, 404, 404),
    ("link.form", "GET"): EVERYBODY,
    ("link.send", "POST"): after_post(303),
    ("link.sent", "GET"): EVERYBODY,
    ("link.type_digits", "POST"): after_post(422),
    ("bookings.mine", "GET"): only(200, "came to bookings"),
    ("bookings.say_name", "POST"): only(303, "came to bookings"),
    ("bookings.open_card", "GET"): only(303, "came to bookings"),
    ("bookings.open_job", "GET"): only(303, "came to bookings"),
    ("bookings.keep", "POST"): only(303, "came to bookings"),
    ("bookings.ask_data", "POST"): only(303, "came to bookings"),
    ("data.ask", "GET"): HOLDER,
    ("data.send", "POST"): after_post(404, 303, 404, 404),
    ("data.show_on_card", "GET"): only(404),
    ("data.copy", "GET"): only(200, "came to data"),
    ("data.say_name", "POST"): only(303, "came to data"),
    ("data.as_json", "GET"): only(200, "came to data"),
    ("impact.figures", "GET"): EVERYBODY,
    ("places.places", "GET"): EVERYBODY,
    ("places.place", "GET"): EVERYBODY,
    ("prints.poster", "GET"): EVERYBODY,
    ("prints.sheet", "GET"): EVERYBODY,
    ("prints.programme", "GET"): EVERYBODY,
    ("short.follow", "GET"): only(302, *ROLES),
    ("kept.shelf", "GET"): EVERYBODY,
    ("kept.copy", "GET"): HOLDER,
    ("kept.manifest", "GET"): EVERYBODY,
    ("worker.script", "GET"): EVERYBODY,
    ("letter.follow", "GET"): only(303, *ROLES),
    ("letter.follow_to_stop", "GET"): only(303, *ROLES),
    ("letter.follow_damaged", "GET"): only(404),
    ("check_in_entry.follow", "GET"): only(303, *ROLES),
    ("check_in_entry.follow_damaged", "GET"): only(404),
    ("letter.ask_stop", "GET"): only(200, "came by reminder"),
    ("letter.stop", "POST"): only(303, "came by reminder"),
    ("letter.again", "POST"): only(303, "came by reminder"),
    ("reminder.show", "GET"): only(200, "came by reminder"),
    ("reminder.say_yes", "POST"): only(303, "came by reminder"),
    ("reminder.ask_no", "GET"): only(200, "came by reminder"),
    ("reminder.say_no", "POST"): only(303, "came by reminder"),
    ("reminder.call_me", "POST"): only(303, "came by reminder"),
    ("offer.show", "GET"): only(200, "came by offer"),
    ("offer.say_yes", "POST"): only(303, "came by offer"),
    ("offer.ask_no", "GET"): only(200, "came by offer"),
    ("offer.say_no", "POST"): only(303, "came by offer"),
    ("apply.form", "GET"): EVERYBODY,
    ("apply.send", "POST"): after_post(303),
    ("fairs.fair", "GET"): EVERYBODY,
    ("fair_link.follow", "GET"): only(303, *ROLES),
    ("fair_link.ask", "GET"): only(404, *ROLES),
    ("fair_link.become", "POST"): after_post(404),
    ("job_apply.form", "GET"): EVERYBODY,
    ("job_apply.send", "POST"): after_post(303),
    ("interview.yes", "POST"): after_post(404, 303, 404, 404),
    ("interview.another", "POST"): after_post(404, 303, 404, 404),
    ("interview.show", "GET"): only(200, "came by interview"),
    ("interview.yes_by_link", "POST"): only(303, "came by interview"),
    ("interview.another_by_link", "POST"): only(303, "came by interview"),
    ("interview.ask_withdraw", "GET"): only(200, "came by interview"),
    ("interview.withdraw_by_link", "POST"): only(303, "came by interview"),
    ("volunteer_date.show", "GET"): only(200, "came by volunteer's date"),
    ("volunteer_date.yes", "POST"): only(422, "came by volunteer's date"),
    ("volunteer_date.another", "POST"): only(303, "came by volunteer's date"),
    ("volunteer_date.ask_withdraw", "GET"): only(200, "came by volunteer's date"),
    ("volunteer_date.withdraw", "POST"): only(303, "came by volunteer's date"),
    ("looking.show", "GET"): HOLDER,
    ("looking.ask_change", "GET"): only(303, "holder"),
    ("looking.send", "POST"): only(303, "holder"),
    ("looking.ask_stop", "GET"): only(303, "holder"),
    ("looking.stop", "POST"): only(303, "holder"),
    ("mentors.directory", "GET"): only(303, "holder"),
    ("mentors.order", "GET"): only(303, "holder"),
    ("mentors.ask", "POST"): only(303, "holder"),
    ("mentors.ask_back", "GET"): only(303, "holder"),
    ("mentors.back", "POST"): only(303, "holder"),
    ("pair_answer.show", "GET"): only(200, "came by mentoring question"),
    ("pair_answer.yes_by_letter", "POST"): only(303, "came by mentoring question"),
    ("pair_answer.ask_no_by_letter", "GET"): only(200, "came by mentoring question"),
    ("pair_answer.no_by_letter", "POST"): only(303, "came by mentoring question"),
    ("pair_answer.own", "GET"): HOLDER,
    ("pair_answer.yes", "POST"): only(303, "holder"),
    ("pair_answer.ask_no", "GET"): HOLDER,
    ("pair_answer.no", "POST"): only(303, "holder"),
    # The learner of the pair holds the other card; the mentor came by a link to their page.
    **{(one, "GET"): PAIRED for one in ("pair.show", "pair_goals.edit", "meeting.show_mine", "meeting.ask_new")},
    **{(f"pair_meetings.{one}", "GET"): PAIRED for one in ("ask_plan", "ask_change", "ask_off", "ics")},
    **{(f"pair_meetings.{one}", "POST"): PAIR_SENDS for one in ("plan", "change", "call_off")},
    **{(f"meeting.{one}", "POST"): PAIR_SENDS for one in ("say_mine", "went_mine", "say_new")},
    ("pair_goals.save", "POST"): PAIR_SENDS,
    ("pair_goals.press", "POST"): PAIR_SENDS,
    ("pair_contacts.press", "POST"): PAIR_SENDS,
    **{(one, "GET"): PAIRED for one in ("pair_letters.show", "pair_problem.show", "pair_end.show")},
    **{(f"pair_{one}", "POST"): PAIR_SENDS for one in ("letters.send", "problem.send", "end.pause", "end.end")},
    ("pair_end.go_on", "POST"): only(409, "holder of another", "came by pair"),
    ("pair_survey.show_mine", "GET"): PAIRED,
    ("pair_survey.send_mine", "POST"): PAIR_SENDS,
    ("meeting.show", "GET"): only(200, "came by meeting"),
    ("meeting.say", "POST"): only(303, "came by meeting"),
    ("meeting.went", "POST"): only(303, "came by meeting"),
    ("meeting.ask_off", "GET"): only(200, "came by meeting"),
    ("meeting.call_off", "POST"): only(303, "came by meeting"),
    ("pair.by_letter", "GET"): only(303, "came by pair"),
    # For whoever came by another link of a pair: see `tests/blueprints/pairs`.
    ("pair_survey.show", "GET"): only(404),
    ("pair_survey.send", "POST"): only(404),
    ("slots.open", "GET"): only(200, "came by open dates"),
    ("slots.slot", "GET"): only(200, "came by open dates"),
    ("slots.take", "POST"): only(303, "came by open dates"),
    ("slots.swap", "POST"): only(303, "came by open dates"),
    ("slots.keep", "POST"): only(303, "came by open dates"),
    ("slots.ask_give_back", "GET"): only(200, "came by open dates"),
    ("slots.give_back", "POST"): only(303, "came by open dates"),
    ("slots.ics", "GET"): only(200, "came by open dates"),
    ("call.form", "GET"): EVERYBODY,
    ("call.ask", "POST"): after_post(303),
    ("call.form_about", "GET"): EVERYBODY,
    ("call.ask_about", "POST"): after_post(303),
    ("wish.form", "GET"): EVERYBODY,
    ("wish.ask", "POST"): after_post(303),
    ("save_search.ask", "GET"): EVERYBODY,
    ("save_search.save", "POST"): after_post(303),
    # Without what it is to say it is no page.
    ("save_search.saved", "GET"): only(404),
    ("asked.show", "GET"): only(200, "asked"),
    ("asked.back", "POST"): only(303, "asked"),
    ("account.sign_in", "GET"): EVERYBODY,
    ("account.do_sign_in", "POST"): after_post(303),
    ("account.sign_out", "POST"): after_post(303),
    ("second_step.code", "GET"): only(303, *ROLES),
    ("second_step.check_code", "POST"): only(404),
    ("second_step.setup", "GET"): only(303, *ROLES),
    ("second_step.do_setup", "POST"): only(404),
    ("account_link.ask", "GET"): EVERYBODY,
    ("account_link.do_ask", "POST"): after_post(303),
    ("account_link.sent", "GET"): EVERYBODY,
    ("account_link.show", "GET"): only(200, "came by account link"),
    ("account_link.use", "POST"): only(303, "came by account link"),
    ("demo.messages", "GET"): only(404),
}
#: What asks for an account, or for a trainer's link, has a table of its own.
WITH_ACCOUNT = {Access.ACCOUNT, Access.STAFF, Access.ADMIN, Access.CHECK_IN, Access.VOLUNTEER, Access.SAFEGUARDING}
#: What opens by a letter about work, for a recruiter or an applicant, is walked in `tests/test_jobs_access.py`.
OF_JOBS = {
    *("company_letter", "posting_letter", "job_answer", "job_cv", "job_files", "placement", "job", "saved_search"),
}
FOR_WORK = {Access.RECRUITER, Access.APPLICANT, Access.TABLET}
#: Leaving protects somebody; a stranger who makes it happen does no harm (see `pages.leave`).
WITHOUT_TOKEN = {"pages.leave"}

#: A meeting of a pair, as its forms say it.
WHEN = {"day": "2026-12-03", "hour": "18:00", "length": "60", "mode": "phone"}
#: What is pressed on the pages of a pair.
_HOW = {"pair_contacts.press": "show", "pair_goals.press": "reached"}


@dataclass
class Scene:
    """One booking, and how its routes are addressed."""

    app: Flask
    sign_up: SignUp
    another: SignUp
    #: A course session with a line to join.
    full: CourseSession

    @cached_property
    def reminder(self) -> Message:
        return reminded()[1]

    @cached_property
    def offer(self) -> Message:
        return offered()[1]

    @cached_property
    def cohort(self) -> CourseSession:
        """A course session that is applied for."""
        made = cohort()
        make.db.session.commit()
        return made

    @cached_property
    def posting(self) -> Posting:
        """A posting that takes applications."""
        made = make_jobs.posting(cv=CvWanted.WELCOME)
        make.db.session.commit()
        return made

    @cached_property
    def fair(self) -> JobFair:
        """A job fair that is open now."""
        made = make_jobs.fair(NOW - timedelta(hours=1), self.posting.company)
        make.db.session.commit()
        return made

    @cached_property
    def tablet_token(self) -> str:
        token = fairs.new_tablet_link(self.fair)
        make.db.session.commit()
        return token

    @cached_property
    def interview(self) -> Message:
        """The message by which somebody who applied there was asked to an interview."""
        applicant = applied(self.cohort, first_name="Idris")
        invited(applicant)
        return told_about(applicant, MessageKind.INTERVIEW_PROPOSED)

    @cached_property
    def help_offered(self) -> Message:
        """The link to an offer to help that is not sent yet."""
        draft = complete(begun("claire@example.org"))
        make.db.session.commit()
        return told(about_volunteer(draft), MessageKind.VOLUNTEER_DRAFT)

    @cached_property
    def volunteers_date(self) -> Message:
        """The message by which somebody who offers help was asked to an interview."""
        helper = offers.offered()
        offers.invited(helper)
        return told(about_volunteer(helper), MessageKind.VOLUNTEER_INTERVIEW)

    @cached_property
    def volunteer(self) -> Account:
        """Somebody with an account and a password."""
        return with_password()

    @cached_property
    def account_link(self) -> Message:
        message = send(self.volunteer, LinkFor.SIGN_IN, self.sign_up.course_session.place.zone, NOW)
        make.db.session.commit()
        return message

    @cached_property
    def bookings(self) -> Message:
        """The link to all bookings of a contact."""
        return self._told_to_nour(
            lambda reach, now: send_link(reach, "en", home_zone(), now), MessageKind.MY_BOOKINGS
        )

    @cached_property
    def applied(self) -> JobApplication:
        """What the one with these bookings applied for."""
        made = make_jobs.application(person=self.sign_up.person)
        make.db.session.commit()
        return made

    @cached_property
    def ready(self) -> Message:
        """The link to the copy of what is held on somebody."""

        def give(reach: Reach, now: datetime) -> None:
            asked = ask_for(PromiseKind.DATA_COPY, self.sign_up.person, "en", home_zone(), now)
            give_copy(asked, Role.STAFF, now)

        return self._told_to_nour(give, MessageKind.DATA_READY)

    def _told_to_nour(self, do: Callable[[Reach, datetime], None], kind: MessageKind) -> Message:
        contact = self.sign_up.person.contacts[0]
        do(Reach(ContactKind(contact.kind), contact.value), NOW)
        make.db.session.commit()
        return make.db.session.scalars(make.db.select(Message).where(Message.kind == kind)).one()

    @cached_property
    def suggested(self) -> Pair:
        """A mentor whom the team would like for the learner of the booking."""
        pair = suggest(learner(self.sign_up), make_mentoring.volunteer(), NOW)
        make.db.session.commit()
        return pair

    @cached_property
    def question(self) -> Message:
        """The message by which that mentor was asked."""
        return told(about_volunteer(self.suggested.volunteer), MessageKind.PAIR_ASKED)

    @cached_property
    def slot(self) -> Slot:
        """A date that somebody comes to, to help."""
        coach = make_mentoring.volunteer(roles=[VolunteerRole.COACH], week=list(WEEK))
        made = make_mentoring.slot(make.course_session(place=make.place(online=True)).dates[0], held_by=coach)
        tell_yours(made, "taken", NOW)
        make.db.session.commit()
        return made

    @cached_property
    def slot_letter(self) -> Message:
        assert self.slot.volunteer
        return told(about_volunteer(self.slot.volunteer), MessageKind.SLOT_YOURS)

    @cached_property
    def meeting(self) -> Meeting:
        """What the other learner and a mentor planned, who have met once."""
        pair = pairs.begun(mentee=make_mentoring.mentee(self.another))
        pairs.met(pair)
        return pairs.planned(pair, side=Side.LEARNER)

    @cached_property
    def plan(self) -> Message:
        """The message by which that mentor heard of it."""
        return told(about_volunteer(self.meeting.pair.volunteer), MessageKind.MEETING_PLANNED)

    @cached_property
    def begins(self) -> Message:
        """The message by which the same mentor heard that both had said yes."""
        return told(about_volunteer(self.meeting.pair.volunteer), MessageKind.PAIR_BEGINS)

    @cached_property
    def check_in_link(self) -> CheckInLink:
        link = make_link(self.sign_up.course_session, "Awa", None, NOW)
        make.db.session.commit()
        return link

    @cached_property
    def picture(self) -> str:
        """The logo of the association."""
        found = keep(png(), NOW).digest
        make.db.session.commit()
        return found

    @cached_property
    def owed(self) -> str:
        """What one visitor asked for."""
        form = self.app.test_client().get_page("/en/call").form("#call-form form")
        return path(form.fill(first_name="Nour", phone="06 12 34 56 78", consent="y").send()).rsplit("/", 1)[1]

    def complete(self) -> "Scene":
        """With all that any route is about, made now."""
        assert self.reminder and self.offer and self.owed and self.interview and self.account_link
        assert self.help_offered and self.plan and self.begins
        assert self.check_in_link and self.picture and self.question and self.volunteers_date
        assert self.bookings and self.applied and self.ready and self.slot_letter
        assert self.posting and self.tablet_token
        assert self.addresses and self.forms and self.secrets and self.visitors
        return self

    def address(self, rule: Rule) -> str:
        return self.addresses[rule.endpoint, rule.rule]

    @cached_property
    def addresses(self) -> dict[tuple[str, str], str]:
        """Where each route is. Asked once: every look at a record after a request is a look into the database."""
        with self.app.test_request_context():
            bound = self.app.url_map.bind("portal.test")
            return {(rule.endpoint, rule.rule): self._address(rule, bound) for rule, _ in rules(self.app)}

    def _address(self, rule: Rule, bound: MapAdapter) -> str:
        ref = self.sign_up.course_session.ref
        if rule.endpoint.startswith("bookings."):
            ref = self.bookings.ref
        elif rule.endpoint in {"data.copy", "data.say_name", "data.as_json"}:
            ref = self.ready.ref
        elif rule.endpoint.startswith(("card.", "door.", "party.", "moving.", "kept.", "data.")):
            ref = self.sign_up.ref
        elif rule.endpoint.startswith(("looking.", "mentors.")):
            ref = self.suggested.mentee.sign_up.ref
        elif rule.endpoint.startswith("pair_answer."):
            ref = self.question.ref if rule.rule.startswith("/<lang:lang>/mentor-answers/") else self.suggested.ref
        elif rule.endpoint.startswith("slots."):
            ref = self.slot_letter.ref
        elif rule.endpoint == "pair.by_letter":
            ref = self.begins.ref
        elif rule.endpoint.startswith(("pair", "meeting.")):
            ref = self.meeting.pair.ref if "/pairs/" in rule.rule else self.plan.ref
        elif rule.endpoint in {"seat.wait", "seat.join"}:
            ref = self.full.ref
        elif rule.endpoint.startswith(("reminder.", "letter.")):
            ref = self.reminder.ref
        elif rule.endpoint.startswith("offer."):
            ref = self.offer.ref
        elif rule.endpoint.startswith("jobs."):
            ref = self.posting.company.ref if rule.endpoint == "jobs.company" else self.posting.ref
        elif rule.endpoint == "fairs.fair":
            ref = self.fair.ref
        elif rule.endpoint.startswith(("job_apply.", "report_posting.", "favourites.")):
            ref = self.posting.ref
        elif rule.endpoint.startswith("apply."):
            ref = self.cohort.ref
        elif rule.endpoint.startswith("volunteering."):
            ref = self.help_offered.ref
        elif rule.endpoint.startswith("offering."):
            ref = by_name(self.help_offered.about).ref
        elif rule.endpoint.startswith("volunteer_date."):
            ref = self.volunteers_date.ref
        elif rule.endpoint.startswith("interview."):
            ref = self.interview.ref if rule.rule.startswith("/<lang:lang>/interviews/") else self.sign_up.ref
        elif rule.endpoint.startswith("asked."):
            ref = self.owed
        elif rule.endpoint.startswith("account_link."):
            ref = self.account_link.ref
        known = {"lang": "en", "slug": self.sign_up.course_session.course.slug, "ref": ref}
        known |= {"token": link_token(self.sign_up), "typed": "a-damaged-one", "digest": self.picture}
        known |= {"number": "1", "wanted": "link", "booking": self.sign_up.ref, "what": "copy", "step": "roles"}
        known |= {"slot": self.slot.ref, "job": self.applied.ref}
        known |= {"meeting": self.meeting.ref, "how": _HOW.get(rule.endpoint, "well")}
        if rule.endpoint == "impact.figures":
            known["number"] = "2026"
        if rule.endpoint == "feeds.own_calendar":
            known["token"] = calendar_token(self.sign_up)
        if "/places/" in rule.rule:
            known["slug"] = self.sign_up.course_session.place.slug
        if rule.endpoint.startswith("letter."):
            known["token"] = link(self.reminder).removeprefix("/l/")
        if rule.endpoint.startswith("check_in_entry."):
            known["token"] = check_in_token(self.check_in_link)
        if rule.endpoint.startswith("fair_link."):
            known["token"] = self.tablet_token
        return bound.build(
            rule.endpoint, {name: known[name] for name in rule.arguments}, method=sorted(rule.methods or ())[-1]
        )

    def client(self, role: str) -> PortalClient:
        """A browser of its own, that came as this role comes."""
        return self.visitors[role].twin()

    @cached_property
    def visitors(self) -> dict[str, PortalClient]:
        return {role: self._arrived(role) for role in ROLES}

    def _arrived(self, role: str) -> PortalClient:
        client: PortalClient = self.app.test_client()
        if role == "holder":
            holding(client, self.sign_up)
        elif role == "holder of another":
            holding(client, self.another)
        elif role == "came by link":
            client.get_page(f"/en/l/{link_token(self.sign_up)}")
        elif role == "came by reminder":
            follow(client, self.reminder)
        elif role == "came by offer":
            follow(client, self.offer)
        elif role == "came by interview":
            follow(client, self.interview)
        elif role == "came by offer of help":
            follow(client, self.help_offered)
        elif role == "came by volunteer's date":
            follow(client, self.volunteers_date)
        elif role == "came by mentoring question":
            follow(client, self.question)
        elif role == "came by open dates":
            follow(client, self.slot_letter)
        elif role == "came by meeting":
            follow(client, self.plan)
        elif role == "came by pair":
            follow(client, self.begins)
        elif role == "came by account link":
            follow(client, self.account_link)
        elif role in {"came to bookings", "came to data"}:
            message = self.bookings if role == "came to bookings" else self.ready
            follow(client, message).form().fill(first_name="Nour").send()
        elif role == "asked":
            follow(client, told(f"promise:{asked_for(self.owed)}", MessageKind.CALL_PROMISED))
        return client

    def given(self, endpoint: str) -> dict[str, Any]:
        """What a form in order says."""
        return self.forms.get(endpoint, {})

    @cached_property
    def secrets(self) -> tuple[str, ...]:
        """What nobody but its owner reads."""
        return "Nour", self.sign_up.code, "56 78"

    @cached_property
    def forms(self) -> dict[str, dict[str, Any]]:
        return {
            "seat.take": {"first_name": "Adam", "reach_by": "none", "party": "1", "consent": "y"},
            "seat.join": {"first_name": "Adam", "reach_by": "none", "party": "1", "consent": "y"},
            "apply.send": {"first_name": "Adam", "reach_by": "none", "consent": "y"},
            "job_apply.send": {
                **{"who": "", "first_name": "Adam", "reach_by": "email", "email": "adam@example.org"},
                **{"how": "neither", "consent": "y"},
            },
            "report_posting.send": {"why": "money"},
            "party.change": {"party": "2"},
            "pair_letters.send": {"text": "May we meet at the library?"},
            "pair_problem.send": {"text": "I am afraid."},
            "pair_end.pause": {"day": (NOW + timedelta(days=20)).date().isoformat()},
            "pair_end.end": {"why": "time", "again": "no"},
            "moving.move": {"to": self.another.course_session.ref},
            "door.open_by_code": {"code": self.sign_up.code, "first_name": self.sign_up.person.first_name},
            "door.open_by_link": {"code": self.sign_up.code},
            "card.facts": {"language": "ar", "note": "changed"},
            "card.do_contact": {"reach_by": "none"},
            "link.send": {"reach_by": "email", "email": "adam@example.org"},
            "link.type_digits": {"code": "000000"},
            "bookings.say_name": {"first_name": "Nour"},
            "data.say_name": {"first_name": "Nour"},
            "call.ask": {"first_name": "Adam", "phone": "06 22 34 56 78", "consent": "y"},
            "call.ask_about": {"first_name": "Adam", "phone": "06 22 34 56 78", "consent": "y"},
            "joining.do_join": {
                **{"name": "Canal", "kind": "association", "country": "BE", "recruiter": "Ana"},
                **{"email": "ana@canal.example", "charter": "y"},
            },
            "offering.begin": {"first_name": "Adam", "email": "helping@example.org"},
            "offering.keep": {"roles": "speaker"},
            "offer_link.send": {"email": "helping@example.org"},
            "account.do_sign_in": {"email": self.volunteer.email, "password": SENTENCE},
            "account_link.do_ask": {"reach_by": "email", "email": "adam@example.org"},
            "pair_meetings.plan": WHEN,
            "pair_meetings.change": WHEN,
            "meeting.say_new": WHEN | {"day": "2026-11-20"},
            "meeting.say": {"length": "60"},
            "meeting.say_mine": {"length": "60"},
            "pair_survey.send_mine": {"fit": "yes"},
            "looking.send": {"topics": ["cv"], "spoken": ["fr"], "online": "y", "consent": "y"},
            "wish.ask": {"first_name": "Adam", "reach_by": "email", "email": "adam@example.org", "consent": "y"},
            "save_search.save": {"reach_by": "email", "email": "adam@example.org", "every": "day", "consent": "y"},
        }


@pytest.fixture(scope="module")
def stage(filled_app: Flask) -> Iterator[Scene]:
    """One of everything, made once for all the walks of this file."""
    with in_one_transaction(filled_app):
        with time_machine.travel(NOW, tick=False):
            sign_up = make.sign_up(first_name="Nour", reach=read_phone("0612345678", "FR"))
            full = make.course_session(capacity=1)
            make.fill(full, 1)
            scene = Scene(filled_app, sign_up, make.sign_up(first_name="Amal"), full).complete()
        yield scene


@pytest.fixture
def app(stage: Scene) -> Iterator[Flask]:
    """The app over that scene. What a walk does to it is undone."""
    with undone(stage.app):
        yield stage.app


@pytest.fixture
def scene(app: Flask, stage: Scene) -> Scene:
    return stage


def token_of(client: PortalClient) -> str:
    """What this very browser was given, to send forms with."""
    return str(client.get_page("/en/seats").form("#code-form form")["csrf_token"])


def by_name(about: str) -> Volunteer:
    return make.db.session.get_one(Volunteer, int(about.partition(":")[2]))


def asked_for(ref: str) -> int:
    return make.db.session.scalars(make.db.select(Promise.id).where(Promise.ref == ref)).one()


def rules(app: Flask, method: str | None = None) -> list[tuple[Rule, str]]:
    """Every route that asks for no account, with each of its own methods."""
    return [
        (rule, one)
        for rule in app.url_map.iter_rules()
        if access_of(rule.endpoint) not in WITH_ACCOUNT and not of_jobs(rule.endpoint)
        for one in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        if method in {None, one}
    ]


def of_jobs(endpoint: str) -> bool:
    """Does this route have its row in the table of the jobs board?"""
    mark = access_of(endpoint)
    return mark in FOR_WORK or (mark is Access.LETTER and endpoint.partition(".")[0] in OF_JOBS)


def unmarked(app: Flask) -> list[str]:
    with app.app_context():
        return [rule.endpoint for rule, _ in rules(app) if access_of(rule.endpoint) is None]


def test_every_view_is_marked_with_who_may_enter(app):
    assert unmarked(app) == []


def test_a_view_without_a_mark_is_found_and_answers_nobody():
    bare = Flask("bare", static_folder=None)
    init_access(bare)
    bare.add_url_rule("/secret", "secret", lambda: "secret")

    assert unmarked(bare) == ["secret"]
    assert bare.test_client().get("/secret").status_code == 404


def test_the_table_names_every_route_and_no_other(app):
    assert sorted({(rule.endpoint, method) for rule, method in rules(app)}) == sorted(OUTCOMES)


def forms_for(role: str, allowed: bool) -> list[str]:
    """The forms that let this role in, or that do not."""
    number = ROLES.index(role)
    return [
        one for (one, method), roles in OUTCOMES.items() if method == "POST" and (roles[number] != 404) == allowed
    ]


@pytest.mark.parametrize("role", ROLES)
def test_each_form_lets_in_whom_the_table_says(app, scene, role):
    """Each form is sent by a browser of its own and then undone: what one does must not open or close the next."""
    client, allowed = scene.client(role), forms_for(role, True)
    token, got = token_of(client), {}
    for rule, _ in rules(app, "POST"):
        if rule.endpoint in allowed:
            with undone(app):
                answer = client.twin().post(
                    scene.address(rule), data=scene.given(rule.endpoint) | {"csrf_token": token}
                )
                got[rule.endpoint] = answer.status_code

    assert got == {form: OUTCOMES[form, "POST"][ROLES.index(role)] for form in allowed}


@pytest.mark.parametrize("role", ROLES)
def test_no_form_lets_in_anybody_else_and_nothing_changes(app, scene, role):
    client, refused = scene.client(role), forms_for(role, False)
    token, wrong = token_of(client), []
    with unchanged() as walk:
        for rule, _ in rules(app, "POST"):
            if rule.endpoint in refused:
                answer = client.post(scene.address(rule), data=scene.given(rule.endpoint) | {"csrf_token": token})
                if answer.status_code != 404 or tells(scene, answer) or walk.changed():
                    wrong.append((rule.endpoint, answer.status_code, tells(scene, answer)))
        assert wrong == []


@pytest.mark.parametrize("role", ROLES)
def test_each_page_answers_each_role_as_the_table_says_and_changes_nothing(app, scene, role):
    """A visitor of its own for each page: what one page lets in must not open the next."""
    client, wrong = scene.client(role), []
    with unchanged() as walk:
        for rule, _ in rules(app, "GET"):
            answer = client.twin().get(scene.address(rule))

            expected, told = OUTCOMES[rule.endpoint, "GET"][ROLES.index(role)], answer.status_code == 404
            found = (answer.status_code, walk.changed(), told and tells(scene, answer))
            if found != (expected, False, told and []):
                wrong.append((rule.endpoint, expected, *found))
        assert wrong == []


def tells(scene: Scene, answer: TestResponse) -> list[str]:
    """What this answer says of somebody else."""
    source = answer.get_data(as_text=True)
    return [secret for secret in scene.secrets if secret in source]


@pytest.mark.parametrize("role", ROLES)
def test_no_form_does_anything_without_a_token(app, scene, role):
    client, allowed = scene.client(role), forms_for(role, True)
    token, wrong = token_of(client), []
    with unchanged() as walk:
        for rule, _ in rules(app, "POST"):
            if rule.endpoint in WITHOUT_TOKEN:
                continue
            address, sent = scene.address(rule), scene.given(rule.endpoint)
            for forged in ({}, *({"csrf_token": said} for said in ("", "forged", token[:-1]))):
                status = client.post(address, data=sent | forged).status_code
                if status != (422 if rule.endpoint in allowed else 404) or walk.changed():
                    wrong.append((rule.endpoint, forged, status))
        assert wrong == []


def test_a_token_of_one_browser_is_worth_nothing_in_another(scene, client):
    holder = scene.client("holder")
    own, stolen = token_of(holder), token_of(client)
    assert own != stolen
    before = tables()

    addresses = ("facts", "cancel", "contact", "accept", "party", "move")
    for endpoint, address in zip(
        ("card.facts", "card.do_cancel", "card.do_contact", "card.accept", "party.change", "moving.move"),
        addresses,
        strict=True,
    ):
        sent = scene.given(endpoint) | {"csrf_token": stolen}
        assert holder.post(f"/en/seats/{scene.sign_up.ref}/{address}", data=sent).status_code == 422

    assert tables() == before


@pytest.mark.parametrize("role", ROLES)
def test_looking_without_reading_and_asking_for_options_never_fail(app, scene, role):
    client, wrong = scene.client(role), []
    with unchanged() as walk:
        for rule in {rule.endpoint: rule for rule, _ in rules(app)}.values():
            address, visitor = scene.address(rule), client.twin()
            head, options = visitor.head(address), visitor.options(address)
            if "GET" in (rule.methods or ()):
                expected = {OUTCOMES[rule.endpoint, "GET"][ROLES.index(role)]}
                known = "GET" in options.headers["Allow"]
            else:
                expected, known = {200, 303, 404, 405}, True
            found = head.status_code in expected, head.get_data(), options.status_code, known, walk.changed()
            if found != (True, b"", 200, True, False):
                wrong.append((rule.endpoint, head.status_code, *found))
        assert wrong == []


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"])
def test_a_method_a_page_does_not_know_changes_nothing_and_says_what_it_knows(app, scene, method):
    client, wrong = scene.client("holder"), []
    addresses = app.url_map.bind("portal.test")
    with unchanged() as walk:
        for rule, own in rules(app):
            address = scene.address(rule)
            if own == method or (method == "POST" and "POST" in addresses.allowed_methods(address)):
                continue
            answer = client.open(address, method=method)
            found = answer.status_code, own in answer.headers["Allow"], walk.changed()
            if found != (405, True, False):
                wrong.append((rule.endpoint, *found))
        assert wrong == []


def pages_marked(app: Flask, *marks: Access) -> list[Rule]:
    return [rule for rule, _ in rules(app, "GET") if access_of(rule.endpoint) in marks]


def test_a_public_page_is_the_same_for_everybody_and_sets_no_cookie(app, scene):
    """What it says must not depend on who asks, or a shared cache would tell."""
    clients, visitor, wrong = {role: scene.client(role) for role in ROLES}, app.test_client(), []
    for rule in pages_marked(app, Access.PUBLIC):
        address = scene.address(rule)
        said = visitor.get(address).get_data()
        for role, client in clients.items():
            app.extensions["page_cache"].clear()  # from memory it would be the same in any case
            answer = client.get(address)
            cookies = "Set-Cookie" in answer.headers or "Cookie" in answer.headers.get("Vary", "")
            if cookies or answer.get_data() != said:
                wrong.append((rule.endpoint, role))
    assert wrong == []


@pytest.mark.parametrize("encoding", ["identity", "br", "gzip"])
def test_a_public_page_is_not_sent_again_to_who_has_it(app, scene, encoding):
    client = app.test_client()
    for rule in pages_marked(app, Access.PUBLIC):
        if rule.endpoint == "pictures.picture":  # who has it never asks again
            continue
        address, accepted = scene.address(rule), {"Accept-Encoding": encoding}
        first = client.get(address, headers=accepted)
        assert (first.status_code, first.headers["Cache-Control"]) == (200, "public, no-cache")
        assert first.headers.get("Content-Encoding", "identity") == encoding

        again = client.get(address, headers=accepted | {"If-None-Match": first.headers["ETag"]})

        assert (rule.endpoint, again.status_code, again.get_data()) == (rule.endpoint, 304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]
        assert again.headers["Cache-Control"] == "public, no-cache"
        assert again.headers.get("Vary") == first.headers.get("Vary")
        assert client.get(address, headers=accepted | {"If-None-Match": '"old"'}).status_code == 200


def test_a_public_page_that_changed_is_sent_again(scene, client):
    address = f"/en/sessions/{scene.sign_up.course_session.ref}"
    tag = client.get(address).headers["ETag"]
    make.fill(scene.sign_up.course_session, 11)

    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("role", ROLES)
def test_a_page_made_for_one_person_is_kept_by_no_cache_and_names_itself_to_nobody(app, scene, role):
    client = scene.client(role)
    for rule in pages_marked(app, Access.FORM, Access.HOLDER, Access.LETTER, Access.ASKED):
        answer = client.get(scene.address(rule))
        assert (rule.endpoint, answer.headers["Cache-Control"]) == (rule.endpoint, "no-store")
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "ETag" not in answer.headers


def test_an_error_is_kept_by_no_cache(client):
    for address in ("/en/nothing", "/en/sessions/abcdefgh", "/de/"):
        assert client.get(address).headers["Cache-Control"] == "no-store"
