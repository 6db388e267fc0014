"""Pieces that are alike are asked about once, and the answer is the same for each."""

from insight import disclosure
from insight.disclosure.attack import pinned
from insight.disclosure.release import Sheet

HES = disclosure.policy("hes")


def sheet(times):
    made = Sheet(HES)
    for number in range(times):
        whole = made.shown(f"whole {number}", 30)
        parts = [made.shown(f"part {number}", 26), made.small(f"small {number}")]
        made.total(whole, parts)
    return made.release()


def test_ten_equal_tables_are_pinned_alike():
    one, ten = pinned(sheet(1), HES), pinned(sheet(10), HES)
    assert len(one) == 1 and len(ten) == 10
    columns = ["lower", "upper", "values"]
    assert ten[columns].drop_duplicates().values.tolist() == one[columns].drop_duplicates().values.tolist()
