"""What ends a command from outside: Ctrl-C, a service manager's SIGTERM, a terminal that closes. All the same here."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_AS_SHELLS_SAY = 128


class Stopped(KeyboardInterrupt):
    """Raised in whatever runs; `exit_code` is what shells answer for a command that the signal ended."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_code = _AS_SHELLS_SAY + number


@contextmanager
def stopping_in_order() -> Iterator[None]:
    """Inside, each of the signals raises Stopped. One that is ignored already, as by nohup, stays so."""
    kinds = [signal.SIGINT, signal.SIGTERM] + ([] if sys.platform == "win32" else [signal.SIGHUP])
    heeded = [kind for kind in kinds if signal.getsignal(kind) is not signal.SIG_IGN]
    before = {kind: signal.signal(kind, _stop) for kind in heeded}
    try:
        yield
    finally:
        for kind, handler in before.items():
            signal.signal(kind, handler)


def _stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
    raise Stopped(number)
