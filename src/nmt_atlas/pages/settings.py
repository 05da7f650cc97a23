"""What a person sets for the whole atlas: language, ground, keys, tone of skin, the body."""

from __future__ import annotations

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.skin_look import Tone
from nmt_atlas.pages.people import learn_as, name_of, nobody_and_all
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.shell_data import Setting

_LATIN = mark("English, Latin names")
_GROUNDS = {"light": mark("Light"), "dark": mark("Dark")}
_LETTERS = {"on": mark("On"), "off": mark("Off, but for those with Ctrl")}
_TONES: dict[Tone, str] = {
    "palest": mark("Very fair"),
    "pale": mark("Fair"),
    "olive": mark("Olive"),
    "tan": mark("Tan"),
    "brown": mark("Brown"),
    "deep": mark("Deep brown"),
}


def settings_of(visit: Visit) -> tuple[Setting, ...]:
    """What can be set, and how it is set; one body is nothing to choose from."""
    say, taste, bodies = visit.say, visit.taste, visit.atlas.body_names()
    languages = (("en", "English"), ("es", "Español"), ("la", say(_LATIN)))
    grounds = tuple((one, say(name)) for one, name in _GROUNDS.items())
    letters = tuple((one, say(name)) for one, name in _LETTERS.items())
    tones = tuple((str(one), say(name)) for one, name in _TONES.items())
    body = Setting(
        id="body", label=say("Body"), options=tuple(bodies.items()), value=visit.state.body
    )
    return (
        Setting(id="language", label=say("Language"), options=languages, value=str(taste.language)),
        Setting(id="theme", label=say("Ground"), options=grounds, value=taste.theme),
        Setting(
            id="letters", label=say("Keys of one letter"), options=letters, value=taste.letters
        ),
        Setting(id="tone", label=say("Tone of skin"), options=tones, value=str(taste.tone)),
        *((body,) if len(bodies) > 1 else ()),
        *_learner(visit),
    )


def _learner(visit: Visit) -> tuple[Setting, ...]:
    """Who is learning, where anybody has a name."""
    if not visit.people:
        return ()
    label, options = visit.say("Who is learning"), nobody_and_all(visit)
    return (Setting(id="learner", label=label, options=options, value=name_of(visit)),)


def choose(visit: Visit, setting: str, value: str) -> None:
    """Set something, if it can be set so."""
    offered = {one.id: dict(one.options) for one in settings_of(visit)}
    if value not in offered.get(setting, {}):
        return
    if setting == "learner":
        learn_as(visit, value)
    elif setting == "body":
        visit.view.change(body=value)
    else:
        visit.read_in(visit.taste.changed(**{setting: value}))
