"""What a source holds, by its SHA-256: read here where it lies in a file, by workers where it has to be unpacked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from extractor.batch.locations import ZipMember
from extractor.batch.sources import Source
from extractor.batch.task import Limits, Task
from extractor.batch.workers import LocalWorkers
from extractor.errors import InputError
from extractor.ledger.store import Ledger
from extractor.reading.limits import ReadingLimits

_UNDER = "unpacked_under"


class Digests:
    """The SHA-256 of each source. What failed to unpack is tried again under other `limits`, or `again`."""

    def __init__(self, ledger: Ledger, limits: Limits, limits_text: str, password: str | None, *, again: bool) -> None:
        self._ledger = ledger
        self._limits = limits
        self._under = f"{limits_text} {password is not None}"
        self._password = password
        self._again = again or ledger.fact(_UNDER) != self._under
        self._unpacked: dict[tuple[str, str], str | InputError] = {}

    def unpack(self, sources: Iterable[Source], jobs: int) -> None:
        """Let at most `jobs` workers unpack what no earlier import did: it is as strange as what is in it."""
        packed = [s for s in sources if isinstance(s.location, ZipMember) and self._known(s) is None]
        if not packed:
            return
        tasks = (
            Task(
                path=source.relative_path,
                sha256=str(number),
                location=source.location,
                password=self._password,
                limits=self._limits,
                only_digest=True,
            )
            for number, source in enumerate(packed)
        )
        with LocalWorkers(min(jobs, len(packed)), self._limits) as workers:
            for task, reading in workers.read(tasks):
                source = packed[int(task.sha256)]
                assert reading.error is None or isinstance(reading.error, InputError)
                self._unpacked[source.root, source.inner] = reading.error or reading.sha256

    def keep(self) -> None:
        """Remember under which limits they were unpacked."""
        self._ledger.set_fact(_UNDER, self._under)

    def of(self, source: Source) -> str:
        """Raises an InputError about the source where it cannot be read."""
        found = self._unpacked.get((source.root, source.inner))
        if found is None and isinstance(source.location, ZipMember):
            found = self._known(source)
        if isinstance(found, InputError):
            raise type(found)(source.relative_path, found.detail)
        if found is not None:
            return found
        content = source.location.read(source.relative_path, self._reading, self._password)
        return hashlib.sha256(content).hexdigest()

    @property
    def _reading(self) -> ReadingLimits:
        return self._limits.reading

    def _known(self, source: Source) -> str | InputError | None:
        if source.fingerprint is None:
            return None
        known = self._ledger.of_fingerprint(source.fingerprint, source.relative_path)
        return None if self._again and isinstance(known, InputError) else known
