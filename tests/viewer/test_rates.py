"""So many at once, and so many a second from then on."""

from nmt_atlas.viewer import rates
from nmt_atlas.viewer.rates import Rates


def test_a_bucket_is_emptied_and_fills_again() -> None:
    now = [0.0]
    tries = Rates(burst=2, rate=0.5, clock=lambda: now[0])
    assert [tries.take("a") for _ in range(3)] == [True, True, False]
    assert tries.take("b"), "everybody has one of their own"
    now[0] = 2.0
    assert [tries.take("a") for _ in range(2)] == [True, False]
    now[0] = 1_000.0
    assert [tries.take("a") for _ in range(3)] == [True, True, False], "no more than at first"


def test_who_was_not_asked_for_long_is_forgotten_first() -> None:
    tries = Rates(burst=1, rate=0, clock=lambda: 0.0)
    assert tries.take("first")
    for number in range(rates._MOST):
        tries.take(str(number))
    assert tries.take("first"), "memory stays bounded"
    assert not tries.take(str(rates._MOST - 1))
