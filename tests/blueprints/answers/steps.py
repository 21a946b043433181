"""A recruiter in front of an application: signed in, or by the link of a message."""

from typing import Any

from flask import Flask

from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.told import about_application, tell_answerer
from portal.domain.messages.kinds import MessageKind
from tests import make
from tests.blueprints.backoffice.steps import let_in
from tests.blueprints.letters import follow, told
from tests.conftest import NOW
from tests.html import Page, PortalClient


def signed_in(app: Flask, application: JobApplication) -> PortalClient:
    """The recruiter who answers it."""
    client: PortalClient = app.test_client()
    let_in(client, application.posting.company.recruiters[0].account, two_factors=False)
    return client


def opened(app: Flask, application: JobApplication) -> Page:
    return signed_in(app, application).get_page(f"/en/company/applications/{application.ref}")


def by_letter(app: Flask, application: JobApplication) -> Page:
    """What a recruiter sees who follows the link of the mail about it."""
    make.begin_write()
    for one in application.posting.company.recruiters:
        one.account.language = "en"
    tell_answerer(application, MessageKind.JOB_TO_ANSWER, NOW)
    make.db.session.commit()
    client: PortalClient = app.test_client()
    return follow(client, told(about_application(application), MessageKind.JOB_TO_ANSWER))


def follow_way(page: Page, words: str) -> Page:
    """Go where the link that says `words` leads."""
    return page.client.get_page(page.link(words))


def fresh(application: JobApplication) -> Any:
    make.db.session.refresh(application)
    return application
