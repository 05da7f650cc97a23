"""A school's server in a process of its own, and those who sign in there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from browser_samples import free_port
from house import PATIENCE_MS
from nginx_samples import atlas_served

from nmt_atlas.domain.school.rights import Role
from nmt_atlas.store import audit
from nmt_atlas.store.accounts import PASSWORD, Accounts
from nmt_atlas.store.learners import Identity
from nmt_atlas.store.progress import ProgressStore

WORD = "a long enough password"
PEOPLE: dict[str, tuple[Role, str]] = {
    "anna": ("instructor", "Anna May"),
    "bea": ("student", "Bea Roth"),
    "olga": ("administrator", "Olga Berg"),
}
"""Who has an account: name -> role, and what others read."""


@contextmanager
def a_school(folder: Path) -> Iterator[str]:
    """The atlas of a school, with accounts; its address."""
    database = f"sqlite:///{folder / 'school.sqlite3'}"
    store = ProgressStore(database)
    now = datetime.now(UTC)
    for key, (role, name) in PEOPLE.items():
        who = Identity(PASSWORD, key)
        Accounts(store.database).add(who, role, now, by=audit.OPERATOR, name=name, password=WORD)
    store.close()
    port = free_port()
    with atlas_served(database, port, folder, "--school", NMT_ATLAS_SECRET="s" * 32):
        yield f"http://localhost:{port}/"


class Pupil:
    """Somebody who signs in and does what stands on the sheet."""

    def __init__(self, page: Any, url: str) -> None:
        self.page, self.url = page, url

    def sign_in(self, name: str, query: str = "", word: str = WORD) -> None:
        """Ask for a page; sign in where the server wants that first."""
        self.page.goto(self.url + query, timeout=120_000)
        self.page.get_by_label("Name").fill(name)
        self.page.get_by_label("Password").fill(word)
        self.press("Sign in")

    def open(self, query: str) -> None:
        self.page.goto(self.url + query, timeout=120_000)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click(timeout=PATIENCE_MS)

    def sees(self, text: str) -> None:
        self.page.get_by_text(text).first.wait_for(timeout=PATIENCE_MS)

    def fill(self, label: str, text: str) -> None:
        """Write into a field and leave it: then it is told."""
        field = self.page.get_by_label(label, exact=True).first
        field.fill(text, timeout=PATIENCE_MS)
        field.blur()

    def take(self, label: str, text: str, line: str) -> None:
        """Type into a field that suggests, and take a line."""
        field = self.page.get_by_role("combobox", name=label, exact=True).first
        field.fill(text, timeout=PATIENCE_MS)
        found = self.page.get_by_role("option", name=line, exact=True)
        found.first.click(timeout=PATIENCE_MS)

    def pages(self) -> list[str]:
        """What the rail offers."""
        rail = self.page.get_by_role("navigation", name="Pages")
        rail.wait_for(timeout=PATIENCE_MS)
        said = rail.get_by_role("button").all_inner_texts()
        return [str(one).splitlines()[-1] for one in said]  # the icon's name comes before
