"""Offering help: a draft grows, is sent once, and nobody learns which e-mail addresses are known."""

from datetime import timedelta

import pytest

from portal.domain.accounts.contacts import read_email
from portal.domain.mentoring import drafts, offer_links, offer_sending, offering
from portal.domain.mentoring.choices import Topic, VolunteerRole
from portal.domain.mentoring.offering import Step, Who
from portal.domain.mentoring.states import VolunteerState
from portal.domain.mentoring.told import about_volunteer
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.links import by_link, link_token
from portal.domain.messages.models import Message
from portal.domain.promises.kinds import Owner, PromiseKind, place_owner
from portal.domain.promises.made import open_about
from portal.vault import new_ref
from tests import make, make_mentoring
from tests.conftest import NOW

MENTOR, SPEAKER = VolunteerRole.MENTOR, VolunteerRole.SPEAKER


def who(email="claire@example.org", **facts):
    return Who(
        **{
            "first_name": "Claire",
            "surname": "Petit",
            "email": read_email(email),
            "phone": None,
            "employer": "Atelier Nord",
            "language": "fr",
        }
        | facts
    )


def begun(email="claire@example.org", key="", now=NOW, **facts):
    return offering.begin(who(email, **facts), key or new_ref(16), now)


def complete(draft, roles=(MENTOR,), places=(), now=NOW):
    """Every step answered."""
    offering.say_roles(draft, roles, now)
    offering.say_skills(draft, ["fr", "ar"], [Topic.CV], now)
    offering.say_times(draft, ["tue_evening"], not places, places, 2, now)
    offering.agree(draft, None, now)
    return draft


def letters(volunteer=None, kind=MessageKind.VOLUNTEER_DRAFT):
    query = make.db.select(Message).where(Message.kind == kind).order_by(Message.id)
    if volunteer is not None:
        query = query.where(Message.about == about_volunteer(volunteer))
    return list(make.db.session.scalars(query.where(Message.state != "dropped")))


def there(ref):
    return offer_links.by_ref(ref)


def test_the_first_step_makes_a_draft_and_sends_a_link_to_come_back(app):
    draft = begun()

    assert (draft.state, draft.steps_done, offering.next_step(draft)) == (VolunteerState.DRAFT, 1, Step.ROLES)
    (letter,) = letters(draft)
    assert (letter.address, letter.language) == ("claire@example.org", "fr")
    assert by_link(link_token(letter), NOW) is letter


def test_the_same_form_sent_twice_is_one_draft_and_one_link(app):
    first = begun(key="k" * 22)
    second = begun(key="k" * 22)

    assert second is first
    assert len(letters(first)) == 1


def test_each_answer_is_kept_and_going_back_loses_none(app):
    draft = complete(begun())
    offering.say_roles(draft, [SPEAKER, MENTOR], NOW)

    assert offering.next_step(draft) is Step.CHECK
    assert (draft.spoken, draft.topics, draft.week, draft.capacity) == (["fr", "ar"], ["cv"], ["tue_evening"], 2)
    assert draft.charter_at == draft.consent_at == NOW


def test_who_becomes_a_mentor_on_second_thought_says_when_they_are_free(app):
    draft = begun()
    offering.say_roles(draft, [SPEAKER], NOW)
    offering.say_skills(draft, ["fr"], [], NOW)
    offering.say_times(draft, [], True, [], 3, NOW)
    offering.agree(draft, "I like my work.", NOW)
    assert (offering.next_step(draft), draft.capacity) == (Step.CHECK, 0)

    offering.say_roles(draft, [MENTOR], NOW)
    assert (offering.next_step(draft), draft.capacity) == (Step.SKILLS, 1)
    offering.say_skills(draft, ["fr"], [Topic.CV], NOW)
    assert offering.next_step(draft) is Step.TIMES
    with pytest.raises(offer_sending.NotComplete):
        offer_sending.send(draft, NOW)


def test_a_new_wording_of_the_charter_is_agreed_to_anew(app, monkeypatch):
    draft = complete(begun())
    monkeypatch.setattr(offering, "CHARTER_VERSION", "2030-01")

    assert offering.next_step(draft) is Step.WHY


def test_an_employer_is_known_however_it_is_spelled(app):
    one, other = begun(employer="Société  Générale"), begun(employer="SOCIETE GENERALE")

    assert one.employer_key == other.employer_key == "societe generale"


def test_sent_it_owes_an_answer_within_ten_working_days_and_says_so(app):
    draft = complete(begun())

    by = offer_sending.send(draft, NOW)

    assert (draft.state, draft.sent_at) == (VolunteerState.RECEIVED, NOW)
    owed = open_about(about_volunteer(draft), PromiseKind.VOLUNTEER)
    assert (owed.owner, owed.reply_by, f"{by:%A %d %B}") == (Owner.TEAM, by, "Tuesday 08 December")
    (letter,) = letters(draft, MessageKind.VOLUNTEER_RECEIVED)
    assert letter.facts["reply_by"] == by.isoformat()
    assert letters(draft) == [], "the link to go on waits no more to go out"


def test_the_team_of_the_only_place_answers(app):
    place = make.place()
    draft = complete(begun(), places=[place])
    offer_sending.send(draft, NOW)

    assert open_about(about_volunteer(draft)).owner == place_owner(place.slug)


def test_sent_twice_it_is_sent_once(app):
    draft = complete(begun())
    offer_sending.send(draft, NOW)

    with pytest.raises(offer_links.NotADraft):
        offer_sending.send(draft, NOW)
    assert len(letters(draft, MessageKind.VOLUNTEER_RECEIVED)) == 1


def test_what_was_sent_is_changed_no_more(app):
    draft = complete(begun())
    offer_sending.send(draft, NOW)

    with pytest.raises(offer_links.NotADraft):
        offering.say_roles(draft, [SPEAKER], NOW)
    assert draft.roles == ["mentor"]


def test_a_known_address_begins_and_sends_like_any_other_and_hears_the_rest_by_mail(app):
    known = make_mentoring.volunteer(email="claire@example.org")
    draft = begun()
    assert draft.state == VolunteerState.DRAFT
    assert (letters(draft), len(letters(known))) == ([], 1)

    by = offer_sending.send(complete(draft), NOW + timedelta(minutes=5))

    other = offer_sending.send(complete(begun("nora@example.org")), NOW + timedelta(minutes=5))
    assert by == other, "the page says the same date"
    assert there(draft.ref) is None
    assert open_about(about_volunteer(known)) is None
    assert len(letters(known)) == 1, "one link at a time waits"
    assert known.state == VolunteerState.APPROVED


def test_whoever_stopped_may_offer_again(app):
    make_mentoring.volunteer(VolunteerState.ENDED, email="claire@example.org")
    draft = complete(begun())
    offer_sending.send(draft, NOW)

    assert draft.state == VolunteerState.RECEIVED


def test_of_two_drafts_the_link_leads_to_the_one_that_got_further(app):
    first = begun()
    offering.say_roles(first, [SPEAKER], NOW)
    second = begun(now=NOW + timedelta(days=1))

    assert second is not first
    assert (len(letters(first)), letters(second)) == (1, [])


def test_an_address_that_began_nothing_gets_no_mail(app):
    offer_links.send_link(read_email("nobody@example.org"), NOW)

    assert letters() == []


def test_another_address_gets_a_link_of_its_own_and_the_first_one_opens_nothing(app):
    draft = begun("claire@exmaple.org")
    (wrong,) = letters(draft)

    offering.say_who(draft, who("claire@example.org"), NOW + timedelta(minutes=1))

    (right,) = letters(draft)
    assert right.address == "claire@example.org"
    assert by_link(link_token(wrong), NOW) is None
    assert by_link(link_token(right), NOW) is right


def test_taken_back_a_draft_is_deleted(app):
    draft = begun()
    (letter,) = letters(draft)

    offer_sending.take_back(draft, NOW)

    assert there(draft.ref) is None
    assert by_link(link_token(letter), NOW) is None


def test_whoever_comes_next_gets_no_mail_of_a_draft_that_was_deleted(app):
    taken_back, left = begun(), begun(email="other@example.org")
    names = [about_volunteer(one) for one in (taken_back, left)]
    looked_after(NOW + timedelta(days=23))

    offer_sending.take_back(taken_back, NOW)
    looked_after(NOW + timedelta(days=30))

    assert make.db.session.scalars(make.db.select(Message).where(Message.about.in_(names))).all() == []


def test_taken_back_after_sending_nobody_owes_an_answer(app):
    draft = complete(begun())
    offer_sending.send(draft, NOW)
    assert offer_sending.can_take_back(draft)

    offer_sending.take_back(draft, NOW)
    offer_sending.take_back(draft, NOW)

    assert draft.state == VolunteerState.WITHDRAWN
    assert open_about(about_volunteer(draft)) is None
    assert not offer_sending.can_take_back(draft)


def test_an_approved_volunteer_stops_elsewhere(app):
    assert not offer_sending.can_take_back(make_mentoring.volunteer())


def looked_after(now):
    """What the worker does with drafts."""
    noted = [drafts.note(make.db.session.get(Volunteer, one), now) for one in drafts.to_note(now)]
    gone = [drafts.lapse(make.db.session.get(Volunteer, one), now) for one in drafts.over(now)]
    return sum(noted), sum(gone)


def test_a_draft_nobody_goes_on_with_is_told_of_once_and_goes_after_thirty_days(app):
    ref = begun().ref

    assert looked_after(NOW + timedelta(days=22)) == (0, 0)
    assert looked_after(NOW + timedelta(days=23)) == (1, 0)
    assert looked_after(NOW + timedelta(days=24)) == (0, 0)
    assert letters()[-1].facts["reply_by"] == (NOW + timedelta(days=30)).isoformat()
    assert looked_after(NOW + timedelta(days=30)) == (0, 1)
    assert there(ref) is None


def test_whoever_goes_on_has_thirty_days_again(app):
    draft = begun()
    looked_after(NOW + timedelta(days=23))
    offering.say_roles(draft, [MENTOR], NOW + timedelta(days=24))

    assert looked_after(NOW + timedelta(days=46)) == (0, 0)
    assert looked_after(NOW + timedelta(days=47)) == (1, 0)
    assert looked_after(NOW + timedelta(days=54)) == (0, 1)


def test_a_draft_begun_in_the_name_of_somebody_known_writes_to_nobody(app):
    make_mentoring.volunteer(email="claire@example.org")
    begun()
    before = len(letters())

    assert looked_after(NOW + timedelta(days=25)) == (0, 0)
    assert len(letters()) == before


def test_whoever_sent_their_offer_hears_nothing_of_drafts(app):
    draft = complete(begun())
    offer_sending.send(draft, NOW)

    assert looked_after(NOW + timedelta(days=40)) == (0, 0)
    assert there(draft.ref) is draft
