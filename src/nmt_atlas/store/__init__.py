"""Learners and their progress."""
