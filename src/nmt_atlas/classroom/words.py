"""The light page's own words, by the keys that its script knows them by."""

from __future__ import annotations

from collections.abc import Mapping

from nmt_atlas.domain.language import mark

TEXTS: Mapping[str, str] = {
    "title": mark("Join a class"),
    "code": mark("Code of the class"),
    "codeHint": mark("Six letters and digits, from the board"),
    "name": mark("Your name"),
    "nickname": mark("A name that you make up"),
    "named": mark("Your instructor sees it."),
    "join": mark("Join"),
    "joining": mark("Joining …"),
    "away": mark("No connection. What you do is kept here and sent when it is back."),
    "back": mark("You are connected again."),
    "sending": mark("Your answer is on its way …"),
    "kept": mark("Your answer is in. You may change it until it is revealed."),
    "waiting": mark("Wait for the next question. Meanwhile you may look around."),
    "follow": mark("Back to the class"),
    "blank": mark("Look to the front, please."),
    "ended": mark("The class is over. Thank you for coming."),
    "left": mark("{time} left"),
    "timeUp": mark("The time is up."),
    "question": mark("Question"),
    "answer": mark("The answer"),
    "answered": mark("Answers: {count}"),
    "rightOf": mark("right: {count}"),
    "joinAt": mark("Join at"),
    "withCode": mark("with the code"),
    "remote": mark("Remote control"),
    "next": mark("Next"),
    "before": mark("One step back"),
    "reveal": mark("Reveal the answer"),
    "close": mark("End the question"),
    "dark": mark("Dark screens"),
    "light": mark("Bright screens"),
    "timer": mark("One minute"),
    "noTimer": mark("No clock"),
    "hush": mark("Hide names"),
    "unhush": mark("Show names"),
    "notes": mark("Notes"),
    "team": mark("Team {number}"),
    "standings": mark("Points so far"),
    "nothing": mark("No question is open."),
    "tap": mark("You may answer by a tap on the body, or below."),
    "open": mark("Show the question"),
    "fold": mark("Show the body"),
    "waitingUndrawn": mark("Wait for the next question. It can be answered in words."),
    "notDrawn": mark("This browser cannot draw the body. Every question can be answered in words."),
}
"""Text by key."""
