"""Every table of the portal, known to the mapper and to the migrations whatever else is imported; and what each noun
holds on a person, and who of the team sees it."""

from portal.domain.accounts import account_models  # noqa: F401
from portal.domain.auditlog import models as auditlog  # noqa: F401
from portal.domain.catalogue import index  # noqa: F401
from portal.domain.jobs import (  # noqa: F401
    application_models,
    board_models,
    company_models,
    found_by,
    placement_models,
    posting_models,
    shown,
)
from portal.domain.jobs import held as jobs
from portal.domain.jobs.retention import LEAVE as JOBS_LEAVE
from portal.domain.jobs.scope import numbered_in
from portal.domain.mentoring import held as mentoring
from portal.domain.mentoring import matching_models, pair_models, slot_models, volunteer_models  # noqa: F401
from portal.domain.mentoring.retention import LEAVE
from portal.domain.mentoring.volunteer_files import RULE as VOLUNTEERS_LEAVE
from portal.domain.settings import models as settings  # noqa: F401
from portal.domain.signups import application_models as of_courses  # noqa: F401
from portal.domain.signups import attendance_models, people_models  # noqa: F401
from portal.domain.signups.held import HOLDINGS
from portal.domain.signups.retention import LATER_RULES
from portal.domain.signups.scope import LATER_SCOPES

HOLDINGS[:] = [mentoring.HELD, jobs.HELD]
LATER_RULES[:] = [VOLUNTEERS_LEAVE, *LEAVE, *JOBS_LEAVE]
LATER_SCOPES.update(job_application=numbered_in)
