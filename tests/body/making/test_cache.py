"""What is kept between builds."""

from __future__ import annotations

import os

import numpy as np

from nmt_atlas.body.making.cache import SolidCache, key_of, print_of


def test_arrays_are_made_once_and_again_when_damaged(tmp_path):
    made = []

    def make():
        made.append(1)
        return {"x": np.arange(4)}

    key = key_of("something")
    for _ in range(2):
        assert (SolidCache(tmp_path).arrays(key, make, ("x",))["x"] == np.arange(4)).all()
    assert made == [1]
    next(tmp_path.glob("*.npz")).write_bytes(b"PK nonsense")
    assert (SolidCache(tmp_path).arrays(key, make, ("x",))["x"] == np.arange(4)).all()
    assert made == [1, 1]
    SolidCache(tmp_path).arrays(key, lambda: {"y": np.zeros(1)}, ("y",))
    assert set(SolidCache(tmp_path).arrays(key, make)) == {"y"}


def test_only_what_is_old_and_unused_is_deleted(tmp_path):
    for name in ("old", "new", "used"):
        SolidCache(tmp_path).arrays(key_of(name), lambda: {"x": np.zeros(1)})
    for name in ("old", "used"):
        os.utime(tmp_path / f"{key_of(name)[:32]}.npz", (1e9, 1e9))
    cache = SolidCache(tmp_path)
    cache.arrays(key_of("used"), dict)
    cache.prune()
    left = {path.stem for path in tmp_path.glob("*.npz")}
    assert left == {key_of(name)[:32] for name in ("new", "used")}


def test_a_ledger_remembers_what_was_asked_for_last(tmp_path):
    first = SolidCache(tmp_path).ledger("volumes")
    assert first.get("a", lambda: 1.5) == 1.5
    assert first.get("b", lambda: 2.5) == 2.5
    first.save()
    second = SolidCache(tmp_path).ledger("volumes")
    assert second.get("a", lambda: 9.0) == 1.5
    second.save()
    third = SolidCache(tmp_path).ledger("volumes")
    assert third.get("b", lambda: 9.0) == 9.0
    without = SolidCache(None).ledger("volumes")
    assert without.get("a", lambda: 3.0) == 3.0
    without.save()


def test_prints_tell_shapes_apart():
    assert print_of(np.zeros((2, 3))) != print_of(np.zeros((3, 2)))
    assert print_of(np.zeros(2), np.ones(2)) != print_of(np.ones(2), np.zeros(2))
