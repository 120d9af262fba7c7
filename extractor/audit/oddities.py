"""What stands apart without anybody having written a rule for it: an invitation to look, never a verdict.

Five questions, each with its own way to answer:

level-apart         Iglewicz and Hoaglin's modified z-score of a level among the known levels of its peers
function-apart      the same score of a function's mean distance from the medians of its peers
competency-missing  a competency that nearly all peers have
wording-drift       an indicator text that differs from the one that most documents share
spelling            a name of a competency that is nearly another, more common one
function-duplicate  several documents of one function, and which of them stands
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Final

import pandas as pd

from extractor.audit.conditions import with_rank
from extractor.audit.matrix import with_columns
from extractor.audit.wording import Run, digits_of, likeness, word_diff
from extractor.findings import Language, phrase, worded
from extractor.model import Phrase

LEAST_PEERS: Final = 5
"""Known levels, or functions, in a group of peers; fewer say nothing about what is usual."""
MOST_SCORE: Final = 3.5
"""The modified z-score above which Iglewicz and Hoaglin (1993) call a value an outlier."""
LEAST_DISTANCE: Final = 2
"""Levels; a level next to the median is never odd, however much the peers agree."""
MOST_HAVE: Final = 0.8
"""The part of the peers that have a competency for it to be missed."""
MOST_SHARE: Final = 0.5
"""The part of the documents that share a wording for it to be the usual one."""
LEAST_DOCUMENTS: Final = 3
ALIKE: Final = 0.88

_LEVEL_KEYS: Final = ("document_id", "competency_id", "level")
PEERS: Final = ("grade", "department", "service", "career", "rank")


class OddityKind(StrEnum):
    LEVEL_APART = "level-apart"
    FUNCTION_APART = "function-apart"
    COMPETENCY_MISSING = "competency-missing"
    WORDING_DRIFT = "wording-drift"
    SPELLING = "spelling"
    FUNCTION_DUPLICATE = "function-duplicate"


@dataclass(frozen=True, slots=True)
class Oddity:
    """`diff` is there for a drifted wording: from the usual one to this one. `page` counts from 1."""

    kind: OddityKind
    document_id: str
    function: str
    path: str
    said: Phrase
    competency: str | None = None
    page: int | None = None
    diff: tuple[Run, ...] = ()

    @property
    def message(self) -> str:
        return self.message_in(Language.EN)

    def message_in(self, language: Language) -> str:
        return worded(self.said, language)


def find_oddities(
    functions: pd.DataFrame, competencies: pd.DataFrame, indicators: pd.DataFrame, peers: Iterable[str] = ("grade",)
) -> tuple[Oddity, ...]:
    """All of them, by kind and then as in `functions`; `peers` are columns of `PEERS` that say who is compared."""
    functions = with_rank(functions)
    placed = with_columns(competencies)
    about = _About(functions)
    found: list[Oddity] = []
    for column in peers:
        with_peers = placed.assign(peers=placed["document_id"].map(functions.set_index("document_id")[column]))
        found += _levels_apart(with_peers, column, about)
        found += _functions_apart(with_peers, column, about)
        found += _missing(with_peers, functions, column, about)
    found += _drifted(placed, indicators, about)
    found += _misspelled(placed, about)
    found += _duplicates(functions, about)
    kinds = list(OddityKind)
    order = {id_: place for place, id_ in enumerate(functions["document_id"])}
    return tuple(sorted(found, key=lambda oddity: (kinds.index(oddity.kind), order[oddity.document_id])))


class _About:
    def __init__(self, functions: pd.DataFrame) -> None:
        names = functions["name"].fillna(functions["function_key"])
        self._facts = dict(zip(functions["document_id"], zip(names, functions["path"], strict=True), strict=True))

    def oddity(
        self,
        kind: OddityKind,
        document_id: str,
        said: Phrase,
        competency: str | None = None,
        page: int | None = None,
        diff: tuple[Run, ...] = (),
    ) -> Oddity:
        function, path = self._facts[document_id]
        return Oddity(kind, document_id, function, path, said, competency, page, diff)


def modified_z_scores(values: pd.Series[float], groups: list[pd.Series[str]]) -> pd.Series[float]:
    """How far each value is from the median of its group, in robust standard deviations.

    The unit is the median absolute deviation over 0.6745; where that is 0, because more than half of the group is one
    value, it is the mean absolute deviation times 1.2533; where that is 0 too, nothing stands apart and the score is 0.
    """
    values = values.astype("float64")
    distance = (values - values.groupby(groups).transform("median")).abs()
    of_group = distance.groupby(groups)
    median, mean = of_group.transform("median"), of_group.transform("mean")
    unit = (median / 0.6745).mask(median == 0, mean * 1.2533)
    return (distance / unit.mask(unit == 0)).fillna(0.0)


def _levels_apart(placed: pd.DataFrame, column: str, about: _About) -> Iterator[Oddity]:
    known = placed[placed["required_level"].notna() & placed["peers"].notna()]
    groups = [known["peers"], known["column"]]
    levels = known.groupby(groups)["required_level"]
    known = known.assign(
        median=levels.transform("median"),
        count=levels.transform("count"),
        score=modified_z_scores(known["required_level"], groups),
    )
    distance = (known["required_level"] - known["median"]).abs()
    odd = known[(known["count"] >= LEAST_PEERS) & (distance >= LEAST_DISTANCE) & (known["score"] > MOST_SCORE)]
    for row in odd.to_dict("records"):
        said = phrase(
            "odd-level",
            level=int(row["required_level"]),
            median=f"{row['median']:g}",
            count=int(row["count"]),
            column=column,
            peers=row["peers"],
            score=f"{row['score']:.1f}",
        )
        yield about.oddity(OddityKind.LEVEL_APART, row["document_id"], said, row["competency"], int(row["page"]))


def _functions_apart(placed: pd.DataFrame, column: str, about: _About) -> Iterator[Oddity]:
    known = placed[placed["required_level"].notna() & placed["peers"].notna()]
    median = known.groupby(["peers", "column"])["required_level"].transform("median")
    distance = (known["required_level"] - median).abs().astype("float64")
    means = distance.groupby([known["peers"], known["document_id"]]).mean().rename("mean").reset_index()
    means["count"] = means.groupby("peers")["mean"].transform("size")
    means["usual"] = means.groupby("peers")["mean"].transform("median")
    means["score"] = modified_z_scores(means["mean"], [means["peers"]])
    # A function closer to the medians than its peers are is no reason to look.
    odd = means[(means["count"] >= LEAST_PEERS) & (means["score"] > MOST_SCORE) & (means["mean"] > means["usual"])]
    for row in odd.to_dict("records"):
        said = phrase(
            "odd-function",
            mean=f"{row['mean']:.2f}",
            usual=f"{row['usual']:.2f}",
            count=int(row["count"]),
            column=column,
            peers=row["peers"],
            score=f"{row['score']:.1f}",
        )
        yield about.oddity(OddityKind.FUNCTION_APART, row["document_id"], said)


def _missing(placed: pd.DataFrame, functions: pd.DataFrame, column: str, about: _About) -> Iterator[Oddity]:
    of_peers = placed.dropna(subset=["peers"]).groupby(["peers", "column"])
    have = of_peers["document_id"].nunique().rename("count").reset_index()
    # With no peers at all, what is mapped is no text, and its type must not be that of one.
    have["size"] = have["peers"].map(functions[column].value_counts()).astype("Int64")
    part = have["count"] / have["size"]
    have = have[(have["size"] >= LEAST_PEERS) & (part >= MOST_HAVE) & (part < 1)]
    names = placed.drop_duplicates("column").set_index("column")["competency"]
    documents = placed.groupby("column")["document_id"].agg(set).to_dict()
    members = functions.groupby(column)["document_id"].agg(list).to_dict()
    for group, competency, count, size in have.itertuples(index=False):
        said = phrase("odd-missing", count=int(count), size=int(size), column=column, peers=group)
        for id_ in members[group]:
            if id_ not in documents[competency]:
                yield about.oddity(OddityKind.COMPETENCY_MISSING, id_, said, names[competency])


def _drifted(placed: pd.DataFrame, indicators: pd.DataFrame, about: _About) -> Iterator[Oddity]:
    texts = _signed(indicators).merge(placed[[*_LEVEL_KEYS[:2], "column", "competency", "page"]])
    texts["share"] = texts.groupby(["column", "level", "signature"])["document_id"].transform("size")
    places = texts.groupby(["column", "level"])
    texts["documents"] = places["document_id"].transform("size")
    texts["usual"] = texts["share"] == places["share"].transform("max")
    settled = (texts["share"] >= LEAST_DOCUMENTS) & (texts["share"] / texts["documents"] > MOST_SHARE)
    usual = texts[settled & texts["usual"]].drop_duplicates(["column", "level"]).set_index(["column", "level"])
    odd = texts[~(settled & texts["usual"])].join(
        usual[["document_id", "competency_id", "share"]].add_suffix("_usual"), on=["column", "level"], how="inner"
    )
    rows = odd.to_dict("records")
    here = [(row["document_id"], row["competency_id"], row["level"]) for row in rows]
    there = [(row["document_id_usual"], row["competency_id_usual"], row["level"]) for row in rows]
    wording = _wording(indicators, {*here, *there})
    for row, this, that in zip(rows, here, there, strict=True):
        level, share, count = int(row["level"]), int(row["share_usual"]), int(row["documents"])
        said = phrase("odd-wording", level=level, share=share, count=count)
        diff = word_diff(wording[that], wording[this])
        yield about.oddity(
            OddityKind.WORDING_DRIFT, row["document_id"], said, row["competency"], int(row["page"]), diff
        )


def _signed(indicators: pd.DataFrame) -> pd.DataFrame:
    """A row for each level with a number for its whole wording: a million texts are joined too slowly to compare."""
    signature = pd.util.hash_pandas_object(indicators[["position", "text"]], index=False)
    of_line = indicators[list(_LEVEL_KEYS)].assign(signature=signature)
    return of_line.groupby(list(_LEVEL_KEYS), sort=False)["signature"].sum().reset_index()


def _wording(indicators: pd.DataFrame, wanted: set[tuple[str, str, int]]) -> dict[tuple[str, str, int], str]:
    wanted_documents = {document_id for document_id, _, _ in wanted}
    lines = indicators[indicators["document_id"].isin(wanted_documents)].sort_values("position", kind="stable")
    said: dict[tuple[str, str, int], list[str]] = {}
    for document_id, competency_id, level, text in lines[[*_LEVEL_KEYS, "text"]].itertuples(index=False):
        if (document_id, competency_id, level) in wanted:
            said.setdefault((document_id, competency_id, level), []).append(text)
    return {level: " ".join(texts) for level, texts in said.items()}


def _misspelled(placed: pd.DataFrame, about: _About) -> Iterator[Oddity]:
    """Names that never stand in one document together, and of which one is rare and nearly the other one."""
    named = placed.dropna(subset=["competency"])
    documents: dict[str, set[str]] = {}
    for name, id_ in zip(named["competency"], named["document_id"], strict=True):
        documents.setdefault(name, set()).add(id_)
    for one, other in combinations(sorted(documents), 2):
        rare, common = sorted((one, other), key=lambda name: len(documents[name]))
        if len(documents[common]) < LEAST_DOCUMENTS or 2 * len(documents[rare]) >= len(documents[common]):
            continue
        if documents[rare] & documents[common] or digits_of(rare) != digits_of(common):
            continue
        if likeness(rare, common) >= ALIKE:
            for row in named[named["competency"] == rare].to_dict("records"):
                said = phrase("odd-spelling", count=len(documents[common]), name=common)
                yield about.oddity(OddityKind.SPELLING, row["document_id"], said, rare, int(row["page"]))


def _duplicates(functions: pd.DataFrame, about: _About) -> Iterator[Oddity]:
    repeated = functions[functions["name"].notna() & functions["function_key"].duplicated(keep=False)]
    for _, versions in repeated.groupby("function_key", sort=False):
        stands = standing_version(versions)
        for id_, approved_on in zip(versions["document_id"], versions["approved_on"], strict=True):
            others = tuple(versions.loc[versions["document_id"] != id_, "path"])
            which = "odd-no-version" if stands is None else "odd-this-version" if stands == id_ else "odd-that-version"
            dated = phrase("odd-undated") if pd.isna(approved_on) else phrase("odd-dated", day=str(approved_on))
            said = phrase("odd-duplicate", dated=dated, others=others, stands=phrase(which))
            yield about.oddity(OddityKind.FUNCTION_DUPLICATE, id_, said)


def standing_version(versions: pd.DataFrame) -> str | None:
    """The document id of the version that was approved last; None where a date is missing or two are the same."""
    dates = versions["approved_on"]
    if dates.isna().any():
        return None
    last = versions[dates == dates.max()]
    return str(last["document_id"].iloc[0]) if len(last) == 1 else None
