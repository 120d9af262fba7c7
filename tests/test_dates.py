from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.matching.dates import text_to_date

DAY = date(2023, 2, 9)
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()


@pytest.mark.parametrize(
    "text",
    [
        *("9 februari 2023", "09 februari 2023", "9 Februari 2023", "9 feb. 2023", "op 9 februari 2023 door de raad"),
        *("9/2/2023", "09-02-2023", "9.2.2023", "2023-02-09"),
        *("9 février 2023", "le 9 février 2023", "9 February 2023", "9th February 2023", "February 9, 2023"),
        *("9. Februar 2023", "9 de febrero de 2023"),
    ],
)
def test_as_documents_print_it(text: str) -> None:
    assert text_to_date(text) == DAY


@pytest.mark.parametrize("text", ["", "2023", "februari 2023", "B1-B3", "31 februari 2023", "32/13/2023", "9 zomer 2023"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert text_to_date(text) is None


def test_the_first_french_day() -> None:
    assert text_to_date("1er mars 2022") == date(2022, 3, 1)


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_in_every_notation(day: date) -> None:
    printed = [f"{day.day} {MONTHS[day.month - 1]} {day.year}", f"{day.day}/{day.month}/{day.year}", day.isoformat()]
    assert {text_to_date(f"besluit van {text}.") for text in printed} == {day}
