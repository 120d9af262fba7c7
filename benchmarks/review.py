"""A review of 2,000 documents with 500 open questions: how long a view takes, and what the server holds in memory.

The documents are one sample again and again under other names, with the marks of every fourth one's first levels
doubled, so that there are 500 questions; the ledger and the server are the real ones.
"""

from __future__ import annotations

import http.client
import re
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from extractor.corrections.publishing import publish  # noqa: E402
from extractor.corrections.standing import NOTHING_SAID  # noqa: E402
from extractor.ledger.opening import open_ledger  # noqa: E402
from extractor.ledger.packing import Reading, packed  # noqa: E402
from extractor.ledger.recipe import current_recipe  # noqa: E402
from extractor.ledger.store import Offered  # noqa: E402
from extractor.model import Finding, FindingCode, JobDescription, Severity, Status  # noqa: E402
from extractor.output.writing import prepare_output  # noqa: E402
from extractor.pipeline import read_job_descriptions  # noqa: E402

SAMPLE = ROOT / "samples" / "tienen-form" / "bibliothecaris.pdf"
DOCUMENTS, DOUBTFUL = 2000, 250
LEAST_VIEWS = 30
MOST_SECONDS, MOST_MEGABYTES = 0.2, 300


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "output"
        _import(output)
        started = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "extractor", "review", str(output), "--no-browser", "--language", "nl"],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found
        print(f"ready after               {time.perf_counter() - started:6.1f} s")
        try:
            return 0 if _measure(found[0], process.pid) else 1
        finally:
            process.terminate()
            process.wait(60)


def _import(output: Path) -> None:
    """The ledger as an import of so many PDFs leaves it."""
    (sample,) = read_job_descriptions(SAMPLE)
    prepare_output(output)
    recipe = current_recipe(None)
    with open_ledger(output) as ledger:
        number = ledger.begin_import()
        for n in range(DOCUMENTS):
            digest = sha256(str(n).encode()).hexdigest()
            description = _named(sample, n, digest, doubtful=n % (DOCUMENTS // DOUBTFUL) == 0)
            ledger.offer(number, Offered(description.source.path, digest))
            ledger.record(Reading(digest, (packed(description),)), recipe, "{}")
        publish(ledger, output, NOTHING_SAID)
        ledger.end_import()


def _named(sample: JobDescription, n: int, digest: str, *, doubtful: bool) -> JobDescription:
    path = f"map {n % 40}/functie {n}.pdf"
    changes = {
        "document_id": digest[:12],
        "function_key": f"stad-weverbeke/functie-{n}",
        "source": sample.source.model_copy(update={"path": path, "file": f"functie {n}.pdf", "sha256": digest}),
        "function": sample.function.model_copy(update={"name": f"Functie {n}", "department": f"Afdeling {n % 25}"}),
    }
    if not doubtful:
        return sample.model_copy(update=changes)
    first, second, *rest = sample.competencies
    odd = [
        c.model_copy(update={"required_level": None, "required_label": None, "status": Status.UNCLEAR})
        for c in (first, second)
    ]
    findings = tuple(
        Finding(
            code=FindingCode.LEVEL_UNCLEAR,
            severity=Severity.ERROR,
            message=f"{c.name}: a box cannot be read",
            competency=c.id,
            page=c.page,
            bbox=c.bbox,
        )
        for c in odd
    )
    return sample.model_copy(update=changes | {"competencies": (*odd, *rest), "findings": findings})


def _measure(address: str, pid: int) -> bool:
    parts = urlsplit(address)
    headers = {"Cookie": f"jobdesc-review-{parts.port}={parts.query.removeprefix('token=')}"}

    def ask(path: str) -> tuple[float, str]:
        with closing(http.client.HTTPConnection("127.0.0.1", parts.port or 0, timeout=60)) as connection:
            started = time.perf_counter()
            connection.request("GET", path, headers=headers)
            with connection.getresponse() as answer:
                text = answer.read().decode()
                assert answer.status == 200, (path, text[:500])
            return time.perf_counter() - started, text

    _, queue = ask("/")
    questions = list(dict.fromkeys(re.findall(r'href="(/question/[^"?]+)"', queue)))
    print(f"open questions            {len(questions):6}")
    documents = [f"/document/{q.split('/')[2].split('.')[0]}" for q in questions]
    good = len(questions) == 2 * DOUBTFUL
    for name, paths in {
        "queue": ["/"],
        "queue, filtered": ["/?department=Afdeling+3"],
        "question": questions,
        "lot": [q.replace("/question/", "/lot/") for q in questions],
        "document": documents,
        "trust": ["/trust"],
    }.items():
        taken = sorted(ask(paths[n * 7 % len(paths)])[0] for n in range(LEAST_VIEWS))
        middle, worst = statistics.median(taken), taken[-2]
        print(f"{name:24}  {middle * 1000:6.0f} ms in the middle, {worst * 1000:.0f} ms at the end")
        good &= worst < MOST_SECONDS
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    peak = int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]
    print(f"memory, at most           {peak:6.0f} MB")
    return good and peak < MOST_MEGABYTES


if __name__ == "__main__":
    raise SystemExit(main())
