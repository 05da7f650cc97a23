"""``nmt-atlas accounts list|add|role|password|off|on``: who may sign in on a school's server."""

from __future__ import annotations

import argparse
import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from nmt_atlas.cli.common import add_json, print_json
from nmt_atlas.domain.errors import StoreError
from nmt_atlas.domain.school.rights import ROLES

if TYPE_CHECKING:
    from nmt_atlas.cli.common import Commands
    from nmt_atlas.store.accounts import Accounts
    from nmt_atlas.store.learners import Identity

PASSWORD = "NMT_ATLAS_PASSWORD"
"""The variable of the environment with a password, for programs; people are asked."""


def add(commands: Commands) -> None:
    """Add the command and what it can do."""
    accounts = commands.add_parser(
        "accounts",
        help="list, make and change the accounts of a school's server",
        description="Accounts live in the learners' database. A password is asked for, or taken "
        f"from {PASSWORD}; it never stands on a command line.",
    )
    actions = accounts.add_subparsers(dest="action", required=True, metavar="ACTION")
    listed = actions.add_parser("list", help="every account, with its role")
    add_json(listed)
    listed.set_defaults(run=run_list)
    made = actions.add_parser("add", help="make an account with a password")
    made.add_argument("name", help="the name to sign in with")
    made.add_argument("--role", choices=ROLES, default="student")
    made.add_argument("--called", default="", help="what others read (else the name)")
    made.set_defaults(run=run_add)
    role = actions.add_parser("role", help="give somebody another role")
    role.add_argument("name")
    role.add_argument("role", choices=ROLES)
    role.set_defaults(run=run_role)
    for action, about in (
        ("password", "give somebody another password"),
        ("off", "switch an account off: whoever has it is out within seconds"),
        ("on", "switch an account on again"),
    ):
        changed = actions.add_parser(action, help=about)
        changed.add_argument("name")
        changed.set_defaults(run=run_change)


def run_list(arguments: argparse.Namespace) -> int:
    """Print everybody."""
    with _accounts() as accounts:
        found = accounts.all()
    if arguments.json:
        print_json([one.model_dump(mode="json") for one in found])
        return 0
    for one in found:
        off = "  (off)" if one.off else ""
        print(f"{_named(one.provider, one.key)}  {one.name}  {one.role}{off}")
    return 0


def run_add(arguments: argparse.Namespace) -> int:
    """Make an account."""
    from nmt_atlas.store.audit import OPERATOR

    who = _who(arguments.name)
    now = datetime.now(UTC)
    with _accounts() as accounts:
        if accounts.find(who) is not None:
            raise StoreError(
                "there is such an account already.",
                where=arguments.name,
                remedy="`nmt-atlas accounts password` gives it another password.",
            )
        made = accounts.add(
            who, arguments.role, now, by=OPERATOR, name=arguments.called, password=_password()
        )
    print(f"{arguments.name}: {made.role}")
    return 0


def run_role(arguments: argparse.Namespace) -> int:
    """Change a role."""
    from nmt_atlas.store.audit import OPERATOR

    with _accounts() as accounts:
        who, now = _who(arguments.name), datetime.now(UTC)
        changed = accounts.set_role(who, arguments.role, now, by=OPERATOR)
    print(f"{arguments.name}: {changed.role}")
    return 0


def run_change(arguments: argparse.Namespace) -> int:
    """Change a password, or switch an account."""
    from nmt_atlas.store.audit import OPERATOR

    with _accounts() as accounts:
        who, now = _who(arguments.name), datetime.now(UTC)
        if arguments.action == "password":
            accounts.set_password(who, _password(), now, by=OPERATOR)
        else:
            accounts.switch(who, off=arguments.action == "off", now=now, by=OPERATOR)
    print(f"{arguments.name}: done")
    return 0


def _who(name: str) -> Identity:
    """Who is meant: a name with a password, or ``oauth:…`` and ``lti:…`` as they are listed."""
    from nmt_atlas.store.accounts import LTI, OAUTH
    from nmt_atlas.store.accounts import PASSWORD as BY_PASSWORD
    from nmt_atlas.store.learners import Identity

    provider, _, key = name.partition(":")
    return (
        Identity(provider, key) if provider in (OAUTH, LTI) and key else Identity(BY_PASSWORD, name)
    )


def _named(provider: str, key: str) -> str:
    from nmt_atlas.store.accounts import PASSWORD as BY_PASSWORD

    return key if provider == BY_PASSWORD else f"{provider}:{key}"


def _password() -> str:
    return os.environ.get(PASSWORD, "") or getpass.getpass("Password: ")


@contextmanager
def _accounts() -> Iterator[Accounts]:
    from nmt_atlas.store.accounts import Accounts
    from nmt_atlas.store.database import database_url
    from nmt_atlas.store.progress import ProgressStore

    store = ProgressStore(database_url())
    try:
        yield Accounts(store.database)
    finally:
        store.close()
