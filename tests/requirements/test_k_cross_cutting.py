"""Rows K02 to K09, K11, K14, K15, A25 and D13 of the requirements, on a small edition built by command."""

import csv
import io
import json
import re
import shutil
from datetime import date
from hashlib import sha256
from xml.etree import ElementTree

import pandas as pd
import pypdf
import pytest
from lxml import html

from documents.workbooks_told import ods_leaves, xlsx_leaves
from exports.invented_data import invented
from insight import areas, definitions, exports, run, store
from insight.charts.chart import Chart
from insight.disclosure import policy
from insight.disclosure.attack import bounds, pinned
from insight.disclosure.release import Sheet
from insight.disclosure.secondary import further
from insight.errors import UnknownArea
from requirements.small_edition import call, digests

pytestmark = pytest.mark.slow
HES = policy("hes")
BOARD = "reports/icb_insight/qwo-synthetic"
TOPIC = "reports/audit_topic/ssnap-synthetic"


@pytest.fixture
def tiny(small_edition):
    """Give the small edition, which other tests read too: none may change it."""
    return small_edition


@pytest.fixture
def here(tiny, monkeypatch):
    monkeypatch.setenv("INSIGHT_ROOT", str(tiny.root))
    return tiny


def page(tiny, name):
    return html.parse(str(tiny.site / f"{name}.html")).getroot()


def text_of(tiny, name):
    return " ".join(page(tiny, name).find(".//article").text_content().split())


def lines(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def newest(tiny, area):
    rows = lines(tiny.data / "findings-synthetic.csv")
    return [row for row in rows if row["area"] == area and row["latest"] == "true" and row["group"] == "all"]


def drawings(tiny, name):
    return [figure for figure in page(tiny, name).iter("figure") if figure.find(".//svg") is not None]


def test_k02_the_book_is_built_without_a_warning_or_a_broken_link(here, tmp_path, capsys):
    tiny = here
    assert {BOARD, TOPIC, "index"} <= {
        path.relative_to(tiny.site).with_suffix("").as_posix() for path in tiny.site.rglob("*.html")
    }  # Sphinx stops at a warning, so it gave none
    call("publish", "tiny", str(tmp_path), "--check-only")
    assert "tiny is fit to publish" in capsys.readouterr().out  # its checks follow every link


def test_k02_one_command_gives_the_same_bytes_from_the_same_inputs(tiny, tmp_path, monkeypatch):
    root = tmp_path / "elsewhere"
    shutil.copytree(tiny.root, root, symlinks=True)
    home = root / "_build" / "tiny"
    for made in ("html", "bound", "book", "data", "keys", "drafts"):
        shutil.rmtree(home / made, ignore_errors=True)
    (home / exports.making.RECORD).unlink()
    monkeypatch.setenv("INSIGHT_ROOT", str(root))
    call("data", "tiny")
    call("build", "tiny")
    assert digests(home / "html") == digests(tiny.site)


def test_k03_every_chart_has_words_with_its_numbers_and_a_table(tiny):
    for name in (BOARD, TOPIC, "methods"):
        found = drawings(tiny, name)
        assert found
        for figure in found:
            said = {part.tag: part.text for part in figure.find(".//svg") if part.tag in ("title", "desc")}
            assert said["title"] and re.search(r"\d", said["title"] + said["desc"]), said
            assert figure.find(".//table") is not None, said


def test_k03_there_is_an_accessibility_statement(tiny):
    assert "Web Content Accessibility Guidelines 2.2 at level AA" in text_of(tiny, "accessibility")
    assert page(tiny, BOARD).xpath("//footer//a[contains(@href, 'accessibility.html')]")


@pytest.mark.parametrize("name", ["index", BOARD, "downloads", "releases"])
def test_k03_axe_finds_nothing_against_wcag_2_2_aa(tiny, browser, name):
    from browser.accessibility import accessibility
    from browser.serving import served
    from browser.visits import visit

    with served(tiny.site) as home, visit(browser, f"{home}{name}.html") as seen:
        assert accessibility(seen.page) == []


def test_k04_page_pdf_spreadsheets_and_csv_have_the_same_numbers(tiny):
    documents = tiny.home / "documents" / "icb_insight"
    pdf = " ".join(part.extract_text() for part in pypdf.PdfReader(documents / "qwo-synthetic.pdf").pages)
    shown = {
        "page": text_of(tiny, BOARD),
        "PDF": " ".join(pdf.split()),
        "Excel": _cells(xlsx_leaves((documents / "qwo-synthetic.xlsx").read_bytes())),
        "ODS": _cells(ods_leaves((documents / "qwo-synthetic.ods").read_bytes())),
    }
    told = [row for row in newest(tiny, "QWO") if row["value"] and row["unit"] == "%"]
    assert len(told) >= 3
    for row in told:
        for kind, words in shown.items():
            assert f"{row['value']}%" in words, (kind, row["metric"])


def _cells(leaves):
    return " ".join(cell for leaf in leaves for row in leaf.rows for cell in row)


def test_k05_a_count_that_follows_from_another_table_is_found_and_then_withheld():
    sheet = Sheet(HES)
    small, rest = sheet.small("Asian"), sheet.shown("other groups", 37)
    sheet.total(sheet.shown("everybody, in another table", 41), [small, rest])
    _found_then_safe(sheet, small, 4)


def test_k05_a_count_that_follows_from_old_and_new_boundaries_is_found_and_then_withheld():
    sheet = Sheet(HES)
    moved, stays = sheet.small("the part that moved"), sheet.shown("the ICB of April 2026", 52)
    sheet.total(sheet.shown("the ICB of July 2022", 55), [stays, moved])
    _found_then_safe(sheet, moved, 3)


def _found_then_safe(sheet, small, truth):
    release = sheet.release()
    assert bounds(release, HES, [small]).loc[small].tolist() == [truth, truth]
    safe = release.hiding(further(release, HES))
    low, high = bounds(safe, HES, [small]).loc[small]
    assert low <= truth <= high and high - low + 1 >= HES.ambiguity
    assert pinned(safe, HES).empty


def test_k05_no_data_file_has_a_number_in_a_withheld_row(tmp_path, monkeypatch):
    edition = invented(tmp_path, monkeypatch)
    rows = lines(exports.make(edition) / "findings-synthetic.csv")
    hidden = [row for row in rows if row["withheld"]]
    assert "small_number" in {row["withheld"] for row in hidden}
    names = ("value", "lower", "upper", "numerator", "denominator", "revised_from")
    assert not any(row[name] for row in hidden for name in names)


def test_k06_forty_two_boards_become_thirty_six_on_1_april_2026():
    assert len(areas.known("icb", at=date(2026, 3, 31))) == 42
    assert len(areas.known("icb", at=date(2026, 4, 1))) == 36


def test_k06_a_board_that_is_split_is_handed_on_in_parts():
    links = areas.crosswalk("icb", "icb", date(2026, 4, 1))
    frimley = links[links["source"] == "QNQ"]
    assert len(frimley) > 1 and set(frimley["extent"]) == {"part"}


def test_k07_a_correction_tells_the_old_and_the_new_value_its_day_and_what_it_means(tiny):
    told = text_of(tiny, "corrections")
    for words in ("Thrombectomy was counted | twice.", "It was: 8.4%", "It is: 4.2%", "12 September 2026"):
        assert words in told, words
    assert "What it means: The page said better where it now says similar." in told


def test_k07_pages_it_is_about_say_so_and_lead_there_and_others_do_not(tiny):
    for name in (BOARD, TOPIC):
        [banner] = page(tiny, name).xpath("//*[@class='insight-corrected']")
        assert "counted | twice. Put right on 12 September 2026." in banner.text_content()
        [way] = banner.xpath(".//a/@href")
        target, place = way.split("#")
        assert (tiny.site / name).parent.joinpath(target).resolve() == (
            tiny.site / "corrections.html"
        ).resolve()
        assert page(tiny, "corrections").xpath(f"//*[@id='{place}']")
    assert not page(tiny, BOARD.replace("qwo", "qox")).xpath("//*[@class='insight-corrected']")


def test_k08_a_number_leads_to_its_source_its_file_and_its_row(tmp_path, monkeypatch):
    edition = invented(tmp_path, monkeypatch)
    home = exports.make(edition)
    [told] = [
        row for row in lines(home / "findings-synthetic.csv")
        if (row["area"], row["group"], row["period_end"]) == ("QWO", "all", "2024-03-31")
    ]  # fmt: skip
    [source] = [row for row in lines(home / "sources-synthetic.csv") if row["source"] == told["source"]]
    assert (told["published"], source["published"]) == ("2024-09-26", "2024-09-26")
    kept = store.load("first", audit="inv")
    [row] = kept[
        (kept["area"] == "QWO") & (kept["group"] == "all") & (kept["period_end"] == "2024-03-31")
    ].to_dict("records")
    file = tmp_path / row["file"]
    assert row["file_hash"] == sha256(file.read_bytes()).hexdigest()
    assert file.read_text().splitlines()[row["row"] - 1] == "QWO,I,2024-Q1,all,340,510"
    assert told["numerator"] == "340"


NO_FIGURES = (  # tables of what is asked, planned or published: no result of the made-up data is in them
    "What should lead to what", "Who does what by when", "Recommendations as asks", "What good looks like",
    "Independent providers", "Impacts", "The programme:", "Balance of the metrics", "Outcomes that the",
    "What each metric of", "Levers on", "The way of the data", "Information governance", "What taking part",
)  # fmt: skip


def test_k09_made_up_figures_are_marked_in_every_drawing_caption_and_name(tiny):
    for name in (BOARD, TOPIC, "reports/national/national-synthetic"):
        for figure in drawings(tiny, name):
            if not figure.text_content().strip().startswith(NO_FIGURES):
                assert figure.xpath(".//*[local-name()='text']")[-1].text == "Synthetic data"
        captions = [caption.text_content().strip() for caption in page(tiny, name).iter("caption")]
        unmarked = {caption for caption in captions if not caption.startswith("Synthetic data.")}
        assert captions and {caption for caption in unmarked if not caption.startswith(NO_FIGURES)} == set()
    pages = [path.name for path in (tiny.site / "reports").rglob("*.html") if path.name != "index.html"]
    data = [path for path in tiny.data.rglob("*") if path.is_file() and path.suffix != ".json"]
    assert all("-synthetic" in name for name in [*pages, *(path.name for path in data)])


def test_k09_the_switch_is_a_field_of_the_data(here):
    made_up = definitions.edition("tiny")
    real = made_up.model_copy(update={"synthetic": False})
    assert all(job.name.endswith("-synthetic") for job in run.plan(made_up))
    assert not any("synthetic" in job.name for job in run.plan(real))
    from matplotlib.figure import Figure

    numbers = pd.DataFrame({"A": ["a"], "B": ["1"]})
    drawn = {
        said: str(Chart(Figure(), alt="1", caption=f"{said}A chart.", lines=numbers, name="x").svg())
        for said in ("Synthetic data. ", "")
    }
    assert "Synthetic data</text>" in drawn["Synthetic data. "] and "Synthetic" not in drawn[""]


def test_k11_codes_of_both_kinds_are_one_organisation():
    day = date(2024, 6, 30)
    assert areas.resolve(pd.Series(["QWO", "E54000054"]), day)["code"].tolist() == ["QWO", "QWO"]


def test_k11_a_code_nobody_knows_stops_the_data_by_row():
    with pytest.raises(UnknownArea, match="QZZ"):
        areas.resolve(pd.Series(["QWO", "QZZ"]), date(2024, 6, 30))


def test_k14_days_are_announced_with_every_change_and_told_in_a_feed(tiny):
    told = text_of(tiny, "releases")
    assert "29 January 2027" in told and "Confirmed" in told
    assert "Until 17 July 2026 it was 16 September 2026: the data came late." in told
    feed = ElementTree.parse(tiny.site / "feed.xml").getroot()
    titles = [title.text for title in feed.iter("{http://www.w3.org/2005/Atom}title")]
    assert "Date changed: Tiny edition" in titles and "Published: Tiny edition" in titles
    assert page(tiny, "index").xpath("//link[@type='application/atom+xml']/@href") == ["feed.xml"]


def test_k15_the_book_assesses_itself_at_each_level_and_says_why(tiny):
    tables = list(page(tiny, "rap").find(".//article").iter("table"))
    assert [table.find("caption").text_content().strip(" #") for table in tables] == [
        "Baseline",
        "Silver",
        "Gold",
    ]
    rows = [
        [cell.text_content().strip() for cell in row.iter("td")]
        for table in tables
        for row in table.iter("tr")
    ]
    rows = [row for row in rows if row]
    assert len(rows) >= 18
    assert {met for _, met, _ in rows} == {"Yes", "In part", "No"}
    assert all(len(why) > 20 for _, _, why in rows)


def test_a25_there_is_a_tidy_table_for_all_boards_and_for_each_with_dictionary_and_schema(tiny):
    whole = lines(tiny.data / "findings-synthetic.csv")
    boards = {row["area"] for row in whole if row["area_type"] == "icb"}
    assert {"QWO", "QOX"} <= boards
    for board in boards:
        own = lines(tiny.data / "icb" / f"{board.lower()}-synthetic.csv")
        assert [row for row in own if row["area"] == board] == [row for row in whole if row["area"] == board]
    keys = [
        tuple(row[name] for name in ("metric", "area", "period_end", "breakdown", "group")) for row in whole
    ]
    assert len(set(keys)) == len(keys), "one row for each thing"
    schema = json.loads((tiny.data / "findings.schema.json").read_text())
    dictionary = [
        row["column"] for row in lines(tiny.data / "dictionary-synthetic.csv") if row["table"] == "findings"
    ]
    assert list(whole[0]) == [field["name"] for field in schema["fields"]] == dictionary
    assert json.loads((tiny.data / "datapackage.json").read_text())["resources"]


def test_a25_the_site_offers_them(tiny):
    ways = set(page(tiny, "downloads").xpath("//a[@download]/@href"))
    assert {"data/icb/qwo-synthetic.csv", "data/findings-synthetic.parquet", "data/datapackage.json"} <= ways
    assert all((tiny.site / way).is_file() for way in ways)
    own = page(tiny, BOARD).xpath("//*[@class='insight-files']//a/@href")
    assert "../../data/icb/qwo-synthetic.csv" in own
    assert any(way.endswith("qwo-synthetic.pdf") for way in own)


def test_d13_each_topic_has_a_workbook_of_the_numbers_on_its_page(tiny):
    ways = page(tiny, TOPIC).xpath("//*[@class='insight-files']//a/@href")
    assert {"../../data/topics/ssnap-synthetic.ods", "../../data/topics/ssnap-synthetic.xlsx"} <= set(ways)
    leaves = xlsx_leaves((tiny.data / "topics" / "ssnap-synthetic.xlsx").read_bytes())
    held = {(row[1], row[5], row[6]) for leaf in leaves for row in leaf.rows if len(row) > 6}
    for row in newest(tiny, "QWO"):
        if row["value"] and row["unit"] == "%":
            assert ("QWO", "everybody", f"{row['value']}%") in held


def test_d13_beside_each_chart_its_numbers_can_be_saved(tiny, browser):
    from browser.figures import told
    from browser.serving import served
    from browser.visits import visit

    with served(tiny.site) as home:
        for name in (BOARD, TOPIC, "methods"):
            with visit(browser, f"{home}{name}.html") as seen:
                assert told(seen.page) == []
