"""Small forms of many layouts, drawn here so that what is ticked is known, for scans of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.random import Generator

from tests.paper import Paper

BODY, BOLD = "Helvetica", "Helvetica-Bold"
NAMES = {
    "nl": ("Klantgerichtheid", "Samenwerken", "Analyseren", "Plannen en organiseren", "Initiatief nemen", "Overtuigen"),
    "en": ("Customer focus", "Working together", "Written reports", "Planning ahead", "Leading people", "Judgement"),
    "fr": ("Travail en équipe", "Écoute active", "Sens du service", "Gestion du temps", "Autonomie", "Rigueur"),
    "de": ("Teamfähigkeit", "Führung", "Fachwissen", "Verhandeln", "Zuverlässigkeit", "Auftreten"),
    "es": ("Trabajo en equipo", "Orientación al cliente", "Liderazgo", "Planificación", "Iniciativa", "Comunicación"),
}
TITLES = {
    "nl": ("FUNCTIEBESCHRIJVING BODE", "Competenties", "Competentie", "Niveau"),
    "en": ("JOB DESCRIPTION MESSENGER", "Competencies", "Competency", "Level"),
    "fr": ("DESCRIPTION DE FONCTION HUISSIER", "Compétences", "Compétence", "Niveau"),
    "de": ("STELLENBESCHREIBUNG BOTE", "Kompetenzen", "Kompetenz", "Stufe"),
    "es": ("DESCRIPCIÓN DEL PUESTO ORDENANZA", "Competencias", "Competencia", "Nivel"),
}
WORDED = {
    "nl": ("Basis", "Gevorderd", "Expert"),
    "en": ("Basic", "Intermediate", "Advanced", "Expert"),
    "fr": ("Débutant", "Intermédiaire", "Avancé", "Expert"),
    "de": ("Grundkenntnisse", "Fortgeschritten", "Experte"),
    "es": ("Básico", "Intermedio", "Avanzado"),
}
SENTENCES = {
    "nl": "Werkt volgens de afspraken en meldt wat afwijkt",
    "en": "Works as agreed and reports what differs",
    "fr": "Respecte les accords et signale les écarts",
    "de": "Arbeitet nach Absprache und meldet Abweichungen",
    "es": "Trabaja según lo acordado e informa de cambios",
}
Box = tuple[float, float, float, float]


@dataclass
class Form:
    """`levels` by name, as the rank of what is ticked; `boxes` are (page from 0, place in points, ticked)."""

    paper: Paper = field(default_factory=Paper)
    levels: dict[str, int] = field(default_factory=dict)
    boxes: list[tuple[int, Box, bool]] = field(default_factory=list)
    page: int = 0

    def box(self, x: float, top: float, side: float, ticked: bool, *, as_round: bool = False) -> None:
        middle, half = (x + side / 2, top + side / 2), side / 2
        if as_round:
            self.paper.circle(*middle, half)
        else:
            self.paper.rect(x, top, side)
        if ticked and as_round:
            self.paper.circle(*middle, 0.5 * half, fill=self.paper_black())
        elif ticked:
            self.paper.cross(x + 0.18 * side, top + 0.18 * side, 0.64 * side, line=1.1)
        self.boxes.append((self.page, (x, top, x + side, top + side), ticked))

    @staticmethod
    def paper_black() -> object:
        from tests.paper import BLACK

        return BLACK


def headed(form: Form, language: str) -> float:
    """Title and heading; gives the height below them."""
    title, heading, *_ = TITLES[language]
    form.paper.text(60, 70, title, 15, BOLD)
    form.paper.text(60, 110, heading, 12, BOLD)
    return 130.0


def rows(language: str, rng: Generator, levels: int = 4, count: int = 3, first: int = 0) -> Form:
    """A row of a ruled table for each level: name, number, box, sentence."""
    form, xs = Form(), [60.0, 180.0, 215.0, 250.0, 540.0]
    top = headed(form, language)
    step = 24.0
    for name in NAMES[language][:count]:
        chosen = int(rng.integers(levels))
        form.levels[name] = chosen + first
        ys = [top + step * i for i in range(levels + 1)]
        for x in xs:
            form.paper.line(x, ys[0], x, ys[-1])
        for i, y in enumerate(ys):
            form.paper.line(xs[0] if i in (0, levels) else xs[1], y, xs[-1], y)
        form.paper.text(66, top + 16, name, 10, BOLD)
        for i in range(levels):
            form.paper.text(194, ys[i] + 16, str(i + first), 10, BODY)
            form.box(227, ys[i] + 7, 10, i == chosen)
            form.paper.text(256, ys[i] + 16, f"{SENTENCES[language]} ({i + first}).", 9, BODY)
        top = ys[-1] + 14
    return form


def matrix(language: str, rng: Generator, levels: int = 5, *, marks: str = "box", first: int = 1) -> Form:
    """A column for each level; `marks`: a box in each cell, a round one, or an X in one of them."""
    form = Form()
    top = headed(form, language)
    xs = [60.0, 230.0, *(230.0 + 50 * (i + 1) for i in range(levels))]
    names = NAMES[language]
    ys = [top + 26 * i for i in range(len(names) + 2)]
    form.paper.table(xs, ys, 0.7)
    form.paper.text(66, ys[0] + 17, TITLES[language][2], 10, BOLD)
    for i in range(levels):
        form.paper.text(xs[i + 1] + 22, ys[0] + 17, str(i + first), 10, BOLD)
    for row, name in enumerate(names, start=1):
        chosen = int(rng.integers(levels))
        form.levels[name] = chosen + first
        form.paper.text(66, ys[row] + 17, name, 10, BODY)
        for i in range(levels):
            if marks == "x":
                if i == chosen:
                    form.paper.text(xs[i + 1] + 21, ys[row] + 17, "X", 11, BODY)
                at = (xs[i + 1] + 20, ys[row] + 8)
                form.boxes.append((form.page, (*at, at[0] + 10, at[1] + 10), i == chosen))
            else:
                form.box(xs[i + 1] + 20, ys[row] + 8, 10, i == chosen, as_round=marks == "round")
    return form


def worded(language: str, rng: Generator, *, as_round: bool = False) -> Form:
    """Names with all levels in words behind them, a box before each."""
    form = Form()
    top = headed(form, language)
    labels = WORDED[language]
    for name in NAMES[language]:
        chosen = int(rng.integers(len(labels)))
        form.levels[name] = chosen + 1
        form.paper.text(60, top + 16, name, 10, BOLD)
        for i, label in enumerate(labels):
            x = 195 + 92 * i
            form.box(x, top + 7.5, 10, i == chosen, as_round=as_round)
            form.paper.text(x + 15, top + 16, label, 9.5, BODY)
        top += 27
    return form


def brackets(language: str, rng: Generator, levels: int = 4) -> Form:
    """`[ ] 1   [x] 2` behind each name."""
    form = Form()
    top = headed(form, language)
    for name in NAMES[language]:
        chosen = int(rng.integers(levels))
        form.levels[name] = chosen + 1
        form.paper.text(60, top + 16, name, 10, BODY)
        for i in range(levels):
            form.paper.text(230 + 60 * i, top + 16, f"{'[x]' if i == chosen else '[  ]'} {i + 1}", 10, BODY)
        top += 24
    return form


def bracket_rows(language: str, rng: Generator, levels: int = 4) -> Form:
    """A row of a ruled table for each level: number, `[ ]` or `[x]` of one space, sentence; type with serifs."""
    form, xs = Form(), [60.0, 180.0, 215.0, 250.0, 540.0]
    top = headed(form, language)
    step = 22.0
    for name in NAMES[language][:4]:
        chosen = int(rng.integers(levels))
        form.levels[name] = chosen
        ys = [top + step * i for i in range(levels + 1)]
        for x in xs:
            form.paper.line(x, ys[0], x, ys[-1])
        for i, y in enumerate(ys):
            form.paper.line(xs[0] if i in (0, levels) else xs[1], y, xs[-1], y)
        form.paper.text(66, top + 15, name, 10, "Times-Bold")
        for i in range(levels):
            form.paper.text(194, ys[i] + 15, str(i), 10, "Times-Roman")
            form.paper.text(225, ys[i] + 15, "[x]" if i == chosen else "[ ]", 11, "Times-Roman")
            form.paper.text(256, ys[i] + 15, f"{SENTENCES[language]} ({i}).", 9, "Times-Roman")
        top = ys[-1] + 10
    return form


def bare_x(language: str, rng: Generator, levels: int = 3) -> Form:
    """A row for each level in words, an X in the last column of one of them."""
    form, xs = Form(), [60.0, 200.0, 330.0, 380.0]
    top = headed(form, language)
    labels = WORDED[language][:levels]
    step = 22.0
    for name in NAMES[language][:4]:
        chosen = int(rng.integers(levels))
        form.levels[name] = chosen + 1
        ys = [top + step * i for i in range(levels + 1)]
        for x in xs:
            form.paper.line(x, ys[0], x, ys[-1])
        for i, y in enumerate(ys):
            form.paper.line(xs[0] if i in (0, levels) else xs[1], y, xs[-1], y)
        form.paper.text(66, top + 15, name, 10, BOLD)
        for i, label in enumerate(labels):
            form.paper.text(206, ys[i] + 15, label, 10, BODY)
            if i == chosen:
                form.paper.text(351, ys[i] + 15, "X", 11, BODY)
        top = ys[-1] + 12
    return form


KINDS: dict[str, Callable[[Generator], Form]] = {
    "rows-nl": lambda rng: rows("nl", rng),
    "matrix-en": lambda rng: matrix("en", rng),
    "matrix-round-de": lambda rng: matrix("de", rng, 4, marks="round"),
    "matrix-x-fr": lambda rng: matrix("fr", rng, 4, marks="x"),
    "worded-fr": lambda rng: worded("fr", rng),
    "worded-round-en": lambda rng: worded("en", rng, as_round=True),
    "brackets-es": lambda rng: brackets("es", rng),
    "brackets-rows-en": lambda rng: bracket_rows("en", rng),
    "bare-x-nl": lambda rng: bare_x("nl", rng),
}


def form_of(kind: str, seed: int) -> Form:
    return KINDS[kind](np.random.default_rng(seed))
