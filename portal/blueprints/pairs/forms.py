"""The forms of a pair: when to meet, whether a meeting took place, goals, and the few questions of a survey."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, StringField, TextAreaField, ValidationError

from portal.domain.catalogue.calendar import NoSuchLocalTime, local_instant
from portal.domain.mentoring.choices import Mode
from portal.domain.mentoring.goals import MOST, goal_at
from portal.domain.mentoring.meetings import LONGEST, When
from portal.domain.mentoring.pair_models import Meeting, Pair, Side, Survey
from portal.domain.mentoring.surveys import QUESTIONS, WORDS, Answer
from portal.vault import new_ref
from portal.web.dates import duration_words
from portal.web.edits import EditForm
from portal.web.forms import PortalForm
from portal.web.languages import gettext as _
from portal.web.mentoring import mode_words

#: Lengths one may press; any other is written.
USUAL_MINUTES = (30, 45, 60, 90)
_OTHER, _NOT_HELD = "other", "no"
_GOAL_MOST, _WORDS_MOST = 140, 800
#: A list whose answers changed while the page was open.
_ONE_OF_THESE = _l("Choose one of the answers shown.")
_KEY = re.compile(r"[a-z0-9]{16}")


def _lengths() -> list[tuple[str, str]]:
    usual = [(str(minutes), duration_words(timedelta(minutes=minutes))) for minutes in USUAL_MINUTES]
    return [*usual, (_OTHER, _("Another length"))]


class _Length:
    """A length in minutes: one of the usual ones, or another."""

    other = StringField(_l("How many minutes?"))

    def validate_other(self, field: Any) -> None:
        if self["length"].data == _OTHER and self._other_minutes() is None:  # type: ignore[index]
            raise ValidationError(_("Write the minutes as a number, 480 at most."))

    def _other_minutes(self) -> int | None:
        try:
            minutes = int(self.other.data or "")
        except ValueError:
            return None
        return minutes if 1 <= minutes <= LONGEST else None

    @property
    def minutes(self) -> int:
        chosen = self["length"].data  # type: ignore[index]
        return self._other_minutes() or USUAL_MINUTES[2] if chosen == _OTHER else int(chosen)


def _length_data(minutes: int) -> dict[str, str]:
    if minutes in USUAL_MINUTES:
        return {"length": str(minutes)}
    return {"length": _OTHER, "other": str(minutes)}


class WhenForm(_Length, PortalForm):
    """When two meet, or met, for how long, and how."""

    day = StringField(_l("Day"))
    hour = StringField(_l("Hour"))
    length = RadioField(_l("How long?"), default="60", validate_choice=False)
    mode = RadioField(_l("How?"), default=Mode.ONLINE.value, validate_choice=False)
    #: Sent twice, it finds the same meeting.
    key = HiddenField()

    def __init__(self, zone: ZoneInfo, meeting: Meeting | None = None, day: date | None = None) -> None:
        """`meeting`: the one to change. `day`: the day to begin with."""
        super().__init__(data=_said(meeting, zone) if meeting else {"day": day.isoformat() if day else ""})
        self._zone = zone
        self.length.choices = _lengths()
        self.mode.choices = [(mode.value, mode_words(mode)) for mode in Mode]
        if not _KEY.fullmatch(self.key.data or ""):
            self.key.data = new_ref(16)

    def validate_day(self, field: Any) -> None:
        try:
            date.fromisoformat(field.data or "")
        except ValueError as error:
            raise ValidationError(_("Choose a day.")) from error

    def validate_hour(self, field: Any) -> None:
        try:
            hour = time.fromisoformat(field.data or "")
        except ValueError as error:
            raise ValidationError(_("Choose an hour. For example: %(hour)s", hour="18:00")) from error
        if self.day.errors:
            return
        try:
            local_instant(date.fromisoformat(self.day.data), hour.replace(tzinfo=None), self._zone)
        except NoSuchLocalTime as skipped:
            raise ValidationError(_("The clocks skip this hour. Choose another one.")) from skipped

    def validate_length(self, field: Any) -> None:
        _must_be_one_of(field)

    def validate_mode(self, field: Any) -> None:
        _must_be_one_of(field)

    def when(self) -> When:
        hour = time.fromisoformat(self.hour.data).replace(tzinfo=None)
        at = local_instant(date.fromisoformat(self.day.data), hour, self._zone)
        return When(at.astimezone(UTC), self.minutes, Mode(self.mode.data))


def _said(meeting: Meeting, zone: ZoneInfo) -> dict[str, str]:
    there: datetime = meeting.at.astimezone(zone)
    known = {"day": there.date().isoformat(), "hour": f"{there:%H:%M}", "mode": meeting.mode}
    return known | _length_data(meeting.minutes)


def _must_be_one_of(field: Any) -> None:
    if field.data not in {value for value, _words in field.choices}:
        raise ValidationError(_("Choose one of the answers shown."))


class HeldForm(_Length, PortalForm):
    """Did you meet, and for how long? Nothing is chosen before."""

    length = RadioField(_l("Did you meet?"), validate_choice=False)

    def __init__(self, meeting: Meeting) -> None:
        super().__init__(data=_length_data(meeting.minutes) if meeting.held_at else None)
        self.length.choices = [*_lengths(), (_NOT_HELD, _("No, we did not meet"))]

    def validate_length(self, field: Any) -> None:
        if field.data not in {value for value, _words in field.choices}:
            raise ValidationError(_("Say how long you met, or that you did not."))

    @property
    def held(self) -> int | None:
        """For how many minutes; None: not at all."""
        return None if self.length.data == _NOT_HELD else self.minutes


class GoalsForm(EditForm):
    """Three lines."""

    goal1 = StringField(_l("First goal"))
    goal2 = StringField(_l("Second goal"))
    goal3 = StringField(_l("Third goal"))

    @property
    def lines(self) -> list[Any]:
        return [self.goal1, self.goal2, self.goal3]

    def validate(self, *given: Any, **more: Any) -> bool:
        fine = bool(super().validate(*given, **more))
        for line in self.lines:
            line.data = " ".join((line.data or "").split())
            if len(line.data) > _GOAL_MOST:
                self.refuse(line.name, _("Write a shorter text, %(most)s letters at most.", most=_GOAL_MOST))
                fine = False
        return fine


def goals_saved(pair: Pair) -> dict[str, str]:
    """The goals of a pair as the form holds them."""
    known = {position: goal_at(pair, position) for position in range(1, MOST + 1)}
    return {f"goal{position}": goal.text if goal else "" for position, goal in known.items()}


class SurveyForm(PortalForm):
    """The questions of one survey to one side; words beside them for whoever has some."""

    fit = RadioField(validate_choice=False)
    helped = RadioField(validate_choice=False)
    reached = RadioField(validate_choice=False)
    again = RadioField(validate_choice=False)
    words = TextAreaField(_l("Something you want to tell the team?"))

    def __init__(self, survey: Survey, side: Side, said: dict[str, str] | None) -> None:
        super().__init__(data=said or {})
        self._asked = QUESTIONS[survey]
        for name in self._asked:
            self[name].label.text = _question(name, side)
            partly = _("Not sure") if name in {"fit", "again"} else _("Partly")
            self[name].choices = [(Answer.YES, _("Yes")), (Answer.PARTLY, partly), (Answer.NO, _("No"))]

    @property
    def questions(self) -> list[Any]:
        return [self[name] for name in self._asked]

    def validate(self, *given: Any, **more: Any) -> bool:
        fine = bool(super().validate(*given, **more))
        for field in self.questions:
            if field.data not in set(Answer):
                self.refuse(field.name, _("Choose an answer."))
                fine = False
        if len(self.words.data or "") > _WORDS_MOST:
            self.refuse("words", _("Write a shorter text, %(most)s letters at most.", most=_WORDS_MOST))
            fine = False
        return fine

    @property
    def answers(self) -> dict[str, str]:
        return {field.name: field.data for field in self.questions}

    @property
    def own_words(self) -> str | None:
        return (self[WORDS].data or "").strip() or None


def _question(name: str, side: Side) -> str:
    return {
        "fit": _("Do the two of you fit?"),
        "helped": _("Could you help?") if side is Side.MENTOR else _("Did it help you?"),
        "reached": _("Did you reach your goals?"),
        "again": _("Would you do it again?"),
    }[name]
