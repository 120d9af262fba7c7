"""What is no text taken off a page, so that a line of text is all that an engine sees."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extractor.reading.scan.pixels import Grey, Mask, grown, pieces
from extractor.reading.scan.seen import Area, SeenRule

SOFT_EDGE = 9
"""Pixels that a rule is wiped wide in the grey picture: its soft edge goes with it."""
SOFT_SPECK = 5
STROKES = 3.4
"""A stroke that leaves its box is at most this many sides wide and high; what is longer is a rule or a line of text."""
RIM = 0.15
CORE = 0.25
"""Left out on each side of a box: a rule in what remains goes through its middle."""


def erased(flat: Grey, ink: Mask, rules: Mask, boxes: Sequence[Area]) -> tuple[Grey, Mask]:
    """The page without rules, boxes and the strokes in them: as a grey picture, and as ink."""
    free = np.where(grown(rules, 3, 3) > 0, 0, ink).astype(np.uint8)
    found = pieces(free)
    rows, columns = ink.shape
    gone = grown(rules, SOFT_EDGE, SOFT_EDGE)
    for box in boxes:
        rim = box.grown(round(RIM * box.w)).within(rows, columns)
        gone[rim.rows(), rim.columns()] = 1
        for piece in np.unique(found.labels[box.rows(), box.columns()]):
            if piece == 0:
                continue
            part = Area(*(int(v) for v in found.boxes[piece]))
            if max(part.w, part.h) < STROKES * box.w:
                gone[part.rows(), part.columns()] |= grown(found.mask(int(piece)), 3, 3)
    return np.where(gone > 0, 255, flat).astype(np.uint8), np.where(gone > 0, 0, ink).astype(np.uint8)


def free_of_rules(ink: Mask, rules: Sequence[SeenRule], mask: Mask, boxes: Sequence[Area]) -> Mask:
    """The ink without the rules of tables. A line through the middle of a box is none: it strikes the box out."""
    tables = mask
    for rule in rules:
        if any(_crosses(rule.area, box) for box in boxes):
            tables = mask.copy() if tables is mask else tables
            tables[rule.area.rows(), rule.area.columns()] = 0
    return np.where(grown(tables, 3, 3) > 0, 0, ink).astype(np.uint8)


def _crosses(rule: Area, box: Area) -> bool:
    middle = box.grown(-round(CORE * box.w))
    return rule.x < middle.right and middle.x < rule.right and rule.y < middle.bottom and middle.y < rule.bottom


def wiped(flat: Grey, dust: Mask) -> Grey:
    """The grey picture without these specks and their soft edges: engines read them as stops and accents."""
    return np.where(grown(dust, SOFT_SPECK, SOFT_SPECK) > 0, 255, flat).astype(np.uint8)
