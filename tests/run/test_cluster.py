"""Pages made by Dask: the same bytes, whatever becomes of a worker or of the scheduler."""

import os
import signal
import threading
import time

import pytest

import miniature
from insight import run
from insight.errors import PageFailed
from insight.run import keys, machines, remote
from insight.run.share import Share, received, send

distributed = pytest.importorskip("distributed", reason="dask.distributed is not installed")
OPTIONS = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}


def nothing(icb, audit):
    return ""


def pages(folder):
    return {path.name: path.read_bytes() for path in folder.glob("_build/tiny/book/reports/*/*.ipynb")}


def unmake(folder):
    for path in folder.glob("_build/tiny/book/reports/*/*.ipynb"):
        path.unlink()


@pytest.mark.slow
def test_pages_made_elsewhere_are_the_same_to_the_byte(tmp_path, monkeypatch):
    edition = miniature.project(tmp_path, monkeypatch, reports=["board", "topic"])
    assert run.make(edition, slice_of=nothing, workers=2) == {}
    here = pages(tmp_path)
    unmake(tmp_path)
    with distributed.LocalCluster(**OPTIONS, local_directory=tmp_path / "dask") as started:
        where = run.Machines(share=str(tmp_path / "share"), scheduler=started.scheduler_address)
        assert run.make(edition, slice_of=nothing, machines=where) == {}
    assert pages(tmp_path) == here and len(here) == 4


@pytest.mark.slow
def test_a_worker_that_is_killed_costs_no_page(tmp_path, monkeypatch):
    edition = miniature.project(tmp_path, monkeypatch, reports=["board"], areas="[]")
    with distributed.LocalCluster(**OPTIONS, local_directory=tmp_path / "dask") as started:
        where = run.Machines(share=str(tmp_path / "share"), scheduler=started.scheduler_address)

        def kill():
            time.sleep(6)
            with distributed.Client(started.scheduler_address, set_as_default=False) as client:
                os.kill(next(iter(client.run(os.getpid).values())), signal.SIGKILL)

        threading.Thread(target=kill, daemon=True).start()
        assert run.make(edition, slice_of=nothing, machines=where) == {}
    assert len(pages(tmp_path)) == 36


@pytest.mark.slow
def test_what_is_in_the_share_is_not_made_again(tmp_path, monkeypatch):
    edition = miniature.project(tmp_path, monkeypatch, reports=["board"])
    with distributed.LocalCluster(**OPTIONS, local_directory=tmp_path / "dask") as started:
        where = run.Machines(share=str(tmp_path / "share"), scheduler=started.scheduler_address)
        run.make(edition, slice_of=nothing, machines=where)
    before = pages(tmp_path)
    unmake(tmp_path)
    nobody = run.Machines(share=str(tmp_path / "share"), scheduler="tcp://127.0.0.1:9")
    assert run.make(edition, slice_of=nothing, machines=nobody) == {}
    assert pages(tmp_path) == before


@pytest.mark.slow
def test_the_cluster_an_edition_names_is_started_and_ended(tmp_path, monkeypatch):
    options = f"{{threads_per_worker: 1, dashboard_address: null, local_directory: {tmp_path / 'dask'}}}"
    named = f"{{kind: distributed.LocalCluster, workers: 1, share: {tmp_path / 'share'}, options: {options}}}"
    edition = miniature.project(tmp_path, monkeypatch, reports=["alone"], cluster=named)
    where = run.Machines(share=edition.cluster.share, cluster=edition.cluster)
    assert run.make(edition, slice_of=nothing, machines=where) == {}
    assert len(pages(tmp_path)) == 1


def test_a_scheduler_that_does_not_answer_is_told_of(tmp_path, monkeypatch):
    edition = miniature.project(tmp_path, monkeypatch, reports=["alone"])
    monkeypatch.setattr(machines, "PATIENCE", "1s")
    where = run.Machines(share=str(tmp_path / "share"), scheduler="tcp://127.0.0.1:9")
    with pytest.raises(PageFailed, match="No scheduler answers at tcp://127.0.0.1:9"):
        run.make(edition, slice_of=nothing, machines=where)


def test_a_cluster_that_cannot_be_found_is_named(tmp_path):
    from insight.definitions.edition import Cluster

    wanted = Cluster(kind="dask_jobqueue.NoSuchCluster", workers=1, share=str(tmp_path))
    with (
        pytest.raises(
            PageFailed, match=r"dask_jobqueue.NoSuchCluster, which cannot be found.*Install dask-jobqueue"
        ),
        run.Machines(share=str(tmp_path), cluster=wanted).client(),
    ):
        pass


def test_a_worker_with_other_code_refuses_and_says_what_differs(tmp_path, monkeypatch):
    edition = miniature.project(tmp_path, monkeypatch, reports=["alone"])
    [job] = run.plan(edition)
    made_with = keys.keys([job], nothing)[job.page].ingredients
    share = Share(str(tmp_path / "share"))
    bundle = send(share, [keys.listed(made_with)])
    found = remote.ingredients
    monkeypatch.setattr(remote, "ingredients", lambda notebook: found(notebook) | {"pandas": "2.0"})
    said = remote.make_page(share.url, bundle, job, made_with, "page.ipynb")
    assert "not those of the machine that asked (pandas)" in said
    assert not share.has("pages/page.ipynb")


@pytest.mark.parametrize("url", ["{folder}/share", "file://{folder}/share", "memory://share"])
def test_a_share_is_a_folder_or_a_url(tmp_path, monkeypatch, url):
    miniature.project(tmp_path, monkeypatch, reports=["alone"])
    share = Share(url.format(folder=tmp_path))
    (tmp_path / "_store").mkdir()
    (tmp_path / "_store" / "found.txt").write_text("1")
    name = send(share, [tmp_path / "_store"])
    assert send(share, [tmp_path / "_store"]) == name
    home = received(share, name)
    assert (home / "_store" / "found.txt").read_text() == "1"
    assert (home / "notebooks" / "alone.ipynb").is_file()
    assert share.names("pages") == set()
    share.write("pages/a.ipynb", b"x")
    assert share.names("pages") == {"a.ipynb"} and share.read("pages/a.ipynb") == b"x"
