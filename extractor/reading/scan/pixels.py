"""The few operations on pictures that the reading of scans is made of. The only module that knows OpenCV.

A `Grey` has rows from top to bottom, 0 black to 255 white; a `Mask` is 1 where there is ink, else 0. One thread, so
that the same picture gives the same result on any machine.
"""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
Mask = NDArray[np.uint8]
Labels = NDArray[np.int32]
Rows = NDArray[np.int32]

WORKING_DPI = 300
"""Every page is rendered so: the form's boxes are 40 pixels wide, its thinnest rules two."""
MM = WORKING_DPI / 25.4
"""Pixels in a millimetre of paper."""

cv2.setNumThreads(1)


class Pieces(NamedTuple):
    """Connected pieces of ink. Row i of `boxes` is (x, y, width, height) of piece i; piece 0 is the paper."""

    labels: Labels
    boxes: Rows
    areas: Rows

    def mask(self, piece: int) -> Mask:
        """The piece alone, cut to its box."""
        x, y, w, h = self.boxes[piece]
        return np.asarray(self.labels[y : y + h, x : x + w] == piece, dtype=np.uint8)

    def only(self, kept: NDArray[np.bool_]) -> Mask:
        """A mask of those pieces for which `kept` is true; the paper never is."""
        kept = kept.copy()
        kept[0] = False
        return np.asarray(kept[self.labels], dtype=np.uint8)


def pieces(mask: Mask, *, diagonal: bool = True) -> Pieces:
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8 if diagonal else 4)
    return Pieces(np.asarray(labels), np.asarray(stats[:, :4]), np.asarray(stats[:, cv2.CC_STAT_AREA]))


def opened(mask: Mask, width: int, height: int) -> Mask:
    """Only ink that holds a rectangle of this many pixels."""
    return np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((max(1, height), max(1, width)), np.uint8)))


def closed(picture: Grey, width: int, height: int) -> Grey:
    """Gaps of less than this many pixels filled (of a mask), dark things smaller than this gone (of a grey picture)."""
    return np.asarray(cv2.morphologyEx(picture, cv2.MORPH_CLOSE, np.ones((max(1, height), max(1, width)), np.uint8)))


def grown(mask: Mask, width: int, height: int) -> Mask:
    """Ink made wider, by half of this many pixels on each side."""
    return np.asarray(cv2.dilate(mask, np.ones((max(1, height), max(1, width)), np.uint8)))


def resized(picture: Grey, width: int, height: int) -> Grey:
    smaller = width * height < picture.size
    how = cv2.INTER_AREA if smaller else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, (max(1, width), max(1, height)), interpolation=how))


def shrunk(picture: Grey, times: int) -> Grey:
    rows, columns = picture.shape
    return resized(picture, columns // times, rows // times)


def median(picture: Grey, side: int) -> Grey:
    return np.asarray(cv2.medianBlur(picture, side))


def softened(picture: Grey) -> Grey:
    """Single pixels of noise taken down."""
    return np.asarray(cv2.GaussianBlur(picture, (3, 3), 0))


def two_levels(picture: Grey) -> float:
    """The level that parts ink from paper best (Otsu)."""
    level, _ = cv2.threshold(picture, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return float(level)


def turn_matrix(rows: int, columns: int, degrees: float) -> NDArray[np.float64]:
    """Turns a picture about its middle; counter-clockwise where `degrees` is positive."""
    return np.asarray(cv2.getRotationMatrix2D((columns / 2, rows / 2), degrees, 1.0), dtype=np.float64)


def turned(picture: Grey, degrees: float, paper: int = 255, *, sharp: bool = False) -> Grey:
    rows, columns = picture.shape
    matrix = turn_matrix(rows, columns, degrees)
    how = cv2.INTER_NEAREST if sharp else cv2.INTER_CUBIC
    return np.asarray(cv2.warpAffine(picture, matrix, (columns, rows), flags=how, borderValue=paper))


def bordered(picture: Grey, by: int) -> Grey:
    """Paper around it."""
    return np.pad(picture, by, constant_values=255)
