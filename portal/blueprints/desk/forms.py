"""What a volunteer changes of their own offer, once they are at work."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, SelectMultipleField, ValidationError

from portal.domain.catalogue.search import places
from portal.domain.mentoring.choices import MOST_LEARNERS, SPOKEN, Topic
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.mentoring.volunteers import Offer
from portal.web.edits import EditForm
from portal.web.languages import gettext as _
from portal.web.mentoring import spoken_words, topic_words
from portal.web.week import WeekField
from portal.web.words import place_words

_ONE_OF_THESE = _l("Choose one of the answers shown.")


class OfferForm(EditForm):
    """Languages, topics, the week, where, and how many learners at once. Roles change with the team."""

    spoken = SelectMultipleField(_l("Languages you speak"), invalid_choice_message=_ONE_OF_THESE)
    topics = SelectMultipleField(_l("What you help with"), invalid_choice_message=_ONE_OF_THESE)
    week = WeekField(_l("When you are free"))
    online = BooleanField(_l("Online"))
    places = SelectMultipleField(_l("Places you come to"), invalid_choice_message=_ONE_OF_THESE)
    capacity = SelectField(_l("Learners at once"), invalid_choice_message=_ONE_OF_THESE)

    def __init__(self, volunteer: Volunteer) -> None:
        super().__init__()
        self._there = {str(place.id): place for place in places() if not place.online}
        self.spoken.choices = [(code, spoken_words(code)) for code in SPOKEN]
        self.topics.choices = [(topic.value, topic_words(topic)) for topic in Topic]
        self.places.choices = [(number, place_words(place)) for number, place in self._there.items()]
        self.capacity.choices = [(str(number), str(number)) for number in range(1, MOST_LEARNERS + 1)]
        if volunteer.capacity == 0:
            self.capacity.choices.insert(0, ("0", "0"))

    def validate_spoken(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_("Tick at least one language."))

    def validate_week(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_("Tick at least one part of a day."))

    def validate_places(self, field: Any) -> None:
        if not field.data and not self.online.data:
            raise ValidationError(_("Tick “Online”, or at least one place."))

    def offer(self, volunteer: Volunteer) -> Offer:
        return Offer(
            list(volunteer.roles),
            self.spoken.data or [],
            self.topics.data or [],
            self.week.data or [],
            self.online.data,
            [self._there[number] for number in self.places.data or []],
            int(self.capacity.data),
        )

    def worded(self, one: Any) -> str:
        """What somebody else saved meanwhile, in words."""
        field = self[one.field]
        if isinstance(one.now, list):
            known = dict(field.choices) if field is not self.week else {}
            return ", ".join(str(known.get(value, value)) for value in one.now)
        return _("yes") if one.now is True else _("no") if one.now is False else str(one.now)


def saved(volunteer: Volunteer) -> dict[str, Any]:
    """The offer as the form holds it."""
    order = {code: number for number, code in enumerate(SPOKEN)}
    return {
        "spoken": sorted(volunteer.spoken, key=lambda code: order.get(code, 99)),
        "topics": [topic.value for topic in Topic if topic in volunteer.topics],
        "week": list(volunteer.week),
        "online": volunteer.online,
        "places": [str(place.id) for place in volunteer.places],
        "capacity": str(volunteer.capacity),
    }
