"""Payload, style, script and words → one HTML file, and the pictures beside it or in it."""

from __future__ import annotations

import base64
import json
import tomllib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import quote

import pandas as pd

from extractor.audit.checking import Audit
from extractor.audit.html import csp_hash
from extractor.audit.oddities import Oddity
from extractor.audit.report.originals import Originals
from extractor.audit.report.payload import DETAIL, FIXED_SIZE, SIZE_PER_FUNCTION, Payload, report_payload
from extractor.audit.report.pictures import NoPicture, PagePicture, page_pictures
from extractor.findings import Language
from extractor.output.placing import make_folder, not_writable, write_atomically

_PAGE = files("extractor.audit.report") / "page"
_SCRIPTS = ("base", "overview", "matrix", "view", "evidence", "lists", "print")
"""In this order they are one script; the last one starts it."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """What is shown of the PDFs: links to them, and with `drawn` pictures of their pages.

    These go into the page (`embed`) or beside it; a PDF may need a password; `tell` hears how many there are so far.
    """

    originals: Originals
    drawn: bool = False
    embed: bool = False
    password: str | None = None
    tell: Callable[[int], None] = lambda _: None


@dataclass(frozen=True, slots=True)
class About:
    """What the page says of itself: its language and title, and of the import that it shows.

    `folder` is that of the import, for the commands that it shows; `trust` says in a sentence how far to trust it.
    """

    folder: Path | None = None
    trust: str | None = None
    language: Language = Language.EN
    title: str | None = None


@dataclass(frozen=True, slots=True)
class ReportWritten:
    """`without` are the PDFs of which there is no picture, and why."""

    path: Path
    size: int
    pictures: int
    without: tuple[tuple[str, NoPicture], ...]


def write_report(
    to: Path,
    tables: dict[str, pd.DataFrame],
    *,
    audit: Audit | None = None,
    oddities: Sequence[Oddity] = (),
    pictures: Pictures | None = None,
    about: About = About(),
) -> ReportWritten:
    """Write the report of the tables of an import; pictures beside it go to the folder `<name>.pictures`.

    Raises:
        OutputNotWritable: the file or the folder cannot be written.
    """
    shown: dict[str, dict[int, list[Any]]] = {}
    without: list[tuple[str, NoPicture]] = []
    count = 0
    try:
        if pictures is not None and pictures.drawn:
            make_folder(to.resolve().parent)
            shown, without = _place_pictures(to, tables, pictures)
            count = sum(map(len, shown.values()))
        text = report_html(
            tables,
            audit=audit,
            oddities=oddities,
            about=about,
            pictures={
                "pages": shown,
                "without": dict(without),
                "made": pictures is not None and pictures.drawn,
                "archive": None if pictures is None else pictures.originals.base(to),
                "links": {} if pictures is None else pictures.originals.others(to, _sha256_by_path(tables)),
            },
        )
        write_atomically(to, text)
    except OSError as error:
        raise not_writable(to, error) from error
    return ReportWritten(to, len(text.encode()), count, tuple(without))


def report_html(
    tables: dict[str, pd.DataFrame],
    *,
    audit: Audit | None = None,
    oddities: Sequence[Oddity] = (),
    pictures: Payload | None = None,
    about: About = About(),
) -> str:
    """The page: as much detail as fits in 150 KB and 6 KB a function, pictures aside."""
    functions = tables["functions"]
    language = about.language
    words = tomllib.loads((_PAGE / "words.toml").read_text(encoding="utf-8"))[language.value]
    organisations = functions["organisation"].dropna().unique()
    title = about.title or (f"{words['title']} · {organisations[0]}" if len(organisations) == 1 else words["title"])
    pages: Payload = pictures or {"pages": {}, "without": {}, "made": False, "archive": None, "links": {}}
    most = FIXED_SIZE + SIZE_PER_FUNCTION * len(functions)
    text = ""
    for detail in range(len(DETAIL)):
        payload = report_payload(tables, audit, oddities, detail=detail, language=language)
        payload |= {"folder": about.folder.as_posix() if about.folder else None, "trust": about.trust}
        text = _page(payload | {"words": words, "pictures": {**pages, "pages": {}}}, language, title, words)
        if len(text.encode()) <= most:
            return _page(payload | {"words": words, "pictures": pages}, language, title, words)
    return text


def _page(payload: Payload, language: str, title: str, words: dict[str, str]) -> str:
    style = (_PAGE / "report.css").read_text(encoding="utf-8")
    script = "\n".join((_PAGE / f"{name}.js").read_text(encoding="utf-8") for name in _SCRIPTS)
    return Template((_PAGE / "report.html").read_text(encoding="utf-8")).substitute(
        {f"word_{name}": escape(word) for name, word in words.items()},
        language=language,
        title=escape(title),
        style=style,
        script=script,
        style_hash=csp_hash(style),
        script_hash=csp_hash(script),
        payload=_json_in_html(payload),
    )


def _json_in_html(value: object) -> str:
    """JSON in which nothing can end the element that it stands in: a title `</script>` stays a title."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _place_pictures(
    to: Path, tables: dict[str, pd.DataFrame], pictures: Pictures
) -> tuple[dict[str, dict[int, list[Any]]], list[tuple[str, NoPicture]]]:
    """By the first twelve digits of the SHA-256 and by page: the address, width and height in points."""
    to = to.resolve()
    folder = to.with_name(f"{to.stem}.pictures")
    shown: defaultdict[str, dict[int, list[Any]]] = defaultdict(dict)
    without: list[tuple[str, NoPicture]] = []
    drawn = page_pictures(pictures.originals, _sha256_by_path(tables), _pages_by_path(tables), pictures.password)
    for number, picture in enumerate(drawn):
        pictures.tell(number)
        if isinstance(picture, PagePicture):
            source = _embedded(picture) if pictures.embed else _beside(picture, folder)
            shown[picture.sha256[:12]][picture.page] = [source, picture.width, picture.height]
        else:
            without.append(picture)
    return dict(shown), without


def _sha256_by_path(tables: dict[str, pd.DataFrame]) -> dict[str, str]:
    documents = tables["documents"].dropna(subset=["sha256"])
    return dict(zip(documents["path"], documents["sha256"], strict=True))


def _pages_by_path(tables: dict[str, pd.DataFrame]) -> dict[str, set[int]]:
    path = tables["functions"].set_index("document_id")["path"]
    pages: defaultdict[str, set[int]] = defaultdict(set)
    for name in ("levels", "competencies", "findings"):
        rows = tables[name].dropna(subset=["document_id", "page"])
        for id_, page in rows[["document_id", "page"]].drop_duplicates().itertuples(index=False):
            pages[path[id_]].add(int(page))
    return dict(pages)


def _embedded(picture: PagePicture) -> str:
    return f"data:image/png;base64,{base64.b64encode(picture.data).decode()}"


def _beside(picture: PagePicture, folder: Path) -> str:
    folder.mkdir(exist_ok=True)
    (folder / picture.name).write_bytes(picture.data)
    return quote(f"{folder.name}/{picture.name}")
