"""Languages are files: each says everything, and a new one needs nothing but its file."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from extractor.languages import all_words, languages, read_languages, together
from extractor.matching import dates, generic, heading_names, language, title_names
from extractor.matching.dates import text_to_date
from extractor.matching.language import language_of

FOLDER = Path(__file__).parents[1] / "rules" / "languages"
FILES = sorted(FOLDER.glob("*.toml"))


def lists(table: dict[str, object], path: str = "") -> Iterator[tuple[str, list[object]]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from lists(value, f"{path}{key}.")
        else:
            assert isinstance(value, list), f"{path}{key} is no list"
            yield f"{path}{key}", value


def keys(file: Path) -> list[str]:
    return [key for key, _ in lists(tomllib.loads(file.read_text(encoding="utf-8")))]


def test_there_are_files_for_the_languages_that_are_promised() -> None:
    assert {"nl", "fr", "en", "de", "es"} <= {file.stem for file in FILES} == set(languages())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_list_of_a_language_is_empty(file: Path) -> None:
    for key, values in lists(tomllib.loads(file.read_text(encoding="utf-8"))):
        assert values, f"{key} is empty"
        for value in values:
            assert value, f"{key} holds an empty entry"
            small = isinstance(value, list) or value == str(value).lower()
            assert small, f"{key}: {value!r} is not in small letters"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_language_says_the_same_things_in_the_same_order(file: Path) -> None:
    assert keys(file) == keys(FILES[0])


@pytest.mark.parametrize("emptied", ["little = [", "purpose = [", "name = ["])
def test_an_empty_list_is_refused(emptied: str, tmp_path: Path) -> None:
    text = (FOLDER / "nl.toml").read_text(encoding="utf-8")
    before, _, after = text.partition(f"\n{emptied}")
    (tmp_path / "xx.toml").write_text(f"{before}\n{emptied}]{after[after.index(']') + 1 :]}", encoding="utf-8")
    with pytest.raises(ValidationError, match="at least 1 item"):
        read_languages(tmp_path)


@pytest.fixture
def portuguese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A sixth language: the Spanish file with some words of another, and nothing but that file."""
    for file in FILES:
        shutil.copy(file, tmp_path)
    text = (FOLDER / "es.toml").read_text(encoding="utf-8")
    text = text.replace('["enero"]', '["janeiro"]').replace(
        'titles = ["desc', 'titles = ["descrição do cargo", "desc', 1
    )
    text = text.replace('purpose = ["', 'purpose = ["missão do cargo", "', 1)
    start = text.index("little = [")
    text = text[:start] + 'little = ["não", "uma", "são", "dos", "pela"]' + text[text.index("]", start) + 1 :]
    (tmp_path / "pt.toml").write_text(text, encoding="utf-8")
    known = read_languages(tmp_path)
    monkeypatch.setattr(language, "languages", lambda: known)
    monkeypatch.setattr(dates, "all_words", lambda: together(known.values()))
    monkeypatch.setattr(generic, "words", lambda: together(known.values()))
    for module in (heading_names, title_names):
        monkeypatch.setattr(module, "shared_words", lambda: together(known.values()))
    _forget()
    yield
    _forget()


def _forget() -> None:
    """What was made of the words."""
    looked_up = (heading_names.kinds_of_names, heading_names.heading_names, title_names.title_names)
    for cached in (generic.generic_module, dates._months, *looked_up):
        cached.cache_clear()


@pytest.mark.usefixtures("portuguese")
def test_a_new_language_is_one_file() -> None:
    assert text_to_date("aprovado em 3 de janeiro de 2021") == date(2021, 1, 3)
    assert language_of("não são para uma pela dos não são uma".split()) == "pt"
    module = generic.generic_module()
    assert any(pattern.search("Descrição do cargo") for pattern in module.document.title)
    assert any(pattern.search("1. Missão do cargo") for pattern in module.sections.purpose)


def test_each_language_dates_a_document() -> None:
    for code, words in languages().items():
        for number, names in enumerate(words.dates.months, start=1):
            for name in names:
                assert text_to_date(f"12 {name} 2021") == date(2021, number, 12), f"{code}: {name}"


def test_together_nothing_is_lost() -> None:
    for words in languages().values():
        assert set(words.documents.titles) <= set(all_words().documents.titles)
        assert words.text.little <= all_words().text.little
        assert set(words.sections.requirements) <= set(all_words().sections.requirements)
