"""What the public sees of the board: the pages kept in memory are made anew when any of it changes."""

from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.board_models import JobFair
from portal.domain.jobs.company_models import Company
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.states import ON_THE_BOARD, WAITING_FOR_COMPANY
from portal.public_version import shown

#: Of a posting, what neither its card nor its page says.
_NOT_SAID = {"id", "recruiter_id", "reviewed_at", "changed_at", "created_at", "copied_from_id"}

shown(Company, "state", "name", "about", "website", "town", "country")
shown(
    Posting,
    *(column.key for column in Posting.__table__.columns if column.key not in _NOT_SAID),
    when=lambda one: one.state in ON_THE_BOARD,
)
# With too many of them a posting takes no more.
shown(JobApplication, "state", "posting_id", when=lambda one: one.state in WAITING_FOR_COMPANY)
shown(JobFair, "name", "place_id", "starts_at", "ends_at", "cancelled_at", "companies")
