"""What the review says, in Dutch or English."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from starlette.requests import Request

from extractor.findings import Language as Catalogue
from extractor.findings import kind_of
from extractor.model import FindingCode

Language = Literal["nl", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("nl", "en")


class ReviewWords:
    """`say("progress", 3, 7)` fills the places of a text; a kind of finding that has no words yet is its code."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._texts = _texts()[language]

    @property
    def texts(self) -> dict[str, str]:
        return dict(self._texts)

    def say(self, key: str, *values: object) -> str:
        text = self._texts.get(key) or self._meaning(key.partition("_")[2]) or key
        for number, value in enumerate(values):
            text = text.replace(f"{{{number}}}", str(value))
        return text

    def _meaning(self, code: str) -> str:
        """What the catalogue of findings says of a kind that has no shorter words here."""
        known = code in set(FindingCode)
        return kind_of(FindingCode(code)).wordings[Catalogue(self.language)].meaning if known else code


@cache
def _texts() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("extractor.review") / "words.toml").read_text(encoding="utf-8"))


def language_wanted(chosen: str | None, accepted: str) -> Language:
    """The one that was chosen, else the first that the browser's Accept-Language has; Dutch where it has neither."""
    if chosen in LANGUAGES:
        return chosen
    for part in accepted.lower().split(","):
        code = part.partition(";")[0].strip().partition("-")[0]
        if code in LANGUAGES:
            return code
    return "nl"


def words_for(request: Request, usual: str | None) -> ReviewWords:
    """In the language that the person chose, else the `usual` one, else the browser's."""
    chosen = request.cookies.get("jobdesc-language") or usual
    return ReviewWords(language_wanted(chosen, request.headers.get("accept-language", "")))
