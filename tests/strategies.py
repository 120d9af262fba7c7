"""Random job descriptions in the form of the seed document, and random ways to print them."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.forms import DRAWN, Block, Competency, Form, Group, Level, Look, Place, Tear, Tick

WORDS = """
    aan afspraken advies als andere analyse bij burgers collega's correct de dienst diensten die doelen doet dossier een
    één elk en externe feiten geeft gericht goed grenzen haalt heeft het hoofdlijnen idee interne je jaarplan kan kennis
    kwaliteit legt leidinggevende maakt met mogelijke moeilijke neemt nieuwe of om onder ook oplossing overleg partners
    plan ploeg project reageert rekening resultaat samen signalen stelt taken te team tijd tot uit van vanuit veiligheid
    verandering verbetert vergadering volgt voor vraagt vragen waar wat werk werkt wet zaken zelf zijn zoekt zorgt coördineert
    patiënten knelpunten informatie-uitwisseling e-mail beleids- kop- 2e lijn (ICT) (intern) 24/7 B1-B3 10 100 3 § & – ‒ 2.0
    wet-, d.m.v. o.a. “ja” ’s % €
""".split()
"""Words that are hard to read are among them; none opens a section of the form."""
SHORT = [word for word in WORDS if word.isalpha() or "'" in word]
NAME_PATTERNS = (
    "{0} {1}",
    "{0}",
    "{0} en {1}",
    "{0} ({1})",
    "{0} – {1} {2}",
    "{0}-{1}",
    "{0} {1} 2.0",
    "{0} van {1} en {2} (basis)",
    "{0} ‒ {1} van de {2} met een lange naam",
    "{0} & {1}",
    "{0}: {1}",
    "{0}, {1} en {2} 3",
)
GROUPS = ("Waarden", "Persoonsgebonden competenties", "Interactief gedrag (intern)", "Vaktechnische kennis – ICT", "3e groep")
BULLETS = ("‒", "−", "–", "-", "•", "▪", "●", "◦", "*", DRAWN, "")


def sentences(longest: int) -> st.SearchStrategy[str]:
    words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=longest)
    return st.builds(_sentence, st.sampled_from(SHORT), words)


def _sentence(first: str, others: list[str]) -> str:
    """What an author would not write is left out: a hanging hyphen before a verb, a dash before a bracket."""
    words = [first.capitalize()]
    for word in others:
        before, begins_well = words[-1], word[0].islower() or word[0].isdigit()
        if before.endswith(("-", "-,")) and word not in {"en", "of"}:
            words.append("en")
        elif before in {"–", "‒", "&", "%"} and not begins_well:
            words.append("zo")
        elif before in {"§", "€"} and not word.isdecimal():
            words.append("12")
        words.append(word)
    return " ".join(words).rstrip("–‒-,§&€%. ") + "."


@st.composite
def names(draw: st.DrawFn) -> str:
    pattern = draw(st.sampled_from(NAME_PATTERNS))
    words = draw(st.lists(st.sampled_from(SHORT), min_size=3, max_size=3))
    return pattern.format(words[0].capitalize(), *words[1:])


_one_tick = st.integers(0, 3).map(lambda ticked: tuple("ticked" if i == ticked else "empty" for i in range(4)))
_any_ticks = st.lists(st.sampled_from(["empty", "ticked", "missing", "both"]), min_size=4, max_size=4).map(tuple)
ticks: st.SearchStrategy[tuple[Tick, ...]] = st.one_of(_one_tick, _one_tick, _one_tick, _any_ticks)  # type: ignore[arg-type]
"""Mostly as they should be; none, several, missing and contradicting ones too."""


@st.composite
def _competencies(draw: st.DrawFn, name: str) -> Competency:
    indicators = st.lists(sentences(30), min_size=0, max_size=draw(st.integers(1, 6))).map(tuple)
    return Competency(name, tuple(Level(tick, draw(indicators)) for tick in draw(ticks)))


@st.composite
def forms(draw: st.DrawFn, most: int = 4) -> Form:
    """Each group's competencies have names of their own; two groups may have one in common."""
    group_names = draw(st.lists(st.sampled_from(GROUPS), min_size=1, max_size=3, unique=True))
    groups = []
    for name in group_names:
        own = draw(st.lists(names(), min_size=1, max_size=most // len(group_names) or 1, unique_by=str.casefold))
        groups.append(Group(name, tuple(draw(_competencies(n)) for n in own)))
    cut = draw(st.integers(0, len(groups) - 1))
    parts = [part for part in (groups[:cut], groups[cut:]) if part]
    titles = ("Gedragscompetenties", "Technische competenties")
    blocks = tuple(Block(title, tuple(part)) for title, part in zip(titles, parts, strict=False))
    duties = st.lists(sentences(25), max_size=4).map(tuple)
    return Form(blocks, purpose=draw(sentences(40)), duties=draw(duties))


@st.composite
def looks(draw: st.DrawFn, form: Form) -> Look:
    size = draw(st.sampled_from([7.5, 8.0, 9.0, 10.0, 11.5]))
    left = draw(st.sampled_from([30.0, 56.7, 70.0]))
    name = size * draw(st.sampled_from([14, 16, 19]))
    level = size * draw(st.sampled_from([4.5, 6, 8]))
    places = [(c, row) for c, competency in enumerate(form.competencies) for row in range(len(competency.levels))]
    chosen = draw(st.lists(st.sampled_from(places), max_size=4, unique_by=lambda place: place[0]))
    torn = {(c, row): draw(tears(bool(form.competencies[c].levels[row].indicators))) for c, row in chosen}
    feet = ["Stad Oever\tPagina {page} van {pages}", "{page} / {pages}"]
    if Tear() in torn.values():
        feet.append("Functiekaart\tversie 2")  # on one page only nobody could say that it is a foot
    return Look(
        size=size,
        margins=(left, draw(st.sampled_from([36.0, 50.0, 72.0]))),
        columns=(name, level, 595 - 2 * left - name - level),
        stacked=draw(st.booleans()),
        middle=draw(st.booleans()),
        bullet=draw(st.sampled_from(BULLETS)),
        borders=draw(st.sampled_from(["lines", "rects", "double"])),
        cut_open=draw(st.booleans()),
        repeat_header=draw(st.booleans()),
        gap=draw(st.sampled_from([0.0, 10.0])),
        foot=draw(st.sampled_from(feet)),
        foot_on=draw(st.sampled_from(["every", "none"])),
        tears=torn,
    )


@st.composite
def tears(draw: st.DrawFn, has_indicators: bool) -> Tear:
    """Where a page can end: before a row, between digit and box, with all but the box, among the indicators.

    Where cells are centred it can end before the digit, beside the first indicators.
    """
    kinds = ["row", "level cell", "box alone", "indicators", "before the label"]
    kind = draw(st.sampled_from(kinds if has_indicators else kinds[:3]))
    some = draw(st.integers(1, 8))
    return {
        "row": Tear(),
        "level cell": Tear(name=some, level=1, indicators=some),
        "box alone": Tear(name=9, level=1, indicators=99),
        "indicators": Tear(name=some, level=2, indicators=some),
        "before the label": Tear(name=some, level=0, indicators=some),
    }[kind]


__all__ = ["Place", "forms", "looks", "names", "sentences", "tears", "ticks"]
