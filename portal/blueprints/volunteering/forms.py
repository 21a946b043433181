"""The forms of an offer, one for each step: filled from the draft, and kept in it."""

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms import ValidationError as Refused

from portal.domain.accounts.contacts import read_email
from portal.domain.catalogue.search import places
from portal.domain.mentoring import offering
from portal.domain.mentoring.choices import MOST_LEARNERS, SPOKEN, Topic, VolunteerRole
from portal.domain.mentoring.offering import Step, Who
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.web.forms import PortalForm
from portal.web.languages import gettext as _
from portal.web.languages import language, ngettext, offered
from portal.web.mentoring import role_words, spoken_words, topic_words
from portal.web.people_forms import EmailMixin, FirstNameMixin, check_phone, one_line, phone_words, read_typed_phone
from portal.web.week import WeekField
from portal.web.words import place_words

_LONGEST_NAME, _LONGEST_EMPLOYER, _LONGEST_WHY = 80, 120, 1000
_ONE_OF_THESE = _l("Choose one of the answers shown.")
#: The value of "online" among the places.
ONLINE = "@online"


class LinkForm(EmailMixin, PortalForm):
    """To which address?"""


class WhoForm(FirstNameMixin, EmailMixin, PortalForm):
    """First name and e-mail; the rest may stay empty."""

    surname = StringField(_l("Your family name"), filters=[one_line])
    phone = StringField(_l("Your phone number"), filters=[one_line])
    employer = StringField(_l("Where do you work?"), filters=[one_line])
    #: Sent twice, it finds the same draft.
    key = HiddenField()

    @classmethod
    def of(cls, draft: Volunteer) -> "WhoForm":
        phone = phone_words(draft.phone) if draft.phone else ""
        known = {"first_name": draft.first_name, "surname": draft.surname, "email": draft.email}
        return cls(data=known | {"phone": phone, "employer": draft.employer})

    def validate_surname(self, field: Any) -> None:
        _not_longer(field, _LONGEST_NAME)

    def validate_employer(self, field: Any) -> None:
        _not_longer(field, _LONGEST_EMPLOYER)

    def validate_phone(self, field: Any) -> None:
        if field.data:
            check_phone(field.data)

    def who(self) -> Who:
        return Who(
            self.first_name.data,
            self.surname.data or None,
            read_email(self.email.data),
            read_typed_phone(self.phone.data) if self.phone.data else None,
            self.employer.data or None,
            language().code,
        )

    def keep(self, draft: Volunteer, now: datetime) -> None:
        offering.say_who(draft, self.who(), now)


class RolesForm(PortalForm):
    roles = SelectMultipleField(_l("You may choose several."), invalid_choice_message=_ONE_OF_THESE)

    def __init__(self, draft: Volunteer) -> None:
        super().__init__(data={"roles": draft.roles})
        self.roles.choices = [(role.value, role_words(role)) for role in VolunteerRole]

    @classmethod
    def of(cls, draft: Volunteer) -> "RolesForm":
        return cls(draft)

    def validate_roles(self, field: Any) -> None:
        if not field.data:
            raise Refused(_("Choose at least one."))

    def keep(self, draft: Volunteer, now: datetime) -> None:
        offering.say_roles(draft, [VolunteerRole(role) for role in self.roles.data], now)


class SkillsForm(PortalForm):
    """Languages; and topics, but for those who only tell of their work."""

    spoken = SelectMultipleField(_l("Which languages do you speak?"), invalid_choice_message=_ONE_OF_THESE)
    topics = SelectMultipleField(_l("What can you help with?"), invalid_choice_message=_ONE_OF_THESE)

    def __init__(self, draft: Volunteer) -> None:
        super().__init__(data={"spoken": draft.spoken or [language().code], "topics": draft.topics})
        self.asks_topics = offering.wants_topics(draft)
        self.spoken.choices = [(code, spoken_words(code)) for code in SPOKEN]
        self.topics.choices = [(topic.value, topic_words(topic)) for topic in Topic]

    @classmethod
    def of(cls, draft: Volunteer) -> "SkillsForm":
        return cls(draft)

    @property
    def first_languages(self) -> list[tuple[str, str]]:
        """Those of the portal, shown at once."""
        here = {one.code for one in offered()}
        return [choice for choice in self.spoken.choices if choice[0] in here]

    @property
    def more_languages(self) -> list[tuple[str, str]]:
        """The others, as readers of the page look for them."""
        here = {code for code, _words in self.first_languages}
        return sorted((choice for choice in self.spoken.choices if choice[0] not in here), key=lambda one: one[1])

    @property
    def more_open(self) -> bool:
        return bool({code for code, _words in self.more_languages} & set(self.spoken.data))

    def validate_spoken(self, field: Any) -> None:
        if not field.data:
            raise Refused(_("Choose at least one language."))

    def validate_topics(self, field: Any) -> None:
        if self.asks_topics and not field.data:
            raise Refused(_("Choose at least one topic."))

    def keep(self, draft: Volunteer, now: datetime) -> None:
        offering.say_skills(draft, self.spoken.data, [Topic(topic) for topic in self.topics.data], now)


class TimesForm(PortalForm):
    """Where, when; and of mentors how many learners."""

    where = SelectMultipleField(_l("Where can you help?"), invalid_choice_message=_ONE_OF_THESE)
    week = WeekField(_l("When are you usually free?"))
    capacity = SelectField(_l("How many learners at once?"), invalid_choice_message=_ONE_OF_THESE)

    def __init__(self, draft: Volunteer) -> None:
        online = [ONLINE] if draft.online else []
        chosen = {"where": online + [place.slug for place in draft.places], "week": draft.week}
        super().__init__(data=chosen | {"capacity": str(max(1, draft.capacity))})
        self.asks_capacity = offering.is_mentor(draft)
        self.rooms = [place for place in places() if not place.online]
        self.where.choices = [(ONLINE, _("Online"))] + [(place.slug, place_words(place)) for place in self.rooms]
        self.capacity.choices = [
            (str(number), ngettext("%(num)s learner", "%(num)s learners", number))
            for number in range(1, MOST_LEARNERS + 1)
        ]

    @classmethod
    def of(cls, draft: Volunteer) -> "TimesForm":
        return cls(draft)

    def validate_where(self, field: Any) -> None:
        if not field.data:
            raise Refused(_("Choose “Online”, or a place."))

    def validate_week(self, field: Any) -> None:
        if self.asks_capacity and not field.data:
            raise Refused(_("Choose at least one moment of the week."))

    def keep(self, draft: Volunteer, now: datetime) -> None:
        where = self.where.data
        rooms = [place for place in self.rooms if place.slug in where]
        offering.say_times(draft, self.week.data, ONLINE in where, rooms, int(self.capacity.data), now)


class WhyForm(PortalForm):
    """Why, if they like to say; the charter and the consent."""

    motivation = TextAreaField(_l("Why do you want to help?"))
    charter = BooleanField()
    consent = BooleanField()

    @classmethod
    def of(cls, draft: Volunteer) -> "WhyForm":
        agreed = offering.agreed(draft)
        return cls(data={"motivation": draft.motivation, "charter": agreed, "consent": agreed})

    def validate_motivation(self, field: Any) -> None:
        _not_longer(field, _LONGEST_WHY)

    def validate_charter(self, field: Any) -> None:
        if not field.data:
            raise Refused(_("Read the charter, then tick the box."))

    def validate_consent(self, field: Any) -> None:
        if not field.data:
            raise Refused(_("Tick the box, so that we may answer you."))

    def keep(self, draft: Volunteer, now: datetime) -> None:
        offering.agree(draft, (self.motivation.data or "").strip() or None, now)


StepForm = WhoForm | RolesForm | SkillsForm | TimesForm | WhyForm

FORMS: dict[Step, type[StepForm]] = {
    Step.WHO: WhoForm,
    Step.ROLES: RolesForm,
    Step.SKILLS: SkillsForm,
    Step.TIMES: TimesForm,
    Step.WHY: WhyForm,
}


def _not_longer(field: Any, most: int) -> None:
    if len(field.data or "") > most:
        raise Refused(_("Write a shorter text, %(most)s letters at most.", most=most))
