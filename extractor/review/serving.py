"""The server as a whole: a free port, a key, pictures in a process of their own, an end that leaves nothing behind."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from extractor.errors import CannotListen
from extractor.review.app import review_app
from extractor.review.archive import Archive
from extractor.review.guard import Guard
from extractor.review.pictures import SECONDS, Pictures
from extractor.review.work import Work


@dataclass(frozen=True, slots=True)
class ReviewOrder:
    """What is reviewed. `archive` is a folder to look in for the PDFs; port 0 is any that is free."""

    output: Path
    archive: Path | None = None
    port: int = 0
    language: str | None = None
    password: str | None = None
    seconds: float = SECONDS


def serve(order: ReviewOrder, ready: Callable[[str], None]) -> None:
    """Serve on 127.0.0.1 until Ctrl-C or the button; `ready` is called with the address once it answers there.

    Raises:
        LedgerUnusable: there was no import into `output`.
        ListInvalid, PathUnreadable: its corrections cannot be read.
        CannotListen: the port is taken.
    """
    listening = _listen(order.port)
    port = listening.getsockname()[1]
    token = secrets.token_urlsafe(32)
    archive = Archive(order.output, order.archive)
    with listening, Pictures(archive.locate, password=order.password, seconds=order.seconds) as pictures:
        work = Work(order.output, pictures, language=order.language)
        work.look()
        app = Guard(review_app(work, stop=lambda: server.__setattr__("should_exit", True)), token=token, port=port)
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, date_header=False, lifespan="off"
        )
        server = _Server(config, lambda: ready(f"http://127.0.0.1:{port}/?token={token}"))
        server.run(sockets=[listening])


class _Server(uvicorn.Server):
    """Says when it answers."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self._ready()


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", port))
    except OSError as error:
        listening.close()
        raise CannotListen(
            f"port {port} of 127.0.0.1 cannot be used ({error.strerror or error})",
            "Choose another one with --port, or leave it out: a free one is taken.",
        ) from error
    return listening
