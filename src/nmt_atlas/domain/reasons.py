"""What the codes of reasons, notices and flags mean, in words for whoever shows them.

Every text is an English text for ``say``; ``{share}`` is filled with a percentage, ``{value}`` with
the words of :data:`VALUES`.
"""

from __future__ import annotations

from collections.abc import Mapping

from nmt_atlas.domain.language import Say, mark
from nmt_atlas.domain.matching import Reason
from nmt_atlas.domain.pain import Depth, Quality

REASONS: Mapping[str, str] = {
    "nerve-signs": mark("Numb or tingling skin speaks for a nerve before a muscle."),
    "covers-essential": mark("{share} of what is drawn lies where it mostly hurts."),
    "covers-spillover": mark("{share} of what is drawn lies where it hurts now and then."),
    "unpainted": mark("{share} of where it mostly hurts was left unpainted."),
    "evidence": mark("Its pattern is {value}."),
    "rarity": mark("It is {value}."),
    "quality-unlike": mark("A {value} goes less well with it."),
    "depth-unlike": mark("Pain felt {value} goes less well with it."),
    "found-active": mark("Pressing it brought back the familiar pain."),
    "found-latent": mark("It was sore and referred pain that was not the familiar one."),
    "found-tender": mark("It was only tender."),
    "found-nothing": mark("Nothing was found there."),
    "answer-for": mark("An answer speaks for it."),
    "answer-against": mark("An answer speaks against it."),
}
"""Code of a reason -> what it says."""

VALUES: Mapping[str, str] = {
    "charted-by-few": mark("charted by few"),
    "inferred": mark("inferred, not charted"),
    "anatomy": mark("known from anatomy alone"),
    "occasional": mark("occasional"),
    "rare": mark("rare"),
    "ache": mark("dull ache"),
    "burn": mark("burning"),
    "sharp": mark("sharp pain"),
    "tingle": mark("tingling"),
    "numb": mark("numbness"),
    "pressure": mark("pressure"),
    "surface": mark("on the surface"),
    "deep": mark("deep inside"),
}
"""Value of a reason -> its words."""

QUALITY_WORDS: Mapping[Quality, str] = {
    "ache": mark("Ache"),
    "burn": mark("Burning"),
    "sharp": mark("Sharp"),
    "tingle": mark("Tingling"),
    "numb": mark("Numb"),
    "pressure": mark("Pressure"),
}
DEPTH_WORDS: Mapping[Depth, str] = {"surface": mark("Surface"), "deep": mark("Deep")}
STRENGTH_WORDS: Mapping[int, str] = {1: mark("Mild"), 2: mark("Moderate"), 3: mark("Strong")}

NOTICES: Mapping[str, str] = {
    "nothing-drawn": mark("Nothing is drawn yet: paint where it hurts, or name a region."),
    "everywhere": mark(
        "Almost everything is drawn. Charts cannot tell sources of pain that is everywhere; "
        "read about widespread pain, and ask a physician if none has been asked yet."
    ),
    "off-body": mark("{value} painted places lie beside this body and were left out."),
    "unknown-region": mark("“{value}” is no region of the body chart and was left out."),
    "other-skin": mark(
        "This was painted on another skin, so the painted places were left out. Paint them "
        "again, or name the regions."
    ),
    "other-body": mark(
        "This was painted on the body “{value}”, which is not installed; the painted places "
        "were left out."
    ),
    "no-chart": mark("No chart leads here. That does not mean that nothing is there."),
    "answers-disagree": mark("The answers speak against each other: no source fits all of them."),
}
"""Code of a notice -> what it says."""


def words_of(reason: Reason, say: Say) -> str:
    """A reason in words."""
    share = "" if reason.share is None else f"{round(100 * reason.share)} %"
    value = say(VALUES[reason.value]) if reason.value in VALUES else reason.value
    return say(REASONS[reason.code], share=share, value=value)
