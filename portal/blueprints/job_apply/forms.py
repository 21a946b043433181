"""The form of an application: for oneself, or on a learner's behalf. Three minutes on a phone."""

import re
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)

from portal import clock
from portal.domain.accounts.account_models import Account
from portal.domain.accounts.models import Person
from portal.domain.jobs.application_models import Applied
from portal.domain.jobs.applying import SURNAME_MOST, WORDS_MOST, Wish
from portal.domain.jobs.choices import MOST_QUESTIONS, CvWanted
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.profile import Followed, followed, held_people
from portal.domain.mentoring.choices import SPOKEN
from portal.web import holder
from portal.web.forms import PortalForm
from portal.web.job_cards import in_its_language
from portal.web.languages import gettext as _
from portal.web.languages import language, offered
from portal.web.mentoring import spoken_words
from portal.web.people_forms import FirstNameMixin, ReachMixin, one_line
from portal.web.uploads import CvField
from portal.web.week import WeekField

#: The wording of the consent this form shows; a new wording gets a new name.
CONSENT_VERSION = "2026-11"
_ONE_OF_THESE = _l("Choose one of the answers shown.")
_FORM_KEY = re.compile(r"[A-Za-z0-9_-]{22}")
#: How somebody presents themselves: with a file, by some questions, by neither.
FILE, QUESTIONS, NEITHER = "file", "questions", "neither"


class ApplyForm(FirstNameMixin, ReachMixin, PortalForm):
    """Who, a CV or some questions, the company's questions, a few words; consent."""

    must_be_reached = True

    surname = StringField(_l("Your family name, if you like"), filters=[one_line])
    who = RadioField(_l("Who applies?"), default="", invalid_choice_message=_ONE_OF_THESE)
    how = RadioField(_l("Do you have a CV?"), invalid_choice_message=_l("Say whether you send a CV."))
    cv = CvField(_l("Your CV"))
    did = TextAreaField(_l("What have you done so far?"))
    can = TextAreaField(_l("What can you do well?"))
    spoken = SelectMultipleField(_l("Which languages do you speak?"), invalid_choice_message=_ONE_OF_THESE)
    week = WeekField(_l("When are you free?"))
    start = StringField(_l("From which day?"), filters=[one_line])
    question_0 = TextAreaField()
    question_1 = TextAreaField()
    question_2 = TextAreaField()
    words = TextAreaField(_l("A few words to the company"))
    with_courses = BooleanField()
    consent = BooleanField()
    #: Sent twice, it finds the same application.
    key = HiddenField()

    def __init__(self, posting: Posting, form_key: str) -> None:
        """`form_key` is this browser's for the posting; a form that comes back brings its own."""
        self.known: dict[str, Person] = self.known_people()
        spoken = language().code
        super().__init__(data={"who": next(iter(self.known), ""), "spoken": [spoken] if spoken in SPOKEN else []})
        self.posting = posting
        self.who.choices = [*((ref, one.first_name) for ref, one in self.known.items()), ("", _("Somebody else"))]
        self.how.choices = list(_ways(posting).items())
        self.spoken.choices = [(code, spoken_words(code)) for code in SPOKEN]
        for number, field in enumerate(self._all_questions()):
            if number < len(posting.questions):
                field.label.text = in_its_language(posting, posting.questions[number])
            else:
                del self[field.name]
        if not _FORM_KEY.fullmatch(self.key.data or ""):
            self.key.data = form_key
        self.cv.look_back(self.key.data)

    def known_people(self) -> dict[str, Person]:
        """Whose bookings this browser holds: they need not say again who they are."""
        return held_people(holder.held_refs())

    def _all_questions(self) -> list[Any]:
        return [self[f"question_{number}"] for number in range(MOST_QUESTIONS)]

    @property
    def questions(self) -> list[Any]:
        """The fields of the posting's own questions."""
        return [self[f"question_{number}"] for number in range(len(self.posting.questions[:MOST_QUESTIONS]))]

    @property
    def person(self) -> Person | None:
        """Who applies, where that is known; else the name and the contact say it."""
        return self.known.get(self.who.data or "")

    @property
    def courses(self) -> list[Followed]:
        """What the team has written down of the courses of those this browser holds a booking of."""
        return followed(holder.held_refs(), clock.now()) if self.known else []

    def validate_first_name(self, field: Any) -> None:
        if not self.person:
            super().validate_first_name(field)

    def validate_phone(self, field: Any) -> None:
        if not self.person:
            super().validate_phone(field)

    def validate_email(self, field: Any) -> None:
        if not self.person:
            super().validate_email(field)

    def validate_surname(self, field: Any) -> None:
        if len(field.data or "") > SURNAME_MOST:
            raise ValidationError(_("Write a shorter name, %(most)s letters at most.", most=SURNAME_MOST))

    def validate_cv(self, field: Any) -> None:
        if self.how.data == FILE and not field.data and not field.errors:
            raise ValidationError(_("Choose your file, or answer the questions instead."))

    def validate_did(self, field: Any) -> None:
        if self.how.data == QUESTIONS and not (_tidy(field) or _tidy(self.can)):
            raise ValidationError(_("Write what you did, or what you can do."))
        _short(field)

    def validate_can(self, field: Any) -> None:
        _short(field)

    def validate_start(self, field: Any) -> None:
        if field.data and _day(field.data) is None:
            raise ValidationError(_("Choose a day, or leave it empty."))

    def validate_question_0(self, field: Any) -> None:
        _answered(field)

    validate_question_1 = validate_question_2 = validate_question_0

    def validate_words(self, field: Any) -> None:
        _short(field)

    def validate_consent(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_("Tick the box, so that we may send it."))

    def wish(self) -> Wish:
        """What a valid form says."""
        person = self.person
        sent = [one.sign_up.ref for one in self.courses if person and one.sign_up.person_id == person.id]
        with_courses = bool(sent) and self.with_courses.data
        profile: dict[str, Any] = self._profile() if self.how.data == QUESTIONS else {}
        return Wish(
            first_name=person.first_name if person else self.first_name.data,
            reach=None if person else self.reach,
            form_key=self.key.data,
            consent_version=CONSENT_VERSION,
            language=self.reads,
            surname=self.surname.data or None,
            profile=profile | ({"courses": sent} if with_courses else {}),
            answers=dict(zip(self.posting.questions, map(_tidy, self.questions), strict=False)),
            words=_tidy(self.words) or None,
            with_courses=with_courses,
            person=person,
            way=self.way,
            helper=self.helper,
        )

    #: How it comes in, who sends it for somebody.
    way = Applied.OWN
    helper: Account | None = None

    @property
    def reads(self) -> str:
        """In which language the learner is written to."""
        return language().code

    def _profile(self) -> dict[str, Any]:
        start = _day(self.start.data)
        return {
            "did": _tidy(self.did),
            "can": _tidy(self.can),
            "spoken": self.spoken.data,
            "week": self.week.data,
            "from": start.isoformat() if start else None,
        }


class HelpForm(ApplyForm):
    """The same by a trainer, a referrer, a volunteer or the team; who has no contact is reached through them."""

    reader = SelectField(_l("Which language does this person read?"), invalid_choice_message=_ONE_OF_THESE)
    way = Applied.HELPED

    def __init__(self, posting: Posting, form_key: str, helper: Account) -> None:
        self.helper = helper
        super().__init__(posting, form_key)
        self.reader.choices = [(one.code, one.name) for one in offered()]
        self.reader.data = self.reader.data or language().code
        self.reach_by.choices = [("phone", _("By phone")), ("email", _("By e-mail")), ("none", _("Through me"))]
        self.first_name.label.text = _("First name of the learner")
        self.reach_by.label.text = _("How can we reach this person?")
        self.phone.label.text, self.email.label.text = _("Their phone number"), _("Their e-mail")

    def known_people(self) -> dict[str, Person]:
        """Whoever helps is not the one who applies."""
        return {}

    @property
    def reads(self) -> str:
        return str(self.reader.data)


def _ways(posting: Posting) -> dict[str, str]:
    """With what somebody may apply to this posting."""
    ways = {FILE: _("Yes, I have a file or a photo of it"), QUESTIONS: _("No: I answer some questions")}
    if posting.cv == CvWanted.NOT_NEEDED:
        ways.pop(FILE)
        ways[QUESTIONS] = _("I say something about me")
    if posting.cv != CvWanted.NEEDED:
        ways[NEITHER] = _("I send it without")
    return ways


def _tidy(field: Any) -> str:
    return (field.data or "").strip()


def _short(field: Any) -> None:
    if len(field.data or "") > WORDS_MOST:
        raise ValidationError(_("Write a shorter text, %(most)s letters at most.", most=WORDS_MOST))


def _answered(field: Any) -> None:
    if not _tidy(field):
        raise ValidationError(_("Answer this question. A few words are enough."))
    _short(field)


def _day(typed: str | None) -> date | None:
    """The day that was chosen; None: none, or what is no day."""
    try:
        day = date.fromisoformat(typed or "")
    except ValueError:
        return None
    return day if 2000 <= day.year < 2200 else None
