"""`flask portal doctor`: is all well, and if not, what to do."""

import sys
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from portal import clock
from portal.delivery import carriers
from portal.delivery.letters import Carrier, NotHandedOver
from portal.web.health import Finding, Grade, findings, good
from portal.web.languages import gettext as _
from portal.web.languages import speaking

_MARKS = {Grade.GOOD: "good", Grade.LOOK: "LOOK", Grade.BAD: "BAD "}


@click.command("doctor")
@with_appcontext
def doctor() -> None:
    """Look at settings, database, keys, disk, clock, worker and gateways; ends with 1 when something is bad."""
    with speaking("en"):
        found = [*findings(clock.now()), *_gateways()]
        for one in found:
            click.echo(f"{_MARKS[one.grade]}  {one.what}: {one.is_so}")
            if one.to_do:
                click.echo(f"      {one.to_do}")
    if any(one.grade is Grade.BAD for one in found):
        sys.exit(1)


def _gateways() -> list[Finding]:
    """Each by a real connection, with the login; nothing is sent."""
    carry = carriers(current_app.config)
    try:
        return [
            _reached(_("Mail server"), carry.mail, current_app.config["PORTAL_MAIL_URL"]),
            _reached(_("Text message gateway"), carry.text, current_app.config["PORTAL_TEXT_URL"]),
        ]
    finally:
        carry.close()


def _reached(what: str, carrier: Carrier[Any] | None, setting: str) -> Finding:
    if carrier is None:
        return good(what, _("None is set."))
    try:
        carrier.reach()
    except NotHandedOver as problem:
        to_do = _("Compare its address and password with what its provider says.")
        return Finding(what, Grade.BAD, _("It cannot be reached: %(why)s", why=problem.reason), to_do)
    if setting == "file":
        to_do = _("Set the address of a real one, or nobody gets a message.")
        return Finding(what, Grade.LOOK, _("Messages are only laid into a folder."), to_do)
    return good(what, _("It answers."))
