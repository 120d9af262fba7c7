"""A person's word on what was read: a CSV that no import writes, applied last and never silently.

corrections.csv ── opening ── CorrectionLines ── applying ── JobDescription with `corrections`
"""
