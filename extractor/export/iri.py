"""Names on the web for what has none of its own: the same thing has the same IRI in every export."""

from __future__ import annotations

from hashlib import sha256
from typing import Final
from urllib.parse import quote, urlsplit

from extractor.errors import NotForTarget
from extractor.slugs import slug

DEFAULT_BASE: Final = "https://jobdesc.example/"
"""`.example` is nobody's domain (RFC 2606), so no one is promised a page there."""

_NOT_IN_IRIS: Final = frozenset(' <>"{}|\\^`')


def base_uri(text: str | None) -> str:
    """`text` as the beginning of IRIs, with a slash at its end; `DEFAULT_BASE` where the user gives none.

    Raises:
        NotForTarget: it is no absolute http or https URI, or has a query or a fragment, which nothing can follow.
    """
    if text is None:
        return DEFAULT_BASE
    try:
        parts = urlsplit(text)
    except ValueError:  # a bracket without its other one, as in http://[x
        parts = urlsplit("")
    if (
        parts.scheme not in {"http", "https"}
        or not parts.hostname
        or "?" in text
        or "#" in text
        or any(character in _NOT_IN_IRIS or not character.isprintable() for character in text)
    ):
        raise NotForTarget(
            f"--base-uri {text!r} is not an http or https URI that others can follow",
            "Write it as https://data.example.org/competencies/.",
        )
    return text if text.endswith("/") else f"{text}/"


def iri(*segments: str | int) -> str:
    """A path below the base, of ids; different ids make different paths, and other characters are percent-encoded."""
    return "/".join(quote(str(segment), safe="") for segment in segments)


def key(text: str) -> str:
    """An id for a name that a document gives: names that differ only in case, accents or punctuation share it."""
    return slug(text) or sha256(text.encode()).hexdigest()[:12]
