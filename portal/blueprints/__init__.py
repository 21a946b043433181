"""The table of contents of the site: which blueprint answers under which prefix.

A blueprint never imports another one; `url_for` is the only link between them.
"""

from flask import Blueprint

from portal.blueprints.catalogue import blueprint as catalogue
from portal.blueprints.catalogue.start import blueprint as start
from portal.blueprints.demo import blueprint as demo
from portal.blueprints.feeds import blueprint as feeds
from portal.blueprints.feeds.inclusion import blueprint as inclusion
from portal.blueprints.kept import blueprint as kept
from portal.blueprints.kept import worker
from portal.blueprints.pages import blueprint as pages
from portal.blueprints.pages.machines import blueprint as machines
from portal.blueprints.pages.sitemap import blueprint as sitemap
from portal.blueprints.places import blueprint as places
from portal.blueprints.prints import blueprint as prints
from portal.blueprints.prints import short
from portal.blueprints.questions.asked import blueprint as asked
from portal.blueprints.questions.call import blueprint as call
from portal.blueprints.questions.wish import blueprint as wish
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

BLUEPRINTS: tuple[tuple[Blueprint, str], ...] = (
    (machines, "/"),
    (sitemap, "/"),
    (pages, "/<lang:lang>"),
    (demo, "/<lang:lang>"),
    (catalogue, "/<lang:lang>"),
    (feeds, "/<lang:lang>"),
    (inclusion, "/data-inclusion/v1"),
    (start, "/<lang:lang>"),
    (seat, "/<lang:lang>"),
    (apply, "/<lang:lang>"),
    (door, "/<lang:lang>"),
    (card, "/<lang:lang>"),
    (letter, "/"),
    (reminder, "/<lang:lang>"),
    (offer, "/<lang:lang>"),
    (interview, "/<lang:lang>"),
    (call, "/<lang:lang>"),
    (wish, "/<lang:lang>"),
    (asked, "/<lang:lang>"),
    (party, "/<lang:lang>"),
    (moving, "/<lang:lang>"),
    (places, "/<lang:lang>"),
    (prints, "/<lang:lang>"),
    (short, "/"),
    (kept, "/<lang:lang>"),
    (worker, "/"),
)
