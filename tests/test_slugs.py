import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.slugs import slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Deskundige ICT", "deskundige-ict"),
        ("Foto’s & video – montage (2e lijn)", "foto-s-video-montage-2e-lijn"),
        ("Élève-ingénieur", "eleve-ingenieur"),
        ("Straße, Ærø, Łódź", "strasse-aero-lodz"),
        ("ﬁnanciën", "financien"),
        ("…", ""),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(st.text())
def test_a_slug_is_a_safe_name_and_its_own_slug(text: str) -> None:
    made = slug(text)
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not made.startswith("-")
    assert not made.endswith("-")
    assert "--" not in made
    assert slug(made) == made
