"""So many at once, and so many a second from then on."""

from nmt_atlas.viewer import rates
from nmt_atlas.viewer.rates import Bucket, Buckets


def test_a_bucket_is_emptied_and_fills_again() -> None:
    now = [0.0]
    tries = Buckets(burst=2, rate=0.5, clock=lambda: now[0])
    assert [tries.take("a") for _ in range(3)] == [True, True, False]
    assert tries.take("b"), "everybody has one of their own"
    now[0] = 2.0
    assert [tries.take("a") for _ in range(2)] == [True, False]
    now[0] = 1_000.0
    assert [tries.take("a") for _ in range(3)] == [True, True, False], "no more than at first"


def test_who_was_not_asked_for_long_is_forgotten_first() -> None:
    tries = Buckets(burst=1, rate=0, clock=lambda: 0.0)
    assert tries.take("first")
    for number in range(rates._MOST):
        tries.take(str(number))
    assert tries.take("first"), "memory stays bounded"
    assert not tries.take(str(rates._MOST - 1))


def test_a_bucket_fills_again_with_time() -> None:
    now = [0.0]
    bucket = Bucket(2, 1, lambda: now[0])
    assert [bucket.take() for _ in range(3)] == [True, True, False]
    now[0] = 1.0
    assert bucket.take()
    assert bucket.empty
    now[0] = 100.0
    assert [bucket.take() for _ in range(3)] == [True, True, False]


def test_everybody_has_a_bucket_of_their_own() -> None:
    buckets = Buckets(1, 0)
    assert buckets.of("a").take()
    assert not buckets.of("a").take()
    assert buckets.of("b").take()
    for number in range(5_000):
        buckets.of(str(number))
    assert buckets.of("a").take()


def test_what_does_not_count_is_given_back() -> None:
    tries = Buckets(burst=1, rate=0)
    assert tries.take("a")
    tries.give_back("a")
    tries.give_back("a")
    assert [tries.take("a") for _ in range(2)] == [True, False], "no more than at first"
