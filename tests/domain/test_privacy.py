"""The register of personal data against the models: no column about a person without a reason."""

import pytest

from portal.database import db
from portal.domain.privacy import REGISTER, LegalBasis, Reason

#: Columns that say nothing about a person: keys, addresses, bookkeeping, and all that is about courses. A new
#: column is either marked with `kept_for(...)` in its model or added here by somebody who thought about it.
TECHNICAL = {
    "programme": {"id", "slug", "kind", "name", "summary", "position"},
    "course": {
        *(
            "details",
            "draft",
        ),
        *("id", "programme_id", "slug", "level", "title", "summary", "activities", "bring", "prerequisites"),
        *("certificate", "financing", "french", "entry", "position", "changed_at"),
    },
    "course_next": {"course_id", "next_id"},
    "course_word": {"course_id", "word", "shown"},
    "skill_block": {"course_id", "position", "title", "skills"},
    "competence": {"course_id", "framework", "version", "code"},
    "place": {
        *("id", "slug", "city", "country", "timezone", "online", "name", "address", "directions", "step_free"),
        *("latitude", "longitude", "position", "town", "changed_at"),
    },
    "place_word": {"place_id", "word", "shown"},
    "public_version": {"id", "number"},
    "course_session": {
        *(
            "draft",
            "trainer_id",
        ),
        *("id", "ref", "course_id", "place_id", "capacity", "opens_at", "closes_at", "cancelled_at", "starts_at"),
        *("ends_at", "join_url", "rev", "info_meeting_at", "info_meeting_url", "evening", "weekend", "childcare"),
        *("data_mb_hour", "changed_at"),
    },
    "session_date": {"id", "course_session_id", "starts_at", "ends_at"},
    "spoken_language": {"course_session_id", "code"},
    "person": {
        *(
            "merged_into_id",
            "erased_at",
        ),
        "id",
        "created_at",
    },
    "contact": {"id", "person_id", "created_at"},
    "sign_up": {"id", "ref", "person_id", "moved_to_id"},
    "sign_up_move": {"id", "sign_up_id"},
    "application": {"sign_up_id"},
    "application_move": {"id", "sign_up_id"},
    "promise": {
        *(
            "id",
            "ref",
            "person_id",
            "owner",
            "timezone",
            "passed",
            "reminded",
            "next_step_at",
            "passed_to_id",
            "latest",
        ),
    },
    "promise_move": {"id", "promise_id"},
    "message": {
        *("account_id",),
        *("id", "ref", "person_id", "owner", "dedupe_key", "timezone", "useless_from", "next_try_at", "tries"),
        *("uncertain", "resent", "claimed_by", "claimed_until", "problem", "segments", "link_digest", "link_until"),
    },
    "volunteer": {"id", "ref", "steps_done", "account_id", "imported", "erased_at"},
    "slot_alert": {"id", "volunteer_id"},
    "volunteer_check": {"id", "volunteer_id", "account_id"},
    "volunteer_move": {"id", "volunteer_id"},
    "volunteer_note": {"id", "volunteer_id", "account_id"},
    "volunteer_place": {"volunteer_id", "place_id"},
    "matching_round": {"id", "ref", "course_session_id", "made_at", "account_id", "published_at", "dropped_at"},
    "mentee": {"id", "ref", "person_id", "sign_up_id", "imported"},
    "slot": {"id", "ref", "session_date_id", "role", "imported"},
    "matching_line": {"id", "round_id", "mentee_id", "volunteer_id", "by_hand"},
    "mentor_choice": {"mentee_id", "rank", "volunteer_id"},
    "pair": {"id", "ref", "mentee_id", "volunteer_id", "imported"},
    "slot_move": {"id", "slot_id"},
    "meeting": {"id", "ref", "pair_id", "request_digest", "imported"},
    "pair_answer": {"pair_id", "side", "survey"},
    "pair_goal": {"pair_id", "position"},
    "pair_letter": {"id", "pair_id", "from_team", "account_id", "request_digest"},
    "pair_move": {"id", "pair_id"},
    "pair_problem": {"id", "ref", "pair_id", "request_digest", "account_id"},
    "account": {"id", "ref", "totp_step"},
    "picture": {"digest", "mimetype", "width", "height", "content", "added_at"},
    "sign_of_life": {"name", "started_at", "seen_at"},
    "account_link": {"id", "account_id"},
    "audit_line": {"id", "account_id", "person_id", "place_id"},
    "own_words": {"id", "kind", "language", "source_digest", "source", "form", "words", "changed_at", "account_id"},
    "people_import": {"id", "ref", "account_id", "state", "columns", "done_at"},
    "person_merge": {"id", "kept_id", "gone_id", "account_id"},
    "recovery_code": {"id", "account_id"},
    "role_grant": {"id", "account_id", "granted_by_id", "revoked_by_id"},
    "setting": {"name", "value", "changed_at", "account_id"},
    "sign_in": {"id", "ref", "account_id", "two_factors"},
    "stopped_channel": {"channel", "since", "account_id"},
    "audit_origin": {"audit_line_id"},
    "check_in_link": {"id", "ref", "course_session_id", "made_by_id"},
    "attendance": {"id", "sign_up_id", "session_date_id"},
    "attendance_tick": {"id", "token", "sign_up_id", "session_date_id", "account_id", "check_in_link_id"},
    "note": {"id", "person_id", "sign_up_id", "account_id"},
    # What a company says of itself and of the work it offers is not about a person.
    "company": {
        *("id", "ref", "state", "kind", "name", "name_folded", "number", "country", "town", "website", "about"),
        *("employer_key", "trusted", "consent_version", "created_at", "changed_at", "request_digest"),
    },
    "company_move": {"id", "company_id", "at", "role", "from_state", "to_state", "why"},
    "recruiter": {"id", "company_id", "account_id", "invited_by_id"},
    "posting": {
        *("id", "ref", "state", "company_id", "recruiter_id", "kind", "language", "title", "tasks", "skills_wanted"),
        *("skills_learned", "presence", "town", "country", "latitude", "longitude", "starts_on", "ends_on"),
        *("weekly_hours", "hours", "pay_per", "pay_from", "pay_to", "currency", "french", "papers", "beginner", "cv"),
        *("seats", "questions", "most_open", "expires_on", "copied_from_id", "created_at", "changed_at"),
        *("published_at", "refreshed_at", "reviewed_at"),
    },
    "posting_move": {"id", "posting_id", "at", "role", "from_state", "to_state", "why"},
    "posting_word": {"posting_id", "word"},
    "posting_comment": {"id", "posting_id", "from_team", "account_id", "at"},
    "posting_report": {"id", "ref", "posting_id", "why", "request_digest", "closed_at", "account_id"},
    "job_application": {"id", "ref", "posting_id", "person_id", "helper_id", "fair_id", "request_digest"},
    "job_move": {"id", "application_id"},
    "job_date": {"application_id", "at"},
    "job_file": {"id", "ref", "application_id", "stored"},
    "placement": {"application_id"},
    "saved_search": {"id", "ref", "request_digest"},
    "job_fair": {
        "id",
        "ref",
        "name",
        "place_id",
        "starts_at",
        "ends_at",
        "created_at",
        "cancelled_at",
        "tablet_digest",
    },
    "job_fair_company": {"job_fair_id", "company_id"},
}

#: Kept beside the database, in the counters of `portal.web.limits`.
OUTSIDE_THE_DATABASE = {Reason.ATTEMPTS}


def columns():
    return [column for table in db.metadata.sorted_tables for column in table.columns]


@pytest.mark.parametrize("column", columns(), ids=str)
def test_every_column_has_a_reason_or_is_technical_and_never_both(column):
    technical = column.name in TECHNICAL.get(column.table.name, ())
    reason = column.info.get("personal")

    assert technical != (reason in set(Reason)), f"mark {column} with kept_for(...), or say why it is technical"


def test_the_list_of_technical_columns_names_no_column_that_is_gone():
    there = {(column.table.name, column.name) for column in columns()}

    assert {(table, name) for table, listed in TECHNICAL.items() for name in listed} <= there


def test_every_reason_has_a_rule_with_an_end_and_a_legal_basis():
    assert set(REGISTER) == set(Reason)
    for reason, rule in REGISTER.items():
        assert 1 <= rule.months <= (60 if reason is Reason.SAFEGUARDING else 24)
        assert rule.basis in LegalBasis


def test_every_reason_is_that_of_a_column():
    used = {column.info["personal"] for column in columns() if "personal" in column.info}

    assert used == set(Reason) - OUTSIDE_THE_DATABASE


def test_ways_to_be_reached_and_needs_go_first():
    assert REGISTER[Reason.CONTACT].months == REGISTER[Reason.NEEDS].months == 6
