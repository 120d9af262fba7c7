"""The pages of a document → what it asks of each competency.

pages → a reader for each geometry → questions with options → reading.py → competencies
rows columns values choices printed                    one reading left, groups, scales
"""
