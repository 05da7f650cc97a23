"""The upgrades of the database, in order. Never change one that was released; add another."""
