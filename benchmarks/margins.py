"""How near its cliff each measure of shaping is: moved by a quarter down and up, which samples read otherwise?

    python -m benchmarks.margins [--family tienen-form] [shaping.tables.rules …]

A measure that changes no sample either way is free to go, or has no sample; one that changes many is near its cliff.
Pages are read once, so that only what is made of them is done again; the look at pixels is left out.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from unittest.mock import patch

import extractor.shaping
from extractor import ExtractorError, pipeline, read_job_descriptions
from extractor.reading.layout import PageLayout, PdfInfo
from extractor.reading.pdf import open_pdf

SAMPLES = Path(__file__).parent.parent / "samples"
LESS, MORE = 0.75, 1.25
NAMED = 3
"""So many samples that change are named."""

Measure = float | tuple[float, ...]


@dataclass(frozen=True)
class Constant:
    module: str
    name: str
    value: Measure

    def times(self, factor: float) -> Measure:
        """An integer stays one, and moves by one at least."""
        if isinstance(self.value, tuple):
            return tuple(part * factor for part in self.value)
        if isinstance(self.value, int):
            return (
                min(self.value - 1, int(self.value * factor))
                if factor < 1
                else max(self.value + 1, round(self.value * factor))
            )
        return self.value * factor


@dataclass(frozen=True)
class Held:
    """A sample whose pages were read."""

    path: Path
    info: PdfInfo
    layouts: tuple[PageLayout, ...]
    data: bytes
    content: bytes
    damage: str | None

    def pages(self) -> Iterator[PageLayout]:
        return iter(self.layouts)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="*", help="names of modules, or their ends; all of shaping without any")
    parser.add_argument("--family", default="*", help="a folder of samples")
    chosen = parser.parse_args(arguments)
    held = [_held(path) for path in sorted(SAMPLES.glob(f"{chosen.family}/*.pdf"))]
    usual = {sample.path: _read(sample) for sample in held}
    print(f"{'measure':52}{'value':>14}  {'x 0.75':32}{'x 1.25':32}")
    for constant in _constants(chosen.modules):
        changed = []
        for factor in (LESS, MORE):
            with _moved(constant, constant.times(factor)):
                changed.append([sample.path.stem for sample in held if _read(sample) != usual[sample.path]])
        name = f"{constant.module.removeprefix('extractor.shaping.')}.{constant.name}"
        print(f"{name:52}{constant.value!s:>14}  {_named(changed[0]):32}{_named(changed[1]):32}", flush=True)
    return 0


def _named(changed: Sequence[str]) -> str:
    more = ", …" if len(changed) > NAMED else ""
    return f"{len(changed)}: {', '.join(changed[:NAMED])}{more}" if changed else "-"


def _held(path: Path) -> Held:
    with open_pdf(path) as pdf:
        return Held(path, pdf.info(), tuple(pdf.pages()), pdf.data, pdf.content, pdf.damage)


def _read(sample: Held) -> str:
    @contextmanager
    def opened(*_: object, **__: object) -> Iterator[_Opened]:
        yield _Opened(sample)

    try:
        with patch.object(pipeline, "open_pdf", opened):
            return "\n".join(d.model_dump_json() for d in read_job_descriptions(sample.path, confirm=False))
    except ExtractorError as error:
        return f"{type(error).__name__}: {error}"


class _Opened:
    """What was read, as a PDF that is open."""

    def __init__(self, sample: Held) -> None:
        self._sample = sample
        self.data, self.content, self.damage = sample.data, sample.content, sample.damage

    def pages(self) -> Iterator[PageLayout]:
        return self._sample.pages()

    def info(self) -> PdfInfo:
        return self._sample.info


def _modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(extractor.shaping.__path__, "extractor.shaping."):
        yield importlib.import_module(found.name)


def _constants(wanted: Sequence[str]) -> Iterator[Constant]:
    """Named measures, each where it is defined."""
    seen: set[tuple[str, int]] = set()
    for module in sorted(_modules(), key=lambda module: (not module.__name__.endswith(".sizes"), module.__name__)):
        for name, value in vars(module).items():
            if not name.isupper() or not _is_measure(value) or (name, id(value)) in seen:
                continue
            seen.add((name, id(value)))
            if not wanted or any(module.__name__.endswith(end) for end in wanted):
                yield Constant(module.__name__, name, value)


def _is_measure(value: object) -> bool:
    if isinstance(value, tuple):
        return bool(value) and all(isinstance(part, float) for part in value)
    return isinstance(value, int | float) and not isinstance(value, bool)


@contextmanager
def _moved(constant: Constant, value: Measure) -> Iterator[None]:
    """The measure has this value wherever it was imported."""
    with ExitStack() as stack:
        for name, module in list(sys.modules.items()):
            if name.startswith("extractor.") and getattr(module, constant.name, None) is constant.value:
                stack.enter_context(patch.object(module, constant.name, value))
        yield


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
