"""The guide to information streams keeps what was asked of it: requirements C01 to C14."""

import re
from collections import Counter
from xml.etree import ElementTree

import pytest

import miniature
import quick_pages
from insight import areas, definitions, pages, paths, releases, streams
from insight.book import stage
from insight.cli import binding
from insight.errors import BadDefinition, UnknownName
from insight.formats import day
from insight.pages import Heading, Paragraph, Table
from insight.streams import loading
from insight.streams.stream import Example, Stream
from quick_pages import cells
from seed_files import seed

DEMO = definitions.edition("demo")
ATOM = "{http://www.w3.org/2005/Atom}"
AT = DEMO.geography_date
BOARDS = [board.code for board in areas.known("icb", at=AT)]


@pytest.fixture(scope="module")
def every():
    return streams.streams()


@pytest.fixture(scope="module")
def guide(tmp_path_factory):
    return quick_pages.made(tmp_path_factory.mktemp("guide"), "information_streams", edition="demo")


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    return quick_pages.made(
        tmp_path_factory.mktemp("here"), "information_streams_icb", edition="demo", icb="QT1"
    )


def tables(page):
    """Give every table of a page by the first words of its caption."""
    return {
        block.caption.split(".")[0]: block
        for block in pages.unfolded(page.blocks)
        if isinstance(block, Table)
    }


def headings(page):
    return [block.text for block in page.blocks if isinstance(block, Heading) and block.level == 2]


# C01: a card for every stream; every audit of the register has one


def test_c01_every_audit_has_one_stream(every):
    count = Counter(one.audit for one in every if one.audit)
    assert count == dict.fromkeys(definitions.audits(), 1)


def test_c01_every_programme_has_a_stream(every):
    assert {path.stem for path in (paths.params() / "programmes").glob("*.yml")} <= {
        one.audit for one in every
    }


def test_c01_an_audit_added_by_a_file_has_a_stream_though_nobody_wrote_about_it(tmp_path, monkeypatch):
    project(tmp_path, monkeypatch)
    text = (paths.params() / "audits" / "nvr.yml").read_text()
    (paths.params() / "audits" / "made.yml").write_text(text.replace("nvr_", "made_"))
    [found] = [one for one in streams.streams() if one.audit == "made"]
    assert found.licence is None and "not known" in repr(streams.card(found))


QUESTIONS = {
    "What it holds", "Levels of geography", "How often", "From the end of the data to publication",
    "How it is reached", "Licence", "Contact", "Are ICB results public?", "Link", "Last checked",
}  # fmt: skip


def test_c01_a_card_answers_every_question_or_says_that_it_is_not_known(every):
    for one in every:
        made = str(streams.card(one))
        assert all(f">{question}</th>" in made for question in QUESTIONS), one.id
        assert "<td></td>" not in made and "None" not in made, one.id


def test_c01_the_lag_is_counted_from_a_release():
    from datetime import date

    given = {"what": "a", "source": "b"}
    assert Example(data_to=date(2024, 12, 31), published=date(2025, 9, 11), **given).months == 8
    assert Example(data_to=date(2024, 3, 31), published=date(2024, 6, 30), **given).months == 3  # both ends
    assert Example(data_to=date(2023, 12, 31), published=date(2025, 5, 14), **given).months == 16
    with pytest.raises(ValueError, match="before its data ended"):
        Example(data_to=date(2024, 12, 31), published=date(2024, 9, 11), **given)


def test_c01_every_licence_and_every_contact_says_where_it_is_from(every):
    loose = [(one.id, fact) for one in every for fact in ("licence", "contact")
             if getattr(one, fact) and fact not in one.cited]  # fmt: skip
    assert loose == []


def test_c01_what_a_fact_is_from_is_told_and_linked_beside_it():
    cited = {"licence": {"source": "its terms", "link": "https://example.org/terms"}}
    one = Stream(id="a", kind="portal", name="A", holds="B", topic="C", licence="Free to use", cited=cited)
    assert 'Free to use (<a href="https://example.org/terms">its terms</a>)' in streams.card(one)


def test_c01_a_source_of_a_fact_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="says no 'licence'"):
        Stream(
            id="a", kind="portal", name="A", holds="B", topic="C", cited={"licence": {"source": "its terms"}}
        )


def test_c01_the_release_a_lag_is_counted_from_is_linked(every):
    [one] = [one for one in every if one.id == "picanet"]
    assert "11 months, as in report of 2022" in streams.card(one)
    assert f'(<a href="{one.example.link}">{one.example.source}</a>)' in streams.card(one)


# C02, C03: networks beside ICBs


def test_c02_there_are_21_cancer_alliances_and_each_overlaps_an_icb():
    [kind] = [one for one in streams.networks() if one.id == "cancer_alliance"]
    rows = streams.crosswalk(kind, AT)
    assert kind.number == 21 == len({one.code for _, one in rows})
    assert {icb for icb, _ in rows} == set(BOARDS)
    assert {one.overlap for _, one in rows} == {"whole", "part"}


def test_c02_shares_of_an_icb_that_lies_in_several_make_one():
    [kind] = [one for one in streams.networks() if one.id == "cancer_alliance"]
    shares = {}
    for icb, one in streams.crosswalk(kind, AT):
        shares.setdefault(icb, []).append(one.share)
    counted = {icb: sum(found) for icb, found in shares.items() if None not in found}
    assert len(counted) >= 30 and all(total == pytest.approx(1) for total in counted.values())


def test_c02_a_share_is_that_of_residents_counted_by_hand():
    """Nottinghamshire: Bassetlaw (02Q) is in South Yorkshire's alliance, the rest (52R) in East Midlands'."""
    people = {row.sub_icb: row.residents for row in loading.rows(loading.Resident)}
    by_name = {
        one.name: one.share for one in streams.overlapping("QT1", AT) if one.kind.id == "cancer_alliance"
    }
    assert by_name["South Yorkshire and Bassetlaw"] == pytest.approx(
        people["02Q"] / (people["02Q"] + people["52R"])
    )


def test_c02_where_a_part_cannot_be_counted_no_share_is_given():
    found = [one for one in streams.overlapping("QRL", AT) if one.kind.id == "cancer_alliance"]
    assert {one.overlap for one in found} == {"part"} and [one.share for one in found] == [None, None]


def test_c02_the_number_of_alliances_is_that_of_the_source():
    assert "the 21 Cancer Alliances" in seed("003")


def test_c03_every_kind_of_network_is_held_as_data():
    assert {one.id for one in streams.networks()} == {
        "cancer_alliance", "stroke_network", "neonatal", "vascular", "paediatric_diabetes", "open_uk",
        "maternal_medicine", "critical_care",
    }  # fmt: skip


def test_c03_numbers_of_networks_are_those_in_the_crosswalks():
    for kind in streams.networks():
        if kind.number:
            assert len({one.code for _, one in streams.crosswalk(kind, AT)}) == kind.number, kind.id


def test_c03_streams_that_networks_report_are_there(every):
    known = {one.id for one in every}
    assert all(set(kind.streams) <= known for kind in streams.networks())


def test_c03_where_nothing_is_known_nothing_is_guessed(guide):
    said = "\n".join(quick_pages.paragraphs(guide))
    for kind in streams.networks():
        if not streams.crosswalk(kind, AT):
            assert f"Which ICBs each {kind.name} overlaps is not known." in said


# C04: who reports what for one ICB


@pytest.mark.parametrize("icb", BOARDS)
def test_c04_every_audit_has_a_place_to_look_in_every_icb(icb):
    rows = streams.reported(icb, AT)
    assert {one.stream.audit for one in rows} == set(definitions.audits())
    assert all(one.where for one in rows)


def test_c04_the_page_lists_each_network_with_its_overlap_and_share(here):
    listed = cells(tables(here)["Networks that overlap Nottingham and Nottinghamshire"])
    assert [row[:4] for row in listed if row[1] == "Cancer Alliance"] == [
        ["East Midlands", "Cancer Alliance", "part of the ICB lies in it", "89.7%"],
        ["South Yorkshire and Bassetlaw", "Cancer Alliance", "part of the ICB lies in it", "10.3%"],
    ]


def test_c04_cancer_is_looked_up_by_alliance_where_the_audit_publishes_no_icb():
    found = {one.stream.audit: one for one in streams.reported("QT1", AT)}
    assert found["nlca"].level == "Cancer Alliance"
    assert found["nlca"].where == ("East Midlands", "South Yorkshire and Bassetlaw")
    assert found["nda"].level == "ICB" and found["mbrrace_maternal"].level == "England"


def test_c04_the_opening_sentence_is_counted_from_the_rows(here):
    rows = streams.reported("QT1", AT)
    count = Counter(one.level for one in rows)
    [lead] = [
        pages.words(block.runs)
        for block in here.blocks
        if isinstance(block, Paragraph) and block.kind == "lead"
    ]
    assert lead.startswith(f"For {count['ICB']} of {len(rows)} audits and data sets")
    assert all(
        f"{number} by {level}" in lead for level, number in count.items() if level not in ("ICB", "England")
    )


# C05: whether ICB results are public


def test_c05_the_three_that_were_named_are_public_with_a_link_and_a_day(every):
    found = {one.audit: one for one in every if one.audit}
    for audit in ("cvdprevent", "nda", "nrap"):
        one = found[audit]
        assert one.icb_level_public == "yes" and one.link and one.checked


def test_c05_a_flag_without_a_link_or_a_day_is_refused():
    given = {"id": "a", "kind": "portal", "name": "A", "holds": "B", "topic": "C", "icb_level_public": "yes"}
    with pytest.raises(ValueError, match="needs 'link' and 'checked'"):
        Stream(**given)


def test_c05_the_opening_counts_the_flags(guide, every):
    count = Counter(one.icb_level_public for one in every if one.kind == "audit")
    [lead] = [
        pages.words(block.runs)
        for block in guide.blocks
        if isinstance(block, Paragraph) and block.kind == "lead"
    ]
    assert f"Of {sum(count.values())} national audits and reviews, results for " in lead
    assert (
        f"can be opened by anyone for {count['yes']}, only behind a login for {count['restricted']} and "
        f"not at all for {count['no']}; for {count[None]} this is not known." in lead
    )


# C06, C09: uses and other work


def test_c06_c09_local_uses_and_national_work_are_listed_with_when(guide):
    found = tables(guide)
    assert len(found["Uses of audit dashboards that are known"].rows) == 3
    assert all("January 2024" in row[2] for row in cells(found["Work across England"]))


# C07: two portals and one list of ids


def test_c07_both_portals_are_described_with_whether_they_need_a_login(every):
    found = {one.id: one for one in every}
    assert found["ncab"].access == "open" and found["model_health_system"].access == "login"


def test_c07_there_is_a_column_for_the_ids_of_both(guide):
    table = tables(guide)["Headline metrics under the ids of several systems"]
    assert table.head[-2:] == ("NCAB", "Model Health System")
    audits = definitions.audits_of(DEMO)
    assert len(table.rows) == sum(metric.headline for audit in audits for metric in audit.metrics)


# C08: four look-ups


def test_c08_the_four_look_ups_are_on_one_page_without_a_login(guide):
    found = tables(guide)
    assert {"By specialty", "By NHS trust", "By hospital", "By kind of unit"} <= set(found)
    assert len(found["By NHS trust"].rows) == len([one for one in areas.known("trust", at=AT) if one.parent])


def test_c08_every_audit_is_found_by_its_specialty_and_its_unit(guide, every):
    found = tables(guide)
    listed = " ".join(row[1] for row in cells(found["By specialty"]))
    assert all((one.short or one.name) in listed for one in every if one.kind == "audit")
    units = " ".join(row[1] for row in cells(found["By kind of unit"]))
    assert all((one.short or one.name) in units for one in every if one.units and one.kind == "audit")


# C10, C11: other ways in, with who may use them


def test_c10_the_inequalities_dashboard_is_described_with_its_limits(every):
    [one] = [one for one in every if one.id == "hiid"]
    assert one.access == "login" and one.icb_level_public == "restricted"
    assert all(cut in one.holds for cut in ("ethnic group", "age", "deprivation"))


def test_c10_our_panels_use_the_same_three_cuts():
    from insight import findings

    assert {"ethnicity", "deprivation", "age"} <= set(findings.load("demo", area="QWO")["breakdown"].unique())


def test_c11_workspaces_and_the_meeting_say_for_whom_and_how(every):
    found = {one.id: one for one in every}
    for name in ("futurenhs_inequalities", "nca_ace", "nca_ace_meeting"):
        assert found[name].audiences and found[name].route
    assert all(body in found["nca_ace_meeting"].holds for body in ("CQC", "HSSIB", "NICE"))


# C12: days announced, what is new on a page of its own, and a feed of it


@pytest.fixture(scope="module")
def announced():
    """What the book is bound with besides pages: the calendar, what is new, and the feed."""
    return binding.told(DEMO)


def test_c12_every_release_of_the_series_stands_on_the_calendar_with_its_day(announced):
    series = releases.series_of(DEMO)
    assert {one.status for one in series} == {"published", "confirmed"}
    for one in series:
        assert f"{one.title}</" in announced["releases"] and day(one.due) in announced["releases"]


def test_c12_what_is_new_is_told_newest_first_and_the_feed_has_the_same(announced):
    feed = ElementTree.fromstring(announced["feed"])
    told = [entry.find(f"{ATOM}title").text for entry in feed.iter(f"{ATOM}entry")]
    days = [entry.find(f"{ATOM}updated").text for entry in feed.iter(f"{ATOM}entry")]
    rows = re.findall(r'<tr><th scope="row">(.*?)</th><td><a [^>]*>(.*?)</a>', announced["news"])
    assert [title for _, title in rows] == told and days == sorted(days, reverse=True)
    out = [f"Published: {one.title}" for one in releases.series_of(DEMO) if one.status == "published"]
    data = [f"Data: {definitions.source(name).title}" for name in DEMO.sources]
    assert out and data and {*out, *data} <= set(told)


def test_c12_the_page_of_what_is_new_leads_to_the_feed_and_both_are_in_the_book(announced):
    assert 'href="feed.xml"' in announced["news"]
    assert {"news", "releases"} <= set(stage.ABOUT) and stage.FEED == "feed.xml"


# C13, C14: filtered by topic and by audience; mailboxes of roles only


def test_c13_the_index_holds_topic_and_audience_of_every_stream(guide, every):
    table = tables(guide)["Every stream"]
    assert table.head[1:3] == ("Topic", "For whom") and len(table.rows) == len(every)
    assert all(row[1] and row[2] for row in cells(table))


def test_c13_an_audience_that_is_none_is_refused(tmp_path, monkeypatch):
    project(tmp_path, monkeypatch)
    change(tmp_path, "platforms.yml", "audiences: [boards, analysts]", "audiences: [bords, analysts]")
    with pytest.raises(UnknownName, match="Did you mean 'boards'"):
        streams.streams()


PEOPLE = ("jane.smith@example.nhs.uk", "j-smith@example.nhs.uk", "not an address")
ROLES = (
    "nhfd@example.org",
    "audit.team@example.nhs.uk",
    "england.audit-data@nhs.net",
    "audit-uk@example.ac.uk",
)


@pytest.mark.parametrize("address", PEOPLE)
def test_c14_an_address_of_a_person_is_refused(address):
    with pytest.raises(ValueError, match="person's|is no address"):
        Stream(id="a", kind="portal", name="A", holds="B", topic="C", contact=address)


@pytest.mark.parametrize("address", ROLES)
def test_c14_a_mailbox_of_a_team_is_shown(address):
    one = Stream(id="a", kind="portal", name="A", holds="B", topic="C", contact=address)
    assert f'href="mailto:{address}"' in streams.card(one)


def test_c14_a_page_to_ask_through_stands_for_a_mailbox():
    one = Stream(id="a", kind="portal", name="A", holds="B", topic="C", contact="https://example.org/ask")
    assert '<a href="https://example.org/ask">a page to ask through</a>' in streams.card(one)


# What cannot be read


def project(folder, monkeypatch):
    """Lay out a project whose streams and audits can be changed."""
    miniature.of_ours(folder, monkeypatch, "streams", "audits")


def change(folder, name, old, new):
    path = folder / "params" / "streams" / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


SPOILT = {
    "an audit that is none": ("audits.yml", "audit: nhfd", "audit: nhdf", UnknownName, "Did you mean 'nhfd'"),
    "an id twice": ("platforms.yml", "id: hiid", "id: ncab", BadDefinition, "have the id ncab"),
    "an audit twice": (
        "audits.yml", "audit: nhfd", "audit: nda", BadDefinition, "2 streams are about the audit nda"
    ),
    "an audience that is none": (
        "platforms.yml", "audiences: [boards, analysts]", "audiences: [analists]", UnknownName,
        "no audience is called 'analists'",
    ),
    "a key misspelt": ("platforms.yml", "licence:", "license:", BadDefinition, "Did you mean 'licence'"),
    "a flag that is none": ("audits.yml", ": no\n    chec", ": x\n    chec", BadDefinition, "'yes', 'no'"),
    "a person's mailbox": (
        "platforms.yml", "    access: login\n", "    access: login\n    contact: jane.smith@example.nhs.uk\n",
        BadDefinition, "looks like a person's",
    ),
    "a row of residents": ("residents.csv", "00L,", "00L,many ", BadDefinition, "row 2, Residents"),
}  # fmt: skip


@pytest.mark.parametrize("name, old, new, error, words", SPOILT.values(), ids=SPOILT)
def test_c01_c14_spoilt_files_are_refused_with_what_is_wrong(
    tmp_path, monkeypatch, name, old, new, error, words
):
    project(tmp_path, monkeypatch)
    change(tmp_path, name, old, new)
    with pytest.raises(error, match=words):
        streams.streams()
        loading.rows(loading.Resident)
