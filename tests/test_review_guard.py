"""What another page, another program and a hostile PDF may try with the server of a review, and do not get."""

from __future__ import annotations

import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import expect, sync_playwright

from extractor.batch.locations import LocalFile, Location
from extractor.review.drawing import NoPicture
from extractor.review.pictures import Pictures
from tests.forms import Block, Competency, Form, Group, Level, draw
from tests.reviewing import Person, Server, review
from tests.test_audit_report import CHROMIUM, SWITCHES
from tests.test_cli import jobdesc, rows

pytestmark = pytest.mark.usefixtures("read_here")

SCRIPT = "<script>alert(1)</script>"
EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp;"
ANSWER = {
    "ids": ["{id}"],
    "seen": {},
    "says": "level",
    "value": "2",
    "reason": "gezien",
    "who": "M. Peeters",
    "later_versions": False,
    "chosen": {},
}


def doubtful(name: str = "Griffier", competency: str = "Integriteit") -> bytes:
    levels = tuple(Level("ticked" if n in (1, 2) else "empty", (f"Doet {n}.",)) for n in range(4))
    blocks = (Block("GEDRAGSCOMPETENTIES", (Group("Waarden", (Competency(competency, levels),)),)),)
    return draw(Form(blocks, name=name))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("guard")
    (folder / "archive").mkdir()
    (folder / "archive" / "griffier.pdf").write_bytes(doubtful(EVIL, SCRIPT))
    done = jobdesc("import", folder / "archive", "--output", folder / "output", "--quiet")
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    with review(folder / "output") as running:
        yield running


def id_of_the_doubt(folder: Path) -> str:
    (row,) = rows(folder / "output" / "csv" / "competencies.csv")
    assert row["competency"] == SCRIPT
    assert row["status"] == "multiple"
    return f"{row['document_id']}.{row['competency_id']}"


def answer_to(folder: Path) -> dict[str, object]:
    return ANSWER | {"ids": [id_of_the_doubt(folder)]}


def test_who_has_the_key_gets_in_and_keeps_it_out_of_the_address(server: Server) -> None:
    entered = server.ask("GET", f"/?token={server.key}", cookie=False)
    assert (entered.status, entered.headers["location"]) == (303, "/")
    cookie = entered.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    assert server.ask("GET", "/").status == 200


@pytest.mark.parametrize(
    "path", ["/", "/?token=", "/?token=wrong", "/static/review.js", "/page/0123456789ab/1.png", "/nope"]
)
def test_without_the_key_nothing_is_shown(server: Server, path: str) -> None:
    got = server.ask("GET", path, cookie=False)
    assert got.status == 403
    assert b"key" in got.body


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "evil.example:80", "[::1]:80", ""])
def test_a_name_that_was_made_to_lead_here_is_refused(server: Server, host: str) -> None:
    assert server.ask("GET", "/", Host=host).status in {400, 421}


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", "http://127.0.0.1:1", "https://127.0.0.1"])
def test_another_origin_changes_nothing(server: Server, folder: Path, origin: str | None) -> None:
    assert server.ask("POST", "/answer", answer_to(folder), Origin=origin).status == 403
    assert not (folder / "output" / "corrections.csv").exists()


def test_another_site_gets_no_page_and_no_picture(server: Server) -> None:
    for where in ("cross-site", "same-site"):
        assert server.ask("GET", "/", Sec_Fetch_Site=where).status == 403


def test_a_form_of_another_page_is_no_answer(server: Server, folder: Path) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        assert server.ask("POST", "/answer", answer_to(folder), Content_Type=kind).status == 415
    assert server.ask("POST", "/answer", answer_to(folder), cookie=False).status == 403
    assert server.ask("PUT", "/answer").status == 405
    assert server.ask("POST", "/answer", ANSWER | {"reason": "x" * 300_000}).status == 413
    assert not (folder / "output" / "corrections.csv").exists()


@pytest.mark.parametrize(
    "id_",
    [
        "../../../../etc/passwd",
        "..%2f..%2f..%2fetc%2fpasswd",
        "%2e%2e/%2e%2e/etc/passwd",
        "0123456789ab.' OR 1=1 --",
        "0123456789ab",
        "0123456789ab.luisteren",
        "0123456789ab\x00.luisteren",
        "a" * 5000,
    ],
)
def test_an_id_leads_to_nothing_but_a_question(server: Server, id_: str) -> None:
    for view in ("question", "lot", "document"):
        got = server.ask("GET", f"/{view}/{quote(id_, safe='%')}")
        assert got.status == 404
        assert b"root:" not in got.body
    assert server.ask("GET", f"/page/{quote(id_, safe='%')}/1.png").status == 404
    assert server.ask("GET", f"/static/{quote(id_, safe='%')}").status == 404
    assert server.ask("POST", "/answer", ANSWER | {"ids": [id_]}).status in {400, 404}


def test_the_same_answer_from_the_own_page_is_written(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "output", tmp_path / "output")
    with review(tmp_path / "output") as running:
        assert running.ask("POST", "/answer", answer_to(folder)).status == 200
    assert "gezien" in (tmp_path / "output" / "corrections.csv").read_text(encoding="utf-8")


def test_pages_that_are_not_there_are_not_drawn(server: Server, folder: Path) -> None:
    document = id_of_the_doubt(folder).partition(".")[0]
    assert server.ask("GET", f"/page/{document}/1.png").status == 200
    assert server.ask("GET", f"/page/{document}/0.png").status == 404
    assert server.ask("GET", f"/page/{document}/999999.png").status == 404


def test_a_link_back_stays_here(server: Server) -> None:
    for back in ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"):
        got = server.ask("GET", f"/language/en?back={quote(back)}")
        assert (got.status, got.headers["location"]) == (303, "/")


def test_every_answer_says_what_a_page_may_do(server: Server) -> None:
    for path in ("/", "/static/review.js", "/nope"):
        headers = server.ask("GET", path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    "body",
    [
        [],
        "answer",
        {},
        {"ids": []},
        ANSWER | {"ids": [7]},
        ANSWER | {"says": "__class__"},
        ANSWER | {"who": None},
        ANSWER | {"chosen": {"path": "/"}},
        ANSWER | {"seen": 3},
    ],
)
def test_what_is_no_answer_is_refused_and_nothing_is_written(server: Server, folder: Path, body: object) -> None:
    if isinstance(body, dict) and body.get("ids") == ["{id}"]:
        body = body | {"ids": [id_of_the_doubt(folder)]}
    assert server.ask("POST", "/answer", body).status == 400
    assert not (folder / "output" / "corrections.csv").exists()


def test_what_the_pdf_says_is_text_and_never_a_script(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "output", tmp_path / "output")
    with (
        review(tmp_path / "output") as running,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        person = Person(browser.new_page(), running)
        page = person.enter(who=EVIL)
        expect(page.get_by_role("link", name=EVIL).first).to_be_visible()
        person.press("Enter")
        expect(page.locator("h1")).to_have_text(SCRIPT)
        page.get_by_label("Reden").or_(page.get_by_label("Reason")).fill(EVIL)
        page.locator("h1").click()
        person.press("2")
        page.goto(f"{running.root}/document/{id_of_the_doubt(folder).partition('.')[0]}")
        page.goto(f"{running.root}/?state=all&kind={quote(EVIL)}")
        assert person.is_content(), (person.complaints, person.requests)
        browser.close()


class Hanging(LocalFile):
    """A PDF that takes for ever to be read, as one may that a drawing library never comes to an end with."""

    def read(self, name: str, limits: object, password: str | None) -> bytes:
        while True:
            time.sleep(0.01)


class Deadly(LocalFile):
    """A PDF that ends the process that draws it."""

    def read(self, name: str, limits: object, password: str | None) -> bytes:
        import os

        os.kill(os.getpid(), signal.SIGKILL)
        return b""


def test_a_pdf_that_hangs_or_kills_costs_its_own_picture_only(folder: Path) -> None:
    import hashlib

    path = folder / "archive" / "griffier.pdf"
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    places: dict[str, Location] = {
        "hangs.pdf": Hanging(path),
        "kills.pdf": Deadly(path),
        "fine.pdf": LocalFile(path),
    }
    with Pictures(lambda path, _: places.get(path), seconds=15) as pictures:
        assert pictures.picture("hangs.pdf", "0" * 64, 1) is NoPicture.TIME
        assert pictures.picture("kills.pdf", "1" * 64, 1) is NoPicture.UNREADABLE
        assert pictures.picture("fine.pdf", "2" * 64, 1) is NoPicture.CHANGED
        assert pictures.picture("gone.pdf", "3" * 64, 1) is NoPicture.MISSING
        drawn = pictures.picture("fine.pdf", sha256, 1)
        assert isinstance(drawn, bytes)
        assert drawn.startswith(b"\x89PNG")


def test_a_port_that_is_taken_is_said(server: Server, folder: Path) -> None:
    done = jobdesc("review", folder / "output", "--no-browser", "--port", str(server.port))
    assert done.exit_code == 2
    assert f"port {server.port} of 127.0.0.1 cannot be used" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_without_an_import_has_no_review(tmp_path: Path) -> None:
    done = jobdesc("review", tmp_path, "--no-browser")
    assert done.exit_code == 2
    assert "this is not the output of an import" in done.stderr
