"""The report in a real browser: filter, sort, click through to the evidence, keyboard, print, accessibility, size."""

from __future__ import annotations

import io
import re
import shutil
import statistics
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner
from PIL import Image
from playwright.sync_api import Browser, FloatRect, Locator, Page, expect, sync_playwright

from extractor.audit.checking import check_policy
from extractor.audit.oddities import find_oddities
from extractor.audit.policy import load_policy, text_to_policy
from extractor.audit.report.payload import FIXED_SIZE, SIZE_PER_FUNCTION
from extractor.audit.report.writing import About, report_html, write_report
from extractor.cli import main
from extractor.corrections.applying import apply_corrections
from extractor.corrections.lines import CorrectionLine, Corrections
from extractor.findings import Language, Place, finding, on_page
from extractor.model import CorrectedField, FindingCode, Status
from extractor.output.outcome import OfferedPdf
from extractor.output.tables import offered_to_frames
from tests.builders import competency, job_description
from tests.generated import generated_tables, write_tables
from tests.test_audit_policy import ROOT, TODAY

pytestmark = pytest.mark.usefixtures("read_here")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "chromium"
SWITCHES = (
    "--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update "
    "--disable-sync"
).split()
SAMPLES = ROOT / "samples" / "tienen-form"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield started
        started.close()


class Reader:
    """A page and what the browser complained about while it was open."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: self.requests.append(request.url))


@pytest.fixture
def reader(browser: Browser) -> Iterator[Reader]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    opened = Reader(page)
    yield opened
    page.close()
    assert opened.complaints == []
    assert all(url.startswith(("file:", "data:")) for url in opened.requests)


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    return generated_tables(500, 40)


@pytest.fixture(scope="module")
def large(tables: dict[str, pd.DataFrame], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "report.html"
    audit = check_policy(
        load_policy(ROOT / "examples" / "policy.toml"), tables["functions"], tables["competencies"], today=TODAY
    )
    oddities = find_oddities(tables["functions"], tables["competencies"], tables["indicators"])
    write_report(path, tables, audit=audit, oddities=oddities)
    return path


@pytest.fixture(scope="module")
def sample_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two samples; one PDF is taken away after the import, one is a broken file."""
    folder = tmp_path_factory.mktemp("samples")
    archive = folder / "archive"
    archive.mkdir()
    for name in ("redder-zwembad", "logistiek-assistent-schoonmaak"):
        shutil.copy(SAMPLES / f"{name}.pdf", archive)
    (archive / "stuk.pdf").write_text("geen pdf")
    run = CliRunner().invoke(main, ["import", str(archive), "--output", str(folder / "output")])
    assert run.exit_code == 1
    (archive / "logistiek-assistent-schoonmaak.pdf").unlink()
    report = folder / "report.html"
    arguments = ["report", str(folder / "output"), "-o", str(report), "--archive", str(archive), "--language", "nl"]
    run = CliRunner().invoke(main, arguments)
    assert run.exit_code == 0, run.output
    assert "No pictures of 1 PDF (missing), such as logistiek-assistent-schoonmaak.pdf" in run.stderr
    return report


def opened(reader: Reader, path: Path) -> Page:
    reader.page.goto(path.as_uri())
    return reader.page


def wait_until(holds: Callable[[], bool]) -> None:
    """Asked from outside, for the page's own policy forbids a predicate to be compiled inside it."""
    end = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < end, "waited ten seconds"
        time.sleep(0.05)


def box(locator: Locator) -> FloatRect:
    found = locator.bounding_box()
    assert found is not None
    return found


def names(page: Page) -> list[str]:
    return page.locator("#grid tbody th").all_text_contents()


def test_filters_and_sort_show_what_the_tables_say(
    reader: Reader, large: Path, tables: dict[str, pd.DataFrame]
) -> None:
    functions = tables["functions"]
    page = opened(reader, large)
    assert page.locator("#shown").text_content() == "500 of 500 functions"
    page.select_option("select[name=department]", "Welzijn")
    page.select_option("select[name=grade]", "Deskundige")
    chosen = functions[(functions["department"] == "Welzijn") & (functions["grade"] == "Deskundige")]
    assert page.locator("#shown").text_content() == f"{len(chosen)} of 500 functions"
    assert names(page) == list(chosen["name"])[: len(names(page))]
    page.get_by_label("Search functions").fill("00")
    chosen = chosen[chosen["name"].str.contains("00")]
    assert page.locator("#shown").text_content() == f"{len(chosen)} of 500 functions"
    page.locator("#filters").get_by_role("button", name="Reset").click()
    page.get_by_label("only with unknown levels").check()
    unknown = int((functions["competencies"] > functions["ok"]).sum())
    assert page.locator("#shown").text_content() == f"{unknown} of 500 functions"
    page.locator("#filters").get_by_role("button", name="Reset").click()
    page.select_option("select[name=block]", "GEDRAG")
    assert page.locator("tr.names button[data-sort]").count() == 20

    page.get_by_role("button", name="Sort by Competentie 25").click()
    levels = tables["competencies"].query("competency == 'Competentie 25'").set_index("document_id")["required_level"]
    ranked = functions["document_id"].map(levels.fillna(-1)).fillna(-2).astype(int)
    expected = functions.assign(rank=ranked).sort_values("rank", ascending=False, kind="stable")
    assert names(page) == list(expected["name"])[: len(names(page))]
    page.get_by_role("button", name="Sort by Competentie 25").click()
    expected = functions.assign(rank=ranked).sort_values("rank", kind="stable")
    assert names(page) == list(expected["name"])[: len(names(page))]
    assert page.locator("th[aria-sort=ascending]").count() == 1


def test_the_median_is_that_of_the_functions_that_are_shown(
    reader: Reader, large: Path, tables: dict[str, pd.DataFrame]
) -> None:
    page = opened(reader, large)
    page.select_option("select[name=department]", "Ruimte")
    shown = tables["functions"].query("department == 'Ruimte'")["document_id"]
    competencies = tables["competencies"]
    levels = competencies[competencies["document_id"].isin(shown)].groupby("competency")["required_level"].median()
    found = page.locator("tr.medians th.cell").all_text_contents()
    assert found == [f"{median:g}" for median in levels.sort_index()]


def test_a_corrected_level_says_whose_word_it_is(reader: Reader, tmp_path: Path) -> None:
    line = CorrectionLine(
        number=2,
        document_id=None,
        function_key="gemeente-oever/griffier-2de-graad",
        competency="initiatief",
        field=CorrectedField.REQUIRED_LEVEL,
        old_value=None,
        new_value="3",
        reason="volgens het besluit",
        who="M. Peeters",
        when=TODAY,
    )
    corrected = apply_corrections(job_description(), Corrections([line]))
    pdf = OfferedPdf("a.pdf", corrected.source.sha256, job_descriptions=(corrected,))
    write_report(tmp_path / "report.html", offered_to_frames([pdf]))
    page = opened(reader, tmp_path / "report.html")
    assert page.locator("#grid td.lc").all_text_contents() == ["3*"]
    assert "corrected by a person" in (page.locator("#legend").text_content() or "")
    page.locator("#grid td.lc").click()
    said = page.get_by_role("dialog").text_content() or ""
    assert "3 (corrected by a person)" in said
    assert "M. Peeters" in said
    assert "volgens het besluit" in said


def test_a_click_on_a_level_shows_the_evidence(reader: Reader, sample_report: Path) -> None:
    page = opened(reader, sample_report)
    row = page.locator("#grid tbody tr").filter(has_text="Redder")
    row.locator("td.cell:not(.la)").first.click()
    dialog = page.get_by_role("dialog")
    assert "Redder" in (dialog.locator("h2").text_content() or "")
    assert "redder-zwembad.pdf" in (dialog.locator("dl").text_content() or "")
    assert dialog.locator("svg rect").count() == 1
    assert dialog.locator(".ladder li.on").count() == 1
    wait_until(lambda: bool(dialog.locator("svg image").evaluate("image => image.getBBox().width > 500")))
    # The picture was really loaded: where the mark is, the page is not all white.
    picture = Image.open(io.BytesIO(dialog.locator("svg").screenshot())).convert("L")
    assert statistics.pstdev(picture.tobytes()) > 10
    high = box(dialog.locator("svg"))["height"]
    dialog.get_by_role("button", name="Toon de hele pagina").click()
    assert box(dialog.locator("svg"))["height"] > 2 * high
    page.keyboard.press("Escape")
    assert not dialog.is_visible()


def test_what_has_no_picture_says_why(reader: Reader, sample_report: Path, large: Path) -> None:
    page = opened(reader, sample_report)
    page.locator("#grid tbody tr").filter(has_text="Logistiek").locator("td.cell:not(.la)").first.click()
    assert "de pdf staat niet meer in het archief" in (page.get_by_role("dialog").text_content() or "")
    assert "logistiek-assistent-schoonmaak.pdf" in (page.locator("#notes").text_content() or "")
    assert "stuk.pdf" in (page.locator("#failed").text_content() or "")
    page = opened(reader, large)
    page.locator("#grid td.cell:not(.la)").first.click()
    assert "made without pictures of the PDFs" in (page.get_by_role("dialog").text_content() or "")


def test_pictures_can_be_part_of_the_page(reader: Reader, sample_report: Path, tmp_path: Path) -> None:
    source = sample_report.parent
    arguments = ["report", source / "output", "-o", tmp_path / "one.html", "--archive", source / "archive", "--embed"]
    assert CliRunner().invoke(main, list(map(str, arguments))).exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["one.html"]
    page = opened(reader, tmp_path / "one.html")
    page.locator("#grid tbody tr").filter(has_text="Redder").locator("td.cell:not(.la)").first.click()
    assert (page.locator("dialog svg image").get_attribute("href") or "").startswith("data:image/png")


def test_the_matrix_is_worked_with_the_keyboard(reader: Reader, large: Path) -> None:
    page = opened(reader, large)
    page.locator("#grid td.cell").first.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "PageDown", "Control+End"):
        page.keyboard.press(key)
    place = page.evaluate("[document.activeElement.dataset.row, document.activeElement.dataset.column]")
    assert place == ["499", "39"]
    page.keyboard.press("Control+Home")
    assert page.evaluate("document.activeElement.dataset.row") == "0"
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    assert "Functie 0000 · Competentie 00" in (dialog.locator("h2").text_content() or "")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.row") == "0"


def test_heads_stay_in_view(reader: Reader, large: Path) -> None:
    page = opened(reader, large)
    page.evaluate("document.getElementById('scroller').scrollTo(400, 9000)")
    page.wait_for_timeout(200)
    around = box(page.locator("#scroller"))
    assert abs(box(page.locator("tr.blocks th").first)["y"] - around["y"]) < 3
    assert abs(box(page.locator("#grid tbody th").nth(5))["x"] - around["x"]) < 3
    assert "Functie 03" in (page.locator("#grid tbody th").nth(20).text_content() or "")


def test_filtering_sorting_and_scrolling_500_functions_do_not_lag(reader: Reader, large: Path) -> None:
    page = opened(reader, large)
    milliseconds = page.evaluate(
        """() => {
            const timed = (action) => { const start = performance.now(); action(); document.body.offsetHeight;
                return performance.now() - start; };
            const type = (text) => { filters.elements.text.value = text; filter(); };
            return [timed(() => type("1")), timed(() => type("")), timed(() => sortBy(3)),
                timed(() => { scroller.scrollTop = 5000; drawRows(false); })];
        }"""
    )
    assert max(milliseconds) < 500, milliseconds
    assert page.locator("#grid tbody tr").count() < 100


def test_print_shows_the_whole_matrix_and_no_controls(
    reader: Reader, sample_report: Path, large: Path, tmp_path: Path
) -> None:
    page = opened(reader, sample_report)
    page.pdf(path=tmp_path / "print.pdf", prefer_css_page_size=True)
    document = pypdfium2.PdfDocument(tmp_path / "print.pdf")
    text = " ".join(page_.get_textpage().get_text_bounded() for page_ in document)
    width, height = document[0].get_size()
    document.close()
    assert width > height
    assert "Redder" in text
    assert "Zoek functies" not in text
    page = opened(reader, large)
    page.select_option("select[name=department]", "Welzijn")
    shown = int((page.locator("#shown").text_content() or "").split()[0])
    page.emulate_media(media="print")
    expect(page.locator("#print-matrix table")).to_have_count(2)
    assert page.locator("#print-matrix tbody tr").count() == 2 * shown
    assert not page.locator("#filters").is_visible()
    page.emulate_media(media="screen")


@pytest.mark.parametrize("width", [1280, 390])
def test_nobody_is_shut_out(reader: Reader, sample_report: Path, width: int) -> None:
    page = reader.page
    page.set_viewport_size({"width": width, "height": 900})
    opened(reader, sample_report)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert serious(page) == []
    page.locator("#grid td.cell:not(.la)").first.click()
    assert serious(page) == []


def test_a_full_report_is_accessible_too(reader: Reader, large: Path) -> None:
    assert serious(opened(reader, large)) == []


def serious(page: Page) -> list[tuple[str, Any]]:
    violations = Axe().run(page).response["violations"]
    return [(v["id"], v["nodes"][0]["html"]) for v in violations if v["impact"] in {"serious", "critical"}]


HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\u2028'\"&$word"


def hostile_tables() -> dict[str, pd.DataFrame]:
    tables = generated_tables(3, 4)
    for name, columns in {
        "functions": ["name", "department", "service", "grade", "career", "path", "organisation"],
        "competencies": ["block", "group", "competency"],
        "indicators": ["text"],
        "levels": ["label"],
        "findings": ["message", "code", "severity"],
        "documents": ["path", "message"],
    }.items():
        for column in columns:
            tables[name][column] = pd.array([HOSTILE] * len(tables[name]), dtype="string")
    tables["documents"]["status"] = pd.array(["failed"] * 3, dtype="string")
    return tables


def test_text_of_a_document_is_never_more_than_text(reader: Reader, tmp_path: Path) -> None:
    write_report(tmp_path / "report.html", hostile_tables())
    page = opened(reader, tmp_path / "report.html")
    assert page.locator("h1").text_content() == f"Required levels · {HOSTILE}"
    assert names(page) == [HOSTILE] * 3
    page.locator("#grid td.cell:not(.la)").first.click()
    assert HOSTILE in (page.get_by_role("dialog").text_content() or "")
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == 2


def test_the_page_is_as_light_as_promised_whatever_the_texts(large: Path) -> None:
    assert large.stat().st_size <= FIXED_SIZE + 500 * SIZE_PER_FUNCTION
    wordy = generated_tables(20, 40)
    texts = [f"{number} " + "woord " * 60 for number in range(len(wordy["indicators"]))]
    wordy["indicators"]["text"] = pd.array(texts, dtype="string")
    page = report_html(wordy)
    assert len(page.encode()) <= FIXED_SIZE + 20 * SIZE_PER_FUNCTION
    assert '"shortened":true' in page


def test_the_same_import_gives_the_same_page() -> None:
    few = generated_tables(5, 5)
    assert report_html(few) == report_html(few)


def test_an_import_without_a_job_description_has_a_report(reader: Reader, tmp_path: Path) -> None:
    write_report(tmp_path / "report.html", generated_tables(0))
    page = opened(reader, tmp_path / "report.html")
    assert page.locator("#shown").text_content() == "0 of 0 functions"


def test_both_languages_have_every_word_that_the_page_uses() -> None:
    folder = ROOT / "extractor" / "audit" / "report" / "page"
    words = tomllib.loads((folder / "words.toml").read_text(encoding="utf-8"))
    assert words["nl"].keys() == words["en"].keys()
    script = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.js"))
    template = (folder / "report.html").read_text(encoding="utf-8")
    used = {*re.findall(r"\bW\.(\w+)", script), *re.findall(r'say\("([^"]+)"', script)}
    used |= set(re.findall(r"\$word_(\w+)", template))
    assert used <= words["nl"].keys()


def test_embed_needs_the_pdfs(tmp_path: Path) -> None:
    write_tables(generated_tables(1, 1), tmp_path)
    done = CliRunner().invoke(main, ["report", str(tmp_path), "--embed"])
    assert done.exit_code == 2
    assert "add --archive" in done.stderr


def test_the_view_is_in_the_address(reader: Reader, large: Path) -> None:
    page = opened(reader, large)
    page.select_option("select[name=department]", "Welzijn")
    page.get_by_label("Search competencies").fill("Competentie 2")
    page.get_by_role("button", name="Sort by Competentie 25").click()
    shown, order = page.locator("#shown").text_content(), names(page)[:20]
    page.goto(page.url)
    page.reload()
    assert (page.locator("#shown").text_content(), names(page)[:20]) == (shown, order)
    assert page.locator("tr.names button[data-sort]").count() == 10
    assert page.locator("th[aria-sort=descending]").count() == 1


def test_what_is_shown_can_be_taken_along_as_csv(reader: Reader, large: Path, tables: dict[str, pd.DataFrame]) -> None:
    page = opened(reader, large)
    page.select_option("select[name=department]", "Welzijn")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as CSV").click()
    frame = pd.read_csv(download.value.path(), dtype="string", keep_default_na=False)
    chosen = tables["functions"].query("department == 'Welzijn'")
    assert list(frame["Function"]) == list(chosen["name"])
    competencies = tables["competencies"].query("competency == 'Competentie 03'").set_index("document_id")
    levels = chosen["document_id"].map(competencies["required_level"])
    stated = chosen["document_id"].isin(competencies.index)
    expected = ["" if not there else "?" if pd.isna(n) else str(n) for n, there in zip(levels, stated, strict=True)]
    assert list(frame["Competentie 03"]) == expected


def test_the_whole_matrix_is_one_stop_of_the_tab_key(reader: Reader, large: Path) -> None:
    page = opened(reader, large)
    assert page.locator("#scroller [tabindex='0']").count() == 1
    assert page.locator("#scroller :is(button, a, input):not([tabindex='-1'])").count() == 0
    page.locator("#grid td.cell").first.focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert page.locator("th[aria-sort=descending]").text_content() == "Competentie 01"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.dataset.column") == "1"


def test_findings_stand_by_function_in_the_language_of_the_page(reader: Reader, tmp_path: Path) -> None:
    one = job_description(
        findings=(
            finding(FindingCode.LEVEL_NONE, Place(2, None, "initiatief"), name="Initiatief"),
            finding(FindingCode.TEXT_UNCLAIMED, on_page(1), first="l'accueil", more=2),
        )
    )
    other = job_description(path="twee.pdf", sha256="ab" * 32, name="Griffier, 2de graad", findings=one.findings[1:])
    offered = [OfferedPdf(d.source.path, d.source.sha256, job_descriptions=(d,)) for d in (one, other)]
    about = About(Path("out put"), "300 bekeken, 0 fout: hoogstens 1 op 100 fout, met 95 % zekerheid", Language.NL)
    write_report(tmp_path / "report.html", offered_to_frames(offered), about=about)
    page = opened(reader, tmp_path / "report.html")
    notes = page.locator("#notes").text_content() or ""
    assert "steekproef: 300 bekeken, 0 fout: hoogstens 1 op 100 fout, met 95 % zekerheid." in notes
    assert "jobdesc review 'out put'" in notes
    assert page.locator("#findings summary").all_text_contents() == [
        "Griffier, 2de graad (sub/griffier.pdf) 1 fout 1 waarschuwing ",
        "Griffier, 2de graad (twee.pdf) 1 waarschuwing ",
    ]
    said = page.locator("#findings .cards li").all_text_contents()
    assert said[0].startswith("fout Initiatief: geen niveau is aangekruistlevel-none · Pagina 2 · Initiatief")
    assert "Is er toch een niveau vereist, zeg dat dan met jobdesc correct." in said[0]
    assert 'tekst die geen regel kent: "l\'accueil" en nog 2' in said[1]
    page.locator("#finding-filters select[name=severity]").select_option("error")
    assert page.locator("#findings-shown").text_content() == "1 van 3 bevindingen"
    assert page.locator("#findings summary").count() == 1
    page.locator("#findings .link").click()
    assert "jobdesc correct 'out put' --function 0123456789ab --competency initiatief" in (
        page.get_by_role("dialog").text_content() or ""
    )


def test_a_policy_and_what_violates_it_are_said_in_the_language_of_the_page(reader: Reader, tmp_path: Path) -> None:
    tables = offered_to_frames([OfferedPdf("a.pdf", "ab" * 32, job_descriptions=(job_description(),))])
    rules = text_to_policy(
        '[[rules]]\nid="hoog"\ndescription="Initiatief"\nlevel={competency="Initiatief",at_least=1,at_most=3}\n'
        '[[rules]]\nid="vast"\ndescription="Naam"\nexpect={name={one_of=["A","B"]},service={stated=true}}\n'
        '[[rules]]\nid="leeg"\ndescription="Leeg"\nwhere={department="Geen"}\nexpect={grade="C"}\n',
        "beleid.toml",
    )
    audit = check_policy(rules, tables["functions"], tables["competencies"], today=TODAY)
    write_report(tmp_path / "report.html", tables, audit=audit, about=About(language=Language.NL))
    said = opened(reader, tmp_path / "report.html").locator("#policy").text_content() or ""
    assert "Initiatief: gevonden: onbekend (geen); verwacht: is minstens 1 en is hoogstens 3 (pagina 2)" in said
    assert "gevonden: functienaam Griffier, 2de graad; verwacht: functienaam is één van A, B" in said
    assert "beleid.toml:9: leeg: deze regel geldt voor geen enkele functie" in said
    (of_level, *_) = (result for result in audit.results if result.rule == "hoog")
    assert str(of_level.evidence[0]) == "Initiatief: found unknown (none), expected at least 1 and at most 3 (page 2)"


@pytest.mark.parametrize("width", [1280, 390])
def test_nobody_is_shut_out_in_the_dark(reader: Reader, sample_report: Path, width: int) -> None:
    page = reader.page
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": width, "height": 900})
    opened(reader, sample_report)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 24, 29)"
    assert serious(page) == []
    page.locator("#grid td.cell:not(.la)").first.click()
    assert serious(page) == []


def test_a_number_that_stands_for_a_word_says_which(reader: Reader, tmp_path: Path) -> None:
    named = competency("taal", "Taal", ".x")
    words = ("Basis", "Gevorderd")
    levels = tuple(one.model_copy(update={"label": word}) for one, word in zip(named.levels, words, strict=True))
    worded = named.model_copy(update={"levels": levels, "required_label": "Gevorderd"})
    unranked = worded.model_copy(update={"id": "cijfers", "name": "Cijfers", "status": Status.UNRANKED})
    unranked = unranked.model_copy(update={"required_level": None})
    one = job_description(competencies=(worded, unranked), findings=())
    pdf = OfferedPdf("a.pdf", one.source.sha256, job_descriptions=(one,))
    write_report(tmp_path / "report.html", offered_to_frames([pdf]))
    page = opened(reader, tmp_path / "report.html")
    assert page.locator("#scales").text_content() == "What a number stands for: 0 Basis · 1 Gevorderd"
    assert page.locator("#grid td.cell").all_text_contents() == ["1", "Gev"]
    assert page.locator("#grid td.cell").first.get_attribute("aria-label") == "1 (Gevorderd)"
    page.locator("#grid td.lr").click()
    said = page.get_by_role("dialog").text_content() or ""
    assert "Gevorderd (sure which label is required; no order of the labels is known)" in said
