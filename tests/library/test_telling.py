"""Every story of the project's documents: by the template and by hand."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from nmt_atlas.domain.errors import UnknownIdError
from nmt_atlas.domain.story import FEWEST, MOST, Cue, Moment, Story
from nmt_atlas.library import Library, data_paths, load_library
from nmt_atlas.library.targets import cue_target
from nmt_atlas.library.telling import storied, stories, story_of, told, words_of


@pytest.fixture(scope="module")
def whole() -> Library:
    return load_library(data_paths())[0]


def test_every_condition_posture_and_narrow_place_has_a_story(whole: Library) -> None:
    named = {ident for found in stories(whole).values() for ident, _ in found}
    wanted = {one.id for one in whole.conditions.values() if one.kind in ("condition", "posture")}
    assert named == wanted | set(whole.entrapments)
    assert len(stories(whole)["edited"]) >= 20


def test_stories_have_six_to_ten_views_with_words_and_sources(whole: Library) -> None:
    for kind, ident in storied(whole):
        for story in (told(whole, kind, ident), story_of(whole, ident)):
            assert FEWEST <= len(story.moments) <= MOST, ident
            assert story.moments[-1].id in ("refer", "when-to-refer"), ident
            for moment in story.moments:
                facts = words_of(whole, (*moment.says, *moment.plain))
                assert all(one.text and one.sources for one in facts), (ident, moment.id)
            assert story.told_to(client=True), ident


def test_a_text_that_is_not_there_is_named(whole: Library) -> None:
    for ref in ("condition/nothing#summary", "condition/whiplash#facts.none", "muscle/soleus#id.x"):
        with pytest.raises(UnknownIdError, match=ref.split("#", maxsplit=1)[0]):
            words_of(whole, (ref,))
    with pytest.raises(UnknownIdError):
        story_of(whole, "nothing")


def test_the_template_takes_the_words_from_the_document(whole: Library) -> None:
    story = told(whole, "condition", "plantar-heel-pain")
    one = whole.conditions["plantar-heel-pain"]
    assert words_of(whole, story.moments[0].says)[0] == one.summary
    assert words_of(whole, story.moments[-1].says)[0] == one.facts["when to refer"]
    assert story.moments[0].show.nerve == one.nerves[0]


def test_the_skin_of_a_narrow_place_is_not_told_as_the_condition_s_own(whole: Library) -> None:
    calf = told(whole, "condition", "calf-strain")
    ids = [one.id for one in calf.moments]
    felt = calf.moments[ids.index("felt")]
    assert felt.title == "Where the narrow place is felt"
    assert ids.index("felt") == ids.index("at-calf-fascia-sural") + 1
    assert felt.show.skin == ("calf-fascia-sural",)
    assert calf.moments[0].show.skin == ()
    assert told(whole, "condition", "migraine").moments[1].title == "Where it is felt"


def test_two_moments_of_one_id_are_refused() -> None:
    moment = Moment(id="a", title="A", says=("condition/a#summary",))
    with pytest.raises(ValidationError, match="two moments of one id"):
        Story(id="a", title="A", kind="condition", moments=(moment,) * 6)


def test_a_part_that_is_named_itself_stands_alone(whole: Library) -> None:
    low = cue_target(whole, Cue(tight=("quadratus-lumborum",), weak=("multifidus-lumborum",)))
    assert low.weak == ("multifidus-lumborum",)
    assert low.weak[0] in low.structures
    every = cue_target(whole, Cue(weak=("multifidi",))).weak
    assert set(low.weak) < set(every)
    back = story_of(whole, "chronic-low-back-pain")
    shown = {one for moment in back.moments for one in cue_target(whole, moment.show).structures}
    assert not [one for one in shown if "cervic" in one], "no neck in a story of the low back"
