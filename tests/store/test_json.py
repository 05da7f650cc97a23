"""What an answer says comes back as it was given."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

NOW = datetime(2026, 1, 2, tzinfo=UTC)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(answer=values)
def test_an_answer_comes_back_as_it_was_given(store, answer):
    store.record("ada", "hip", "q", answer=answer, score=1, now=NOW)
    kept = store.answers("ada")[-1].answer
    assert kept == answer
    assert repr(kept) == repr(answer), "1 is not True, 1.0 is not 1, -0.0 is not 0.0"
