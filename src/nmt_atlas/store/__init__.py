"""Learners and their progress.

``progress.ProgressStore`` reads and writes; ``background.Recorder`` does it on a thread of its own,
for pages; ``upgrading`` brings a database up to date when it is opened; ``backup`` writes all of it
to one file and back.
"""
