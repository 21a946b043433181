"""The table of contents of the site: which blueprint answers under which prefix.

A blueprint never imports another one; `url_for` is the only link between them.
"""

from flask import Blueprint

from portal.blueprints.accounts.by_link import blueprint as account_link
from portal.blueprints.accounts.own import blueprint as own_account
from portal.blueprints.accounts.second_step import blueprint as second_step
from portal.blueprints.accounts.signing_in import blueprint as account
from portal.blueprints.answers.by_letter import blueprint as job_answer
from portal.blueprints.answers.signed import blueprint as company_applications
from portal.blueprints.backoffice.account_changes import blueprint as office_account_changes
from portal.blueprints.backoffice.accounts import blueprint as office_accounts
from portal.blueprints.backoffice.adding import blueprint as office_adding
from portal.blueprints.backoffice.applications import blueprint as office_applications
from portal.blueprints.backoffice.audit import blueprint as office_audit
from portal.blueprints.backoffice.catalogue import blueprint as office_catalogue
from portal.blueprints.backoffice.companies import blueprint as office_companies
from portal.blueprints.backoffice.company_calls import blueprint as office_company_calls
from portal.blueprints.backoffice.company_changes import blueprint as office_company_changes
from portal.blueprints.backoffice.courses import blueprint as office_courses
from portal.blueprints.backoffice.employers import blueprint as office_employers
from portal.blueprints.backoffice.fair_changes import blueprint as office_fair_changes
from portal.blueprints.backoffice.fairs import blueprint as office_fairs
from portal.blueprints.backoffice.health import blueprint as office_health
from portal.blueprints.backoffice.home import blueprint as office_home
from portal.blueprints.backoffice.hours import blueprint as office_hours
from portal.blueprints.backoffice.imports import blueprint as office_imports
from portal.blueprints.backoffice.job_figures import blueprint as office_job_figures
from portal.blueprints.backoffice.jobs import blueprint as office_jobs
from portal.blueprints.backoffice.matching import blueprint as office_match
from portal.blueprints.backoffice.mentees import blueprint as office_mentees
from portal.blueprints.backoffice.merges import blueprint as office_merges
from portal.blueprints.backoffice.messages import blueprint as office_messages
from portal.blueprints.backoffice.notices import blueprint as office_notices
from portal.blueprints.backoffice.pair_changes import blueprint as office_pair_changes
from portal.blueprints.backoffice.pairs import blueprint as office_pairs
from portal.blueprints.backoffice.people import blueprint as office_people
from portal.blueprints.backoffice.placements import blueprint as office_placements
from portal.blueprints.backoffice.places import blueprint as office_places
from portal.blueprints.backoffice.posting_changes import blueprint as office_posting_changes
from portal.blueprints.backoffice.postings import blueprint as office_postings
from portal.blueprints.backoffice.privacy import blueprint as office_privacy
from portal.blueprints.backoffice.problems import blueprint as office_problems
from portal.blueprints.backoffice.programmes import blueprint as office_programmes
from portal.blueprints.backoffice.promises import blueprint as office_promises
from portal.blueprints.backoffice.reports import blueprint as office_reports
from portal.blueprints.backoffice.rounds import blueprint as office_rounds
from portal.blueprints.backoffice.seats import blueprint as office_seats
from portal.blueprints.backoffice.series import blueprint as office_series
from portal.blueprints.backoffice.session_changes import blueprint as office_session_changes
from portal.blueprints.backoffice.sessions import blueprint as office_sessions
from portal.blueprints.backoffice.settings import blueprint as office_settings
from portal.blueprints.backoffice.sheets import blueprint as office_sheets
from portal.blueprints.backoffice.signups import blueprint as office_sign_ups
from portal.blueprints.backoffice.slots import blueprint as office_slots
from portal.blueprints.backoffice.volunteer_changes import blueprint as office_volunteer_changes
from portal.blueprints.backoffice.volunteer_data import blueprint as office_volunteer_data
from portal.blueprints.backoffice.volunteers import blueprint as office_volunteers
from portal.blueprints.backoffice.wording import blueprint as office_wording
from portal.blueprints.bookings.data import blueprint as data
from portal.blueprints.bookings.link import blueprint as link
from portal.blueprints.bookings.mine import blueprint as bookings
from portal.blueprints.catalogue import blueprint as catalogue
from portal.blueprints.catalogue.start import blueprint as start
from portal.blueprints.checkin.entry import blueprint as check_in_entry
from portal.blueprints.checkin.links import blueprint as office_check_in
from portal.blueprints.checkin.names import blueprint as check_in
from portal.blueprints.checkin.sending import blueprint as check_in_sending
from portal.blueprints.checkin.walk_in import blueprint as check_in_walk_in
from portal.blueprints.companies.colleagues import blueprint as colleagues
from portal.blueprints.companies.desk import blueprint as company
from portal.blueprints.companies.joining import blueprint as joining
from portal.blueprints.companies.letter import blueprint as company_letter
from portal.blueprints.companies.year import blueprint as company_year
from portal.blueprints.demo import blueprint as demo
from portal.blueprints.desk.home import blueprint as desk
from portal.blueprints.desk.offer import blueprint as desk_offer
from portal.blueprints.fairs.link import blueprint as fair_link
from portal.blueprints.fairs.public import blueprint as fairs
from portal.blueprints.fairs.tablet import blueprint as fair_tablet
from portal.blueprints.favourites import blueprint as favourites
from portal.blueprints.feeds import blueprint as feeds
from portal.blueprints.feeds.inclusion import blueprint as inclusion
from portal.blueprints.impact import blueprint as impact
from portal.blueprints.job_apply.apply import blueprint as job_apply
from portal.blueprints.job_apply.behalf import blueprint as helped
from portal.blueprints.job_apply.cv import blueprint as job_cv
from portal.blueprints.job_files import blueprint as job_files
from portal.blueprints.jobs import blueprint as jobs
from portal.blueprints.jobs.feed import blueprint as jobs_feed
from portal.blueprints.kept import blueprint as kept
from portal.blueprints.kept import worker
from portal.blueprints.mentors.answer import blueprint as pair_answer
from portal.blueprints.mentors.directory import blueprint as mentors
from portal.blueprints.mentors.looking import blueprint as looking
from portal.blueprints.my_jobs.job import blueprint as job
from portal.blueprints.pages import blueprint as pages
from portal.blueprints.pages.machines import blueprint as machines
from portal.blueprints.pages.pictures import blueprint as pictures
from portal.blueprints.pages.sitemap import blueprint as sitemap
from portal.blueprints.pairs.contacts import blueprint as pair_contacts
from portal.blueprints.pairs.ending import blueprint as pair_end
from portal.blueprints.pairs.goals import blueprint as pair_goals
from portal.blueprints.pairs.letters import blueprint as pair_letters
from portal.blueprints.pairs.meetings import blueprint as meeting
from portal.blueprints.pairs.pair import blueprint as pair
from portal.blueprints.pairs.planning import blueprint as pair_meetings
from portal.blueprints.pairs.problem import blueprint as pair_problem
from portal.blueprints.pairs.surveys import blueprint as pair_survey
from portal.blueprints.placements.by_letter import blueprint as placement
from portal.blueprints.placements.signed import blueprint as company_placement
from portal.blueprints.places import blueprint as places
from portal.blueprints.postings.by_letter import blueprint as posting_letter
from portal.blueprints.postings.listed import blueprint as company_postings
from portal.blueprints.postings.writing import blueprint as posting_writing
from portal.blueprints.prints import blueprint as prints
from portal.blueprints.prints import short
from portal.blueprints.questions.asked import blueprint as asked
from portal.blueprints.questions.call import blueprint as call
from portal.blueprints.questions.wish import blueprint as wish
from portal.blueprints.recognition import blueprint as recognition
from portal.blueprints.reports import blueprint as report_posting
from portal.blueprints.searches.ask import blueprint as save_search
from portal.blueprints.searches.saved import blueprint as saved_search
from portal.blueprints.signups.apply import blueprint as apply
from portal.blueprints.signups.card import blueprint as card
from portal.blueprints.signups.door import blueprint as door
from portal.blueprints.signups.interview import blueprint as interview
from portal.blueprints.signups.letter import blueprint as letter
from portal.blueprints.signups.moving import blueprint as moving
from portal.blueprints.signups.offer import blueprint as offer
from portal.blueprints.signups.party import blueprint as party
from portal.blueprints.signups.reminder import blueprint as reminder
from portal.blueprints.signups.seat import blueprint as seat
from portal.blueprints.slots.by_letter import blueprint as slots
from portal.blueprints.slots.signed import blueprint as desk_slots
from portal.blueprints.volunteering.interview import blueprint as volunteer_date
from portal.blueprints.volunteering.link import blueprint as offer_link
from portal.blueprints.volunteering.mine import blueprint as volunteering
from portal.blueprints.volunteering.offer import blueprint as offering
from portal.blueprints.volunteering.own_data import blueprint as volunteer_data

BLUEPRINTS: tuple[tuple[Blueprint, str], ...] = (
    (machines, "/"),
    (sitemap, "/"),
    (pictures, "/"),
    (pages, "/<lang:lang>"),
    (demo, "/<lang:lang>"),
    (volunteering, "/<lang:lang>"),
    (offering, "/<lang:lang>"),
    (offer_link, "/<lang:lang>"),
    (catalogue, "/<lang:lang>"),
    (feeds, "/<lang:lang>"),
    (jobs, "/<lang:lang>"),
    (jobs_feed, "/<lang:lang>"),
    (save_search, "/<lang:lang>"),
    (saved_search, "/<lang:lang>"),
    (inclusion, "/data-inclusion/v1"),
    (start, "/<lang:lang>"),
    (seat, "/<lang:lang>"),
    (apply, "/<lang:lang>"),
    (door, "/<lang:lang>"),
    (job_files, "/<lang:lang>"),
    (link, "/<lang:lang>"),
    (bookings, "/<lang:lang>"),
    (data, "/<lang:lang>"),
    (card, "/<lang:lang>"),
    (letter, "/"),
    (account, "/<lang:lang>"),
    (second_step, "/<lang:lang>"),
    (account_link, "/<lang:lang>"),
    (own_account, "/<lang:lang>"),
    (reminder, "/<lang:lang>"),
    (offer, "/<lang:lang>"),
    (interview, "/<lang:lang>"),
    (call, "/<lang:lang>"),
    (wish, "/<lang:lang>"),
    (asked, "/<lang:lang>"),
    (party, "/<lang:lang>"),
    (moving, "/<lang:lang>"),
    (looking, "/<lang:lang>"),
    (mentors, "/<lang:lang>"),
    (pair_answer, "/<lang:lang>"),
    (company_applications, "/<lang:lang>"),
    (job_answer, "/<lang:lang>"),
    (placement, "/<lang:lang>"),
    (company_placement, "/<lang:lang>"),
    (job, "/<lang:lang>"),
    (pair, "/<lang:lang>"),
    (pair_goals, "/<lang:lang>"),
    (pair_contacts, "/<lang:lang>"),
    (pair_meetings, "/<lang:lang>"),
    (meeting, "/<lang:lang>"),
    (pair_survey, "/<lang:lang>"),
    (pair_letters, "/<lang:lang>"),
    (pair_problem, "/<lang:lang>"),
    (pair_end, "/<lang:lang>"),
    (joining, "/<lang:lang>"),
    (company, "/<lang:lang>"),
    (colleagues, "/<lang:lang>"),
    (company_letter, "/<lang:lang>"),
    (company_year, "/<lang:lang>"),
    (desk, "/<lang:lang>"),
    (desk_offer, "/<lang:lang>"),
    (slots, "/<lang:lang>"),
    (desk_slots, "/<lang:lang>"),
    (company_postings, "/<lang:lang>"),
    (posting_writing, "/<lang:lang>"),
    (posting_letter, "/<lang:lang>"),
    (places, "/<lang:lang>"),
    (prints, "/<lang:lang>"),
    (short, "/"),
    (office_home, "/<lang:lang>"),
    (office_audit, "/<lang:lang>"),
    (office_health, "/<lang:lang>"),
    (office_promises, "/<lang:lang>"),
    (office_people, "/<lang:lang>"),
    (office_mentees, "/<lang:lang>"),
    (office_match, "/<lang:lang>"),
    (office_rounds, "/<lang:lang>"),
    (office_imports, "/<lang:lang>"),
    (office_volunteers, "/<lang:lang>"),
    (office_volunteer_changes, "/<lang:lang>"),
    (office_volunteer_data, "/<lang:lang>"),
    (volunteer_date, "/<lang:lang>"),
    (volunteer_data, "/<lang:lang>"),
    (office_companies, "/<lang:lang>"),
    (office_company_changes, "/<lang:lang>"),
    (office_company_calls, "/<lang:lang>"),
    (office_pairs, "/<lang:lang>"),
    (office_pair_changes, "/<lang:lang>"),
    (office_problems, "/<lang:lang>"),
    (office_postings, "/<lang:lang>"),
    (office_reports, "/<lang:lang>"),
    (office_job_figures, "/<lang:lang>"),
    (office_jobs, "/<lang:lang>"),
    (office_placements, "/<lang:lang>"),
    (office_posting_changes, "/<lang:lang>"),
    (office_merges, "/<lang:lang>"),
    (office_privacy, "/<lang:lang>"),
    (office_messages, "/<lang:lang>"),
    (office_accounts, "/<lang:lang>"),
    (office_account_changes, "/<lang:lang>"),
    (office_wording, "/<lang:lang>"),
    (office_settings, "/<lang:lang>"),
    (kept, "/<lang:lang>"),
    (worker, "/"),
    (office_sessions, "/<lang:lang>"),
    (office_slots, "/<lang:lang>"),
    (office_session_changes, "/<lang:lang>"),
    (office_series, "/<lang:lang>"),
    (office_courses, "/<lang:lang>"),
    (office_programmes, "/<lang:lang>"),
    (office_places, "/<lang:lang>"),
    (office_catalogue, "/<lang:lang>"),
    (office_sign_ups, "/<lang:lang>"),
    (office_seats, "/<lang:lang>"),
    (office_applications, "/<lang:lang>"),
    (office_adding, "/<lang:lang>"),
    (office_notices, "/<lang:lang>"),
    (office_sheets, "/<lang:lang>"),
    (check_in_entry, "/"),
    (check_in, "/<lang:lang>"),
    (check_in_sending, "/<lang:lang>"),
    (check_in_walk_in, "/<lang:lang>"),
    (office_check_in, "/<lang:lang>"),
    (impact, "/<lang:lang>"),
    (recognition, "/<lang:lang>"),
    (office_hours, "/<lang:lang>"),
    (office_employers, "/<lang:lang>"),
    (report_posting, "/<lang:lang>"),
    (favourites, "/<lang:lang>"),
    (job_apply, "/<lang:lang>"),
    (job_cv, "/<lang:lang>"),
    (helped, "/<lang:lang>"),
    (fairs, "/<lang:lang>"),
    (fair_link, "/<lang:lang>"),
    (fair_tablet, "/<lang:lang>"),
    (office_fairs, "/<lang:lang>"),
    (office_fair_changes, "/<lang:lang>"),
)
