"""The same bytes, rules and version give the same JSON: twice, in another process, and under another path."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from extractor import read_job_descriptions
from extractor.output.writing import job_description_to_json
from tests.truth import sample_pdfs

SAMPLES = sorted(sample_pdfs("tienen-form"), key=lambda path: path.stat().st_size)[:3]
PROGRAM = """
import sys
from extractor import read_job_descriptions
from extractor.output.writing import job_description_to_json
for path in sys.argv[1:]:
    for description in read_job_descriptions(path):
        sys.stdout.buffer.write(job_description_to_json(description).encode("utf-8"))
"""


def json_of(path: Path) -> str:
    return "".join(map(job_description_to_json, read_job_descriptions(path)))


@pytest.mark.parametrize("seed", ["0", "4242"])
def test_another_process_with_other_hashes_writes_the_same(seed: str) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Pacific/Chatham", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *map(str, SAMPLES)], env=environment, capture_output=True, check=True
    )
    assert done.stdout.decode("utf-8") == "".join(map(json_of, SAMPLES))


def test_reading_twice_gives_the_same() -> None:
    assert json_of(SAMPLES[0]) == json_of(SAMPLES[0])


def test_the_path_of_the_machine_is_not_in_it(tmp_path: Path) -> None:
    copy = tmp_path / "elders" / SAMPLES[0].name
    copy.parent.mkdir()
    copy.write_bytes(SAMPLES[0].read_bytes())
    assert json_of(copy) == json_of(SAMPLES[0])
    assert str(tmp_path) not in json_of(copy)


def test_the_document_id_comes_from_the_bytes() -> None:
    for path in SAMPLES:
        (description,) = read_job_descriptions(path)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        assert (description.document_id, description.source.sha256) == (digest[:12], digest)
