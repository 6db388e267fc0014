"""Two versions are told apart by their lines, however many there are, and with a number a line in memory."""

import random
from collections import Counter

import pytest

from insight.fetching.revisions import SHOWN, compare


def told(tmp_path, before, after):
    (tmp_path / "old").write_bytes(before)
    (tmp_path / "new").write_bytes(after)
    return compare("care", None, None, tmp_path / "old", tmp_path / "new")


@pytest.mark.parametrize("seed", range(20))
def test_lines_that_went_and_came_are_counted_as_often_as_they_stand(tmp_path, seed):
    draw = random.Random(seed)
    was, now = ([f"row {draw.randrange(30)}" for _ in range(draw.randrange(80))] for _ in range(2))
    found = told(tmp_path, "\n".join(was).encode(), "\r\n".join(now).encode())
    out, came = Counter(was) - Counter(now), Counter(now) - Counter(was)
    assert (found.lines_out, found.lines_in) == (out.total(), came.total())
    for shown, true in ((found.taken_out, out), (found.put_in, came)):
        assert len(shown) == min(SHOWN, true.total()) and Counter(shown) <= true


def test_what_has_no_lines_is_not_told_apart(tmp_path):
    found = told(tmp_path, b"a\0b", b"a\nb")
    assert (found.lines_out, found.lines_in, found.taken_out) == (0, 0, ())


def test_letters_that_are_none_are_shown_as_such(tmp_path):
    found = told(tmp_path, b"code\n", b"code\na\x1b[2J\xff\n")
    assert found.put_in == ("a\N{REPLACEMENT CHARACTER}[2J\N{REPLACEMENT CHARACTER}",)
