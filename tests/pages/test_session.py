from __future__ import annotations

from nmt_atlas.pages.session import Session


def tap(session: Session, **what: object) -> None:
    """What the browser tells after a click."""
    n = session.taps + 1
    session.view.picked = {
        "n": n,
        "part": "",
        "marker": "",
        "skin_vertex": -1,
        "modifiers": [],
        **what,
    }


def test_a_click_selects_and_paints_the_charted_pain(session: Session) -> None:
    tap(session, part="piriformis-right")
    assert session.state.selection == ("piriformis-right",)
    assert session.state.overlay == ("piriformis-1:right",)
    assert session.view.scene["selected"] == ["piriformis-right"]
    assert {layer["kind"] for layer in session.view.paint} == {"essential", "spillover"}
    assert all(len(layer["vertices"]) == 4 * len(layer["weights"]) for layer in session.view.paint)


def test_shift_adds_and_the_background_clears(session: Session) -> None:
    tap(session, part="piriformis-right")
    tap(session, part="gluteus-medius-right", modifiers=["shift"])
    assert session.state.selection == ("piriformis-right", "gluteus-medius-right")
    tap(session)
    assert session.state.selection == session.state.overlay == ()


def test_every_step_can_be_taken_back_and_done_again(session: Session) -> None:
    first = session.state
    assert not session.can_undo
    session.select("piriformis-right")
    session.reveal("gluteus-medius", "left")
    last = session.state
    assert last.selection == ("gluteus-medius-left",)
    session.undo()
    session.undo()
    assert (session.state, session.can_undo, session.can_redo) == (first, False, True)
    assert session.view.paint == []
    session.redo()
    session.redo()
    assert (session.state, session.can_redo) == (last, False)
    session.undo()
    session.select("sacrum")
    assert not session.can_redo


def test_a_marker_shows_its_point_alone(session: Session) -> None:
    session.show(session.state.changed(overlay=("piriformis-1:right", "gluteus-medius-1:right")))
    tap(session, marker="gluteus-medius-1:right", part="gluteus-medius-right")
    assert session.state.overlay == ("gluteus-medius-1:right",)


def test_a_nerve_is_followed_through_its_narrow_places(session: Session) -> None:
    session.follow("sciatic-nerve", "left")
    assert session.state.nerve == "sciatic-nerve:left"
    assert "nerves" in session.state.layers
    assert session.state.isolated == ("piriformis-left",)
    assert "narrow-place" in {marker["kind"] for marker in session.view.scene["markers"]}


def test_what_a_body_lacks_is_told(session: Session) -> None:
    before = session.state
    session.reveal("unicorn")
    assert "unicorn" in session.notice
    assert session.state == before


def test_a_free_camera_is_kept_without_a_step_of_its_own(session: Session) -> None:
    session.view.camera_now = {"position": [0, -900, 900], "target": [0, 0, 900], "up": [0, 0, 1]}
    assert session.state.camera.position == (0, -900, 900)
    assert not session.can_undo


def test_answering_takes_the_click(session: Session) -> None:
    seen: list[dict[str, object]] = []
    session.answering = lambda told: bool(seen.append(told)) or True
    tap(session, part="piriformis-right")
    assert seen[0]["part"] == "piriformis-right"
    assert session.state.selection == ()
