"""How Alembic meets the database: on the connection, and in the transaction, that it is given.

``upgrading`` gives them. ``alembic`` on the command line is not used: a database is upgraded when
it is opened.
"""

from __future__ import annotations

from alembic import context

from nmt_atlas.store.tables import Base


def run() -> None:
    """Run what was asked for, inside the caller's transaction."""
    connection = context.config.attributes["connection"]
    context.configure(connection=connection, target_metadata=Base.metadata)
    context.run_migrations()


run()
