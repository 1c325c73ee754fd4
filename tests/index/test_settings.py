"""Settings are read once, and what cannot be meant is refused by its name."""

import os

import pytest

from index.errors import SettingError
from index.settings import IndexSettings, cores


@pytest.mark.parametrize(("value", "number"), [("0", 0), ("1", 1), ("0.35", 0.35), (" 5e-1 ", 0.5)])
def test_thresholds_are_numbers_from_0_to_1(value: str, number: float) -> None:
    read = IndexSettings.read({"SIFT_ANSWER_AT": value, "SIFT_MAYBE_AT": value})
    assert (read.answer_at, read.maybe_at) == (number, number)


@pytest.mark.parametrize("environment", [{}, {"SIFT_ANSWER_AT": "", "SIFT_MAYBE_AT": ""}])
def test_thresholds_are_those_of_the_build_unless_set(environment: dict[str, str]) -> None:
    read = IndexSettings.read(environment)
    assert (read.answer_at, read.maybe_at) == (None, None)


@pytest.mark.parametrize("name", ["SIFT_ANSWER_AT", "SIFT_MAYBE_AT"])
@pytest.mark.parametrize("value", ["-0.1", "1.1", "nan", "inf", "80%", "0,5", "sure", "9" * 5000])
def test_a_threshold_that_is_none_is_refused_by_its_name(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=rf"^{name} is .*0 to 1"):
        IndexSettings.read({name: value})


def test_one_encoding_uses_two_cores_where_it_may_unless_told() -> None:
    unset = IndexSettings.read({}).threads
    assert unset == IndexSettings.read({"SIFT_THREADS": ""}).threads == min(2, cores())
    assert IndexSettings.read({"SIFT_THREADS": "4"}).threads == 4


def test_a_process_that_may_use_one_core_uses_one() -> None:
    allowed = os.sched_getaffinity(0)
    try:
        os.sched_setaffinity(0, {min(allowed)})
        assert IndexSettings.read({}).threads == cores() == 1
    finally:
        os.sched_setaffinity(0, allowed)


@pytest.mark.parametrize("value", ["0", "65", "-1", "1.5", "two", "²", "9" * 5000])
def test_threads_that_are_no_number_are_refused(value: str) -> None:
    with pytest.raises(SettingError, match=r"^SIFT_THREADS is"):
        IndexSettings.read({"SIFT_THREADS": value})
