"""A class: what an instructor shows and asks, what comes back, and what follows from both.

A class is a log of events (:mod:`.events`); what there is now is computed from it (:mod:`.room`).
Answers are ballots (:mod:`.ballots`), and what they come to is a tally (:mod:`.tally`). Time,
chance and what lies on a body are arguments.
"""
