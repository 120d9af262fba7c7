"""A person settles in the browser what an import left open: the page on the left, the question on the right, one key.

    ledger ── questions ── queue ──┐
    corrections.csv ── standing ───┼── views ── app ── guard ── serving
    PDFs ── archive ── pictures ───┘

Answers go to corrections.csv by the code of `jobdesc correct`. Pages are drawn in a process of their own, with limits.
"""
