"""PDFs are written by strangers: none may crash or stall an import, write elsewhere, or reach the network."""

from __future__ import annotations

import csv
import io
import os
import random
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from extractor.batch.one_pdf import read_task
from extractor.batch.task import Limits, Task
from extractor.batch.workers import LocalWorkers
from extractor.errors import InputError, NoRulesMatch
from extractor.reading.limits import ReadingLimits
from extractor.reading.pdf import open_pdf
from tests.archives import jobdesc, small_pdf
from tests.test_batch_workers import Content

ROOT = Path(__file__).parent.parent
MUTATIONS = int(os.environ.get("JOBDESC_MUTATIONS", "200"))
BY_THEMSELVES = ("pdfplumber", "pdfium")
"""The readers that read what no other one does."""
LIMITS = Limits(seconds=20, page_seconds=10, memory=700 * 1024**2, reading=ReadingLimits(pages=500, bytes=20 * 1024**2))


def pdf(*objects: str | bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(
            b"%d 0 obj\n" % number + (content if isinstance(content, bytes) else content.encode()) + b"\nendobj\n"
        )
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, start))
    return out.getvalue()


CATALOG = "<< /Type /Catalog /Pages 2 0 R >>"
PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
PAGES = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"


def stream(content: bytes, extra: str = "") -> bytes:
    return f"<< /Length {len(content)} {extra} >>\nstream\n".encode() + content + b"\nendstream"


def bomb() -> bytes:
    """200 kilobytes, 4 gigabytes unpacked, by two rounds of deflate."""
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(b" " * 1024**2) for _ in range(4096)) + packer.flush()
    content = stream(zlib.compress(once, 9), "/Filter [/FlateDecode /FlateDecode]")
    return pdf(CATALOG, PAGES, PAGE, content)


def giant_picture() -> bytes:
    picture = stream(
        zlib.compress(bytes(1000)),
        "/Type /XObject /Subtype /Image /Width 200000 /Height 200000 /BitsPerComponent 8 /ColorSpace /DeviceRGB"
        " /Filter /FlateDecode",
    )
    page = PAGE.replace(">>", "/Resources << /XObject << /I 5 0 R >> >> >>")
    return pdf(CATALOG, PAGES, page, stream(b"q 500 0 0 500 0 0 cm /I Do Q"), picture)


def nested_forms() -> bytes:
    """Form XObjects that draw each other: 10 to the power of 12 of them."""
    page = PAGE.replace(">>", "/Resources << /XObject << /F 5 0 R >> >> >>")
    forms = [
        stream(
            b"/F Do " * 10,
            f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F {number + 1} 0 R >> >>",
        )
        for number in range(5, 17)
    ]
    last = stream(b"0 0 1 1 re f", "/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
    return pdf(CATALOG, PAGES, page, stream(b"/F Do"), *forms, last)


HOSTILE: dict[str, tuple[bytes, set[str]]] = {
    "bomb": (bomb(), {"memory-limit", "time-limit", "pdf-damaged", "no-text-layer"}),
    "giant picture": (giant_picture(), {"no-text-layer", "no-rules-match", "memory-limit"}),
    "nested forms": (nested_forms(), {"time-limit", "no-text-layer", "memory-limit"}),
    "page tree loop": (
        pdf(CATALOG, "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>", "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"),
        {"pdf-damaged", "no-text-layer"},
    ),
    "parent loop": (
        pdf(CATALOG, "<< /Type /Pages /Parent 2 0 R /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 3 0 R >>"),
        {"pdf-damaged", "no-text-layer"},
    ),
    "many pages": (
        pdf(CATALOG, f"<< /Type /Pages /Kids [{'3 0 R ' * 100_000}] /Count 1 >>", "<< /Type /Page /Parent 2 0 R >>"),
        {"too-many-pages", "pdf-damaged", "no-text-layer"},
    ),
    "really many pages": (
        pdf(
            CATALOG,
            f"<< /Type /Pages /Kids [{' '.join(f'{n} 0 R' for n in range(3, 20_003))}] /Count 3 >>",
            *("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>" for _ in range(20_000)),
        ),
        {"too-many-pages"},
    ),
    "deep array": (pdf(CATALOG + "[" * 100_000, PAGES), {"pdf-damaged", "no-text-layer", "not-a-pdf"}),
    "huge page": (
        pdf(CATALOG, PAGES, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1e9 1e9] >>"),
        {"no-text-layer", "pdf-damaged"},
    ),
    "negative length": (
        pdf(
            CATALOG, PAGES, "<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>", b"<< /Length -99 >>\nstream\n\nendstream"
        ),
        {"no-text-layer", "pdf-damaged"},
    ),
}


OF_PDFIUM = {
    # Where it gets no memory it ends the process: that costs this PDF alone.
    "bomb": {"worker-died"},
    "giant picture": {"worker-died"},
    "nested forms": {"worker-died"},
}


@pytest.fixture(scope="module")
def worker() -> Iterator[LocalWorkers]:
    """One for all: whoever survives a hostile PDF, or is put in the place of one who did not, reads the next."""
    with LocalWorkers(1, LIMITS) as workers:
        yield workers


@pytest.mark.parametrize("reader", BY_THEMSELVES)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_pdf_is_an_error_within_the_limits(worker: LocalWorkers, name: str, reader: str) -> None:
    content, codes = HOSTILE[name]
    assert len(content) < 3 * 1024**2
    limits = replace(LIMITS, page_seconds=2) if "time-limit" in codes else LIMITS
    ((_, reading),) = worker.read([Task(name, name, Content(content), limits=limits, reader=reader)])
    assert reading.error is not None
    if reader == "pdfium":
        codes = codes | OF_PDFIUM.get(name, set())
    assert reading.error.code in codes, reading.error


AUDITED = """
import sys
forbidden = []
def hook(event, arguments):
    if event.startswith("socket.") and event not in {"socket.gethostname"}:
        forbidden.append(event)
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        forbidden.append(f"open {arguments[0]}")
    if event in {"subprocess.Popen", "os.system", "os.exec", "os.fork", "os.posix_spawn"}:
        forbidden.append(event)
from extractor import ExtractorError, read_job_descriptions
read_job_descriptions("first.pdf")
sys.addaudithook(hook)
try:
    read_job_descriptions("evil.pdf")
except ExtractorError as error:
    print(error.code)
print(forbidden)
"""


def test_nothing_in_a_pdf_reaches_the_network_or_writes_a_file(tmp_path: Path) -> None:
    (tmp_path / "first.pdf").write_bytes(small_pdf(1))
    with pikepdf.open(io.BytesIO(small_pdf(1))) as evil:
        uri = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("http://127.0.0.1:9/x"))
        launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("/bin/sh"))
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.launchURL('http://127.0.0.1:9')"))
        evil.Root.OpenAction = launch
        evil.Root.AA = pikepdf.Dictionary(WC=script)
        outside = evil.make_stream(b"")
        outside.F = pikepdf.Dictionary(FS=pikepdf.Name.URL, F=pikepdf.String("http://127.0.0.1:9/contents"))
        evil.pages[0].AA = pikepdf.Dictionary(O=uri)
        evil.pages[0].Contents = pikepdf.Array([evil.pages[0].Contents, outside])
        evil.save(tmp_path / "evil.pdf")
    done = subprocess.run(
        [sys.executable, "-c", AUDITED],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "[]"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["evil.pdf", "first.pdf"]


def turned(page: pikepdf.Page, before: bytes) -> None:
    page.contents_add(before + b" ", prepend=True)


ODD_PAGES: dict[str, Callable[[pikepdf.Page], object]] = {
    "crop box outside of the media box": lambda page: page.obj.update({"/CropBox": [2000, 2000, 2595, 2842]}),
    "crop box partly outside": lambda page: page.obj.update({"/CropBox": [-300, -300, 900, 1200]}),
    "crop box without width": lambda page: page.obj.update({"/CropBox": [100, 0, 100, 842]}),
    "crop box upside down": lambda page: page.obj.update({"/CropBox": [595, 842, 0, 0]}),
    "media box upside down": lambda page: page.obj.update({"/MediaBox": [595, 842, 0, 0]}),
    "media box elsewhere": lambda page: page.obj.update({"/MediaBox": [-5000, -5000, 5000, 5000]}),
    "media box of words": lambda page: page.obj.update({"/MediaBox": [pikepdf.Name.A, 0, 595, 842]}),
    "media box of three numbers": lambda page: page.obj.update({"/MediaBox": [0, 0, 595]}),
    "turned by an odd angle": lambda page: page.obj.update({"/Rotate": 45}),
    "turned by a word": lambda page: page.obj.update({"/Rotate": pikepdf.Name.Left}),
    "turned often": lambda page: page.obj.update({"/Rotate": 90 * 1001}),
    "units of nothing": lambda page: page.obj.update({"/UserUnit": 0}),
    "mirrored": lambda page: turned(page, b"-1 0 0 1 595 0 cm"),
    "upside down": lambda page: turned(page, b"1 0 0 -1 0 842 cm"),
    "without size": lambda page: turned(page, b"0 0 0 0 0 0 cm"),
    "huge": lambda page: turned(page, b"1e30 0 0 1e30 0 0 cm"),
    "slanted": lambda page: turned(page, b"1 0.3 0.2 1 0 0 cm"),
}


@pytest.mark.parametrize("reader", BY_THEMSELVES)
@pytest.mark.parametrize("name", ODD_PAGES)
def test_a_page_of_an_odd_shape_is_no_fault_of_the_program(name: str, reader: str) -> None:
    """Levels are read right or not at all; a program-fault would be raised here."""
    with pikepdf.open(io.BytesIO(small_pdf(1))) as odd:
        for page in odd.pages:
            ODD_PAGES[name](page)
        file = io.BytesIO()
        odd.save(file)
    reading = read_task(Task("a.pdf", "", Content(file.getvalue()), limits=LIMITS, reader=reader))
    assert reading.error is None or isinstance(reading.error, (InputError, NoRulesMatch))
    levels = {c.required_level for one in reading.descriptions for c in one.unpacked().competencies}
    assert levels <= {1, None}


NAMES = [
    "..pdf.pdf",
    "a\nb\r.pdf",
    "\x1b[31mred.pdf",
    "x" * 251 + ".pdf",
    "\u202efdp.exe.pdf",
    "🦊 naïve “quotes”, comma.pdf",
    "-rf.pdf",
    "=1+1.pdf",
]


def test_names_of_any_kind_are_kept_and_lead_nowhere(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    (archive / "..odd").mkdir(parents=True)
    for number, name in enumerate(NAMES):
        (archive / ("x" + name if name.startswith(".") else name)).write_bytes(small_pdf(number))
    (archive / "loop").symlink_to(".")
    (archive / "outside").symlink_to("/proc/self/root/nowhere")
    done = jobdesc("import", archive, "--output", tmp_path / "output")
    assert done.returncode == 0, done.stdout
    assert b"\x1b" not in done.stderr + done.stdout
    assert "\u202e" not in (done.stderr + done.stdout).decode()
    with (tmp_path / "output" / "csv" / "documents.csv").open(encoding="utf-8", newline="") as file:
        paths = [row["path"] for row in csv.DictReader(file)]
    assert sorted(paths) == sorted("x" + name if name.startswith(".") else name for name in NAMES)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["archive", "output"]
    assert all(len(os.fsencode(path.name)) <= 255 for path in (tmp_path / "output").rglob("*"))


def locked(content: bytes, user: str) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as opened:
        file = io.BytesIO()
        opened.save(file, encryption=pikepdf.Encryption(owner="eigenaar", user=user))
        return file.getvalue()


def read(content: bytes, password: str | None = None) -> tuple[str | None, list[str]]:
    """Error code, and the codes of the findings."""
    reading = read_task(Task("a.pdf", "", Content(content), password=password, limits=LIMITS))
    findings = [f.code.value for packed in reading.descriptions for f in packed.unpacked().findings]
    return reading.error.code if reading.error else None, findings


def test_an_empty_password_opens_and_another_is_asked_for() -> None:
    assert read(locked(small_pdf(1), "")) == (None, [])
    assert read(locked(small_pdf(1), "geheim"))[0] == "password-needed"
    assert read(locked(small_pdf(1), "geheim"), "fout")[0] == "password-needed"
    assert read(locked(small_pdf(1), "geheim"), "geheim") == (None, [])


def test_a_password_for_attachments_only_keeps_no_reader_from_the_page() -> None:
    """Pdfium opens such a PDF, of which qpdf wants the password; pdfplumber asks for it (ISO 32000-1, 7.6.5)."""
    locks = f"/CF << /StdCF << /AuthEvent /EFOpen /CFM /AESV2 /Length 16 >> >> /O <{'1f' * 32}> /U <{'2e' * 32}>"
    font = "<< /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    content = pdf(
        CATALOG,
        PAGES,
        PAGE.replace("/Contents", f"/Resources {font} /Contents"),
        stream(b"BT /F 12 Tf 50 700 Td (Niveau) Tj ET"),
        f"<< /Filter /Standard /V 4 /R 4 /Length 128 /P -4 /StmF /Identity /StrF /Identity /EFF /StdCF {locks} >>",
    ).replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 5 0 R /ID [<00> <00>]")
    with open_pdf("a.pdf", content=content, reader="pdfium") as opened:
        assert [word.text for page in opened.pages() for word in page.words] == ["Niveau"]


def test_a_damaged_pdf_is_repaired_and_says_so() -> None:
    sound = small_pdf(1)
    cut = sound[: sound.rindex(b"xref", 0, sound.rindex(b"startxref"))]
    moved = sound.replace(b"startxref\n", b"startxref\n9", 1)
    for damaged in (cut, moved):
        assert read(damaged) == (None, ["pdf-repaired"])
    assert read(damaged) == read(damaged)
    assert read(sound[:700])[0] == "pdf-damaged"


@pytest.mark.parametrize("reader", BY_THEMSELVES)
@pytest.mark.parametrize("said", [0, 1, 7])
def test_pages_that_a_file_does_not_count_are_read(said: int, reader: str) -> None:
    """Three pages hang in its tree whatever it says; where it says more, the fourth cannot be asked for."""
    pages = (f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {n}00 90] >>" for n in (1, 2, 3))
    content = pdf(CATALOG, f"<< /Type /Pages /Kids [3 0 R 4 0 R 5 0 R] /Count {said} >>", *pages)
    with open_pdf("a.pdf", content=content, reader=reader) as opened:
        assert [(page.number, page.width) for page in opened.pages()] == [(1, 100), (2, 200), (3, 300)]
        assert opened.info().page_count == 3
        assert opened.damage == f"it says that it has {said} pages, and has 3"


TOKENS = (b"/Kids", b"<<", b">>", b"[", b"-1", b"99999999", b"0 R", b"(")


def mutated(chosen: random.Random, content: bytes) -> bytes:
    """Bytes changed, cut out, doubled, or the end lost: what transport, storage and attackers do to a file."""
    data = bytearray(content)
    for _ in range(chosen.choice((1, 3, 10, 50))):
        place = chosen.randrange(len(data))
        length = min(len(data) - place, chosen.choice((1, 4, 64, 1024)))
        match chosen.randrange(5):
            case 0:
                data[place : place + length] = chosen.randbytes(length)
            case 1:
                data[place] ^= 1 << chosen.randrange(8)
            case 2:
                del data[place : place + length]
            case 3:
                data[place:place] = data[place : place + length]
            case _:
                data[place : place + length] = chosen.choice(TOKENS)
        if len(data) < 2:
            break
    return bytes(data)


def test_a_mutated_pdf_gives_a_result_or_an_error_of_ours() -> None:
    samples = [small_pdf(1), locked(small_pdf(2), ""), min((ROOT / "samples").rglob("*.pdf"), key=size).read_bytes()]
    chosen = random.Random(20260102)
    tasks = [
        Task(
            f"{number}.pdf",
            f"{number}",
            Content(mutated(chosen, samples[number % 10 // 9 * 2 or number % 2])),
            limits=LIMITS,
            reader=BY_THEMSELVES[number // 10 % 2],
        )
        for number in range(MUTATIONS)
    ]
    results = 0
    with LocalWorkers(2, LIMITS) as workers:
        for task, reading in workers.read(tasks):
            results += reading.error is None
            if reading.error is not None:
                assert isinstance(reading.error, (InputError, NoRulesMatch))
                assert reading.error.code not in {"program-fault", "worker-died"}, (
                    task.path,
                    reading.error,
                    reading.chatter,
                )
    assert 0 < results < MUTATIONS


def size(path: Path) -> int:
    return path.stat().st_size
