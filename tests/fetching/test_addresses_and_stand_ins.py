"""Which addresses are asked, and what may stand in for them."""

import pytest

from insight.errors import BadDefinition, UnsafeAddress
from insight.fetching.stand_ins import instead, stand_ins


def test_a_stand_in_is_named_with_its_service(monkeypatch):
    monkeypatch.setenv(
        "INSIGHT_STAND_INS", "https://a.nhs.uk=http://127.0.0.1:1 https://b.nhs.uk/x/=https://m.icb/b"
    )
    assert stand_ins() == {"https://a.nhs.uk": "http://127.0.0.1:1", "https://b.nhs.uk/x": "https://m.icb/b"}


@pytest.mark.parametrize(
    "bad", ["https://a.nhs.uk", "a.nhs.uk=b", "https://a=file:///etc", "=http://b", "https://a="]
)
def test_what_is_no_pair_of_addresses_is_refused(monkeypatch, bad):
    monkeypatch.setenv("INSIGHT_STAND_INS", bad)
    with pytest.raises(BadDefinition, match="is not a pair of addresses"):
        stand_ins()


def test_a_stand_in_is_for_its_own_service_only():
    known = {"https://a.nhs.uk": "http://here", "https://a.nhs.uk/two": "http://there"}
    assert instead("https://a.nhs.uk.evil.example/x", known) is None
    assert instead("https://b.nhs.uk/x", known) is None
    assert instead("https://a.nhs.uk/two/x?y=1", known) == "http://there/x?y=1"
    assert instead("https://a.nhs.uk/twofold", known) == "http://here/twofold"


@pytest.mark.parametrize(
    "address",
    ["ftp://a.nhs.uk/x", "file:///etc/passwd", "care.csv", "http://", "https://a.nhs.uk:port/x", ""],
)
def test_what_is_no_address_of_the_web_is_refused(fetcher, address):
    with pytest.raises(UnsafeAddress, match="no address of the web"):
        fetcher().get(address)
