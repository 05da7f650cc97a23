"""What Alembic runs: how it meets the database, and one file for each upgrade."""
