"""Passwords are found and masked wherever they may stand, in a time in proportion to the text."""

import pytest

from insight.passwords import holds_one, masked

HELD = {
    "postgresql://ann:hush@db/audits": "postgresql://ann:***@db/audits",
    "postgresql://ann:hu@sh@db/audits": "postgresql://ann:***@db/audits",
    "x://a.b:1/c and y://ann:hush@db": "x://a.b:1/c and y://ann:***@db",
    f"x://ann:{'h' * 5000}@db": "x://ann:***@db",
    "x://ann:80@db": "x://ann:***@db",
    "one\nx://ann:hush@db\ntwo": "one\nx://ann:***@db\ntwo",
    "?sslpassword=hush&a=b": "?sslpassword=***&a=b",
    "?my%20PWD%3Dhush%3Dush;": "?my%20PWD%3D***;",
    "client_secret=a=b c": "client_secret=*** c",
    "password='hu sh' sslmode=require": "password=*** sslmode=require",
    'password="hu sh" sslmode=require': "password=*** sslmode=require",
    r"password='it\'s hush' dbname=a": "password=*** dbname=a",
    "postgresql://ann:1234/5@db/a": "postgresql://ann:***@db/a",
}
HELD_BY_NONE = [
    "https://a.nhs.uk:8000/b?c=d@e",
    "write to a@b.uk: see https://b.uk/c",
    "https://a.uk/b:c\nann@b.uk",
    "the password is not told",
    "postgresql://db.nhs.uk:5432/audits?user=ann@nhs",
]


@pytest.mark.parametrize("text, told", HELD.items())
def test_a_password_is_found_and_masked(text, told):
    assert holds_one(text) and masked(text) == told


@pytest.mark.parametrize("text", HELD_BY_NONE)
def test_a_text_without_one_stays_as_it_is(text):
    assert not holds_one(text) and masked(text) == text
