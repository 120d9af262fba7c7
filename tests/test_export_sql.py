"""A real PostgreSQL server takes an import, twice, and says no where it should."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, example, given, settings

from extractor.errors import DatabaseDiffers, DatabaseRefused, ExtraMissing
from extractor.export import DATABASE, Options
from extractor.export.source import Row, open_import
from extractor.framework.mapping import Codes
from extractor.model import JobDescription
from extractor.output.columns import COLUMNS
from tests.exports import HOSTILE, TEXTS, described, imported, rows_of
from tests.postgres import SUPERUSER, postgresql_server

_NUMBERS = count(1)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgresql_server() as folder:
        yield folder


@pytest.fixture
def url(server: str) -> str:
    return new_database(server)


def new_database(server: str) -> str:
    name = f"test_{next(_NUMBERS)}"
    engine = sa.create_engine(url_of(server, "postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return url_of(server, name)


def url_of(server: str, database: str, user: str = SUPERUSER) -> str:
    return f"postgresql+psycopg://{user}@/{database}?host={server}"


def export(folder: Path, url: str, *, since: Path | None = None, removed: str | None = None) -> str:
    plain = url.replace("+psycopg", "")
    return str(DATABASE.write(open_import(folder, since=since), plain, Options(removed=removed)))


def ask(url: str, query: str) -> list[Row]:
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        result = connection.execute(sa.text(query))
        rows = [tuple(row) for row in result] if result.returns_rows else []
    engine.dispose()
    return rows


def tables(url: str) -> dict[str, list[Row]]:
    return {
        name: ask(url, "SELECT " + ", ".join(f'"{column}"' for column in columns) + f" FROM {name}")
        for name, columns in COLUMNS.items()
    }


def as_sets(rows: dict[str, list[Row]]) -> dict[str, list[str]]:
    return {name: sorted(map(repr, found)) for name, found in rows.items()}


def without_nul(rows: dict[str, list[Row]]) -> dict[str, list[Row]]:
    return {
        name: [tuple(c.replace("\0", "␀") if isinstance(c, str) else c for c in row) for row in found]
        for name, found in rows.items()
    }


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS)
@example("".join(HOSTILE))
def test_read_back_equals_the_model(server: str, tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    url = new_database(server)
    one, other = described("een", text), described("twee")
    export(imported(tmp_path_factory.mktemp("import"), one, other), url)
    assert as_sets(tables(url)) == as_sets(without_nul(rows_of(one, other)))


def test_a_second_export_changes_nothing(tmp_path: Path, url: str) -> None:
    folder = imported(tmp_path, described("een"), described("twee"))
    first = export(folder, url)
    versions = ask(url, "SELECT xmin::text, ctid::text FROM levels ORDER BY 2")
    assert first == "Rows: 54 inserted, 0 updated, 0 deleted, 0 unchanged."
    assert export(folder, url) == "Rows: 0 inserted, 0 updated, 0 deleted, 54 unchanged."
    assert ask(url, "SELECT xmin::text, ctid::text FROM levels ORDER BY 2") == versions


def test_only_rows_that_differ_are_touched(tmp_path: Path, url: str) -> None:
    before = described("een")
    first, second = before.competencies
    after: JobDescription = before.model_copy(update={"competencies": (first,), "organisation": "Stad Oever"})
    export(imported(tmp_path / "a", before), url)
    # A competency went, and by the foreign key its 4 levels and its aspect with it;
    # function and PDF count one competency less.
    assert export(imported(tmp_path / "b", after), url) == ("Rows: 0 inserted, 2 updated, 1 deleted, 19 unchanged.")
    assert second.id == "initiatief"
    assert ask(url, "SELECT DISTINCT competency_id FROM indicators") == [("integriteit",)]
    assert ask(url, "SELECT organisation FROM functions") == [("Stad Oever",)]


@pytest.mark.parametrize(
    ("removed", "left", "said"),
    [
        (None, [("een", False), ("twee", False)], "0 deleted"),
        ("keep", [("een", False), ("twee", False)], "0 deleted"),
        ("mark", [("een", False), ("twee", True)], "1 functions marked as removed"),
        ("delete", [("een", False)], "2 deleted"),
    ],
)
@pytest.mark.parametrize("as_changes", [False, True])
def test_removed_functions_are_handled_as_asked(
    tmp_path: Path, url: str, removed: str | None, left: list[Row], said: str, as_changes: bool
) -> None:
    before = imported(tmp_path / "a", described("een"), described("twee"))
    now = imported(tmp_path / "b", described("een"))
    export(before, url)
    report = export(now, url, since=before if as_changes else None, removed=removed)
    query = "SELECT split_part(function_key, '/', 2), removed FROM functions ORDER BY 1"
    assert ask(url, query) == left
    assert said.replace("2 deleted", "1 deleted" if as_changes else "2 deleted") in report
    if removed == "delete":
        assert ask(url, "SELECT count(DISTINCT document_id) FROM levels") == [(1,)]


def test_a_function_that_comes_back_is_no_longer_marked(tmp_path: Path, url: str) -> None:
    both = imported(tmp_path / "a", described("een"), described("twee"))
    one = imported(tmp_path / "b", described("een"))
    export(both, url)
    export(one, url, removed="mark")
    export(both, url)
    assert ask(url, "SELECT DISTINCT removed FROM functions") == [(False,)]


def test_views_answer_with_the_users_codes(tmp_path: Path, url: str) -> None:
    folder = imported(tmp_path, described("een"))
    export(folder, url)
    source = open_import(folder, {"integriteit": Codes(None, None, "C-01")})
    for _ in range(2):
        DATABASE.write(source, url, Options())
    assert ask(url, "SELECT required_level, own_code FROM required_levels WHERE status = 'ok'") == [(2, "C-01")]


def test_a_code_that_was_withdrawn_is_gone(tmp_path: Path, url: str) -> None:
    folder = imported(tmp_path, described("een"))
    for codes in (
        {"integriteit": Codes(None, None, "C-01"), "gone": Codes(None, "7", None)},
        {"gone": Codes(None, "8", None)},
    ):
        report = str(DATABASE.write(open_import(folder, codes), url, Options()))
    assert ask(url, "SELECT competency_id, vdab_code FROM mapping") == [("gone", "8")]
    assert ask(url, "SELECT DISTINCT own_code FROM required_levels") == [(None,)]
    assert report.startswith("Rows: 0 inserted, 1 updated, 1 deleted")


def test_an_import_that_breaks_off_writes_nothing(tmp_path: Path, url: str) -> None:
    folder = imported(tmp_path, described("een"))
    with (folder / "csv" / "findings.csv").open("a", encoding="utf-8") as file:
        file.write("zes,cellen,te,weinig\r\n")
    with pytest.raises(Exception, match=r"findings\.csv, line 2: not as an import writes it"):
        export(folder, url)
    assert ask(url, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(0,)]


def test_tables_that_differ_are_refused_with_every_column(tmp_path: Path, url: str) -> None:
    ask(url, "CREATE TABLE documents (path text PRIMARY KEY, pages text)")
    with pytest.raises(DatabaseDiffers) as refused:
        export(imported(tmp_path, described("een")), url)
    assert "  documents.pages is TEXT, not BIGINT\n" in refused.value.message
    assert "  documents.sha256 is missing\n" in refused.value.message
    assert ask(url, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(1,)]


def test_a_column_that_the_user_added_stays(tmp_path: Path, url: str) -> None:
    folder = imported(tmp_path, described("een"))
    export(folder, url)
    ask(url, "ALTER TABLE functions ADD COLUMN remark text")
    ask(url, "UPDATE functions SET remark = 'ours'")
    assert "0 updated" in export(folder, url)
    assert ask(url, "SELECT remark FROM functions") == [("ours",)]


def test_a_user_without_rights_is_told_so(tmp_path: Path, server: str, url: str) -> None:
    ask(url, "DROP ROLE IF EXISTS reader")
    ask(url, "CREATE ROLE reader LOGIN")
    name = url.partition("@/")[2].partition("?")[0]
    with pytest.raises(DatabaseRefused, match="permission denied for schema public"):
        export(imported(tmp_path, described("een")), url_of(server, name, "reader"))


def test_a_server_that_is_not_there_is_named_without_its_password(tmp_path: Path) -> None:
    folder = imported(tmp_path, described("een"))
    with pytest.raises(DatabaseRefused) as refused:
        export(folder, f"postgresql://me:secret@/x?host={tmp_path}")
    assert "secret" not in refused.value.message
    assert "No such file" in refused.value.message


@pytest.mark.parametrize(
    ("url", "error", "said"),
    [
        ("postgresql:/x://", DatabaseRefused, "not a database URL"),
        ("dbase://x", DatabaseRefused, "dbase: SQLAlchemy knows no such kind of database"),
        ("mysql+pymysql://x/y", ExtraMissing, "needs the package pymysql"),
    ],
)
def test_a_url_of_nothing(tmp_path: Path, url: str, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        export(imported(tmp_path, described("een")), url)


def test_sqlite_takes_the_same_way(tmp_path: Path) -> None:
    folder = imported(tmp_path / "import", described("een"))
    url = f"sqlite:///{tmp_path / 'x.db'}"
    export(folder, url)
    assert export(folder, url) == "Rows: 0 inserted, 0 updated, 0 deleted, 27 unchanged."
    assert ask(url, "SELECT required_level FROM required_levels WHERE status = 'ok'") == [(2,)]
