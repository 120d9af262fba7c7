"""The review in a real browser: a key answers, all is written to corrections.csv, and everybody can use it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect, sync_playwright

from tests.reviewing import Person, Server, answer_each_level, levels, lines, review
from tests.test_audit_policy import ROOT
from tests.test_audit_report import CHROMIUM, SWITCHES
from tests.test_cli import jobdesc, rows

pytestmark = pytest.mark.usefixtures("read_here")

TRAPS = ROOT / "samples" / "traps"
DOUBTS = sum(
    competency["status"] != "ok"
    for truth in TRAPS.glob("*.truth.json")
    for description in json.loads(truth.read_text(encoding="utf-8"))["documents"]
    for competency in description["competencies"]
)
"""Levels of the traps that nobody can tell from the page, counted in the truths beside them."""
TWO_TICKED = "a2d0c566ceb2"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield started
        started.close()


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("traps")
    shutil.copytree(TRAPS, folder / "archive")
    jobdesc("import", folder / "archive", "--output", folder / "output", "--quiet")
    return folder


@pytest.fixture
def output(imported: Path, tmp_path: Path) -> Path:
    shutil.copytree(imported / "output", tmp_path / "output")
    return tmp_path / "output"


@pytest.fixture
def server(imported: Path, output: Path) -> Iterator[Server]:
    with review(output) as running:
        yield running


@pytest.fixture
def person(browser: Browser, server: Server) -> Iterator[Person]:
    context = browser.new_context(locale="nl-BE", viewport={"width": 1280, "height": 860})
    one = Person(context.new_page(), server)
    yield one
    context.close()
    assert one.is_content(), (one.complaints, one.requests)


def test_one_key_answers_each_doubt_of_the_traps_and_the_file_says_so(person: Person, output: Path) -> None:
    page = person.enter()
    expect(page.get_by_text(re.compile(r"0 van \d+ beantwoord"))).to_be_visible()
    person.press("Enter")
    answers, keys = answer_each_level(person)
    assert keys == len(answers) == DOUBTS
    assert {(line["document_id"], line["competency"]): line["new_value"] for line in lines(output)} == answers
    assert {line["who"] for line in lines(output)} == {"M. Peeters"}
    assert {line["field"] for line in lines(output)} == {"required_level"}
    page.get_by_role("button", name="Toepassen").click()
    expect(page.get_by_role("heading", name="Toepassen")).to_be_visible()
    now = levels(output)
    for place, level in answers.items():
        assert now[place][0] == level
        assert now[place][2] == "true"
    assert jobdesc("status", output).output.count(f"corrections.csv: {DOUBTS} applied") == 1


def test_undo_takes_the_line_out_again_byte_for_byte(person: Person, output: Path) -> None:
    page = person.enter()
    jobdesc(
        "correct",
        output,
        "--document",
        TWO_TICKED,
        "--field",
        "grade",
        "--value",
        "Zorgkundige",
        "--reason",
        "r",
        "--who",
        "w",
    )
    before = (output / "corrections.csv").read_bytes()
    page.goto(f"{person.server.root}/question/{TWO_TICKED}.samenwerken")
    person.press("2")
    assert len(lines(output)) == 2
    expect(page.get_by_role("status")).to_have_text("Samenwerken: 2. Opgeschreven.")
    person.press("u")
    assert (output / "corrections.csv").read_bytes() == before
    assert f"{TWO_TICKED}.samenwerken" in page.url
    expect(page.get_by_role("status")).to_have_text("Teruggenomen: Samenwerken.")
    page.keyboard.press("u")
    expect(page.get_by_role("alert")).to_have_text("Er is niets om terug te nemen.")


def test_later_and_next_and_previous_move_and_write_nothing(person: Person, output: Path) -> None:
    page = person.enter()
    person.press("Enter")
    first = page.locator("h1").text_content()
    person.press("j")
    assert page.locator("h1").text_content() != first
    person.press("k")
    assert page.locator("h1").text_content() == first
    person.press("s")
    assert page.locator("h1").text_content() != first
    assert not (output / "corrections.csv").exists()
    page.goto(f"{person.server.root}/?state=later")
    expect(page.locator(".questions li.later")).to_have_count(1)


def test_who_answers_is_asked_once(person: Person, output: Path) -> None:
    page = person.enter(who=None)
    person.press("Enter")
    page.keyboard.press("1")
    page.get_by_label("Wie antwoordt?").fill("J. Claes")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    person.press("2")
    assert [line["who"] for line in lines(output)] == ["J. Claes", "J. Claes"]


def test_a_digit_typed_into_the_reason_is_no_answer(person: Person, output: Path) -> None:
    page = person.enter()
    person.press("Enter")
    page.get_by_label("Reden").fill("")
    page.get_by_label("Reden").press_sequentially("blad 2 van 3")
    assert not (output / "corrections.csv").exists()
    page.locator("h1").click()
    person.press("2")
    assert [line["reason"] for line in lines(output)] == ["blad 2 van 3"]


def test_an_answer_that_a_colleague_gave_meanwhile_is_shown_and_not_overwritten(person: Person, output: Path) -> None:
    page = person.enter()
    page.goto(f"{person.server.root}/question/{TWO_TICKED}.samenwerken")
    word = ("--reason", "papier", "--who", "A. Janssens", "--when", "2026-01-05")
    jobdesc("correct", output, "--document", TWO_TICKED, "--competency", "samenwerken", "--value", "1", *word)
    page.keyboard.press("2")
    expect(page.get_by_text("A. Janssens schreef op 2026-01-05: 1")).to_be_visible()
    expect(page.get_by_text("Van jou: 2")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="Dat antwoord houden").click()
    assert [line["new_value"] for line in lines(output)] == ["1"]
    expect(page.get_by_text("Antwoord: 1 (A. Janssens, 2026-01-05)")).to_be_visible()
    jobdesc("correct", output, "--document", TWO_TICKED, "--competency", "samenwerken", "--value", "3", *word)
    page.keyboard.press("2")
    with page.expect_navigation():
        page.get_by_role("button", name="Het mijne nemen").click()
    assert [line["new_value"] for line in lines(output)] == ["1", "3", "2"]


def test_the_lot_is_answered_at_once_but_only_what_was_looked_at(person: Person, output: Path) -> None:
    page = person.enter()
    page.goto(f"{person.server.root}/?kind=levels-not-chosen")
    person.press("Enter")
    page.get_by_role("link", name="Samen beantwoorden").click()
    boxes = page.get_by_role("checkbox", name=re.compile("^Bekeken"))
    expect(boxes).to_have_count(12)
    page.get_by_role("button", name="Niet te zeggen").click()
    expect(page.get_by_role("alert")).to_have_text("Vink eerst minstens één beeld aan.")
    for number in range(11):
        boxes.nth(number).check()
    expect(page.locator("#looked")).to_have_text("11 van 12 bekeken")
    with page.expect_navigation():
        page.get_by_role("button", name="Niet te zeggen").click()
    assert len(lines(output)) == 11
    person.press("u")
    assert lines(output) == []


def test_a_remark_is_seen_and_a_header_and_a_name_are_corrected(person: Person, output: Path) -> None:
    page = person.enter()
    remark = page.locator(".questions a[href*='%21']").first
    code = str(remark.get_attribute("href")).partition("%21")[2]
    with page.expect_navigation():
        remark.click()
    person.press("Enter")
    assert [(line["field"], line["new_value"]) for line in lines(output)] == [("finding", code)]
    page.goto(f"{person.server.root}/document/{TWO_TICKED}")
    row = page.get_by_role("row", name=re.compile("^graad"))
    row.get_by_text("Wijzigen").click()
    row.get_by_label("graad").fill("Zorgkundige C")
    with page.expect_navigation():
        row.get_by_role("button", name="Bewaren").click()
    row = page.get_by_role("row", name=re.compile("^Leidinggeven"))
    row.get_by_text("Wijzigen").first.click()
    row.get_by_label("naam").fill("Leiding geven")
    with page.expect_navigation():
        row.get_by_role("button", name="Bewaren").first.click()
    with page.expect_navigation():
        page.get_by_role("row", name=re.compile("^Samenwerken")).get_by_role("link").click()
    person.press("x")
    page.get_by_role("button", name="Toepassen").click()
    expect(page.get_by_role("row", name=re.compile("Zorgkundige C"))).to_be_visible()
    ids = {competency for document, competency in levels(output) if document == TWO_TICKED}
    assert "leiding-geven" in ids
    assert not ids & {"leidinggeven", "samenwerken"}


def test_what_the_header_lacks_is_given_where_it_is_asked(person: Person, output: Path) -> None:
    page = person.enter()
    page.goto(f"{person.server.root}/?kind=field-missing")
    person.press("Enter")
    lacking = page.locator("form.give").evaluate_all("forms => forms.map((form) => form.dataset.field)")
    assert lacking
    for field in lacking:
        form = page.locator(f"form.give[data-field={field}]")
        form.get_by_role("textbox").fill(f"De {field}")
        with page.expect_navigation():
            form.get_by_role("button", name="Bewaren").click()
    assert [(line["field"], line["new_value"]) for line in lines(output)] == [(f, f"De {f}") for f in lacking]
    assert "/question/" not in page.url
    page.goto(f"{person.server.root}/?kind=field-missing&state=answered")
    expect(page.locator(".questions li")).to_have_count(1)
    page.get_by_role("button", name="Toepassen").click()
    expect(page.get_by_role("heading", name="Toepassen")).to_be_visible()
    codes = [row["code"] for row in rows(output / "csv" / "findings.csv")]
    assert "field-missing" not in codes
    assert codes.count("level-settled") == len(lacking)


def test_a_sample_is_walked_through_and_says_how_far_the_levels_can_be_trusted(person: Person, output: Path) -> None:
    page = person.enter()
    page.get_by_role("link", name="Vertrouwen").click()
    page.get_by_label("Niveaus om te bekijken").select_option(index=0)
    with page.expect_navigation():
        page.get_by_role("button", name="Trek een steekproef").click()
    person.press("Enter")
    read = levels(output)
    for _ in range(59):
        document, _, competency = str(page.locator("#trust").get_attribute("data-id")).partition(".")
        expect(page.locator("p.figure")).to_have_text(f"Gelezen als {read[document, competency][0]}")
        person.press("y")
    expect(page.locator("header .progress")).to_contain_text("59 van 60 bekeken, 0 fout")
    wrong = str(page.locator("#trust").get_attribute("data-id"))
    person.press("w")
    assert page.url.endswith(f"/question/{wrong}?state=all")
    expect(page.get_by_role("status")).to_have_text("Opgeschreven. Antwoord nu welk niveau het is.")
    page.goto(f"{person.server.root}/trust")
    expect(page.get_by_text("60 bekeken, 1 fout: hoogstens 1 op 13 fout, met 95 % zekerheid.")).to_be_visible()
    assert "60 seen, 1 wrong: at most 1 in 13 wrong at 95 %." in jobdesc("status", output).output


# Every pair of a width, a scheme and a language stands in one of the four.
@pytest.mark.parametrize(
    ("width", "scheme", "language"),
    [(1280, "light", "nl"), (1280, "dark", "en"), (390, "light", "en"), (390, "dark", "nl")],
)
def test_everybody_can_use_every_view(
    browser: Browser, imported: Path, output: Path, width: int, scheme: str, language: str
) -> None:
    with review(output, "--language", language) as server:
        context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)  # type: ignore[arg-type]
        person = Person(context.new_page(), server)
        page = person.enter()
        views = [
            "/",
            "/?state=all",
            f"/question/{TWO_TICKED}.samenwerken",
            f"/document/{TWO_TICKED}",
            "/applied",
            "/trust",
        ]
        page.goto(f"{server.root}/?kind=levels-not-chosen")
        person.press("Enter")
        views.append(str(page.get_by_role("link", name=re.compile("Samen|together")).get_attribute("href")))
        for view in views:
            page.goto(f"{server.root}{view}")
            page.wait_for_load_state("networkidle")
            found = Axe().run(page)
            assert found.violations_count == 0, f"{view}: {found.generate_report()}"
            assert page.evaluate("document.documentElement.scrollWidth") <= width, view
        page.keyboard.press("?")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert person.is_content(), (person.complaints, person.requests)
        context.close()
