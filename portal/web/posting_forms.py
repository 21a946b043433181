"""The form of a posting, for its company and for staff: filled from the posting, and read back field by field."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms import ValidationError as Refused

from portal import clock
from portal.domain.catalogue.models import French
from portal.domain.jobs.choices import (
    MOST_OPEN,
    MOST_QUESTIONS,
    MOST_SEATS,
    CvWanted,
    JobKind,
    Paper,
    PayPer,
    Presence,
)
from portal.domain.jobs.drafts import Written
from portal.domain.jobs.publishing import STAYS, today
from portal.web.date_fields import day_of
from portal.web.edits import EditForm
from portal.web.jobs import cv_words, french_words, kind_words, paper_words, pay_per_words, presence_words
from portal.web.languages import gettext as _
from portal.web.people_forms import one_line

_ONE_OF_THESE = _l("Choose one of the answers shown.")
_QUESTIONS = tuple(f"question_{number}" for number in range(1, MOST_QUESTIONS + 1))
#: Letters at most, as the columns have them.
_LONGEST = {"title": 120, "tasks": 4000, "skills_wanted": 2000, "skills_learned": 2000, "town": 120, "hours": 200}
_MOST_QUESTION, _MOST_HOURS, _MOST_MONEY = 200, 60, 100_000_000
#: So long ahead a posting may stay on the board at most.
_LONGEST_STAY = 3 * STAYS


class PostingForm(EditForm):
    kind = SelectField(_l("What do you offer?"), invalid_choice_message=_ONE_OF_THESE)
    title = StringField(_l("Title"), filters=[one_line])
    tasks = TextAreaField(_l("What will the person do?"))
    skills_learned = TextAreaField(_l("What will they learn?"))
    skills_wanted = TextAreaField(_l("What should they know already?"))
    presence = RadioField(_l("Where is the work done?"), invalid_choice_message=_ONE_OF_THESE, validate_choice=False)
    town = StringField(_l("Town"), filters=[one_line])
    starts_on = StringField(_l("First day"))
    ends_on = StringField(_l("Last day"))
    weekly_hours = StringField(_l("Hours a week"), filters=[one_line])
    hours = StringField(_l("Which days, from when to when?"), filters=[one_line])
    pay_per = SelectField(_l("Paid by"), invalid_choice_message=_ONE_OF_THESE)
    pay_from = StringField(_l("Pay before tax, in euros"), filters=[one_line])
    pay_to = StringField(_l("Up to, in euros"), filters=[one_line])
    french = SelectField(_l("How much French is needed?"), invalid_choice_message=_ONE_OF_THESE)
    papers = SelectMultipleField(_l("With which papers can you hire?"), invalid_choice_message=_ONE_OF_THESE)
    beginner = BooleanField(_l("Beginners are welcome"))
    cv = SelectField(_l("Do you need a CV?"), invalid_choice_message=_ONE_OF_THESE)
    question_1 = StringField(_l("Your first question"), filters=[one_line])
    question_2 = StringField(_l("Your second question"), filters=[one_line])
    question_3 = StringField(_l("Your third question"), filters=[one_line])
    seats = StringField(_l("How many people do you look for?"), filters=[one_line])
    most_open = StringField(_l("How many may wait for your answer at once?"), filters=[one_line])
    expires_on = StringField(_l("Last day on the board"))

    #: As it was before it was sent.
    _before = Written()

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        choose = [("", _("Please choose"))]
        self.kind.choices = choose + [(one.value, kind_words(one)) for one in JobKind]
        self.presence.choices = [(one.value, presence_words(one)) for one in Presence]
        self.pay_per.choices = choose + [(one.value, pay_per_words(one)) for one in PayPer]
        self.french.choices = choose + [(str(one.value), french_words(one)) for one in French]
        self.papers.choices = [(one.value, paper_words(one)) for one in Paper]
        self.cv.choices = [(one.value, cv_words(one)) for one in CvWanted]

    def read(self, before: Written) -> Written:
        """What was typed; where a field cannot be read it says so, and the value of before stays."""
        values, self._before = asdict(before), before
        for name, reader in _READERS.items():
            if self._field(name).errors:
                continue
            try:
                values[name] = reader(self, name)
            except Refused as wrong:
                self.refuse(self._field(name).name, str(wrong))
        self._compare(values, before)
        return Written(**values | {name: tuple(values[name]) for name in ("papers", "questions")})

    def _field(self, name: str) -> Any:
        return self[_QUESTIONS[0] if name == "questions" else name]

    def _compare(self, values: dict[str, Any], before: Written) -> None:
        """What only makes sense together."""
        if values["pay_per"] == PayPer.NOTHING:
            values["pay_from"] = values["pay_to"] = None
        least, most = values["pay_from"], values["pay_to"]
        if most is not None and (least is None or most < least):
            self.refuse("pay_to", _("Write the lower amount first, then the higher one."))
            values["pay_from"], values["pay_to"] = before.pay_from, before.pay_to
        if values["starts_on"] and values["ends_on"] and values["ends_on"] < values["starts_on"]:
            self.refuse("ends_on", _("The last day comes after the first day."))
            values["ends_on"] = before.ends_on
        if values["presence"] == Presence.REMOTE:
            values["town"] = None

    def say_missing(self, names: list[str]) -> None:
        """What it still needs, each at its field."""
        for name in names:
            self.refuse(name, missing_words(name))


def as_typed(written: Written) -> dict[str, Any]:
    """What is written in a posting, as the fields hold it."""
    texts = ("title", "tasks", "skills_wanted", "skills_learned", "hours")
    known: dict[str, Any] = {name: getattr(written, name) for name in texts}
    known |= {name: getattr(written, name) or "" for name in ("kind", "presence", "town", "pay_per")}
    known |= {name: _day(getattr(written, name)) for name in ("starts_on", "ends_on", "expires_on")}
    known |= {name: _money(getattr(written, name)) for name in ("pay_from", "pay_to")}
    known |= {"weekly_hours": _number(written.weekly_hours), "french": _number(written.french)}
    known |= {"seats": _number(written.seats), "most_open": _number(written.most_open)}
    known |= {"papers": list(written.papers), "beginner": written.beginner, "cv": str(written.cv)}
    asked = [*written.questions, *[""] * MOST_QUESTIONS]
    return known | dict(zip(_QUESTIONS, asked, strict=False))


def missing_words(name: str) -> str:
    """What to do about a column that lacks something."""
    return {
        "kind": _("Choose what you offer."),
        "title": _("Write a title."),
        "tasks": _("Write what the person will do."),
        "presence": _("Choose where the work is done."),
        "town": _("Write the town."),
        "weekly_hours": _("Write the hours a week."),
        "pay_per": _("Say how it is paid. Learners look for this first."),
        "pay_from": _("Write the pay. Only some days to see the work may be unpaid."),
        "french": _("Choose how much French is needed."),
        "papers": _("Tick at least one kind of papers."),
    }[name]


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _money(cents: int | None) -> str:
    if cents is None:
        return ""
    return str(cents // 100) if cents % 100 == 0 else f"{cents / 100:.2f}".replace(".", ",")


def _choice(form: PostingForm, name: str) -> str | None:
    value = form[name].data or None
    if value is not None and value not in [one for one, _words in form[name].choices]:
        raise Refused(_("Choose one of the answers shown."))
    return value


def _text(form: PostingForm, name: str) -> str:
    text = str(form[name].data or "").replace("\r\n", "\n").strip()
    if len(text) > _LONGEST[name]:
        raise Refused(_("Write a shorter text, %(most)s letters at most.", most=_LONGEST[name]))
    return text


def _whole(most: int, least: int = 1) -> Callable[[PostingForm, str], int | None]:
    def read(form: PostingForm, name: str) -> int | None:
        typed = (form[name].data or "").strip()
        if not typed:
            return None
        number = int(typed) if typed.isdecimal() and len(typed) < 6 else 0
        if not least <= number <= most:
            raise Refused(_("Write a number from %(least)s to %(most)s.", least=least, most=most))
        return number

    return read


def _needed(reader: Callable[[PostingForm, str], int | None]) -> Callable[[PostingForm, str], int]:
    """An empty field means the usual number."""

    def read(form: PostingForm, name: str) -> int:
        usual = getattr(Written(), name)
        number = reader(form, name)
        return int(usual) if number is None else number

    return read


def _amount(form: PostingForm, name: str) -> int | None:
    """Euros as people write them, `1 200`, `11,88 €`, in cents."""
    typed = "".join((form[name].data or "").split()).replace("€", "").replace("٫", ".").replace(",", ".")
    if not typed:
        return None
    try:
        cents = Decimal(typed) * 100
    except ArithmeticError as error:
        raise Refused(_("Write an amount in digits, such as 700.")) from error
    if not cents.is_finite() or cents != cents.to_integral_value() or not 0 < cents <= _MOST_MONEY:
        raise Refused(_("Write an amount in digits, such as 700."))
    return int(cents)


def _date(form: PostingForm, name: str) -> date | None:
    day = day_of(form[name])
    if form[name].errors:
        raise Refused(str(form[name].errors[0]))
    return day


def _last_day(form: PostingForm, name: str) -> date | None:
    day, here = _date(form, name), today(clock.now())
    if day and day != form._before.expires_on and not here <= day <= here + _LONGEST_STAY:
        raise Refused(_("Choose a day in the next %(days)s days.", days=_LONGEST_STAY.days))
    return day


def _asked(form: PostingForm, _name: str) -> list[str]:
    asked = [form[name].data for name in _QUESTIONS if form[name].data]
    if any(len(one) > _MOST_QUESTION for one in asked):
        raise Refused(_("Write a shorter text, %(most)s letters at most.", most=_MOST_QUESTION))
    return asked


_READERS: dict[str, Callable[[PostingForm, str], Any]] = {
    "kind": _choice,
    "title": _text,
    "tasks": _text,
    "skills_learned": _text,
    "skills_wanted": _text,
    "presence": _choice,
    "town": lambda form, name: _text(form, name) or None,
    "starts_on": _date,
    "ends_on": _date,
    "weekly_hours": _whole(_MOST_HOURS),
    "hours": _text,
    "pay_per": _choice,
    "pay_from": _amount,
    "pay_to": _amount,
    "french": lambda form, name: int(form[name].data) if form[name].data else None,
    "papers": lambda form, name: list(form[name].data),
    "beginner": lambda form, name: bool(form[name].data),
    "cv": _choice,
    "questions": _asked,
    "seats": _needed(_whole(MOST_SEATS)),
    "most_open": _needed(_whole(MOST_OPEN)),
    "expires_on": _last_day,
}
