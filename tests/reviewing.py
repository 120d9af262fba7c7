"""A review that really runs: the command in a process of its own, and a browser that is not the program's."""

from __future__ import annotations

import csv
import http.client
import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from playwright.sync_api import Page, expect

from tests.test_cli import rows


@dataclass(frozen=True)
class Got:
    """What a server answered; the names of `headers` are small."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Server:
    """`key` opens the address; `port` is where it listens."""

    address: str
    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)

    @property
    def port(self) -> int:
        port = urlsplit(self.address).port
        assert port is not None
        return port

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def key(self) -> str:
        return urlsplit(self.address).query.removeprefix("token=")

    def ask(self, method: str, path: str, body: Any = None, *, cookie: bool = True, **headers: str | None) -> Got:
        """One request as any program could make it; a header of None is left out."""
        sent = {
            "Host": f"127.0.0.1:{self.port}",
            "Cookie": f"jobdesc-review-{self.port}={self.key}" if cookie else None,
        }
        data = None
        if method == "POST":
            data = json.dumps(body).encode()
            sent |= {"Origin": self.root, "Content-Type": "application/json", "Content-Length": str(len(data))}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in sent.items():
            if value is not None:
                connection.putheader(name, value)
        connection.endheaders(data)
        with closing(connection), connection.getresponse() as response:
            return Got(response.status, {k.lower(): v for k, v in response.headers.items()}, response.read())


@contextmanager
def review(output: Path, *more: str | Path) -> Iterator[Server]:
    command = [sys.executable, "-m", "extractor", "review", output, "--no-browser", *more]
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stderr is not None
    line = process.stdout.readline()
    found = re.search(r"http://\S+", line)
    assert found, line + process.stderr.read()
    try:
        yield Server(found[0], process)
    finally:
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=120)
    assert "Traceback" not in err, err


class Person:
    """A page and what the browser complained about while it was open; answers as M. Peeters."""

    def __init__(self, page: Page, server: Server) -> None:
        self.page = page
        self.server = server
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: self.requests.append(request.url))

    def enter(self, who: str | None = "M. Peeters") -> Page:
        if who:
            said = {"name": "jobdesc-who", "value": quote(who), "url": self.server.root}
            self.page.context.add_cookies([said])  # type: ignore[list-item]
        self.page.goto(self.server.address)
        return self.page

    def press(self, key: str) -> None:
        """A key that leads to another page."""
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def is_content(self) -> bool:
        own = (f"{self.server.root}/", "data:")
        return self.complaints == [] and all(url.startswith(own) for url in self.requests)


def answer_each_level(person: Person) -> tuple[dict[tuple[str, str], str], int]:
    """As a person who sees the page would, from the first question on: the last ticked level, else that none is told.

    The answers by document and competency, and how many keys they took.
    """
    page, keys = person.page, 0
    answers = {}
    while page.locator("#question[data-asks=level]").count():
        expect(page.locator("#paper img")).to_have_js_property("complete", value=True)
        assert page.locator("#paper img").evaluate("image => image.naturalWidth") > 500
        assert page.locator(".outlines .row").count() == 1
        document, _, competency = str(page.locator("#question").get_attribute("data-id")).partition(".")
        ticked = page.locator(".levels button.ticked")
        level = ticked.last.get_attribute("data-value") if ticked.count() else None
        answers[document, competency] = level or ""
        person.press(level or "n")
        keys += 1
    return answers, keys


def lines(output: Path) -> list[dict[str, str]]:
    """The corrections as they stand in the file."""
    with (output / "corrections.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def levels(output: Path) -> dict[tuple[str, str], tuple[str, str, str]]:
    return {
        (row["document_id"], row["competency_id"]): (row["required_level"], row["status"], row["corrected"])
        for row in rows(output / "csv" / "competencies.csv")
    }
