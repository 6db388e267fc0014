"""What is served is one complete version at every moment, whatever happens to the one that publishes."""

import errno
import multiprocessing
import os
import threading

import pytest
from small_site import EDITION, change, lay

from insight import publish
from insight.errors import BrokenVersion, MissingInput, NoPlaceToPublish, SmallNumbersTold, UnfitToPublish
from insight.publish import durable, manifest
from insight.publish.place import Place

STEPS = ("write", "share", "folder", "settle", "rename", "link", "replace", "remove")


class Killed(BaseException):
    """The process ends here: nothing it does after this reaches the disk."""


@pytest.fixture
def site(tmp_path):
    return lay(tmp_path / "site")


@pytest.fixture
def place(tmp_path):
    return tmp_path / "public"


def put(site, place, words=None, **more):
    """Publish the site, with other words if they are given; give the name of the version."""
    if words is not None:
        lay(site, words)
    return publish.publish(EDITION, place, site, **more).version


def words_served(place):
    """Read what is served, once it has been found to be what its manifest says."""
    version = (place / "current").resolve()
    manifest.verify(version)
    return (version / "index.html").read_text().partition("<p>")[2].partition(" <a")[0]


def versions(place):
    return sorted(path.name for path in (place / "versions").iterdir())


def dying(monkeypatch, at, *, after):
    """Let the process die at a step of its work, before or after it is taken; give the steps taken."""
    taken = []

    def around(step, act):
        def stepped(*arguments):
            if len(taken) > at:
                raise Killed
            taken.append(step)
            if len(taken) > at and not after:
                raise Killed
            done = act(*arguments)
            if len(taken) > at:
                raise Killed
            return done

        return stepped

    for step in STEPS:
        monkeypatch.setattr(durable, step, around(step, getattr(durable, step)))
    return taken


def test_the_site_is_served_with_its_policies_headers_and_manifest(site, place):
    name = put(site, place)
    assert (place / "current").readlink().parts == ("versions", name)
    served = place / "current"
    assert b"Content-Security-Policy" in (served / "reports/a.html").read_bytes()
    assert (served / "_static/look.png").read_bytes() == (site / "_static/look.png").read_bytes()
    found = manifest.verify((place / "current").resolve())
    assert (found.edition, found.as_at, found.before) == ("tiny", "2026-09-30", None)
    assert set(found.files) == {
        "_headers", "_static/look.css", "_static/look.png", "index.html", "reports/a.html", "reports/b.html",
    }  # fmt: skip


def test_the_same_site_gives_the_same_version_anywhere_and_no_second_one(site, place, tmp_path):
    name = put(site, place)
    assert put(site, tmp_path / "other") == name
    assert (tmp_path / "other/current/manifest.json").read_bytes() == (
        place / "current/manifest.json"
    ).read_bytes()
    again = publish.publish(EDITION, place, site)
    assert (again.version, again.new, versions(place)) == (name, False, [name])


def steps_of_a_second_publishing(tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        put(lay(tmp_path / "counted"), tmp_path / "count", "first")
        taken = dying(patch, 10**6, after=True)
        put(tmp_path / "counted", tmp_path / "count", "second", keep=2)
    return taken


@pytest.mark.parametrize("after", [False, True], ids=["just before a step", "just after it"])
def test_killed_at_any_step_what_is_served_is_whole_and_the_next_publishing_clears_up(
    tmp_path, monkeypatch, after
):
    steps = steps_of_a_second_publishing(tmp_path, monkeypatch)
    assert {"write", "share", "settle", "rename", "link", "replace"} <= set(steps)
    seen = set()
    for at in range(len(steps)):
        site, place = lay(tmp_path / f"site{at}{after}"), tmp_path / f"public{at}{after}"
        put(site, place, "first")
        with monkeypatch.context() as patch, pytest.raises(Killed):
            dying(patch, at, after=after)
            put(site, place, "second", keep=2)
        seen.add(words_served(place))
        put(site, place, "third", keep=2)
        assert words_served(place) == "third"
        assert len(versions(place)) == 2 and not list(place.glob("**/.*"))
        assert {path.name for path in place.iterdir()} == {"versions", "current", "publish.lock"}
    assert seen == {"first", "second"}


@pytest.mark.parametrize("step", ["write", "settle", "rename", "link", "replace"])
def test_a_disk_that_fails_at_a_step_leaves_what_was_served(site, place, monkeypatch, step):
    put(site, place, "first")

    def fail(*arguments):
        raise OSError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(durable, step, fail)
        with pytest.raises((OSError, NoPlaceToPublish), match="the disk is full"):
            put(site, place, "second")
    assert words_served(place) == "first"
    put(site, place, "second")
    assert words_served(place) == "second"


def test_going_back_serves_the_version_that_was_served_before(site, place):
    first, second, third = (put(site, place, words) for words in ("1", "2", "3"))
    assert publish.roll_back(place) == second and words_served(place) == "2"
    fourth = put(site, place, "4")
    assert versions(place) == [first, second, fourth], "the third was gone back from: nobody is led to it"
    assert publish.roll_back(place) == second
    assert publish.roll_back(place) == first and words_served(place) == "1"
    with pytest.raises(MissingInput, match="No version before"):
        publish.roll_back(place)
    assert words_served(place) == "1"


def test_as_many_versions_stay_as_asked(site, place):
    names = [put(site, place, str(number), keep=2) for number in range(4)]
    assert versions(place) == names[-2:]


def test_a_version_that_was_changed_is_not_gone_back_to(site, place):
    first = put(site, place, "1")
    second = put(site, place, "2")
    page = place / "versions" / first / "index.html"
    page.chmod(0o644)
    page.write_text(page.read_text() + " ")
    (place / "versions" / first / "new.html").write_text("")
    (place / "versions" / first / "reports/a.html").unlink()
    with pytest.raises(BrokenVersion) as raised:
        publish.roll_back(place)
    for words in ("index.html: was changed", "new.html: does not belong", "reports/a.html: is missing"):
        assert words in str(raised.value)
    assert (place / "current").readlink().name == second


@pytest.mark.parametrize("spoil", [lambda text: "{", lambda text: text.replace('"size": 256', '"size": 255')])
def test_a_manifest_that_was_changed_vouches_for_nothing(site, place, spoil):
    first = put(site, place, "1")
    put(site, place, "2")
    listed = place / "versions" / first / "manifest.json"
    listed.chmod(0o644)
    listed.write_text(spoil(listed.read_text()))
    with pytest.raises(BrokenVersion):
        publish.roll_back(place)
    assert words_served(place) == "2"


def test_a_served_version_that_was_changed_is_replaced_and_lends_nothing(site, place):
    put(site, place)
    page = place / "current" / "reports/b.html"
    page.chmod(0o644)
    page.write_text(page.read_text().replace("Counts", "Kounts"))
    done = publish.publish(EDITION, place, site)
    assert done.new and words_served(place) == "Words."
    assert "Kounts" not in (place / "current/reports/b.html").read_text()


def test_unchanged_files_are_shared_and_changed_ones_are_not(site, place):
    first, second = (place / "versions" / put(site, place, words) for words in ("1", "2"))
    same, other = "reports/b.html", "reports/a.html"
    assert (first / same).stat().st_ino == (second / same).stat().st_ino
    assert (first / other).stat().st_ino != (second / other).stat().st_ino
    assert not (second / same).stat().st_mode & 0o222, "nobody writes into two versions at once"


def test_where_files_cannot_be_shared_they_are_copied(site, place, monkeypatch):
    put(site, place, "1")
    monkeypatch.setattr(durable, "share", lambda old, new: False)
    assert publish.publish(EDITION, place, lay(site, "2")).shared == 0
    assert words_served(place) == "2"


def test_an_unfit_site_leaves_what_is_served_and_nothing_else(site, place):
    first = put(site, place, "1")
    lay(site, "2")
    change(site, "<caption>Counts of A board</caption>", "")
    with pytest.raises(UnfitToPublish, match=r"reports/a.html, line \d+: a table has no caption"):
        put(site, place)
    assert versions(place) == [first] and words_served(place) == "1"


def test_what_must_not_be_told_is_not_published(site, place):
    def look(folder):
        raise SmallNumbersTold("1 withheld figure can be read.")

    with pytest.raises(SmallNumbersTold):
        put(site, place, look=look)
    assert not (place / "current").exists() and versions(place) == []


def test_a_site_that_changes_while_it_is_checked_is_not_published(site, place):
    with pytest.raises(UnfitToPublish, match="was changed while it was being checked"):
        put(site, place, look=lambda folder: change(folder, "Words.", "Other words."))
    assert not (place / "current").exists()


def test_a_link_that_leads_out_of_the_site_is_refused(site, place, tmp_path):
    (tmp_path / "secret.txt").write_text("12 people")
    (site / "secret.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(UnfitToPublish, match="secret.txt"):
        put(site, place)


@pytest.mark.parametrize("name", ["index.html", "versions/notes.txt", "current/index.html"])
def test_a_folder_with_other_things_is_refused_and_left_alone(site, place, name):
    (place / name).parent.mkdir(parents=True)
    (place / name).write_text("ours")
    with pytest.raises(NoPlaceToPublish, match="other things"):
        put(site, place)
    assert [path for path in place.rglob("*") if path.is_file()] == [place / name]


def test_a_folder_within_the_site_is_refused(site):
    with pytest.raises(NoPlaceToPublish, match="within the site"):
        put(site, site / "public")


def test_where_there_are_no_symbolic_links_that_is_said(site, place, monkeypatch):
    def none(path, leads_to):
        raise OSError("a required privilege is not held")

    monkeypatch.setattr(durable, "link", none)
    with pytest.raises(NoPlaceToPublish, match="No symbolic link can be made"):
        put(site, place)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_disk_that_cannot_be_written_to_is_not_told_as_one_without_links(site, place, monkeypatch, number):
    def refuse(path, leads_to):
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(durable, "link", refuse)
    with pytest.raises(OSError, match=os.strerror(number)):
        put(site, place)


def test_what_a_killed_check_left_half_written_beside_its_list_goes(site, place, tmp_path):
    ended = multiprocessing.get_context("spawn").Process()
    ended.start()
    ended.join()
    left = tmp_path / f"checked.json.half-{ended.pid}"
    left.write_text("{")
    put(site, place, known=tmp_path / "checked.json")
    assert not left.exists() and (tmp_path / "checked.json").is_file()


def test_nothing_published_is_nothing_to_go_back_to(tmp_path):
    with pytest.raises(MissingInput, match="Nothing has been published"):
        publish.roll_back(tmp_path)


def test_a_site_that_was_not_bound_is_asked_for(tmp_path, place):
    with pytest.raises(MissingInput, match="insight build tiny"):
        put(tmp_path / "none", place)


def test_checking_alone_writes_nothing(site, tmp_path):
    before = sorted(tmp_path.rglob("*"))
    assert publish.check(EDITION, site) == 6
    assert sorted(tmp_path.rglob("*")) == before


def test_the_second_of_two_waits_and_both_are_published(tmp_path, place):
    """The first is held at its look at the site until the second says that it waits."""
    held, waits = threading.Event(), threading.Event()
    one, two = lay(tmp_path / "one", "1"), lay(tmp_path / "two", "2")

    def hold(folder):
        held.set()
        assert waits.wait(60)

    first = threading.Thread(target=put, args=(one, place), kwargs={"look": hold})
    first.start()
    assert held.wait(60)
    second = put(two, place, wait=waits.set)
    first.join()
    assert waits.is_set() and words_served(place) == "2"
    assert manifest.read(place / "versions" / second).before is not None


def publish_in_a_process(site, place):
    put(site, place)


def test_many_at_once_leave_one_whole_site(tmp_path, place):
    context = multiprocessing.get_context("spawn")
    sites = [lay(tmp_path / str(number), str(number)) for number in range(3)]
    all_at_once = [context.Process(target=publish_in_a_process, args=(site, place)) for site in sites]
    for each in all_at_once:
        each.start()
    for each in all_at_once:
        each.join()
    assert [each.exitcode for each in all_at_once] == [0, 0, 0]
    assert words_served(place) in {"0", "1", "2"} and len(Place(place).names) == 3
