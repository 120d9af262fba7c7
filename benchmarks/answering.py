"""How long levels in doubt take, and how many keys: those of samples/traps in a real Chromium, read back from the file.

$ python -m benchmarks.answering [video-folder]     with a folder, Chromium records what is seen there

Nobody thinks here, so the time is what the program adds to a person's own.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402

from tests.reviewing import Person, answer_each_level, lines, review  # noqa: E402
from tests.test_audit_report import CHROMIUM, SWITCHES  # noqa: E402

FIFTY = 50


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        archive, output = Path(folder) / "archive", Path(folder) / "output"
        shutil.copytree(ROOT / "samples" / "traps", archive)
        subprocess.run(
            [sys.executable, "-m", "extractor", "import", archive, "--output", output, "--quiet"],
            check=False,
            stdout=subprocess.DEVNULL,
        )
        with review(output) as server:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
            videos = sys.argv[1] if len(sys.argv) > 1 else None
            page = browser.new_page(record_video_dir=videos, viewport={"width": 1280, "height": 860})
            person = Person(page, server)
            person.enter()
            person.press("Enter")
            started = time.perf_counter()
            answers, keys = answer_each_level(person)
            seconds = time.perf_counter() - started
            page.close()
            browser.close()
        written = {(line["document_id"], line["competency"]): line["new_value"] for line in lines(output)}
    print(f"doubts answered    {len(answers):6}, all in corrections.csv: {'yes' if written == answers else 'no'}")
    print(f"keys               {keys:6}, {keys / len(answers):.2f} for each")
    print(f"time               {seconds:6.1f} s, {seconds / len(answers):.2f} s for each, {FIFTY} in", end=" ")
    print(f"{FIFTY * seconds / len(answers):.0f} s")
    return 0 if written == answers and keys == len(answers) else 1


if __name__ == "__main__":
    raise SystemExit(main())
