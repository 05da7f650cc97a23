"""A class as the server holds it: rooms in this process, light screens on a websocket of their own.

Nothing of a class is here alone: what counts is in the database before anybody is told of it, so a
process may end in the middle of a question. How questions are put comes in by a protocol
(:mod:`.questions`); the room knows no page.
"""
