"""What stands apart: planted in tables where nothing else does, and the statistic against its textbook form."""

from __future__ import annotations

import json
import statistics
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from extractor.audit.oddities import Oddity, OddityKind, find_oddities, modified_z_scores
from extractor.audit.wording import diff_text, word_diff
from extractor.cli import main
from extractor.findings import Language
from tests.generated import generated_tables, write_tables


@pytest.fixture
def quiet() -> dict[str, pd.DataFrame]:
    """Twelve functions of one grade that agree in everything."""
    tables = generated_tables(12, 5, seed=3)
    whole = generated_tables(40, 5, seed=3)
    complete = whole["functions"].query("competencies == 5")["document_id"][:12]
    for name in ("functions", "competencies", "indicators"):
        tables[name] = whole[name][whole[name]["document_id"].isin(complete)].reset_index(drop=True)
    tables["functions"]["grade"] = "Deskundige"
    tables["competencies"]["required_level"] = 1
    tables["competencies"]["status"] = "ok"
    return {name: tables[name] for name in ("functions", "competencies", "indicators")}


def found(tables: dict[str, pd.DataFrame]) -> tuple[Oddity, ...]:
    return find_oddities(tables["functions"], tables["competencies"], tables["indicators"])


def where(frame: pd.DataFrame, number: int, competency: int = 0) -> pd.Series[bool]:
    ids = frame["document_id"].drop_duplicates().tolist()
    of_document: pd.Series[bool] = frame["document_id"] == ids[number]
    return of_document & (frame["competency_id"] == f"competentie-{competency:02}")


def test_nothing_is_found_where_all_agree(quiet: dict[str, pd.DataFrame]) -> None:
    assert found(quiet) == ()


def test_a_level_two_from_its_peers_stands_apart(quiet: dict[str, pd.DataFrame]) -> None:
    levels = quiet["competencies"]
    levels.loc[where(levels, 4), "required_level"] = 3
    (level, function) = found(quiet)
    # All others are at the median: the unit is 1.2533 times the mean distance, (2 / 12) × 1.2533.
    assert (
        level.message == "level 3, where the median of 12 functions with grade Deskundige is 1 (modified z-score 9.6)"
    )
    assert level.message_in(Language.NL) == (
        "niveau 3, waar de mediaan van 12 functies met graad Deskundige 1 is (aangepaste z-score 9,6)"
    )
    assert (level.kind, level.competency, level.page) == (OddityKind.LEVEL_APART, "Competentie 00", 2)
    assert (function.kind, function.document_id) == (OddityKind.FUNCTION_APART, level.document_id)


def test_a_level_next_to_the_median_is_not_odd(quiet: dict[str, pd.DataFrame]) -> None:
    levels = quiet["competencies"]
    levels.loc[where(levels, 4), "required_level"] = 2
    assert OddityKind.LEVEL_APART not in {oddity.kind for oddity in found(quiet)}


def test_the_score_is_that_of_iglewicz_and_hoaglin() -> None:
    values = [2.1, 2.6, 2.4, 2.5, 2.3, 2.1, 2.3, 2.6, 8.2, 8.3]
    median = statistics.median(values)
    mad = statistics.median(abs(value - median) for value in values)
    expected = [abs(0.6745 * (value - median) / mad) for value in values]
    scores = modified_z_scores(pd.Series(values), [pd.Series(["a"] * len(values))])
    assert list(scores) == pytest.approx(expected)


def test_a_competency_that_nearly_all_peers_have_is_missed(quiet: dict[str, pd.DataFrame]) -> None:
    levels = quiet["competencies"]
    quiet["competencies"] = levels[~where(levels, 7, 2)].reset_index(drop=True)
    (oddity,) = found(quiet)
    assert (oddity.kind, oddity.competency) == (OddityKind.COMPETENCY_MISSING, "Competentie 02")
    assert oddity.message == "not in the document, where 11 of 12 functions with grade Deskundige have it"


def test_a_drifted_wording_is_shown_word_by_word(quiet: dict[str, pd.DataFrame]) -> None:
    texts = quiet["indicators"]
    drifted = where(texts, 2, 1) & (texts["level"] == 2) & (texts["position"] == 1)
    before = texts.loc[drifted, "text"].iloc[0]
    first, _, rest = before.partition(" ")
    texts.loc[drifted, "text"] = f"{first} niet {rest}"
    (oddity,) = found(quiet)
    assert (oddity.kind, oddity.competency) == (OddityKind.WORDING_DRIFT, "Competentie 01")
    assert oddity.message == "the wording of level 2 differs from that of 11 of 12 documents"
    assert diff_text(oddity.diff).startswith(f"{first} {{+niet+}} {rest}")


def test_a_name_that_is_nearly_another_is_a_spelling(quiet: dict[str, pd.DataFrame]) -> None:
    levels = quiet["competencies"]
    levels["competency"] = levels["competency"].str.replace("Competentie", "Klantgerichtheid")
    levels.loc[where(levels, 3), ["competency", "competency_id"]] = ["Klantgerichtheit 00", "klantgerichtheit-00"]
    spelled = [oddity for oddity in found(quiet) if oddity.kind is OddityKind.SPELLING]
    assert [(o.competency, o.message) for o in spelled] == [
        ("Klantgerichtheit 00", "11 documents write 'Klantgerichtheid 00'")
    ]


def test_of_two_versions_the_one_approved_last_stands(quiet: dict[str, pd.DataFrame]) -> None:
    functions = quiet["functions"]
    functions.loc[[0, 1], "function_key"] = "stad/zelfde"
    functions.loc[[0, 1], "approved_on"] = ["2020-01-01", "2024-01-01"]
    old, new = found(quiet)
    assert old.message.endswith("that one stands, being approved later")
    assert new.message.startswith("approved on 2024-01-01; also described in")
    assert new.message.endswith("this one stands")
    functions.loc[1, "approved_on"] = pd.NA
    assert all("cannot be told which one stands" in oddity.message for oddity in found(quiet))


def test_a_word_diff_keeps_both_texts() -> None:
    old, new = "a b c d e", "a x c e f"
    runs = word_diff(old, new)
    assert " ".join(run.text for run in runs if run.change != "added") == old
    assert " ".join(run.text for run in runs if run.change != "removed") == new
    assert diff_text(runs) == "a [-b-] {+x+} c [-d-] e {+f+}"


def test_the_command_lists_them(tmp_path: Path, quiet: dict[str, pd.DataFrame]) -> None:
    levels = quiet["competencies"]
    levels.loc[where(levels, 4), "required_level"] = 3
    write_tables(quiet, tmp_path)
    printed = CliRunner().invoke(main, ["audit", str(tmp_path), "--peers", "grade"])
    assert printed.exit_code == 0
    assert printed.stdout.splitlines()[-1] == "1 level-apart, 1 function-apart"
    as_json = json.loads(CliRunner().invoke(main, ["audit", str(tmp_path), "--format", "json"]).stdout)
    assert {oddity["kind"] for oddity in as_json} >= {"level-apart"}
    as_csv = CliRunner().invoke(main, ["audit", str(tmp_path), "--format", "csv"]).stdout
    assert as_csv.startswith("kind,document_id,function,path,competency,page,message,diff")
