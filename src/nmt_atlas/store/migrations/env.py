"""How Alembic meets the database: on the connection, and in the transaction, that it is given.

``upgrading`` gives them: a database is upgraded when it is opened, never on the command line. No
upgrade may see the living tables, not even their rule for names, or it would change with them.
"""

from __future__ import annotations

from alembic import context


def run() -> None:
    """Run what was asked for, inside the caller's transaction."""
    context.configure(connection=context.config.attributes["connection"])
    context.run_migrations()


run()
