"""Rule modules are refused with every fault at once: which key, what is wrong, what was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor import RuleFileError, RulesNotFound
from extractor.matching.rulefile import load_rule_file, rule_file_faults
from extractor.matching.rulepacks import available_rule_modules, find_rule_modules

GOOD = Path(__file__).parent.parent / "rules" / "tienen" / "tienen.toml"


@pytest.fixture
def module(tmp_path: Path) -> Path:
    return tmp_path / "mine.toml"


def changed(module: Path, *changes: tuple[str, str]) -> list[str]:
    """The faults of the built-in module after these replacements, each of which must have hit."""
    text = GOOD.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    module.write_text(text, encoding="utf-8")
    return rule_file_faults(module)


def with_header(module: Path, value: str) -> list[str]:
    """The faults of the built-in module with this value for `header`."""
    line = next(line for line in GOOD.read_text(encoding="utf-8").splitlines() if line.startswith("header = "))
    return changed(module, (line, f"header = {value}"))


def test_the_module_as_it_is_has_no_faults(module: Path) -> None:
    assert changed(module) == []
    assert load_rule_file(module).origin == str(module)


def test_every_built_in_module_has_an_id_of_its_own() -> None:
    ids = [rules.id for rules in available_rule_modules()]
    assert "tienen" in ids
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("position = ", "positon = ", "sections.positon: unknown key; did you mean 'position'?"),
        ("[fields.labels]", "[fields.lables]", "fields.lables: unknown key; did you mean 'labels'?"),
        ("[agreements]", "[agreement]", "agreement: unknown key; did you mean 'agreements'?"),
        ('version = "1.0"\n', "", "version: missing"),
        ("title = '^(?:gemeensch", "# '^(?:gemeensch", "document.title: missing"),
        ('version = "1.0"', "version = 1.0", "version: Input should be a valid string"),
        (
            'service = ["Dienst"',
            'sevice = ["Dienst"',
            "fields.labels.sevice: 'sevice' is none of name, department, service, grade, career, organisation; did ",
        ),
    ],
)
def test_a_fault_has_its_key_and_a_suggestion(module: Path, old: str, new: str, fault: str) -> None:
    faults = [found.partition(": ")[2] for found in changed(module, (old, new))]
    assert [found[: len(fault)] for found in faults] == [fault]


def test_a_bad_pattern_says_what_is_wrong_with_it(module: Path) -> None:
    (fault,) = changed(module, ("header = '^keuze", "header = '^(keuze"))
    assert ": competencies.header" in fault
    assert "not a valid pattern: missing )" in fault


def test_a_pattern_is_a_text(module: Path) -> None:
    (fault,) = changed(module, ("lead = ", "lead = 3 # "))
    assert ": agreements.lead" in fault


def test_all_faults_at_once(module: Path) -> None:
    faults = changed(
        module, ('id = "tienen"\n', ""), ("position = ", "positon = "), ("header = '^keuze", "header = '^(keuze")
    )
    assert len(faults) == 3
    with pytest.raises(RuleFileError) as raised:
        load_rule_file(module)
    assert raised.value.faults == tuple(faults)
    assert str(module) in str(raised.value)
    assert all(fault in str(raised.value) for fault in faults)
    assert raised.value.advice


def test_what_is_not_toml_says_where(module: Path) -> None:
    module.write_text('id = "mine"\nversion = \n', encoding="utf-8")
    (fault,) = rule_file_faults(module)
    assert fault.startswith("line 2: not valid TOML: ")


def test_what_is_not_utf_8_says_where(module: Path) -> None:
    module.write_bytes(b'id = "\xff"\n')
    assert rule_file_faults(module) == ["line 1: not UTF-8 at byte 6"]


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    (fault,) = rule_file_faults(tmp_path / "none.toml")
    assert fault.startswith("cannot be opened: ")


@pytest.mark.parametrize("key", ['origin = "built in"', "generic = true"])
def test_keys_of_the_program_itself_are_refused(module: Path, key: str) -> None:
    module.write_text(f"{key}\n{GOOD.read_text(encoding='utf-8')}", encoding="utf-8")
    assert rule_file_faults(module) == [f"line 1: {key.split(' ')[0]}: unknown key"]


def test_a_module_is_found_by_id_by_file_and_by_folder(module: Path) -> None:
    changed(module, ('id = "tienen"', 'id = "mine"'))
    assert [rules.id for rules in find_rule_modules("tienen")] == ["tienen"]
    assert [rules.id for rules in find_rule_modules(str(module))] == ["mine"]
    assert [rules.id for rules in find_rule_modules(str(module.parent))] == ["mine"]


def test_what_is_neither_says_what_was_meant(tmp_path: Path) -> None:
    with pytest.raises(RulesNotFound, match="tienne") as raised:
        find_rule_modules("tienne")
    assert "Did you mean 'tienen'?" in raised.value.advice
    with pytest.raises(RulesNotFound, match="no rule modules"):
        find_rule_modules(str(tmp_path))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('version = "1.0"\n', 'version = "1.0"\nid = "again"\n', "id: given twice"),
        ("[competencies.scale]", "[fields]\n[competencies.scale]", "fields: given twice"),
        (
            'labels = ["0", "1", "2", "3"]',
            'labels = ["0", "2", "1"]',
            "competencies.scale: the labels are not in order",
        ),
        (
            'labels = ["0", "1", "2", "3"]',
            'labels = ["A", "a"]',
            "competencies.scale: the label 'A' stands there twice",
        ),
        (
            'labels = ["0", "1", "2", "3"]',
            'labels = ["0", "1"]\nfirst = 1',
            "competencies.scale: first is 1, but the labels are numbers and begin at 0",
        ),
        (
            'strategies = ["rows"]',
            'strategies = ["rows", "rows"]',
            "competencies.strategies: a name stands there twice",
        ),
        ('strategies = ["rows"]', 'strategies = ["row"]', "competencies.strategies.0: 'row' is none of rows, columns"),
        ('required = ["name"]', 'required = ["naam"]', "fields.required.0: 'naam' is none of name, department"),
        ('service = ["Dienst"', 'service = ["Afdeling:"', "fields.labels: the label 'Afdeling' stands there twice"),
        ("header = '^keuze", "header = '|^keuze", "competencies.header.0: the pattern fits an empty text"),
        ("header = '^keuze", "header = '^(?:a|aa)+;|^keuze", "competencies.header.0: the pattern takes for ever"),
        (
            "header = '^keuze",
            "worded = '^x$'\nheader = '^keuze",
            "competencies.worded: the pattern has no {level}, or group (?<label>…)",
        ),
        (
            "(?<organisation>",
            "(?<org>",
            "document.organisation: the pattern has no {organisation}, or group (?<organisation>…)",
        ),
        ('id = "tienen"', 'id = "generic"', "id: 'generic' is the program's own"),
    ],
)
def test_a_fault_of_meaning_has_its_line(module: Path, old: str, new: str, fault: str) -> None:
    (found,) = changed(module, (old, new))
    line, _, said = found.partition(": ")
    assert said.startswith(fault)
    at = int(line.removeprefix("line ")) - 1
    key = fault.partition(":")[0].removesuffix(".0").rpartition(".")[2]
    assert key in module.read_text(encoding="utf-8").splitlines()[at]


def test_what_is_given_twice_hides_no_other_fault(module: Path) -> None:
    faults = changed(
        module,
        ('version = "1.0"\n', 'version = "1.0"\nid = [\n  "again",\n]\n'),
        ("position = ", "positon = "),
        ("[agreements]", "[fields]\nfoo = 1\n[agreements]"),
    )
    assert [fault.partition(": ")[2].partition(":")[0] for fault in faults] == ["id", "sections.positon", "fields"]
    lines = [int(fault.partition(":")[0].removeprefix("line ")) for fault in faults]
    text = module.read_text(encoding="utf-8").splitlines()
    assert [text[line - 1].split(" ")[0] for line in lines] == ["]", "positon", "[fields]"]


@pytest.mark.parametrize("pattern", ["^(a|b|ab)+:$", r"^blok (\w|\w\w)*;", r"(?:\p{L}+|\s|\p{L}\s)+;$"])
def test_patterns_that_never_end_are_refused(module: Path, pattern: str) -> None:
    (fault,) = with_header(module, f"'{pattern}'")
    assert "takes for ever" in fault


@pytest.mark.parametrize("pattern", [r"^(\w+\s?)+:$", r"(?:de|het|een)+x", r"^(?:[IVX\d]+\.?\s*)?competenties$"])
def test_patterns_that_end_are_not(module: Path, pattern: str) -> None:
    assert with_header(module, f"'{pattern}'") == []
