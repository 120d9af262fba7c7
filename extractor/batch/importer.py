"""Sources → output folder: what was offered is looked up in the ledger, read where it must be, and written.

    find_sources → offer → (unread) → workers → record → correct → publish
                                         └─ files ──> stage ──────────┘

Each step leaves the ledger as a truth that the next import can go on from, whatever ends this one.
"""

from __future__ import annotations

import json
import os
import pickle
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path

from extractor.batch.digests import Digests
from extractor.batch.locations import Attachment, Location, to_send
from extractor.batch.sources import Found, Source, name_inside
from extractor.batch.task import DEFAULT_LIMITS, Limits, Task
from extractor.batch.workers import Workers
from extractor.corrections.publishing import publish
from extractor.corrections.standing import NOTHING_SAID, PersonsWord
from extractor.errors import InputError
from extractor.ledger.offers import Offers
from extractor.ledger.packing import Reading
from extractor.ledger.passed_over import set_passed_over
from extractor.ledger.recipe import Recipe
from extractor.ledger.replaced import note_replaced, say_replaced
from extractor.ledger.roots import Roots, forget_vanished, set_named
from extractor.ledger.staged import begin_staging, note_staged
from extractor.ledger.store import Ledger, Offered
from extractor.output.staging import Stage
from extractor.reading.default import DEFAULT_READER
from extractor.reading.scan.choosing import AS_INSTALLED, Scans

DEEPEST_PORTFOLIO = 5


class SourceChange(StrEnum):
    """What is different about a source since the last import."""

    NEW = "new"
    CHANGED = "changed"
    AGAIN = "again"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class ImportOrder:
    """How an import is to be done; `failed` reads again what failed, and nothing else."""

    recipe: Recipe
    rules: str | None = None
    password: str | None = None
    limits: Limits = DEFAULT_LIMITS
    failed: bool = False
    prune: bool = False
    corrections: PersonsWord = NOTHING_SAID
    scans: Scans = AS_INSTALLED
    reader: str = DEFAULT_READER
    scale: tuple[str, ...] = ()

    def limits_text(self) -> str:
        return json.dumps(asdict(self.limits))


@dataclass(frozen=True, slots=True)
class Finished:
    """One PDF was read. `number` of `total` so far."""

    number: int
    total: int
    path: str
    reading: Reading


class Import:
    """One import into one output folder: `look` at what is offered, `read` what must be, then `publish`.

    With a `stage` the files are made while others are read, and are only put in their places when all is known.
    """

    def __init__(self, ledger: Ledger, found: Found, order: ImportOrder, stage: Stage | None = None) -> None:
        self._ledger = ledger
        self._order = order
        self._found: Found | None = found
        self._offers = Offers(ledger)
        self._stage = stage
        self._roots = Roots(ledger)
        self._digests = Digests(ledger, order.limits, order.limits_text(), order.password, again=order.failed)
        self._number = 0

    def unpack(self, jobs: int) -> None:
        """Before `look`: let `jobs` workers unpack what is in archives and was not there before."""
        assert self._found is not None
        self._digests.unpack(self._found.sources, jobs)

    def look(self) -> None:
        """Enter every source into the ledger with the digest of its content, and decide what has to be read."""
        with self._ledger.together():
            self.look_within()

    def look_within(self) -> None:
        """The same inside of a transaction that somebody else begins and ends."""
        order = self._order
        self._offer_all()
        self._digests.keep()
        self._ledger.mark_stale(
            self._number,
            order.recipe,
            order.limits_text(),
            password=order.password is not None,
            failed=order.failed,
        )

    def _offer_all(self) -> None:
        assert self._found is not None
        found, self._found = self._found, None  # from now on each is in the ledger
        self._number = self._ledger.begin_import(go_on=self._order.failed)
        if not self._order.failed:
            set_named(self._ledger, found.named)
            set_passed_over(self._ledger, found.passed_over)
        self._follow_moved(found)
        for one in found.sources:
            source = self._called(one)
            known = self._ledger.known(source.relative_path)
            if self._order.failed and (known is None or not known.failed):
                continue
            self._offer(source, content_known=None)

    def _offer(self, source: Source, content_known: str | None) -> None:
        path = source.relative_path
        known = self._ledger.known(path)
        error: InputError | None = None
        sha256 = content_known
        if sha256 is None and known and known.sha256 and source.fingerprint and known.fingerprint == source.fingerprint:
            sha256 = known.sha256
        if sha256 is None:
            try:
                sha256 = self._digests.of(source)
            except InputError as caught:
                error = caught
        change = None
        if known is None:
            change = SourceChange.NEW
        elif known.sha256 != sha256:
            change = SourceChange.CHANGED
            note_replaced(self._ledger, path)
        self._offers.add(path, change, pickle.dumps(source))
        offered = Offered(path, sha256, source.fingerprint, error, source.inside, self._place(source))
        self._ledger.offer(self._number, offered)
        if sha256 is not None:
            self._offer_attached(source, self._ledger.attached_to(sha256))

    def _offer_attached(self, source: Source, attached: Sequence[tuple[str, str]]) -> None:
        if _depth(source.location) < DEEPEST_PORTFOLIO:
            for name, sha256 in attached:
                self._offer(self._called(_attachment(source, name)), sha256)

    def _follow_moved(self, found: Found) -> None:
        by_root: defaultdict[str, dict[str, Source]] = defaultdict(dict)
        for source in found.sources:
            by_root[source.root][source.inner] = source
        for root, sources in by_root.items():
            self._roots.follow(root, sources, self._digest)

    def _called(self, source: Source) -> Source:
        """The same by the path that the output has for its file."""
        path = self._roots.path_of(source.root, source.inner)
        return source if path == source.relative_path else replace(source, relative_path=path)

    def _place(self, source: Source) -> tuple[int, str]:
        return self._roots.place_of(source.root, source.inner)

    def _digest(self, source: Source) -> str | None:
        try:
            return self._digests.of(source)
        except InputError:
            return None

    def changes(self) -> Iterator[tuple[SourceChange, str]]:
        """Every source of this import and what is different about it, after `look`."""
        for path, change, unread in self._offers.changes(self._number):
            yield SourceChange(change or (SourceChange.AGAIN if unread else SourceChange.UNCHANGED)), path

    def read(self, employ: Callable[[int], Workers], *, send: bool = False) -> Iterator[Finished]:
        """Read what nobody has read yet, each content once; `employ` makes workers for so many PDFs.

        With `send` the content goes with the task, to workers that cannot see the files of this machine.
        """
        done = 0
        begin_staging(self._ledger)
        # More than one round where a PDF turns out to have others inside.
        while waiting := self._offers.begin_round(self._number):
            total = done + waiting
            with employ(waiting) as workers:
                for task, reading in workers.read(self._tasks(send)):
                    self._record(task, reading)
                    done += 1
                    yield Finished(done, total, task.path, reading)

    def _tasks(self, send: bool) -> Iterator[Task]:
        order = self._order
        limits = order.limits.reading
        for path, sha256, about in self._offers.waiting():
            location = _source(about).location
            yield Task(
                path=path,
                sha256=sha256,
                location=to_send(location, path, limits, order.password) if send else location,
                rules=order.rules,
                password=order.password,
                limits=order.limits,
                scans=order.scans,
                reader=order.reader,
                scale=order.scale,
                make_files=self._stage is not None,
            )

    def _record(self, task: Task, reading: Reading) -> None:
        order = self._order
        if reading.sha256 != task.sha256:
            # Somebody wrote to the file between the look and the reading: what was read is what counts.
            source = _source(self._offers.about(task.path))
            note_replaced(self._ledger, task.path)
            offered = Offered(task.path, reading.sha256, inside=source.inside, place=self._place(source))
            self._ledger.offer(self._number, offered)
        self._ledger.record(reading, order.recipe, order.limits_text())
        if self._stage is not None and reading.made is not None:
            note_staged(self._ledger, reading.sha256, self._stage.put(reading.made))
        if reading.attached:
            for about in self._offers.about_content(reading.sha256):
                self._offer_attached(_source(about), reading.attached)

    def publish(self, output: Path) -> bool:
        """Write the files of the ledger, in bounded memory; False where they stand there already.

        Raises OutputNotWritable.
        """
        if self._order.prune:
            forget_vanished(self._ledger)
        written = publish(self._ledger, output, self._order.corrections, self._stage)
        self._ledger.set_fact("output", os.path.abspath(output))
        say_replaced(self._ledger)
        self._ledger.end_import()
        return written


def _source(about: bytes) -> Source:
    """As this process has noted it, in a table that nobody else sees."""
    source: Source = pickle.loads(about)  # noqa: S301
    return source


def _depth(location: Location) -> int:
    return 1 + _depth(location.inside) if isinstance(location, Attachment) else 0


def _attachment(source: Source, name: str) -> Source:
    return Source(
        Attachment(source.location, name),
        f"{source.relative_path}/{name_inside(name)}",
        inside=source.relative_path,
        root=source.root,
        inner=f"{source.inner}/{name_inside(name)}",
    )
