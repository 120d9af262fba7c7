"""When two printed texts are one wording: what only a typesetter would notice does not count, every word does."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_QUOTES: Final = "'\"`´‘’‚‛“”„‟′″«»‹›"
_DASHES: Final = "-‐‑‒–—―−"
_LIGATURES: Final = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_INVISIBLE: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_ALIKE: Final = str.maketrans(
    dict.fromkeys(_QUOTES, "'") | dict.fromkeys(_DASHES, "-") | _LIGATURES | dict.fromkeys(_INVISIBLE)
)
# Only between two digits does a space change what is said.
_SPACES: Final = re.compile(r"(?<!\d)\s+|\s+(?!\d)")


@lru_cache(maxsize=1 << 16)
def folded(text: str) -> str:
    """`text` without its typography: equal for texts that differ in nothing a reader would call a change.

    Left out are case, the shape of quotes and dashes, soft hyphens, ligatures, spaces, and a full stop, comma or
    semicolon at the end. Accents, digits, brackets and every other sign stay. It is for comparing, and not to be shown.
    """
    plain = " ".join(_SPACES.sub("", text.translate(_ALIKE).casefold()).split())
    # Case folding and joining can leave a letter and its accent apart, so the normal form comes after them.
    plain = unicodedata.normalize("NFC", plain).replace("...", "…")
    return re.sub("'+", "'", plain).rstrip(".,;")
