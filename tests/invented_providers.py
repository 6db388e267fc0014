"""Invented records of independent providers, as params/independent holds them."""

from insight.independent.records import Records

MONTHS = [f"2031-0{month}" for month in range(1, 7)]


def flow(month=MONTHS[0], operations=20, **filled):
    """Give a month's row of one provider's test, every field filled unless said otherwise."""
    return {
        "provider": "hill", "audit": "nvr", "month": month, "operations": operations,
        "filled": {"number": operations, "stage": operations} | filled,
    }  # fmt: skip


WRITTEN = {
    "synthetic": True,
    "about": "Records of an invented club",
    "gathered": "2031-08-31",
    "providers": [{"id": "hill", "name": "Hill Clinic"}, {"id": "lake", "name": "Lake Clinic"}],
    "activity": [
        {"provider": "hill", "audit": "nvr", "funding": "NHS-funded", "operations": 102, "held": 51},
        {"provider": "hill", "audit": "nvr", "funding": "independently funded", "operations": 203},
        {"provider": "lake", "audit": "npca", "funding": "independently funded", "operations": 7},
    ],
    "barriers": [
        {"provider": "hill", "audit": "nvr", "area": "technical", "severity": severity, "owner": owner,
         "said": said}
        for severity, owner, said in (
            ("minor", "audit provider", "Two items twice."), ("stops", "independent provider", "Paper."),
        )
    ],
    "responses": [
        {"provider": "hill", "on": "2031-02-01", "answers": {"record": "no", "fee": "yes"}},
        {"provider": "lake", "on": "2031-02-02", "answers": {"record": "yes"}},
    ],
    "needs": [
        {"audit": "nvr", "field": "number", "title": "NHS number", "least": 0.98},
        {"audit": "nvr", "field": "stage", "title": "Stage", "least": 0.9},
    ],
    "flows": [flow(month) for month in MONTHS],
    "documents": [
        {"provider": "hill", "audit": "nvr", "document": "sharing", "state": "signed", "on": "2031-01-05",
         "owner": "audit provider"},
    ],
    "onboarding": [
        {"provider": "hill", "audit": "nvr", "step": "lead", "state": "done", "on": "2031-01-02"},
    ],
}  # fmt: skip


def records(**changes):
    """Give the records, with some of their parts changed."""
    return Records.model_validate(WRITTEN | changes)
