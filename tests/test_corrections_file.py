"""corrections.csv as people and spreadsheets write it: read as meant, or refused with every fault and its place."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.corrections.adding import add_correction
from extractor.corrections.lines import COLUMNS, CorrectionLine, folded, text_to_day
from extractor.corrections.opening import read_corrections
from extractor.errors import CorrectionRefused, ListInvalid, OutputNotWritable, PathUnreadable
from extractor.model import CorrectedField
from tests.exports import TEXTS

HEADER = ",".join(COLUMNS)
LEVEL = ",stad-oever/griffier,samenwerken,required_level,,2,twee vakjes,M. Peeters,2026-01-05"
NAME = "0123456789ab,,,name,Deskunidge,Coördinator,tikfout,M. Peeters,2026-01-06"
MEANT = [
    (None, "stad-oever/griffier", "samenwerken", CorrectedField.REQUIRED_LEVEL, None, "2", date(2026, 1, 5)),
    ("0123456789ab", None, None, CorrectedField.NAME, "Deskunidge", "Coördinator", date(2026, 1, 6)),
]


def seen(path: Path) -> list[tuple[object, ...]]:
    return [
        (li.document_id, li.function_key, li.competency, li.field, li.old_value, li.new_value, li.when)
        for li in read_corrections(path).lines
    ]


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "corrections.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def faults(folder: Path, text: str | bytes) -> list[str]:
    with pytest.raises(ListInvalid) as raised:
        read_corrections(written(folder, text))
    return list(raised.value.faults)


def in_excel(text: str) -> str:
    """As Excel in Flanders saves it: semicolons, days its own way, empty cells and rows at the end."""
    days = text.replace("2026-01-05", "5/01/2026").replace("2026-01-06", "6/01/2026")
    return days.replace(",", ";").replace("\n", ";;\r\n") + ";" * 10 + "\r\n"


PLAIN = f"{HEADER}\n{LEVEL}\n{NAME}\n"


@pytest.mark.parametrize(
    "data",
    [
        PLAIN,
        PLAIN.removesuffix("\n"),
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r"),
        "\ufeff" + PLAIN,
        PLAIN.replace(",", ";"),
        PLAIN.replace(",", "\t"),
        "\ufeff" + in_excel(PLAIN),
        PLAIN.replace(",", '","').replace("\n", '"\n"').removesuffix('"').replace("document_id", '"document_id', 1),
        PLAIN.replace("document_id,", " Document_ID ,").replace("twee vakjes", "twee  vakjes").replace("\n", "\n\n"),
        PLAIN.replace("ö", "o\u0308"),
    ],
    ids="plain cut crlf cr bom semicolon tab excel quoted spaces nfd".split(),
)
def test_each_way_to_write_it_means_the_same(tmp_path: Path, data: str) -> None:
    assert seen(written(tmp_path, data)) == MEANT


def test_columns_may_stand_in_any_order_and_targets_that_no_line_uses_be_left_out(tmp_path: Path) -> None:
    text = (
        "when,who,reason,new_value,old_value,field,function_key\n2026-01-05,M. P.,fout,A,B,grade,stad-oever/griffier\n"
    )
    assert seen(written(tmp_path, text)) == [
        (None, "stad-oever/griffier", None, CorrectedField.GRADE, "B", "A", date(2026, 1, 5))
    ]


def test_lines_are_numbered_as_an_editor_shows_them(tmp_path: Path) -> None:
    text = f"{HEADER}\n{LEVEL.replace('twee vakjes', chr(34) + 'twee' + chr(10) + 'vakjes' + chr(34))}\n\n{NAME}\n"
    lines = read_corrections(written(tmp_path, text)).lines
    assert [li.number for li in lines] == [2, 5]
    assert lines[0].reason == "twee vakjes"


def test_a_header_alone_says_nothing_and_no_header_is_a_fault(tmp_path: Path) -> None:
    assert read_corrections(written(tmp_path, HEADER)).lines == ()
    assert faults(tmp_path, "")[0] == "line 1: there is no column field"


def test_all_faults_are_told_at_once_with_line_and_column(tmp_path: Path) -> None:
    rows = [
        HEADER,
        "0123456789ab,stad-oever/griffier,a,required_level,,2,x,y,2026-01-05",
        ",,a,required_level,,2,x,y,2026-01-05",
        "1.23E+11,,a,required_level,,2,x,y,2026-01-05",
        ",griffier,a,required_level,,2,x,y,2026-01-05",
        ",stad-oever/griffier,a,required_levle,,2,x,y,2026-01-05",
        ",stad-oever/griffier,a,salary,,2,x,y,2026-01-05",
        ",stad-oever/griffier,,required_level,,2,x,y,2026-01-05",
        ",stad-oever/griffier,a,name,,2,x,y,2026-01-05",
        ",stad-oever/griffier,a,required_level,2,2,x,y,2026-01-05",
        ",stad-oever/griffier,a,required_level,,2,,,",
        ",stad-oever/griffier,a,required_level,,2,x,y,1/31/2026",
        ",stad-oever/griffier,,approved_on,,morgen,x,y,2026-01-05",
        ",stad-oever/griffier,a,required_level,,2,x,y,2026-01-05,en nog iets",
    ]
    found = faults(tmp_path, "\n".join(rows))
    assert [fault.partition(":")[0] for fault in found] == [
        *("line 2, document_id", "line 3, function_key", "line 4, document_id", "line 5, function_key"),
        *("line 6, field", "line 7, field", "line 8, competency", "line 9, competency", "line 10, new_value"),
        *("line 11, reason", "line 11, who", "line 11, when", "line 12, when", "line 13, new_value", "line 14"),
    ]
    assert "did you mean 'required_level'?" in found[4]
    assert "known: required_level, title" in found[5]


def test_a_wrong_header_is_told_with_what_was_meant(tmp_path: Path) -> None:
    assert faults(tmp_path, PLAIN.replace("new_value", "new value").replace("who,", "")) == [
        "line 1: there is no column new_value",
        "line 1: there is no column who",
        "line 1: unknown column 'new value'; did you mean 'new_value'?",
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (PLAIN.encode("cp1252"), "line 3, new_value: not UTF-8; save it as “CSV UTF-8”"),
        (in_excel(PLAIN).encode("cp1252"), "line 3, new_value: not UTF-8; save it as “CSV UTF-8”"),
        (PLAIN.encode("utf-16"), "line 1: the file is UTF-16; save it as “CSV UTF-8”"),
        ((PLAIN + 'x,"open').encode(), "line 4: unexpected end of data; look at its quotes"),
    ],
    ids="cp1252 excel utf-16 quotes".split(),
)
def test_what_cannot_be_read_for_sure_is_refused_with_its_place(tmp_path: Path, data: bytes, said: str) -> None:
    assert faults(tmp_path, data)[0].startswith(said)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PathUnreadable):
        read_corrections(tmp_path / "weg.csv")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-01-05", date(2026, 1, 5)),
        ("5/01/2026", date(2026, 1, 5)),
        ("5-1-2026", date(2026, 1, 5)),
        ("05.01.2026", date(2026, 1, 5)),
        ("1/25/2026", None),
        ("5/1/26", None),
        ("5/1-2026", None),
        ("2026-02-30", None),
    ],
)
def test_days(text: str, day: date | None) -> None:
    assert text_to_day(text) == day


def level_line(**changes: str | None) -> CorrectionLine:
    values = {
        "document_id": None,
        "function_key": "stad-oever/griffier",
        "competency": None,
        "reason": "fout",
    } | changes
    return CorrectionLine(
        number=2,
        field=CorrectedField.NAME,
        old_value=values.get("old"),
        new_value=values.get("new", "Griffier"),
        who="M. Peeters",
        when=date(2026, 1, 5),
        document_id=values["document_id"],
        function_key=values["function_key"],
        competency=values["competency"],
        reason=values["reason"] or "",
    )


@pytest.mark.parametrize(
    "before",
    [
        PLAIN,
        PLAIN.removesuffix("\n"),
        PLAIN.replace("\n", "\r\n"),
        "\ufeff" + in_excel(PLAIN),
        PLAIN.replace("M. Peeters", '"M. ""Mia"" Peeters"'),
    ],
    ids="plain cut crlf excel quotes".split(),
)
def test_an_added_line_leaves_every_byte_that_was_there(tmp_path: Path, before: str) -> None:
    path = written(tmp_path, before)
    path.chmod(0o640)
    add_correction(path, level_line(old="Grifier; oud", reason="a,b;c"))
    after = path.read_bytes()
    assert after.startswith(before.encode())
    assert after[len(before.encode()) :].endswith(b"\r\n" if b"\r\n" in after else b"\n")
    assert seen(path) == [
        *MEANT,
        (None, "stad-oever/griffier", None, CorrectedField.NAME, "Grifier; oud", "Griffier", date(2026, 1, 5)),
    ]
    assert path.stat().st_mode & 0o777 == 0o640


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS.filter(folded), TEXTS.filter(folded), st.booleans())
def test_what_is_added_is_read_back_whatever_it_says(
    tmp_path_factory: pytest.TempPathFactory, old: str, reason: str, there: bool
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.unlink(missing_ok=True)
    if there:
        path.write_text(PLAIN, encoding="utf-8")
    line = level_line(old=folded(old), new=f"{folded(old)} anders", reason=folded(reason))
    add_correction(path, line)
    added = read_corrections(path).lines[-1]
    assert (added.old_value, added.new_value, added.reason) == (line.old_value, line.new_value, line.reason)


def test_a_new_file_is_one_that_a_spreadsheet_of_flanders_opens(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    add_correction(path, level_line(old="=cmd|x"))
    assert (
        path.read_bytes()
        == (
            "\ufeffdocument_id;function_key;competency;field;old_value;new_value;reason;who;when\r\n"
            ";stad-oever/griffier;;name;'=cmd|x;Griffier;fout;M. Peeters;2026-01-05\r\n"
        ).encode()
    )
    assert read_corrections(path).lines[0].old_value == "=cmd|x"


def test_a_line_that_the_columns_cannot_hold_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, PLAIN.replace("function_key,", "").replace(",stad-oever/griffier", "").split("\n")[0])
    with pytest.raises(CorrectionRefused, match="there is no column function_key"):
        add_correction(path, level_line())


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    real = written(tmp_path / "kept", PLAIN)
    link = tmp_path / "corrections.csv"
    link.symlink_to(real)
    add_correction(link, level_line())
    assert link.is_symlink()
    assert len(read_corrections(real).lines) == 3


def test_a_folder_that_takes_no_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputNotWritable):
        add_correction(tmp_path / "file" / "corrections.csv", level_line())


_ADDING = """
import sys
from pathlib import Path
from tests.test_corrections_file import level_line
from extractor.corrections.adding import add_correction
print("ready", flush=True)
while True:
    add_correction(Path(sys.argv[1]), level_line(old="Grifier", reason="r" * 2000))
"""


def test_killed_at_any_moment_the_file_is_whole(tmp_path: Path) -> None:
    path = written(tmp_path, PLAIN)
    for moment in range(4):
        process = subprocess.Popen(
            [sys.executable, "-c", _ADDING, str(path)], stdout=subprocess.PIPE, cwd=Path(__file__).parent.parent
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.03 + 0.017 * moment)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
        lines = path.read_text(encoding="utf-8").splitlines()
        assert lines[:3] == PLAIN.splitlines()
        assert len(read_corrections(path).lines) == len(lines) - 1
    assert len(lines) > 4
    add_correction(path, level_line())
