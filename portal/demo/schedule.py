"""When and where the demo's course sessions happen, in days from today, so that every state is always shown."""

from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True)
class Run:
    """One course session. `day`: days from today to the first date; None: date to come.

    `filled`: share of the seats that are taken, from 0 to 1. `opens`: sign-ups open so many days from today.
    `waits`: people on the waiting list; `back`: somebody gave a seat back an hour ago, and the rule of the line ran.
    `dates` a week apart, each `minutes` long. `languages` the team speaks, as ISO 639 codes.
    """

    course: str
    place: str
    day: int | None
    hour: time = time(14)
    minutes: int = 120
    dates: int = 1
    seats: int = 12
    filled: float = 0.4
    languages: tuple[str, ...] = ("fr",)
    opens: int | None = None
    closed: bool = False
    cancelled: bool = False
    waits: int = 0
    back: bool = False
    childcare: bool = False
    #: Megabytes an hour takes, online; a video call in small pictures, as its makers state it.
    data_mb_hour: int = 250
    #: Where staff choose: days from today to the information meeting, and how many applications wait.
    meeting: int | None = None
    applied: int = 0
    #: Not published yet.
    draft: bool = False


RUNS = (
    # Flash workshops: one date each.
    Run("flash-developer", "montreuil", 3, seats=12, filled=0.75, languages=("fr", "en")),
    Run("flash-first-email", "paris-20", 1, time(10), filled=0.9, languages=("fr", "ar")),
    Run("flash-phone-safety", "paris-20", 2, time(18), 90, filled=0.5, languages=("fr", "en", "ar")),
    Run("flash-online-forms", "montreuil", 5, time(9, 30), seats=10, filled=1.0, languages=("fr", "fa"), waits=3),
    Run("flash-online-forms", "le-pre-saint-gervais", 9, time(14), filled=0.3, languages=("fr", "ar")),
    Run("flash-online-forms", "online", 4, time(18), 90, seats=20, filled=0.35, languages=("fr", "en")),
    Run("flash-job-search", "le-pre-saint-gervais", 4, time(10), filled=0.8, languages=("fr",)),
    Run("flash-job-search", "lille", 8, filled=0.2, languages=("fr", "en")),
    Run("flash-job-search", "bordeaux", 12, time(10), filled=1.0, languages=("fr", "es"), waits=2, back=True),
    Run("flash-job-search", "paris-20", 2, time(15), seats=8, filled=1.0, languages=("fr", "ar"), waits=4, back=True),
    Run("flash-video-call", "online", 6, time(11), 60, seats=20, filled=0.5, languages=("fr", "uk")),
    Run("flash-video-call", "nantes", 10, time(14), 90, filled=0.1, languages=("fr", "so")),
    Run("flash-network", "bordeaux", 7, time(18), filled=0.6, languages=("fr",)),
    Run("flash-network", "lille", 15, filled=0.0, languages=("fr", "en"), opens=5),
    Run("flash-developer", "bordeaux", 16, filled=0.25, languages=("fr", "es")),
    Run("flash-developer", "nantes", 20, time(10), filled=0.1, languages=("fr", "ar")),
    Run("flash-developer", "paris-20", 11, time(18), filled=1.0, languages=("fr", "en")),
    Run("flash-developer", "lille", 13, time(14), filled=0.5, cancelled=True),
    Run("flash-first-email", "lille", 6, time(10), filled=0.4, languages=("fr", "ar", "ps")),
    Run("flash-first-email", "nantes", 9, time(14), filled=0.3, languages=("fr", "ti")),
    Run("flash-first-email", "le-pre-saint-gervais", 18, time(10), languages=("fr", "ar"), childcare=True),
    Run("flash-first-email", "dzaleka", 5, time(9), seats=15, filled=0.6, languages=("en", "fr", "sw")),
    Run("flash-phone-safety", "kakuma", 8, time(10), seats=20, filled=0.5, languages=("en", "sw", "so")),
    Run("flash-phone-safety", "montreuil", 14, time(14), filled=0.3, languages=("fr", "ar")),
    Run("flash-phone-safety", "online", 3, time(19), 60, seats=25, filled=0.2, languages=("fr", "en", "ar")),
    Run("flash-phone-safety", "bordeaux", 2, time(14), filled=0.7, closed=True),
    Run("flash-video-call", "paris-20", 1, time(16), 60, seats=8, filled=0.6, languages=("fr", "ar")),
    # Today, for the home of the team.
    Run("flash-first-email", "montreuil", 0, time(9, 30), 150, filled=0.7, languages=("fr", "ar")),
    Run("flash-online-forms", "paris-20", 0, time(17), 90, seats=10, filled=0.8, languages=("fr", "en")),
    # DigitAll: three levels, some weeks each.
    Run("digitall-1", "paris-20", 4, time(18), 120, 6, 14, 0.5, ("fr", "ar")),
    Run("digitall-1", "montreuil", 10, time(9, 30), 150, 6, 12, 0.85, ("fr", "en", "fa"), childcare=True),
    Run("digitall-1", "bordeaux", 11, time(14), 120, 6, 12, 0.3, ("fr", "es")),
    Run("digitall-1", "lille", 9, time(10), 120, 6, 12, 1.0, ("fr", "en")),
    Run("digitall-1", "nantes", 24, time(14), 120, 6, 12, 0.0, ("fr", "so"), opens=6),
    Run("digitall-2", "paris-20", 6, time(14), 120, 8, 14, 0.6, ("fr", "en")),
    Run("digitall-2", "online", 7, time(18), 90, 8, 20, 0.4, ("fr", "uk")),
    Run("digitall-2", "le-pre-saint-gervais", -10, time(14), 120, 6, 12, 0.9, ("fr",)),
    Run("digitall-3", "paris-20", 17, time(18), 120, 8, 14, 0.3, ("fr",)),
    Run("digitall-3", "montreuil", None, languages=("fr", "en")),
    # DigiStart and the training for a job.
    Run("digistart", "online", 5, time(9), 180, 8, 16, 1.0, ("fr", "en"), waits=5),
    Run("digistart", "online", 19, time(18), 180, 8, 16, 0.3, ("fr", "en")),
    Run("digistart", "paris-20", 12, time(9), 180, 8, 16, 0.8, ("fr", "ar")),
    Run("digistart", "bordeaux", 26, time(9), 180, 8, 14, 0.0, ("fr",), opens=9),
    Run("digistart", "montreuil", -14, time(9), 180, 8, 14, 0.95, ("fr",)),
    Run("webdev", "paris-20", 40, time(9), 420, 18, 20, 0.5, ("fr", "en"), meeting=-2, applied=8),
    Run("webdev", "bordeaux", None, languages=("fr",)),
    Run("webdev", "online", -30, time(9), 420, 18, 20, 0.9, ("fr", "en")),
    Run("tssr", "montreuil", 45, time(9), 420, 18, 16, 0.25, ("fr",), meeting=5, applied=3),
    Run("tssr", "lille", None, languages=("fr",)),
    Run("digital-advisors", "nantes", 33, time(9), 360, 10, 12, 0.2, ("fr",), meeting=8, applied=2),
    # Finding a job.
    Run("softskills-cv", "paris-20", 3, time(18), 120, filled=0.8, languages=("fr", "en")),
    Run("softskills-cv", "lille", 10, time(14), 120, filled=0.4),
    Run("softskills-interview", "online", 8, time(18, 30), 90, seats=12, filled=0.95),
    Run("softskills-interview", "montreuil", 15, time(10), 120, filled=0.2, languages=("fr", "ar")),
    Run("softskills-linkedin", "paris-20", 13, time(18), 90, filled=0.5, languages=("fr", "en")),
    Run("softskills-confidence", "nantes", 6, time(14), 120, filled=0.3),
    Run("softskills-confidence", "bordeaux", 21, time(14), 120, filled=0.0, cancelled=True),
    Run("softskills-linkedin", "montreuil", 22, time(18), 90, filled=0.0, languages=("fr", "en"), draft=True),
    # Far from Paris, and on request.
    Run("dip", "dzaleka", 14, time(9), 240, 24, 25, 1.0, ("en", "fr", "sw"), waits=2, applied=1),
    Run("dip", "kakuma", 28, time(9), 240, 24, 25, 0.0, ("en", "sw", "so"), opens=10),
    Run("dip", "dzaleka", -60, time(9), 240, 24, 25, 0.95, ("en", "fr", "sw")),
    Run("custom-work-tools", "le-pre-saint-gervais", None),
    # What is over, for those who open an old link.
    Run("flash-developer", "paris-20", -7, filled=0.9, languages=("fr", "en")),
    Run("flash-first-email", "montreuil", -3, time(10), filled=0.8, languages=("fr", "ar")),
    Run("flash-job-search", "online", -12, time(18), 90, filled=0.6),
    Run("softskills-cv", "bordeaux", -20, time(14), filled=0.7),
)
