"""Everything about an import on one HTML page that needs no network: see `writing.write_report`.

tables ─┬ payload    what the page shows, as plain values, within its size
        ├ pictures   the pages that hold the evidence, from the PDFs of the archive
        └ writing    both put into page/report.html, with its style, its script and its words (Dutch, English)
"""
