"""Off a terminal, a build tells by plain lines how far it is and what is left."""

import pytest

from index.progress import LONGEST_SILENCE, plain_progress


def lines(total: int, step: int, seconds: float, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Report every `step` texts, each step taking `seconds`."""
    times = iter(range(1_000_000))
    report = plain_progress(lambda: next(times) * seconds)
    for done in range(step, total + 1, step):
        report(done, total)
    return capsys.readouterr().err.splitlines()


def test_a_line_a_tenth_tells_what_is_left(capsys: pytest.CaptureFixture[str]) -> None:
    told = lines(10_000, 100, 2, capsys)
    assert told[0] == "embedded 100 of 10000 passages"
    assert told[4] == "embedded 4000 of 10000 passages, about 2 min left"
    assert told[-2] == "embedded 9000 of 10000 passages, about 20 s left"
    assert told[-1] == "embedded 10000 of 10000 passages"
    assert len(told) == 11


def test_a_long_build_speaks_every_minute(capsys: pytest.CaptureFixture[str]) -> None:
    told = lines(1_000_000, 1_000, LONGEST_SILENCE / 2, capsys)
    assert 500 <= len(told) <= 510
    assert told[1].endswith(", about 8 h left")
