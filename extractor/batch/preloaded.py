"""Imported once, by the process that all workers are copies of: what each of them would make for its first PDF.

Patterns and indexes of words are each made by a function that remembers its answer; those that ask for nothing have
only one, and are called here.
"""

from __future__ import annotations

import gc
import inspect
import os
import sys
from functools import _lru_cache_wrapper

_PARENT = os.getppid()
import extractor.batch.worker  # noqa: E402, F401  # and with it all that reads a PDF


def _make_what_is_made_once() -> None:
    modules = [(name, module) for name, module in sys.modules.items() if name.startswith("extractor.")]
    for name, module in modules:
        for value in list(vars(module).values()):
            remembers = isinstance(value, _lru_cache_wrapper) and value.__module__ == name
            if remembers and not inspect.signature(value).parameters:
                value()
        if os.getppid() != _PARENT:
            sys.exit()  # it has ended meanwhile: no worker is wanted any more


_make_what_is_made_once()
# Pages of memory that nobody writes to are shared by all copies, and a search for garbage writes to what it finds.
gc.collect()
gc.freeze()
