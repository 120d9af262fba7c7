"""Changing what a PDF says at one place: things painted there are taken away, and copies of others are put there.

Works on the operators of the page (ISO 32000-1, annex A), so that the mutated file is what a producer could have
written. Nothing here knows the extractor. Coordinates are PDF's own: points from the bottom left.
"""

from __future__ import annotations

import io
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf

Matrix = tuple[float, float, float, float, float, float]
Instruction = tuple[tuple[Any, ...], str]
Signature = tuple[Any, ...]

IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
PAINTS = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*"})
STATES = {name: name for name in ("w", "J", "j", "M", "d", "gs", "Tf", "Tc", "Tw", "Tz", "TL", "Ts", "Tr")}
STATES |= dict.fromkeys(("rg", "g", "k", "sc", "scn"), "fill") | dict.fromkeys(("RG", "G", "K", "SC", "SCN"), "stroke")
STATES |= {"cs": "fill space", "CS": "stroke space"}
SMALL = 14.0
"""Points: tick boxes are no larger, the cells around them are."""
NEAR = 0.8
"""Points between two parts of one drawn box."""


@dataclass(frozen=True)
class Piece:
    """One thing that is painted: a string, a path, a picture; `at` are the numbers of its instructions."""

    kind: str
    box: tuple[float, float, float, float]
    signature: Signature
    at: tuple[int, ...]
    matrix: Matrix
    state: tuple[Instruction, ...]
    paint: tuple[Instruction, ...]
    glyphs: int = 0


@dataclass(frozen=True)
class Place:
    """Pieces that stand together where something can be ticked."""

    page: int
    pieces: tuple[Piece, ...]

    @property
    def box(self) -> tuple[float, float, float, float]:
        boxes = [piece.box for piece in self.pieces]
        return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))

    @property
    def x(self) -> float:
        return (self.box[0] + self.box[2]) / 2

    @property
    def left(self) -> float:
        return self.box[0]

    @property
    def y(self) -> float:
        return (self.box[1] + self.box[3]) / 2

    @property
    def kind(self) -> str:
        first = self.pieces[0]
        return f"text {first.signature[0]}" if first.kind == "text" else first.kind

    @property
    def signature(self) -> Signature:
        return tuple(sorted((piece.signature for piece in self.pieces), key=repr))


@dataclass
class _State:
    matrix: Matrix = IDENTITY
    last: dict[str, Instruction] = field(default_factory=dict)


class Painting:
    """The pieces of every page of a PDF, and the PDF with some of them taken away and others added."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        with pikepdf.open(io.BytesIO(data)) as pdf:
            self.width = float(pdf.pages[0].mediabox[2])
            self.pieces = [tuple(_Interpreter(page).pieces) for page in pdf.pages]

    def places(self) -> list[Place]:
        """Short strings, small drawings with what is in them, and pictures: wherever a tick could be."""
        return [place for page, pieces in enumerate(self.pieces) for place in _places(page, pieces)]

    def replaced(self, target: Place, source: Place) -> bytes:
        """With a copy of `source` where `target` stands; their largest pieces are laid on each other."""
        (one, *more), (other, *others) = target.pieces, source.pieces
        if not more and not others and one.kind == other.kind == "text" and one.signature[0] == other.signature[0]:
            return self._written(target.page, one, other)
        dx, dy = (b - a for a, b in zip(_corner(source), _corner(target), strict=True))
        taken = [(target.page, piece) for piece in target.pieces]
        return self.changed(taken, [(target.page, piece, dx, dy) for piece in source.pieces])

    def _written(self, number: int, target: Piece, source: Piece) -> bytes:
        """Another character of the same font in the same string operator: what comes after it stays in its place."""
        with pikepdf.open(io.BytesIO(self.data)) as pdf:
            page = pdf.pages[number]
            instructions = list(pikepdf.parse_content_stream(page))
            (at,) = target.at
            show = [pikepdf.Array([pikepdf.String(source.signature[1])])]
            instructions[at] = pikepdf.ContentStreamInstruction(show, pikepdf.Operator("TJ"))
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))
            return _saved(pdf)

    def changed(
        self, take: Iterable[tuple[int, Piece]] = (), put: Iterable[tuple[int, Piece, float, float]] = ()
    ) -> bytes:
        """Without the pieces of `take` and with copies of those of `put`, moved by so many points across and up."""
        gone: dict[int, set[int]] = {}
        for page, piece in take:
            gone.setdefault(page, set()).update(piece.at)
        added: dict[int, list[Instruction]] = {}
        for page, piece, dx, dy in put:
            added.setdefault(page, []).extend(_copy(piece, dx, dy))
        with pikepdf.open(io.BytesIO(self.data)) as pdf:
            for number in sorted({*gone, *added}):
                sheet = pdf.pages[number]
                kept = list(_without(pikepdf.parse_content_stream(sheet), gone.get(number, set())))
                own = [pikepdf.ContentStreamInstruction(list(a), pikepdf.Operator(o)) for a, o in added.get(number, ())]
                before, after = (pikepdf.ContentStreamInstruction([], pikepdf.Operator(o)) for o in "qQ")
                sheet.Contents = pdf.make_stream(pikepdf.unparse_content_stream([before, *kept, after, *own]))
            return _saved(pdf)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def _corner(place: Place) -> tuple[float, float]:
    box = max((piece.box for piece in place.pieces), key=lambda b: round((b[2] - b[0]) * (b[3] - b[1]), 1))
    return box[0], box[1]


def _without(instructions: Iterable[Any], gone: Container[int]) -> Iterator[Any]:
    for i, instruction in enumerate(instructions):
        if i not in gone:
            yield instruction
        elif str(instruction.operator) == "'":
            yield pikepdf.ContentStreamInstruction([], pikepdf.Operator("T*"))  # what it does before it shows


def _copy(piece: Piece, dx: float, dy: float) -> list[Instruction]:
    a, b, c, d, e, f = piece.matrix
    return [((), "q"), ((a, b, c, d, e + dx, f + dy), "cm"), *piece.state, *piece.paint, ((), "Q")]


class _Interpreter:
    def __init__(self, page: pikepdf.Page) -> None:
        self.pieces: list[Piece] = []
        resources: Any = page.get("/Resources", pikepdf.Dictionary())
        self._fonts: Any = resources.get("/Font", {})
        self._objects: Any = resources.get("/XObject", {})
        self._state = _State()
        self._stack: list[_State] = []
        self._path: list[tuple[int, Instruction]] = []
        self._points: list[tuple[float, float]] = []
        self._line: Matrix = IDENTITY
        self._following = False
        self._leading = 0.0
        for i, instruction in enumerate(pikepdf.parse_content_stream(page)):
            self._read(i, tuple(instruction.operands), str(instruction.operator))

    def _read(self, i: int, operands: tuple[Any, ...], name: str) -> None:
        state = self._state
        if name == "q":
            self._stack.append(_State(state.matrix, dict(state.last)))
        elif name == "Q":
            self._state = self._stack.pop()
        elif name == "cm":
            state.matrix = _times(_matrix(operands), state.matrix)
        elif name in STATES:
            state.last[STATES[name]] = (operands, name)
            if name == "TL":
                self._leading = float(operands[0])
        elif name in {"m", "l", "c", "v", "y", "h", "re"}:
            self._path.append((i, (operands, name)))
            self._extend(name, [float(v) for v in operands])
        elif name in PAINTS:
            self._path.append((i, (operands, name)))
            self._paint_path(name)
        elif name in {"n", "W", "W*"}:
            self._path, self._points = ([], []) if name == "n" else (self._path, self._points)
        elif name == "Do":
            self._paint_object(i, operands)
        else:
            self._read_text(i, operands, name)

    def _read_text(self, i: int, operands: tuple[Any, ...], name: str) -> None:
        if name == "BT":
            self._line, self._following = IDENTITY, False
        elif name == "Tm":
            self._line, self._following = _matrix(operands), False
        elif name in {"Td", "TD"}:
            self._line = _times((1, 0, 0, 1, float(operands[0]), float(operands[1])), self._line)
            self._following = False
        elif name in {"T*", "Tj", "TJ", "'"}:
            if name in {"T*", "'"}:
                self._line = _times((1, 0, 0, 1, 0, -self._leading), self._line)
                self._following = False
            if name != "T*":
                self._show(i, operands, "TJ" if name == "TJ" else "Tj")
                self._following = True

    def _extend(self, name: str, v: list[float]) -> None:
        if name == "re":
            self._points += [(v[0], v[1]), (v[0] + v[2], v[1] + v[3])]
        else:
            self._points += list(zip(v[::2], v[1::2], strict=True))

    def _paint_path(self, name: str) -> None:
        shape = tuple((op, len(operands)) for _, (operands, op) in self._path)
        ink = self._state.last.get("stroke" if name in "Ss" else "fill", ((), ""))
        colour = tuple(float(v) for v in ink[0] if not isinstance(v, pikepdf.Name))
        self._add("path", self._points, ("path", name, shape, colour), self._path)
        self._path, self._points = [], []

    def _paint_object(self, i: int, operands: tuple[Any, ...]) -> None:
        thing = self._objects[str(operands[0])]
        corners = [(0.0, 0.0), (1.0, 1.0)]
        if thing.Subtype == "/Form":
            x0, y0, x1, y1 = (float(v) for v in thing.BBox)
            corners = [(x0, y0), (x1, y1)]
        kind = "form" if thing.Subtype == "/Form" else "picture"
        self._add(kind, corners, (kind, hash(thing.read_raw_bytes())), [(i, (operands, "Do"))])

    def _show(self, i: int, operands: tuple[Any, ...], name: str) -> None:
        font, size = self._state.last["Tf"][0]
        strings = operands if name == "Tj" else [part for part in operands[0] if isinstance(part, pikepdf.String)]
        data = b"".join(bytes(string) for string in strings)
        wide = self._fonts[str(font)].Subtype == "/Type0"
        count = len(data) // 2 if wide else len(data)
        height = 0.7 * float(size)
        corners = [(0.0, 0.0), (height * max(count, 1), height)]
        points = [_apply(self._line, point) for point in corners]
        show = [((), "BT"), (self._line, "Tm"), (operands, name), ((), "ET")]
        self._add("text", points, (str(font), data), [(i, (operands, name))], paint=show, glyphs=count)

    def _add(
        self,
        kind: str,
        points: Sequence[tuple[float, float]],
        signature: Signature,
        parts: Sequence[tuple[int, Instruction]],
        *,
        paint: Sequence[Instruction] | None = None,
        glyphs: int = 0,
    ) -> None:
        on_page = [_apply(self._state.matrix, point) for point in points]
        xs, ys = [x for x, _ in on_page], [y for _, y in on_page]
        if not xs or (kind == "text" and self._following):
            return
        self.pieces.append(
            Piece(
                kind,
                (min(xs), min(ys), max(xs), max(ys)),
                signature,
                tuple(i for i, _ in parts),
                self._state.matrix,
                tuple(self._state.last.values()),
                tuple(paint or (instruction for _, instruction in parts)),
                glyphs,
            )
        )


def _places(page: int, pieces: Sequence[Piece]) -> list[Place]:
    small = [p for p in pieces if p.kind == "path" and max(p.box[2] - p.box[0], p.box[3] - p.box[1]) <= SMALL]
    clusters = [[piece] for piece in small]
    count = -1
    while count != len(clusters):
        count, before, clusters = len(clusters), clusters, []
        for cluster in before:
            box = Place(page, tuple(cluster)).box
            near = next((other for other in clusters if _touch(box, Place(page, tuple(other)).box)), None)
            if near is None:
                clusters.append(list(cluster))
            else:
                near.extend(cluster)
    rest = [p for p in pieces if (p.kind == "text" and 0 < p.glyphs <= 3) or p.kind in {"form", "picture"}]
    alone: list[Piece] = []
    for piece in rest:
        x, y = piece.box[0] + 1, (piece.box[1] + piece.box[3]) / 2
        around = next((c for c in clusters if _holds(Place(page, tuple(c)).box, x, y)), None)
        if around is None:
            alone.append(piece)
        else:
            around.append(piece)
    found = [Place(page, tuple(sorted(cluster, key=lambda p: p.at))) for cluster in clusters]
    found = [replace(place, pieces=tuple(sorted(place.pieces, key=lambda p: p.kind))) for place in found]
    return [*found, *(Place(page, (piece,)) for piece in alone)]


def _touch(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return not (
        one[0] > other[2] + NEAR or other[0] > one[2] + NEAR or one[1] > other[3] + NEAR or other[1] > one[3] + NEAR
    )


def _holds(box: tuple[float, ...], x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _matrix(operands: Sequence[Any]) -> Matrix:
    a, b, c, d, e, f = (float(v) for v in operands)
    return a, b, c, d, e, f


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _apply(matrix: Matrix, point: tuple[float, float]) -> tuple[float, float]:
    x, y = point
    return matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]
