"""What is put by for a case file: by whichever page found it, until the visitor keeps it."""

from __future__ import annotations

from nmt_atlas.domain.casefile import Day
from nmt_atlas.pages.visit import Visit


def put_by(visit: Visit, more: Day) -> None:
    """Put something by, and go where it is kept if the visitor says so."""
    visit.tray = visit.tray.with_more(more) if visit.tray else more
    visit.go("cases")
