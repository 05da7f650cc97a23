"""Who may do what."""

from nmt_atlas.domain.school.rights import (
    ALL_RIGHTS,
    EVERYBODY,
    MAY,
    NOBODY,
    ROLE_NAMES,
    ROLES,
    rights_of,
)


def test_who_may_more_may_all_that_others_may() -> None:
    assert MAY["student"] < MAY["instructor"] < MAY["administrator"] < ALL_RIGHTS
    assert set(MAY) == set(ROLES) == set(ROLE_NAMES)


def test_a_student_learns_and_no_more() -> None:
    assert {one for one in ALL_RIGHTS if rights_of("student").may(one)} == {"learn"}


def test_where_nobody_signs_in_everybody_may() -> None:
    assert all(EVERYBODY.may(one) for one in ALL_RIGHTS)
    assert not any(NOBODY.may(one) for one in ALL_RIGHTS)


def test_no_account_keeps_case_files_or_learns_by_a_chosen_name() -> None:
    assert not any({"cases", "people"} & MAY[role] for role in ROLES)
