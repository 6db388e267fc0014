"""Only a person at this machine is answered, and only a form of ours changes anything."""

import pytest

FORM = {"report": "noted", "icb": "QWO"}


def test_it_listens_on_this_machine_alone(site):
    assert site.listener.getsockname()[0] == "127.0.0.1"


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", None, ""]
)
def test_a_request_by_another_name_is_refused(site, host):
    answer = site.get("/", Host=host and host.format(port=site.port))
    assert answer.status in (400, 403)
    assert "token" not in answer.text


def test_the_machine_may_be_called_localhost(site):
    assert site.get("/", Host=f"localhost:{site.port}").status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "none"},
        {"Origin": None, "Sec_Fetch_Site": "cross-site"},
    ],
)
def test_a_form_of_another_site_starts_nothing(site, headers):
    answer = site.post("/runs", FORM | {"token": site.token}, **headers)
    assert answer.status == 403
    assert not site.runs.found


@pytest.mark.parametrize("token", ["", "0" * 32, "é", None])
def test_a_form_without_this_starts_token_starts_nothing(site, token):
    form = FORM if token is None else FORM | {"token": token}
    assert site.post("/runs", form).status == 403
    assert not site.runs.found


def test_a_run_is_not_cancelled_without_the_token(site):
    address = site.start("slow")
    assert site.post(f"{address}/cancel", {}).status == 403
    assert site.found(address).at_work


def test_each_start_has_a_token_of_its_own(edition, site):
    from insight.serve import app

    assert str(app(edition).state.runs.folder) == str(site.runs.folder)
    other = type(site)(edition)
    try:
        assert other.token != site.token
        assert other.post("/runs", FORM | {"token": site.token}).status == 403
    finally:
        other.close()


@pytest.mark.parametrize("path", ["/", "/runs", "/runs/x/cancel", "/serve.js", "/insight.css"])
def test_asking_to_see_changes_nothing(site, path):
    address = site.start("slow")
    before = site.until(address, "running")
    for method in ("GET", "HEAD"):
        site.ask(method, f"{path}?report=noted&icb=QWO&token={site.token}")
        site.ask(method, f"{address}/cancel?token={site.token}")
    assert list(site.runs.found.values()) == [before]
    assert before.state == "running"


def test_a_page_elsewhere_may_link_here_but_not_fetch(site):
    visit = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"}
    assert site.get("/", **visit).status == 200
    assert site.get("/", **visit | {"Sec_Fetch_Dest": "iframe"}).status == 403
    assert site.get("/", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="no-cors").status == 403


@pytest.mark.parametrize("path", ["/", "/nowhere", "/insight.css", "/serve.js", "/runs/x"])
def test_every_answer_says_what_a_browser_may_do_with_it(site, path):
    headers = site.get(path).headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"
    assert "Access-Control-Allow-Origin" not in headers
    assert "Server" not in headers


def test_a_refusal_has_those_headers_too(site):
    assert "default-src 'none'" in site.get("/", Host="evil.example").headers["Content-Security-Policy"]


def test_a_large_form_is_not_read(site):
    body = FORM | {"token": site.token, "note": "x" * 20_000}
    assert site.post("/runs", body).status == 413
    assert not site.runs.found


def test_a_form_of_many_fields_or_another_kind_is_not_read(site):
    many = [("token", site.token), *((f"f{number}", "") for number in range(50))]
    assert site.post("/runs", many).status == 400
    assert site.post("/runs", b"{}", Content_Type="application/json").status == 415
    assert site.post("/runs", b"note=%ff\xff").status == 400
    assert site.post("/runs", [("icb", "QWO"), ("icb", "QOX"), ("token", site.token)]).status == 400
