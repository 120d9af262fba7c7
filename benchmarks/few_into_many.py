"""What it costs to import three PDFs into an output that holds many others: CPU seconds, and what of it is the start.

$ python -m benchmarks.few_into_many [documents]

The others are one small job description under other names, put into a real ledger and published by the real code.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from extractor.batch.task import DEFAULT_LIMITS  # noqa: E402
from extractor.corrections.publishing import publish  # noqa: E402
from extractor.corrections.standing import NOTHING_SAID  # noqa: E402
from extractor.ledger.opening import open_ledger  # noqa: E402
from extractor.ledger.packing import Reading, packed  # noqa: E402
from extractor.ledger.recipe import current_recipe  # noqa: E402
from extractor.ledger.roots import Roots  # noqa: E402
from extractor.ledger.store import Offered  # noqa: E402
from extractor.model import JobDescription  # noqa: E402
from extractor.output.writing import prepare_output  # noqa: E402
from extractor.pipeline import read_job_descriptions  # noqa: E402
from tests.archives import command, fill, small_pdf  # noqa: E402  # the tests are no package that is installed

MANY = 100_000
FEW = 3
MOST_SECONDS = 10.0


def main() -> int:
    many = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        archive = fill(work / "new", FEW)
        alone = _seconds(archive, work / "alone")
        _import_made(work / "output", many, work / "old")
        first = _seconds(archive, work / "output")
        again = _seconds(archive, work / "output")
    print(f"{FEW} PDFs into an empty output        {alone:6.1f} s of CPU")
    print(f"{FEW} PDFs into one of {many:7,}       {first:6.1f} s of CPU")
    print(f"the same again, nothing changed   {again:6.1f} s of CPU")
    return 0 if first - alone < MOST_SECONDS else 1


def _import_made(output: Path, many: int, root: Path) -> None:
    """As an import of so many PDFs leaves it."""
    pdf = root / "one.pdf"
    root.mkdir()
    pdf.write_bytes(small_pdf(0))
    (sample,) = read_job_descriptions(pdf)
    prepare_output(output)
    recipe = current_recipe(None)
    with open_ledger(output) as ledger:
        roots = Roots(ledger)
        number = ledger.begin_import()
        with ledger.together():
            for n in range(many):
                digest = sha256(str(n).encode()).hexdigest()
                path = f"{n // 1000}/{n}.pdf"
                ledger.offer(number, Offered(path, digest, place=roots.place_of(str(root), path)))
        for n in range(many):
            digest = sha256(str(n).encode()).hexdigest()
            made = _named(sample, n, digest)
            ledger.record(Reading(digest, (packed(made),)), recipe, str(DEFAULT_LIMITS))
        publish(ledger, output, NOTHING_SAID)
        ledger.end_import()


def _named(sample: JobDescription, n: int, digest: str) -> JobDescription:
    path = f"{n // 1000}/{n}.pdf"
    changes = {
        "document_id": digest[:12],
        "function_key": f"stad-oever/functie-{n}",
        "source": sample.source.model_copy(update={"path": path, "file": f"{n}.pdf", "sha256": digest}),
        "function": sample.function.model_copy(update={"name": f"Functie {n}"}),
    }
    return sample.model_copy(update=changes)


def _seconds(archive: Path, output: Path) -> float:
    """CPU seconds of the import and its workers."""

    def used() -> float:
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    before = used()
    arguments = command("import", archive, "--output", output, "--quiet", "--jobs", "1")
    subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
    return used() - before


if __name__ == "__main__":
    raise SystemExit(main())
