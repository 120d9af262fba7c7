"""`rules/marks.toml`, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def marks_data() -> dict[str, Any]:
    return tomllib.loads(files("extractor.rules").joinpath("marks.toml").read_text(encoding="utf-8"))
