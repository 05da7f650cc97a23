"""Content rules: one a file, each a function ``check(library, geometry)``.

A rule yields a :class:`~nmt_atlas.domain.errors.Problem` for every fault that it finds.
``geometry`` is None where no built body is at hand; rules that need one then say nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from nmt_atlas.domain.errors import Problem
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules import (
    actions_agree,
    anchors_read,
    answers_alike,
    antagonists_mutual,
    claims_sourced,
    client_told,
    client_wording,
    course_in_order,
    essential_zone,
    evidence_kind,
    file_names,
    flags_belong,
    joints_move,
    landmark_near,
    languages_agree,
    languages_complete,
    languages_told,
    lessons_in_order,
    links_resolve,
    motions_told,
    narrow_place_along,
    narrow_place_near,
    no_markup,
    numbers_agree,
    objectives_tested,
    organs_flagged,
    own_names,
    parts_whole,
    point_ids,
    point_in_muscle,
    points_handled,
    poses_held,
    question_ids,
    questions_agree,
    reading_age,
    roots_in_range,
    safety_told,
    search_words,
    shown_in_lessons,
    signs_drawn,
    signs_told,
    sources_identified,
    sources_per_fact,
    stories_told,
    studies_cited,
    targets_seen,
    tests_linked,
    text_once,
    view_states,
    wording,
    zone_centre,
    zone_leaks,
)
from nmt_atlas.library.rules.geometry import Geometry

Rule = Callable[[Library, Geometry | None], Iterable[Problem]]

RULES: Mapping[str, Rule] = {
    "file-names": file_names.check,
    "links-resolve": links_resolve.check,
    "parts-whole": parts_whole.check,
    "claims-sourced": claims_sourced.check,
    "antagonists-mutual": antagonists_mutual.check,
    "point-ids": point_ids.check,
    "points-handled": points_handled.check,
    "question-ids": question_ids.check,
    "objectives-tested": objectives_tested.check,
    "answers-alike": answers_alike.check,
    "lessons-in-order": lessons_in_order.check,
    "questions-agree": questions_agree.check,
    "course-in-order": course_in_order.check,
    "roots-in-range": roots_in_range.check,
    "essential-zone": essential_zone.check,
    "evidence-kind": evidence_kind.check,
    "studies-cited": studies_cited.check,
    "own-names": own_names.check,
    "anchors-read": anchors_read.check,
    "view-states": view_states.check,
    "shown-in-lessons": shown_in_lessons.check,
    "safety-told": safety_told.check,
    "organs-flagged": organs_flagged.check,
    "flags-belong": flags_belong.check,
    "client-told": client_told.check,
    "signs-told": signs_told.check,
    "signs-drawn": signs_drawn.check,
    "reading-age": reading_age.check,
    "tests-linked": tests_linked.check,
    "motions-told": motions_told.check,
    "joints-move": joints_move.check,
    "poses-held": poses_held.check,
    "text-once": text_once.check,
    "numbers-agree": numbers_agree.check,
    "sources-identified": sources_identified.check,
    "wording": wording.check,
    "client-wording": client_wording.check,
    "sources-per-fact": sources_per_fact.check,
    "stories-told": stories_told.check,
    "no-markup": no_markup.check,
    "languages-complete": languages_complete.check,
    "languages-agree": languages_agree.check,
    "languages-told": languages_told.check,
    "search-words": search_words.check,
    "actions-agree": actions_agree.check,
    "point-in-muscle": point_in_muscle.check,
    "narrow-place-near": narrow_place_near.check,
    "narrow-place-along": narrow_place_along.check,
    "landmark-near": landmark_near.check,
    "zone-centre": zone_centre.check,
    "zone-leaks": zone_leaks.check,
    "targets-seen": targets_seen.check,
}
"""Every rule by its id, in the order in which they run."""

NEED_GEOMETRY = frozenset(
    {
        "point-in-muscle",
        "narrow-place-near",
        "narrow-place-along",
        "landmark-near",
        "zone-centre",
        "zone-leaks",
        "targets-seen",
    }
)
"""The rules that say nothing without a built body."""
