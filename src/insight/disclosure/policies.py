"""How each publisher keeps small numbers of people from being recognised, as data."""

from dataclasses import dataclass

from insight.errors import UnknownName

SMALL_NUMBER = "so few people are counted that they might be recognised"
SO_OTHERS = "a small number elsewhere could be worked out from it"


@dataclass(frozen=True, kw_only=True)
class Policy:
    """How one publisher keeps small numbers of people from being recognised."""

    name: str
    title: str
    largest_small: int = 0  # counts from 1 to this are small; 0 when no count is
    hides: bool = False  # small counts are left out; otherwise shown as `small_shown`
    small_shown: int = 0
    nearest: int = 1  # other counts are rounded to the nearest of this
    national_exempt: bool = False
    ambiguity: int = 1  # a small count is safe while this many different counts are possible


POLICIES = {
    policy.name: policy
    for policy in (
        Policy(
            name="hes",
            title="HES rule: counts of 1 to 7 withheld, others to the nearest 5, England exact",
            largest_small=7,
            hides=True,
            nearest=5,
            national_exempt=True,
            ambiguity=3,
        ),
        Policy(
            name="nda",
            title="NDA rule: counts of 1 to 7 shown as 5, others to the nearest 5",
            largest_small=7,
            small_shown=5,
            nearest=5,
            ambiguity=3,
        ),
        Policy(name="as_published", title="As published: the publisher has already protected small numbers"),
    )
}


def policy(name: str, *, where: object = "asked for") -> Policy:
    """Give a policy by name, or refuse a name that is none."""
    if name not in POLICIES:
        raise UnknownName.among("disclosure policy", name, known=POLICIES, where=where)
    return POLICIES[name]
