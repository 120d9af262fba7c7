"""Distances that several stages share, as parts of the text size; those of one stage stand in its own file.

Each says why it is not another one, and which samples read otherwise where it is a quarter less or more
(`benchmarks/margins.py` finds them).
"""

from __future__ import annotations

SAME_BASELINE = 0.35
"""Baselines nearer than this are one line: a superscript stays with the line it is raised from, the next line is at
least three times as far."""
GLUED = 0.1
"""Nearer than this there is no space between two words, only a change of font: the narrowest space is twice as wide."""
SEGMENT_GAP = 1.2
"""A wider gap is a tab or a column: a justified line has spaces of up to one size."""
NEXT_LINE = 1.6
"""The next line of the same text is at most this far below: lines are set at 1.0 to 1.5 sizes."""
READS_ON = 2.2
"""Text farther below than this belongs to something else, whatever it says: a blank line in between is more."""
SAME_EDGE = 0.35
"""Left edges, and middles below each other, that differ by less are the same: half a letter."""
SAME_MIDDLE = 0.5
"""Tick boxes whose middles differ by less stand on one line or in one column: a box is one size wide and high."""
