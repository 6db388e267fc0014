"""Runs are made two at a time, each seen by who asked, and none leaves anything behind."""

import json
import threading
import time

import pytest

from served_site import alive

SECRET = 32  # letters of a run's id


def test_a_run_gives_its_page_what_changed_and_files_to_keep(site):
    address = site.start("hello there")
    assert site.until(address, "changed", "failed").state == "changed"
    text = site.get(address).text
    assert "1 difference from this edition&#39;s page of West Yorkshire." in text
    assert "note is hello there" in site.get(f"{address}/page").text
    changes = site.get(f"{address}/changes").text
    assert "What changed" in changes
    assert f'<a href="{address}">Back to the run</a>' in changes
    assert "Back" not in site.get(f"{address}/files/changes.html").text
    page = site.get(f"{address}/files/page.html")
    assert page.headers["Content-Disposition"] == 'attachment; filename="noted-qwo-synthetic-page.html"'
    assert "note is hello there" in page.text
    assert json.loads(site.get(f"{address}/files/page.ipynb").text)["nbformat"] == 4
    assert json.loads(site.get(f"{address}/files/changes.json").text)["kinds"] == {"number": 1}


def test_a_page_that_is_the_same_is_said_to_be(site):
    address = site.start("same")
    site.until(address, "same", "changed", "failed")
    assert "Nothing differs" in site.get(address).text


def test_what_a_failed_run_says_is_one_escaped_paragraph(site):
    address = site.start("fails")
    run = site.until(address, "failed", "changed")
    text = site.get(address).text
    assert "cell 4 of board.ipynb stopped with &lt;b&gt;no beds&lt;/b&gt;." in text
    assert "a warning" not in text
    assert site.get(f"{address}/page").status == 404
    assert not run.folder.exists()


def test_a_fault_that_ends_as_changes_do_is_no_page(site):
    """Python itself ends with 1 when a program breaks, which is also how changes are told."""
    address = site.start("crashes")
    assert site.until(address, "failed", "changed").state == "failed"
    assert "not foreseen: RuntimeError: a fault of ours" in site.get(address).text


def test_live_news_tells_each_cell_and_then_the_end(site):
    address = site.start("steady")
    stream = site.get(f"{address}/events", Accept="text/event-stream")
    news = [json.loads(line.removeprefix("data: ")) for line in stream.text.split("\n\n") if line]
    assert [item["words"] for item in news if item["words"].startswith("Cell")][-1] == "Cell 4 of 4"
    assert [item["done"] for item in news] == sorted(item["done"] for item in news)
    assert [item["ended"] for item in news] == [False] * (len(news) - 1) + [True]


def test_a_page_at_work_comes_again_by_itself_without_script(site):
    address = site.start("slow")
    site.until(address, "running")
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in site.get(address).text
    site.cancel(address)
    assert "http-equiv" not in site.get(address).text


def test_two_run_and_the_others_wait_their_turn(site):
    first, second, third, fourth = [site.start("slow") for _ in range(4)]
    site.until(first, "running")
    site.until(second, "running")
    assert [site.found(address).state for address in (third, fourth)] == ["waiting", "waiting"]
    assert "it is next" in site.get(third).text
    assert "1 run before it" in site.get(fourth).text
    site.cancel(first)
    site.until(third, "running")
    assert site.found(fourth).state == "waiting"
    assert "it is next" in site.get(fourth).text


def test_a_full_queue_takes_no_more(narrow):
    first, second = narrow.start("slow"), narrow.start("slow")
    narrow.until(first, "running")
    form = {"token": narrow.token, "report": "noted", "icb": "QWO"}
    answer = narrow.post("/runs", form)
    assert answer.status == 503
    assert "waiting already" in answer.text
    assert len(narrow.runs.found) == 2
    assert narrow.cancel(second).status == 303
    assert narrow.post("/runs", form).status == 303


def test_two_people_do_not_see_each_others_runs(site):
    one, other = site.start("mine"), site.start("yours")
    ids = {address.rpartition("/")[2] for address in (one, other)}
    assert {len(id) for id in ids} == {SECRET}
    assert len(ids) == 2
    site.until(one, "changed")
    site.until(other, "changed")
    seen = site.get("/").text + site.get(one).text + site.get(f"{one}/page").text
    assert other.rpartition("/")[2] not in seen
    assert "yours" not in seen
    assert "note is yours" in site.get(f"{other}/page").text


def test_a_cancelled_run_ends_with_all_it_started_and_its_folder(site):
    address = site.start("stubborn")
    run = site.until(address, "running")
    while run.at_work and run.done < 2:
        time.sleep(0.02)
    pids = [int(pid) for pid in (run.made / "pids").read_text().split()]
    assert len(pids) == 2
    assert all(alive(pid) for pid in pids)
    answers = [threading.Thread(target=site.cancel, args=(address,)) for _ in range(2)]
    for answer in answers:
        answer.start()
    for answer in answers:
        answer.join()
    assert not any(alive(pid) for pid in pids)
    assert not run.folder.exists()
    assert "Nothing of it is left" in site.get(address).text
    assert site.get(f"{address}/page").status == 404


def test_a_run_that_waits_can_be_cancelled_and_never_begins(narrow):
    first, second = narrow.start("slow"), narrow.start("slow")
    narrow.until(first, "running")
    narrow.cancel(second)
    narrow.cancel(first)
    assert [narrow.found(address).state for address in (first, second)] == ["removed", "removed"]
    assert not [path for path in narrow.runs.folder.iterdir() if path.is_dir()]


def test_a_finished_run_can_be_deleted(site):
    address = site.start()
    run = site.until(address, "changed")
    assert run.folder.is_dir()
    site.cancel(address)
    assert not run.folder.exists()
    assert site.get(f"{address}/files/page.ipynb").status == 404


@pytest.mark.parametrize("path", ["pids", "..%2F..%2F..%2F..%2Fparams%2Feditions%2Ftiny.yml", ".lock", ""])
def test_only_the_files_to_keep_are_given(site, path):
    address = site.start()
    site.until(address, "changed")
    assert site.get(f"{address}/files/{path}").status == 404


@pytest.mark.parametrize("path", ["/runs/nobody", "/runs/..%2F..%2F_config.yml", "/_config.yml", "/about/x"])
def test_an_address_that_is_nobodys_gives_nothing(site, path):
    assert site.get(path).status == 404


def test_only_the_newest_runs_are_kept(site):
    site.runs.kept = 2
    addresses = [site.start() for _ in range(1)]
    for _ in range(3):
        site.until(addresses[-1], "changed")
        addresses.append(site.start())
    site.until(addresses[-1], "changed")
    assert [address.rpartition("/")[2] in site.runs.found for address in addresses] == [
        False,
        False,
        True,
        True,
    ]
    assert site.get(addresses[0]).status == 404
    assert len([path for path in site.runs.folder.iterdir() if path.is_dir()]) == 2
