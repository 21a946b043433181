"""Which town a name stands for, in words: so that whoever typed it sees whether it is the right one."""

from portal.domain.catalogue.towns import find_town
from portal.domain.jobs.choices import Presence
from portal.domain.jobs.posting_models import Posting
from portal.web.languages import gettext as _


def town_note(typed: str | None, posting: Posting) -> str:
    """Of the town of a posting; "": nothing needs to be said."""
    if not posting.town or posting.presence == Presence.REMOTE:
        return ""
    named = find_town(typed or posting.town)
    if named.town is None:
        near = _(", ").join(named.near)
        if near:
            return _("We do not know this town. Do you mean: %(names)s?", names=near)
        return _("We do not know this town. Learners see no distance to it.")
    others = _(", ").join(one.label for one in named.others)
    if not others:
        return ""
    return _("Several towns are called %(town)s. You may write: %(names)s", town=posting.town, names=others)
