"""Writes the sample PDFs and, from the same content, their truth.

    content (TOML) → model.Job → truth.py → <slug>.truth.json
                              ↘ producers → <slug>.pdf

The truth is written from the content before any PDF exists, and nothing here knows the extractor.
"""
