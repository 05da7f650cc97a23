from __future__ import annotations

from nmt_atlas.library import Library


def test_nerves_dermatomes_and_danger_sites_have_a_territory(library: Library) -> None:
    assert library.territory("sciatic-nerve")[0].through == ("thigh back 20%", "thigh back 90%")
    assert library.territory("dermatome-s1")[0].through == ("thigh back 60%",)
    assert library.territory("danger-notch")[0].through == ("L5 back 60mm",)
    assert library.territory("flag-saddle") == ()
    assert library.territory("nobody") == ()
    assert library.dermatome("dermatome-s1").root == "S1"
    assert library.search("Dermatome S1")[0].id == "dermatome-s1"
