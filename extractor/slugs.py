"""Names as they can stand in a file name, a key or an id."""

from __future__ import annotations

import re
import unicodedata

# Letters that NFKD leaves whole, though their readers write them with these.
_UNDECOMPOSED = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"})


def function_key(organisation: str | None, name: str | None) -> str:
    """What joins the versions of one function: `stad-tienen/deskundige-ict`."""
    return f"{slug(organisation or '') or 'unknown'}/{slug(name or '') or 'unnamed'}"


def slug(text: str) -> str:
    """`text` in lower-case ASCII letters, digits and single hyphens; empty where it has no Latin letter or digit."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_UNDECOMPOSED))
    letters = "".join(character for character in decomposed if not unicodedata.combining(character))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
