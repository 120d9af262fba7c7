"""Policies: what is refused, and every rule of the example against plain SQL over the CSV files."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from extractor.audit.careers import career_to_letter, step_to_rank
from extractor.audit.checking import Audit, Verdict, check_policy
from extractor.audit.loading import load_tables
from extractor.audit.policy import load_policy, text_to_policy
from extractor.cli import main
from extractor.errors import PathUnreadable, PolicyInvalid
from extractor.handmade.toml_lines import key_lines
from tests.generated import generated_tables, write_tables
from tests.test_audit_matrix import sql

ROOT = Path(__file__).parent.parent
TODAY = date(2025, 6, 30)

POLICY = """
title = "Proef"

[[rules]]
id = "four"
description = "Every function of rank B requires Competentie 04 at level 2 or more"
where = { rank = "B" }
level = { competency = "competentie 04", at_least = 2 }

[[rules]]
id = "below"
description = "No function below A1a requires Competentie 01 at level 3"
where = { career = { below = "A1a" } }
level = { competency = "Competentie 01", none_of = [3], absent = "allow", unknown = "allow" }

[[rules]]
id = "complete"
description = "At least 11 competencies and no findings"
expect = { competencies = { at_least = 11 }, findings = 0 }

[[rules]]
id = "titles"
description = "Titles in Welzijn contain a 3 or a 7"
severity = "warning"
where = { department = ["Welzijn"] }
expect = { name = { contains = ["3", "7"] } }

[[rules]]
id = "recent"
description = "Approved within ten years"
expect = { approved_on = { within_years = 10 } }

[[rules]]
id = "peers"
description = "Same grade, same level, give or take one"
peers = { same = "grade", within = 1, competency = ["Competentie 0[0-5]"] }
"""

VIOLATIONS = {
    "four": """select document_id from functions f where career like 'B%' and not exists (
        select * from competencies c where c.document_id = f.document_id and competency = 'Competentie 04'
        and (required_level >= 2 or required_level is null))""",
    "below": """select document_id from competencies join functions using (document_id)
        where career not like 'A%' and competency = 'Competentie 01' and required_level = 3""",
    "complete": """select document_id from functions f where findings > 0 or 11 > (
        select count(*) from competencies c where c.document_id = f.document_id)""",
    "titles": "select document_id from functions where department = 'Welzijn' and not regexp_matches(name, '[37]')",
    "recent": "select document_id from functions where approved_on not between '2015-06-30' and '2025-06-30'",
    "peers": """with levels as (
            select document_id, required_level,
                   median(required_level) over peers as usual, count(required_level) over peers as n
            from competencies join functions using (document_id)
            where grade is not null and competency < 'Competentie 06' and required_level is not null
            window peers as (partition by grade, competency))
        select distinct document_id from levels where n >= 3 and abs(required_level - usual) > 1""",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tables(generated_tables(120, 12), tmp_path_factory.mktemp("import"))


@pytest.fixture(scope="module")
def audit(folder: Path) -> Audit:
    tables = load_tables(folder, ["functions", "competencies"])
    return check_policy(text_to_policy(POLICY, "proef.toml"), **tables, today=TODAY)


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, ["audit", *map(str, arguments)])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.mark.parametrize("rule", VIOLATIONS)
def test_violations_are_those_that_sql_finds(folder: Path, audit: Audit, rule: str) -> None:
    found = {r.document_id for r in audit.results if r.rule == rule and r.verdict is Verdict.VIOLATION}
    expected = {row[0] for row in sql(folder, VIOLATIONS[rule])}
    assert found == expected
    assert expected, "a rule that nobody violates shows nothing"


def test_what_is_not_known_is_no_pass(folder: Path, audit: Audit) -> None:
    unknown = {r.document_id for r in audit.results if r.rule == "four" and r.verdict is Verdict.UNKNOWN}
    query = """select document_id from competencies join functions using (document_id)
               where career like 'B%' and competency = 'Competentie 04' and required_level is null"""
    assert unknown == {row[0] for row in sql(folder, query)}
    no_grade = {r.document_id for r in audit.results if r.rule == "peers" and r.verdict is Verdict.UNKNOWN}
    assert no_grade == {row[0] for row in sql(folder, "select document_id from functions where grade is null")}
    assert no_grade


def test_evidence_says_what_was_found_what_was_expected_and_where(audit: Audit) -> None:
    (evidence, *_) = next(r for r in audit.results if r.rule == "below" and r.evidence).evidence
    assert str(evidence) == "Competentie 01: found 3, expected none of 3 (page 2)"


def test_a_function_of_which_it_cannot_be_told_whether_a_rule_is_about_it_is_unknown() -> None:
    tables = generated_tables(4, 3)
    tables["functions"].loc[0, "department"] = pd.NA
    policy = text_to_policy(
        '[[rules]]\nid="a"\ndescription="b"\nwhere={department="Welzijn"}\nexpect={findings={at_least=0}}', "p"
    )
    audit = check_policy(policy, tables["functions"], tables["competencies"], today=TODAY)
    first = audit.results[0]
    assert (first.verdict, str(first.evidence[0])) == (
        Verdict.UNKNOWN,
        "found department not stated or not readable, expected department is Welzijn",
    )


def test_a_rule_about_nothing_is_told_with_its_line() -> None:
    tables = generated_tables(4, 3)
    policy = text_to_policy(
        '\n[[rules]]\nid="a"\ndescription="b"\nwhere={department="Nergens"}\n'
        'level={competency="Competentie 0",at_least=1}',
        "p.toml",
    )
    audit = check_policy(policy, tables["functions"], tables["competencies"], today=TODAY)
    assert audit.notes == (
        "p.toml:2: a: no function is meant by this rule",
        "p.toml:2: a: no document has the competency 'Competentie 0'; did you mean 'Competentie 02'?",
    )


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("title = ", ["1: not valid TOML: Invalid value (at end of document)"]),
        ("titel = 'x'\nrules = []", ["1: titel: unknown key; did you mean 'title'?"]),
        (
            '[[rules]]\nid = "A b"\ndescription = "x"\nexpect = { findings = 0 }\nseverty = "error"',
            [
                "2: rules.1.id: small letters, digits and hyphens only",
                "5: rules.1.severty: unknown key; did you mean 'severity'?",
            ],
        ),
        (
            (
                '[[rules]]\nid = "a"\ndescription = "x"\n'
                '[rules.where]\ndepartement = "x"\n[rules.expect]\nfindings = "geen"'
            ),
            [
                "5: rules.1.where.departement: no column of functions.csv; did you mean 'department'?",
                "7: rules.1.expect.findings: is a number",
            ],
        ),
        (
            '[[rules]]\nid = "a"\ndescription = "x"\nexpect = { name = { at_least = 3 } }',
            ["4: rules.1.expect.name.at_least: unknown word for a column of the kind text"],
        ),
        (
            '[[rules]]\nid = "a"\ndescription = "x"\nexpect = { approved_on = "2020-01-01" }',
            ["4: rules.1.expect.approved_on: ask for a date with a word, such as { within_years = 10 }"],
        ),
        (
            (
                '[[rules]]\nid = "a"\ndescription = "x"\n'
                'where = { career = { below = "hoog" } }\nexpect = { findings = 0 }'
            ),
            ['4: rules.1.where.career.below: is a step of a career, such as "B1" or "A1a"'],
        ),
        (
            '[[rules]]\nid = "a"\ndescription = "x"\nlevel = { competency = "x", atleast = 2 }',
            ["4: rules.1.level.atleast: unknown key; did you mean 'at_least'?"],
        ),
        ('[[rules]]\nid = "a"\ndescription = "x"', ["1: rules.1: nothing is demanded; a rule has exactly one of"]),
        (
            (
                '[[rules]]\nid = "a"\ndescription = "x"\nexpect = { findings = 0 }\n'
                '\n[[rules]]\nid = "a"\ndescription = "y"\nexpect = { findings = 0 }'
            ),
            ["7: rules.2.id: 'a' stands twice"],
        ),
        (
            '[[rules]]\nid = "a"\ndescription = "x"\nlevel = { competency = "x", at_least = 3, at_most = 1 }',
            ["4: rules.1.level: no level is at least 3 and at most 1"],
        ),
    ],
)
def test_faults_of_a_policy_are_told_with_line_key_and_suggestion(text: str, faults: list[str]) -> None:
    with pytest.raises(PolicyInvalid) as refusal:
        text_to_policy(text, "policy.toml")
    for fault in faults:
        assert any(found.startswith(fault) for found in refusal.value.faults), refusal.value.faults
    assert "policy.toml:" in refusal.value.message


def test_a_policy_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PathUnreadable, match="cannot be opened"):
        load_policy(tmp_path / "nowhere.toml")
    (tmp_path / "latin.toml").write_bytes(b"title = 'x'\n# caf\xe9\n")
    with pytest.raises(PolicyInvalid, match=r"latin.toml:2: not UTF-8"):
        load_policy(tmp_path / "latin.toml")


def test_lines_of_keys() -> None:
    text = 'a = 1\n[[r]]\nb.c = 2\n[r.d]\ne = """\nf = 3\n"""\n[[r]]\nb = { g = 4, h = 5 }\n'
    assert key_lines(text) == {
        ("a",): 1,
        ("r", 0): 2,
        ("r", 0, "b"): 3,
        ("r", 0, "b", "c"): 3,
        ("r", 0, "d"): 4,
        ("r", 0, "d", "e"): 5,
        ("r", 1): 8,
        ("r", 1, "b"): 9,
        ("r", 1, "b", "g"): 9,
        ("r", 1, "b", "h"): 9,
    }


def test_careers_rise_from_e_to_a() -> None:
    steps = ["E1", "E3", "D1", "C1", "C4", "B1", "B5", "A1a", "A1b", "A3a", "A4a"]
    ranks = [step_to_rank(step) for step in steps]
    assert ranks == sorted(ranks, key=lambda rank: rank or (0, 0, ""))
    assert step_to_rank("IFIC 14") is None
    assert [career_to_letter(c) for c in ("B1-B3", "A1a-A1b-A2a", "C4-B1", "IFIC 14")] == ["B", "A", None, None]


def test_the_example_policy_is_valid_and_the_samples_keep_to_it() -> None:
    policy = load_policy(ROOT / "examples" / "policy.toml")
    assert policy.rules[0].id == "integrity-in-rank-b"


def test_the_exit_code_serves_in_ci(folder: Path, tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text(POLICY, encoding="utf-8")
    assert run(folder, "--policy", policy, "--today", TODAY).exit_code == 1
    lenient = '[[rules]]\nid = "a"\ndescription = "b"\n{}expect = {{ competencies = {{ at_least = {} }} }}'
    policy.write_text(lenient.format("", 1), encoding="utf-8")
    assert run(folder, "--policy", policy).exit_code == 0
    policy.write_text(lenient.format('severity = "warning"\n', 99), encoding="utf-8")
    assert run(folder, "--policy", policy).exit_code == 0
    policy.write_text(lenient.format("", '"veel"'), encoding="utf-8")
    refused = run(folder, "--policy", policy)
    assert refused.exit_code == 2
    assert f"{policy}:4: rules.1.expect.competencies.at_least: is a number" in refused.stderr
    assert run(folder, "--format", "sarif").exit_code == 2


def test_every_format_has_every_violation(folder: Path, tmp_path: Path, audit: Audit) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text(POLICY.replace("Proef", r"Proef <b> & \u0001"), encoding="utf-8")
    printed = {
        kind: run(folder, "--policy", policy, "--today", TODAY, "--format", kind).stdout
        for kind in ("table", "json", "csv", "junit", "sarif", "html")
    }
    odd = [r for r in audit.results if r.verdict is not Verdict.PASS]
    evidence = sum(len(r.evidence) for r in odd)
    violations = sum(r.verdict is Verdict.VIOLATION for r in odd)

    as_json = json.loads(printed["json"])
    assert sum(rule["violation"] for rule in as_json["rules"]) == violations
    assert sum(len(result["evidence"]) for result in as_json["results"]) == evidence
    rows = list(csv.DictReader(io.StringIO(printed["csv"])))
    assert sum(row["verdict"] != "pass" for row in rows) == evidence
    suites = ElementTree.fromstring(printed["junit"])
    assert len(suites.findall(".//failure")) == violations
    assert len(suites.findall(".//testcase")) == len(audit.results)
    sarif = json.loads(printed["sarif"])
    assert sarif["version"] == "2.1.0"
    assert len(sarif["runs"][0]["results"]) == evidence
    assert {r["ruleId"] for r in sarif["runs"][0]["results"]} <= {
        r["id"] for r in sarif["runs"][0]["tool"]["driver"]["rules"]
    }
    assert "<b>" not in printed["html"]
    assert printed["html"].count("<tr><td>") == len(odd)
    assert f"{violations} violations" in printed["table"]
